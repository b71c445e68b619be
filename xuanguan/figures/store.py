"""The column store of this installation: one for each process, where the settings say.

    duckdb:///path/to/folder                                     files on this machine; without a path in FIGURES_FOLDER
    clickhouse://user:password@one:8123,two:8123/name?cluster=c  a cluster, fed from the files of FIGURES_FOLDER
"""
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from xuanguan.analytics import ClusterStore, DuckStore, Server


def the_store() -> DuckStore | ClusterStore:
    """Raises ImproperlyConfigured for an address of another kind."""
    return _store(settings.FIGURES, str(settings.FIGURES_FOLDER), settings.FIGURES_THREADS, settings.FIGURES_MEMORY)


@lru_cache(maxsize=8)
def _store(address: str, folder: str, threads: int, memory: str) -> DuckStore | ClusterStore:
    said = urlsplit(address)
    if said.scheme == "duckdb":
        return DuckStore(Path(said.path if said.path.strip("/") else folder), threads=threads, memory=memory)
    if said.scheme == "clickhouse":
        return _cluster(address, DuckStore(Path(folder), threads=threads, memory=memory))
    raise ImproperlyConfigured(f"XUANGUAN_FIGURES is “{said.scheme}://…”. Write duckdb:///folder or clickhouse://host:8123,host:8123/name?cluster=name.")


def _cluster(address: str, local: DuckStore) -> ClusterStore:
    said = urlsplit(address)
    who, _at, where = said.netloc.rpartition("@")
    user, _colon, password = who.partition(":")
    servers = []
    for place in where.split(","):
        host, _colon, port = place.partition(":")
        if not host or not (port or "8123").isdigit():
            raise ImproperlyConfigured(f"XUANGUAN_FIGURES names the server “{place}”. Write host:port, several with commas.")
        servers.append(Server(host, int(port or 8123), unquote(user) or "default", unquote(password)))
    name = said.path.strip("/") or "xuanguan"
    if not name.isidentifier() or not name.isascii():
        raise ImproperlyConfigured(f"XUANGUAN_FIGURES names the database “{name}”. Write letters, digits and _ only.")
    return ClusterStore(servers, local, database=name, cluster=parse_qs(said.query).get("cluster", ["xuanguan"])[0])

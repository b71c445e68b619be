"""One address, one database: sqlite:///PATH or postgresql://user:password@host:port/name."""
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def database_from(address: str) -> dict:
    """Django's settings for the database at `address`. Raises ValueError, in a sentence, for an address it cannot read."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path).removeprefix("/"))  # sqlite:///x is x here; sqlite:////x is /x
        if path.parent != Path("."):
            path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "OPTIONS": {
                # Takes the write lock at once, so that two writers wait instead of failing half-way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(f"XUANGUAN_DATABASE is {address!r}: it should begin with sqlite:/// or postgresql://")

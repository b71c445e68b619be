"""One ClickHouse server, spoken to over HTTP. Standard library only: the interface is a POST with SQL in it."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from xuanguan.analytics.errors import FiguresAway
from xuanguan.analytics.store.cluster.schema import NAMES

type Row = tuple[Any, ...]

# Whole activities lie on one server, and the small tables on every one: each server joins what it has itself.
SETTINGS = {"distributed_product_mode": "local"}
_PARAMETER = re.compile(r"\$(\w+)")
_VALUES = re.compile(r"\(VALUES ((?:\([^()]*\)(?:, )?)+)\) AS (\w+)\(([^)]*)\)")
_SHARED = re.compile(r"\s*WITH (\w+) AS MATERIALIZED \(")
_TRUTH = re.compile(r"\b(?:TRUE|FALSE)\b")
_TABLES = re.compile(rf"\b(FROM|JOIN) ({'|'.join(sorted(NAMES, key=len, reverse=True))})\b")
_ESCAPES = {"b": "\b", "f": "\f", "r": "\r", "n": "\n", "t": "\t", "0": "\0", "'": "'", "\\": "\\"}


class ServerError(Exception):
    """The server answered that it could not do what was asked: a mistake of ours, with its words."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is. `timeout`: seconds for one answer."""

    host: str
    port: int = 8123
    user: str = "default"
    password: str = field(default="", repr=False)
    timeout: float = 60

    def run(self, sql: str, *, database: str = "", body: Path | None = None) -> None:
        """Runs a statement that gives no rows; `body` is a file with the rows of an INSERT. Raises FiguresAway, ServerError."""
        self._post(sql, database, body)

    def rows(self, sql: str, params: Mapping[str, int | str] | None = None, *, database: str = "") -> list[Row]:
        """The rows of one SELECT of the portable kind. Raises FiguresAway, ServerError."""
        said = f"{portable(sql, params, database)} FORMAT TabSeparatedWithNamesAndTypes"
        # Its names, its types, its rows; nothing at all where some versions have no row.
        _names, kinds, *rest = self._post(said, database, None).decode().splitlines() or ("", "")
        readers = [_reader_of(kind) for kind in kinds.split("\t")]
        return [tuple(read(cell) for read, cell in zip(readers, line.split("\t"), strict=True)) for line in rest]

    def _post(self, sql: str, database: str, body: Path | None) -> bytes:
        """With a file the statement goes into the address, and the file is sent as it is read."""
        address = {**({"database": database} if database else {}), **SETTINGS, **({"query": sql} if body else {})}
        headers = {"X-ClickHouse-User": self.user, "X-ClickHouse-Key": self.password}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
        try:
            if body is None:
                connection.request("POST", f"/?{urlencode(address, quote_via=quote)}", sql.encode(), headers)
            else:
                with body.open("rb") as file:
                    connection.request("POST", f"/?{urlencode(address, quote_via=quote)}", file, {**headers, "Content-Length": str(body.stat().st_size)})
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise FiguresAway(f"The server of figures {self.host}:{self.port} does not answer: {error}", server=f"{self.host}:{self.port}") from error
        finally:
            connection.close()
        if answer.status != 200:
            words = content.decode(errors="replace")
            # Its own words for a part of the cluster that it cannot reach, or that left while it was asked.
            if any(f"Code: {code}" in words for code in (32, 209, 210, 279)):
                raise FiguresAway(f"A part of the figures cannot be reached from {self.host}:{self.port}: {words[:200]}", server=f"{self.host}:{self.port}")
            raise ServerError(words[:500])
        return content


def portable(sql: str, params: Mapping[str, int | str] | None = None, database: str = "") -> str:
    r"""The SQL with its parameters written in, tables of constants as this engine knows them, and our tables by their full names
    (a server that is asked by another one does not know which database was meant).

    >>> portable("SELECT $unit, $name FROM unit", {"unit": 7, "name": "it's"}, "here")
    "SELECT 7, 'it\\'s' FROM here.unit"
    >>> portable("SELECT n FROM (VALUES (1, 2), (3, 4)) AS places(n, of_place)")
    'SELECT n FROM (SELECT toInt32(1) AS n, toInt32(2) AS of_place UNION ALL SELECT toInt32(3) AS n, toInt32(4) AS of_place) AS places'
    """
    sql = _written_out(sql)
    given = dict(params or {})
    written = _PARAMETER.sub(lambda found: _literal(given[found[1]]), sql)
    written = _TRUTH.sub(lambda found: "1" if found[0] == "TRUE" else "0", _VALUES.sub(_constants, written))
    return _TABLES.sub(rf"\1 {database}.\2", written) if database else written


def _written_out(sql: str) -> str:
    """A table that a question names once and reads several times, in each of these places: old servers know no WITH.

    >>> _written_out("WITH shared AS MATERIALIZED (SELECT count(*) AS n FROM unit) SELECT n FROM shared UNION ALL SELECT -n FROM shared")
    'SELECT n FROM (SELECT count(*) AS n FROM unit) AS shared UNION ALL SELECT -n FROM (SELECT count(*) AS n FROM unit) AS shared'
    """
    if (found := _SHARED.match(sql)) is None:
        return sql
    depth, end = 1, found.end()
    while depth:
        depth += {"(": 1, ")": -1}.get(sql[end], 0)
        end += 1
    inner = sql[found.end():end - 1]
    return re.sub(rf"\bFROM {found[1]}\b", lambda _found: f"FROM ({inner}) AS {found[1]}", sql[end:].lstrip())


def _literal(value: int | str) -> str:
    if isinstance(value, int):
        return str(int(value))
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _constants(found: re.Match[str]) -> str:
    names = [name.strip() for name in found[3].split(",")]
    lines = [
        "SELECT " + ", ".join(f"toInt32({number.strip()}) AS {name}" for number, name in zip(line.split(","), names, strict=True))
        for line in re.findall(r"\(([^()]*)\)", found[1])]
    return f"({' UNION ALL '.join(lines)}) AS {found[2]}"


def _reader_of(kind: str) -> Callable[[str], Any]:
    if kind.startswith("Nullable("):
        inner = _reader_of(kind[len("Nullable("):-1])
        return lambda cell: None if cell == r"\N" else inner(cell)
    if kind.startswith(("Int", "UInt")):
        return int
    if kind.startswith("Decimal"):
        return Decimal
    if kind.startswith("Float"):
        return float
    return _text


def _text(cell: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), cell) if "\\" in cell else cell

"""One question, said to each program in its own words over HTTP, and the answers as plain numbers."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode

from benchmarks.peers.analytics import ACTIVITIES, CLAUSES, COUNTED
from benchmarks.peers.records import uid
from benchmarks.peers.superset.processes import SUPERSET_PORT, XUANGUAN_PORT

LEVELS = {"province": 1, "prefecture": 2, "county": 3}
# What a page of figures shows first, and what is asked for each.
CHARTS = ("totals by front and kind", "children", "time series by month", "clause × front")
OVERVIEW = "overview page beside a dashboard of five charts"
# A view over the records, joined: what an analyst has who builds no tables of figures.
VIEWS = {
    "joined": "SELECT a.uid AS event, a.front, a.kind, a.state, a.earliest AS pestartdate, a.latest AS peenddate, {month} AS monthly, {levels} "
              "FROM records.activity AS a JOIN records.organiser AS o USING (activity) JOIN records.unit AS u USING (unit)",
    "joined_clause": "SELECT a.uid AS event, c.clause AS dx, a.front, a.kind, a.state, a.earliest AS pestartdate, a.latest AS peenddate, {levels} "
                     "FROM records.activity AS a JOIN records.organiser AS o USING (activity) JOIN records.unit AS u USING (unit) JOIN records.clause AS c USING (activity)",
}
MONTH = "CASE WHEN date_trunc('month', a.earliest) = date_trunc('month', a.latest) THEN to_char(a.latest, 'YYYYMM') END"
FORMS = ("rows added up", "rows DISTINCT", "records joined")


@dataclass(frozen=True, slots=True)
class Asked:
    """Where and when. `unit` is the key, `code` what stands in an address."""

    level: str
    unit: int
    code: str
    first: date
    last: date


def random_asked(prepared: dict[str, Any], random: Random) -> Asked:
    """A node of any level as often, and some part of the campaign; windows differ by the day, so hardly any is asked twice."""
    begins, ends = date.fromisoformat(prepared["begins"]), date.fromisoformat(prepared["ends"])
    level = random.choice(list(LEVELS))
    unit, code = random.choice(prepared["units"][level])
    first = begins + timedelta(days=random.randint(0, (ends - begins).days // 2))
    return Asked(level, unit, code, first, first + timedelta(days=random.randint(20, (ends - first).days)))


class Server:
    """One client's connection, kept open."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self._headers = headers

    def get(self, address: str) -> bytes:
        return self._answer("GET", address, None, {})

    def post(self, address: str, said: dict[str, Any]) -> Any:
        return json.loads(self._answer("POST", address, json.dumps(said).encode(), {"Content-Type": "application/json"}))

    def _answer(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        for attempt in (1, 2):
            try:
                self._connection.request(method, address, body, {**self._headers, **headers})
                response = self._connection.getresponse()
                content = response.read()
                break
            except (http.client.RemoteDisconnected, ConnectionError):
                self._connection.close()  # closed while nothing was asked; once more on a new one
                if attempt == 2:
                    raise
        if response.status not in (200, 201):
            raise SystemExit(f"{method} {address} answers {response.status}: {content[:600].decode(errors='replace')}")
        return content


class Xuanguan:
    """`explore` as JSON, and the overview as the page that a person opens."""

    def __init__(self, prepared: dict[str, Any]) -> None:
        self._prepared = prepared
        self._server = Server(XUANGUAN_PORT, {"Cookie": prepared["cookie"]})

    def ask(self, question: str, asked: Asked) -> list[float]:
        where = {"unit": asked.code, "from": asked.first.isoformat(), "to": asked.last.isoformat(), "tree": "today"}
        if question == OVERVIEW:
            self._server.get(f"{self._prepared['overview']}?{urlencode(where)}")
            return []
        rows, columns = {"totals by front and kind": ("front", "kind"), "children": ("child", ""), "time series by month": ("month", ""),
                         "clause × front": ("clause", "front")}[question]
        content = self._server.get(f"{self._prepared['explore']}?{urlencode({**where, 'rows': rows, 'columns': columns})}")
        cells = [one for one in json.loads(content)["figures"] if one["row"] and bool(one["column"]) == bool(columns)]
        return sorted(value for one in cells if (value := float(one["verified"]) + float(one["self_reported"])))


class Superset:
    """Its REST interface, as its own charts use it. `datasets`: the ids by the names of tables and views."""

    def __init__(self, token: str, datasets: dict[str, int]) -> None:
        self._server = Server(SUPERSET_PORT, {"Authorization": f"Bearer {token}"})
        self._datasets = datasets

    def ask(self, question: str, asked: Asked, form: str, *, force: bool) -> list[float]:
        said = chart(question, asked, form, self._datasets, force=force)
        (result,) = self._server.post("/api/v1/chart/data", said)["result"]
        if force and result["is_cached"]:
            raise SystemExit("Superset answered from its cache though it was told not to.")
        return sorted(float(row["n"]) for row in result["data"] if row["n"])


def chart(question: str, asked: Asked, form: str, datasets: dict[str, int], *, force: bool) -> dict[str, Any]:
    """What Superset is asked for one chart."""
    level = LEVELS[asked.level] + 1
    columns, is_clause = {"total": ([], False), "totals by front and kind": (["front", "kind"], False), "children": ([f"uidlevel{level + 1}"], False),
                          "time series by month": (["monthly"], False), "clause × front": (["dx", "front"], True)}[question]
    is_joined = form == "records joined"
    name = ("joined_clause" if is_joined else CLAUSES) if is_clause else ("joined" if is_joined else ACTIVITIES)
    filters: list[dict[str, Any]] = [{"col": f"uidlevel{level}", "op": "==", "val": uid("U", asked.unit)}]
    where = f"pestartdate >= '{asked.first.isoformat()}' AND peenddate <= '{asked.last.isoformat()}'"
    if not is_joined:
        filters.append({"col": "year", "op": "IN", "val": list(range(asked.first.year, asked.last.year + 1))})
        if not is_clause:
            filters.append({"col": "dx", "op": "==", "val": COUNTED})
    counted = "SUM(value)" if form == "rows added up" else "COUNT(DISTINCT event)"
    return {
        "datasource": {"id": datasets[name], "type": "table"}, "force": force, "result_format": "json", "result_type": "full",
        "queries": [{"columns": columns, "metrics": [{"expressionType": "SQL", "sqlExpression": counted, "label": "n"}], "filters": filters,
                     "extras": {"where": where}, "row_limit": 10_000, "orderby": []}],
    }


def set_up(database: str) -> tuple[str, dict[str, int]]:
    """Signs in and makes a database connection with its datasets; a token, and the ids of the datasets by name."""
    server = Server(SUPERSET_PORT, {})
    token = server.post("/api/v1/security/login", {"username": "admin", "password": "admin", "provider": "db", "refresh": True})["access_token"]
    server = Server(SUPERSET_PORT, {"Authorization": f"Bearer {token}"})
    number = server.post("/api/v1/database/", {"database_name": "figures", "sqlalchemy_uri": database, "expose_in_sqllab": False})["id"]
    return token, {
        name: server.post("/api/v1/dataset/", {"database": number, "schema": "public", "table_name": name})["id"]
        for name in (ACTIVITIES, CLAUSES, *VIEWS)}

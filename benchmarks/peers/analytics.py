"""Analytics tables as the best-known system of the field (DHIS2) lays them out, rebuilt here from its documentation and from what its tables show.

One row for each activity, organising unit and value: what is counted (`dx`), the unit's ancestors (`uidlevel1` … as it stands in today's tree), the
period at every grain it fits, start and end, and every other dimension as a column; an index for each column; a table for each year. They are
built whole under another name, indexed, analysed, and take the old ones' place. Between two builds a table of "the latest" can hold what was
changed since the last one, and what it replaces is deleted from the years.

In the peer's favour: five grains of periods where it has some twenty, no column that is not asked here, tables that are not logged, a year in
each question so that only its tables are looked at.
"""

from __future__ import annotations

from benchmarks.peers.postgres import Database

ACTIVITIES, CLAUSES = "analytics", "analytics_clause"
# What is counted where a row says just that there was an activity.
COUNTED = "D0000000000"
_FIXED = {
    "id": "text", "dx": "char(11)", "co": "char(11)", "event": "char(11)", "state": "char(11)", "front": "char(11)", "kind": "char(11)",
    "daily": "text", "monthly": "text", "quarterly": "text", "yearly": "text", "pestartdate": "timestamp", "peenddate": "timestamp", "year": "int",
    "ou": "char(11)", "oulevel": "int",
}
# NULL where the window fits no period of the grain, as the form has it for data of longer periods.
_PERIODS = ", ".join(
    f"CASE WHEN to_char(a.earliest, '{form}') = to_char(a.latest, '{form}') THEN to_char(a.latest, '{form}') END"
    for form in ("YYYYMMDD", "YYYYMM", 'YYYY"Q"Q', "YYYY"))
_SHARED = f"a.uid, a.state, a.front, a.kind, {_PERIODS}, a.earliest, a.latest, extract(year FROM a.latest)::int, u.uid, u.oulevel"


class Analytics:
    """Builds and refreshes them. `depth`: how many levels of units there are."""

    def __init__(self, database: Database, depth: int) -> None:
        self.database = database
        self.levels = [f"uidlevel{level + 1}" for level in range(depth)]
        self.columns = {**_FIXED, **dict.fromkeys(self.levels, "char(11)"), "value": "double precision"}
        self._built = 0

    def build(self) -> dict[str, int]:
        """Everything anew; rows of each table."""
        years = [int(year) for (year,) in self.database.rows("SELECT DISTINCT extract(year FROM latest)::int FROM records.activity ORDER BY 1")]
        self._built += 1
        rows = {table: self._whole(table, years) for table in (ACTIVITIES, CLAUSES)}
        self.database.run("UPDATE records.activity SET lastupdated = '2000-01-01' WHERE lastupdated <> '2000-01-01'")
        return rows

    def latest(self) -> None:
        """Takes in what was changed since the last build, by a table of its own."""
        changed = "lastupdated > '2000-01-01'"
        for table in (ACTIVITIES, CLAUSES):
            name = f"{table}_latest"
            self.database.run(f"DELETE FROM {table} WHERE event IN (SELECT uid FROM records.activity WHERE {changed})")
            self._table(f"{name}_temp", f"INHERITS ({table})")
            self.database.run(f"INSERT INTO {name}_temp ({self._names}) {self._rows(table, f'a.{changed}')}")
            self._index(f"{name}_temp")
            self.database.run(f"DROP TABLE IF EXISTS {name} CASCADE")
            self.database.run(f"ALTER TABLE {name}_temp RENAME TO {name}")

    def bytes(self) -> int:
        """Of all tables of activities and clauses, with their indexes."""
        return int(self.database.one(f"""
            SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c WHERE c.relkind = 'r' AND c.relname LIKE '{ACTIVITIES}%'"""))

    def _whole(self, table: str, years: list[int]) -> int:
        self._table(f"{table}_temp", "")
        rows = 0
        for year in years:
            name = f"{table}_{year}_{self._built}"
            self._table(name, f"INHERITS ({table}_temp)", f", CHECK (year = {year})")
            rows += self.database.run(
                f"INSERT INTO {name} ({self._names}) {self._rows(table, f'a.latest BETWEEN make_date({year}, 1, 1) AND make_date({year}, 12, 31)')}")
            self._index(name)
        self.database.run(f"DROP TABLE IF EXISTS {table} CASCADE")
        self.database.run(f"ALTER TABLE {table}_temp RENAME TO {table}")
        return rows

    @property
    def _names(self) -> str:
        return ", ".join(("id, dx, co, event, state, front, kind, daily, monthly, quarterly, yearly, pestartdate, peenddate, year, ou, oulevel", *self.levels, "value"))

    def _rows(self, table: str, which: str) -> str:
        levels = ", ".join(f"u.{level}" for level in self.levels)
        joined = "records.activity AS a JOIN records.organiser AS o USING (activity) JOIN records.unit AS u USING (unit)"

        def rows(dx: str, co: str, value: str, also: str) -> str:
            return f"SELECT a.uid || '-' || {dx} || '-' || u.uid || '-' || {co}, {dx}, {co}, {_SHARED}, {levels}, {value} FROM {joined} {also} WHERE {which}"

        if table == CLAUSES:
            return rows("c.clause", "'Qexact_____'", "1", "JOIN records.clause AS c USING (activity)")
        return " UNION ALL ".join((
            rows(f"'{COUNTED}'", "'Qexact_____'", "1", ""),
            rows("v.measure", "v.qualifier", "v.value::double precision", "JOIN records.value AS v USING (activity)")))

    def _table(self, name: str, inherits: str, check: str = "") -> None:
        self.database.run(f"DROP TABLE IF EXISTS {name} CASCADE")
        columns = ", ".join(f"{column} {of}" for column, of in self.columns.items())
        self.database.run(f"CREATE UNLOGGED TABLE {name} ({columns}{check}) {inherits}")

    def _index(self, name: str) -> None:
        for column in self.columns:
            if column != "value":
                self.database.run(f"CREATE INDEX ON {name} ({column})")
        self.database.run(f"ANALYZE {name}")

# ruff: noqa: S608  (the SQL is ours: only whole numbers enter its text)
"""Activities drawn in columns, by the engine: a chunk of a quarter million in a second or two.

Every lot is arithmetic on the activity's id and the name of what is drawn, so a fact does not depend on the chunk it is in, on the
order of rows or on the engine's own random numbers.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from xuanguan.analytics import FactBatch
from xuanguan.demo.country.administration import Administration

FRONTS, KINDS, LEAVES = 5, 40, 120
# Clauses 1 to 120, one group above each six, one root above all.
GROUP_FROM, ROOT = 1001, 2001
# Out of a hundred reports: the level of the unit, the lowest first.
LEVEL_SHARES = (45, 40, 13, 2)
JOINT, LATE, ALSO_FOR_ANOTHER, TAKING_PART = 0.10, 0.12, 0.05, 0.12
# Out of a thousand: edited once while it counted; returned; returned and sent again; every hundredth is made one with the one before.
EDITED, RETURNED, SENT_AGAIN, MERGE_EVERY = 40, 15, 10, 100

# Multiply and fold, thrice, in 31 bits: even and independent enough for made-up data, and the same everywhere.
_LOT = """
    CREATE MACRO folded(x, shift) AS xor(x, x >> shift);
    CREATE MACRO mixed(x) AS folded(folded(folded(x, 15) * 1274126177 % 2147483648, 13) * 1911520717 % 2147483648, 16);
    CREATE MACRO lot(i, what, seed) AS mixed(xor(mixed(i * 1181783497 % 2147483648), what * 747796405 % 2147483648 + seed)) / 2147483648.0
"""


class Drawing:
    """Draws batches of facts in an engine of its own, in memory. A context manager."""

    def __init__(self, made: Administration, activities: int, seed: int) -> None:
        self._made, self._activities, self._seed = made, activities, seed % 1_000_003
        self._days = (made.today - made.begins).days
        self._connection = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})

    def __enter__(self) -> Self:
        self._run(_LOT)
        for number, what in enumerate(LOTS):
            self._run(f"CREATE MACRO {what}(i) AS lot(CAST(i AS BIGINT), CAST({number * 31 + 7} AS BIGINT), CAST({self._seed} AS BIGINT))")
        actors = self._made.actors
        self._connection.register("actors", pa.table({
            "place": pa.array(range(len(actors)), pa.int64()), "unit": pa.array([one.unit for one in actors], pa.int64()),
            "above": pa.array([one.above if one.above is not None else place for place, one in enumerate(actors)], pa.int64())}))
        self._run("CREATE TABLE actor AS SELECT * FROM actors")
        self._connection.register("guests", pa.table({
            "place": pa.array(range(len(self._made.guests)), pa.int64()), "unit": pa.array(self._made.guests, pa.int64())}))
        self._run("CREATE TABLE guest AS SELECT * FROM guests")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def batch(self, first: int, last: int) -> FactBatch:
        """All versions of the activities of these ids."""
        # With the one before and the one after: what is made one with a neighbour takes its organisers.
        self._reports(max(first - 1, 1), min(last + 1, self._activities))
        self._versions(first, last)
        return FactBatch({
            "version": self._table("SELECT v, activity, version, since, verified, until, begun, earliest, latest, front, kind FROM version ORDER BY v"),
            "campaign": self._table(f"""
                SELECT v, 1 AS campaign, 0 AS repeat FROM version
                UNION ALL SELECT v, 2, 1 FROM version WHERE another(activity) < {ALSO_FOR_ANOTHER}"""),
            "organiser": self._table(f"""
                SELECT v, unit FROM version JOIN organiser ON organiser.activity = version.activity
                UNION SELECT v, unit FROM version JOIN organiser ON organiser.activity = version.activity - 1
                WHERE version.version = 2 AND version.activity % {MERGE_EVERY} = 0"""),
            "part": self._table(f"""
                SELECT v, unit, CASE WHEN part_role(activity) < 0.6 THEN 'participant' WHEN part_role(activity) < 0.8 THEN 'speaker' ELSE 'partner' END AS role
                FROM version JOIN guest ON guest.place = CAST(floor(part_unit(activity) * {len(self._made.guests)}) AS BIGINT)
                WHERE takes_part(activity) < {TAKING_PART}"""),
            "share": self._table(f"""
                SELECT v, unit, 'participant' AS role, 'attendances' AS name, '人次' AS word,
                       CAST(3 + floor(part_share(activity) * 38) AS DECIMAL(18, 2)) AS value, 'exact' AS qualifier
                FROM version JOIN guest ON guest.place = CAST(floor(part_unit(activity) * {len(self._made.guests)}) AS BIGINT)
                WHERE takes_part(activity) < {TAKING_PART} AND part_role(activity) < 0.4"""),
            "measure": self._measures(),
            "clause": self._table(f"""
                WITH leaf AS (
                    SELECT v, 1 + CAST(floor({LEAVES} * pow(clause_one(activity), 2)) AS BIGINT) AS clause FROM version WHERE has_clause(activity) < 0.6
                    UNION SELECT v, 1 + CAST(floor({LEAVES} * pow(clause_two(activity), 2)) AS BIGINT) FROM version WHERE has_clause(activity) < 0.2)
                SELECT v, clause FROM leaf
                UNION SELECT v, {GROUP_FROM} + (clause - 1) // 6 FROM leaf UNION SELECT v, {ROOT} FROM leaf"""),
        })

    def _reports(self, first: int, last: int) -> None:
        """What each report says, and who organised it."""
        begins = f"DATE '{self._made.begins.isoformat()}'"
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE report AS
            WITH drawn AS (
                SELECT i AS activity, CAST(floor({self._days} * i / {self._activities + 1}.0) AS INTEGER) AS told,
                       CASE WHEN late(i) < {LATE} THEN 20 + CAST(floor(lag_days(i) * 40) AS INTEGER)
                            ELSE CAST(floor(-4 * ln(1 - lag_days(i))) AS INTEGER) END AS lag
                FROM range({first}, {last + 1}) AS these(i))
            SELECT activity, {begins} + told AS since, {begins} + greatest(told - lag, 0) AS latest,
                   {begins} + greatest(told - lag - CASE WHEN 0.85 <= lasts(activity) AND lasts(activity) < 0.93
                                                         THEN 1 + CAST(floor(how_long(activity) * 25) AS INTEGER) ELSE 0 END, 0) AS begun,
                   {begins} + greatest(told - lag - CASE WHEN lasts(activity) >= 0.93
                                                         THEN 1 + CAST(floor(how_long(activity) * 40) AS INTEGER) ELSE 0 END, 0) AS earliest,
                   1 + CAST(floor({KINDS} * pow(kind_of(activity), 2.2)) AS BIGINT) AS kind
            FROM drawn
        """)
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE host AS
            SELECT activity, CASE {self._levels('level_of(activity)', 'host_place(activity)')} END AS place FROM report
        """)
        anyone = f"CAST(floor(other_place(activity * 8 + n) * {len(self._made.actors)}) AS BIGINT)"
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE organiser AS
            WITH other AS (
                SELECT activity, place, n FROM host, range(1, 6) AS these(n)
                WHERE joint(activity) < {JOINT} AND n <= 1 + CAST(floor(-1.25 * ln(1 - how_many(activity))) AS INTEGER)),
            place AS (
                SELECT activity, place FROM host
                UNION SELECT activity, CASE WHEN other_kind(activity * 8 + n) < 0.45 THEN least(o.place + n, {len(self._made.actors) - 1})
                                            WHEN other_kind(activity * 8 + n) < 0.75 THEN actor.above ELSE {anyone} END
                FROM other AS o JOIN actor ON actor.place = o.place)
            SELECT activity, unit FROM place JOIN actor USING (place)
        """)

    def _levels(self, level: str, lot: str) -> str:
        """Cases: by the drawn level a unit of it, few of which do much; scattered over the country by a prime."""
        cases, passed = [], 0
        for share, one in zip(LEVEL_SHARES, sorted(self._made.divisions, reverse=True), strict=False):
            places, passed = self._made.actors_of(one), passed + share
            cases.append((passed, f"{places[0]} + CAST(floor({len(places)} * pow({lot}, 1.8)) AS BIGINT) * 7919 % {len(places)}"))
        whole = cases[-1][0]
        return " ".join(f"WHEN {level} < {passed / whole} THEN {place}" for passed, place in cases[:-1]) + f" ELSE {cases[-1][1]}"

    def _versions(self, first: int, last: int) -> None:
        """One version of most; two of what was edited, sent again or took another report in; an end of what was returned or merged."""
        today = f"DATE '{self._made.today.isoformat()}'"
        life, later = "floor(life(activity) * 1000)", f"least(since + 1 + CAST(floor(-8 * ln(1 - lives(activity))) AS INTEGER), {today})"
        verified = f"CASE WHEN is_verified(activity) < 0.7 AND day <= {today} THEN day END"
        edited, returned, again = EDITED, EDITED + RETURNED, EDITED + RETURNED + SENT_AGAIN
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE version AS
            WITH told AS (
                SELECT *, {later} AS later,
                       CASE WHEN activity % {MERGE_EVERY} = {MERGE_EVERY - 1} AND activity < {self._activities} THEN 'merged'
                            WHEN activity % {MERGE_EVERY} = 0 THEN 'kept' WHEN {life} < {edited} THEN 'edited'
                            WHEN {life} < {returned} THEN 'returned' WHEN {life} < {again} THEN 'again' ELSE '' END AS became
                FROM report WHERE activity BETWEEN {first} AND {last}),
            every_version AS (
                SELECT *, 1 AS version, since AS counts_from, CASE WHEN became <> '' THEN later END AS until FROM told
                UNION ALL
                SELECT *, 2, least(later + CASE WHEN became = 'again' THEN 6 ELSE 0 END, {today}), NULL FROM told
                WHERE became IN ('kept', 'edited', 'again')),
            days AS (SELECT *, counts_from + CAST(floor(-5 * ln(1 - verify_days(activity))) AS INTEGER) AS day FROM every_version)
            SELECT row_number() OVER (ORDER BY activity, version) AS v, activity, version, counts_from AS since,
                   CASE WHEN until IS NULL OR day < until THEN {verified} END AS verified, until, begun, earliest, latest,
                   CASE WHEN front_usual(activity) < 0.8 THEN 1 + kind % {FRONTS} ELSE 1 + CAST(floor(front_other(activity) * {FRONTS}) AS BIGINT) END AS front,
                   kind
            FROM days
        """)

    def _measures(self) -> pa.Table:
        """Sessions of nearly all, attendances of half, copies of some kinds; 余 and 约 with round numbers. An edit changed them."""
        def drawn(name: str, word: str, middle: int, of: str, where: str) -> str:
            value = f"greatest(1, floor({middle} * exp(1.6 * (m_{of}(activity) + m_{of}b(activity) - 1)) * (CASE WHEN version = 2 THEN 1.2 ELSE 1 END)))"
            qualifier = f"CASE WHEN m_{of}q(activity) < 0.6 OR {value} < 20 THEN 0 WHEN m_{of}q(activity) < 0.8 THEN 1 WHEN m_{of}q(activity) < 0.98 THEN 2 ELSE 3 END"
            return f"SELECT v, '{name}' AS name, '{word}' AS word, {value} AS value, {qualifier} AS q FROM version WHERE {where}"

        return self._table(f"""
            SELECT v, name, word, CAST(CASE WHEN q = 0 THEN value ELSE floor(value / 10) * 10 END AS DECIMAL(18, 2)) AS value,
                   CASE q WHEN 0 THEN 'exact' WHEN 1 THEN 'at_least' WHEN 2 THEN 'about' ELSE 'at_most' END AS qualifier
            FROM ({drawn('sessions', '场', 2, 's', 'm_s(activity) < 0.92')} UNION ALL
                  {drawn('attendances', '人次', 120, 'a', 'm_a(activity) < 0.5')} UNION ALL
                  {drawn('copies', '册', 300, 'c', 'kind % 4 = 0')}) AS told
        """)

    def _table(self, sql: str) -> pa.Table:
        return self._connection.sql(sql).to_arrow_table()

    def _run(self, sql: str) -> None:
        self._connection.execute(sql)


# What is drawn of each activity, each by its own lot.
LOTS = (
    "late", "lag_days", "lasts", "how_long", "kind_of", "level_of", "host_place", "joint", "how_many", "other_kind", "other_place", "life",
    "lives", "is_verified", "verify_days", "front_usual", "front_other", "another", "takes_part", "part_unit", "part_role", "part_share",
    "has_clause", "clause_one", "clause_two", "m_s", "m_sb", "m_sq", "m_a", "m_ab", "m_aq", "m_c", "m_cb", "m_cq",
)

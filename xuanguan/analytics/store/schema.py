"""The tables of a generation. All days are whole numbers such as 20120315; FAR is "not yet"; 0 is "none".

Two stars, a row for each version × unit: activity (organising units) and part (units taking part × role). What a version has
several of lies in the same row: its clauses, with those above, as the number of their set; which measures it has (in a part: of the
unit's own) as the number of theirs, and the values of these in numbered places, `value1`, `value2` … Few sets are shared by many.
Questions find one by one in three views: measure (a row for each measure), share (the same of a part), clause (for each clause).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Grows with every change of these tables: a file of another form is built anew.
FORM = 3
VERSION_COLUMNS = {
    "activity": "BIGINT", "version": "INTEGER", "campaign": "INTEGER", "repeat": "TINYINT", "since": "INTEGER",
    "verified": "INTEGER", "until": "INTEGER", "begun": "INTEGER", "earliest": "INTEGER", "latest": "INTEGER",
    "front": "INTEGER", "kind": "INTEGER", "clauses": "INTEGER",
}
STANDING_COLUMNS = {"unit": "INTEGER", "system": "INTEGER"}
COUNTS_COLUMNS = dict.fromkeys(
    ("counts_from_d", "counts_from_a", "counts_from_d_system", "counts_from_a_system"), "TINYINT"
)
MEASURE_COLUMNS = {"measure": "INTEGER", "value": "DECIMAL(18, 2)", "qualifier": "TINYINT"}
# What each star has beyond the version and the unit, besides its measures.
STARS: dict[str, dict[str, str]] = {"activity": {}, "part": {"role": "INTEGER"}}
# The view of each star that has a row for each measure.
MEASURES_OF = {"measure": "activity", "share": "part"}
THREE_DAYS = {"since": "INTEGER", "verified": "INTEGER", "until": "INTEGER"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides the columns: the deepest level, and the most measures of one report (one part) that there are."""

    depth: int
    measures: int = 1
    shares: int = 1

    def places(self, star: str) -> int:
        return self.measures if star == "activity" else self.shares


def path_columns(prefix: str, depth: int) -> list[str]:
    return [f"{prefix}{level}" for level in range(depth + 1)]


def place_columns(places: int) -> dict[str, str]:
    """Which measures, and their values place by place."""
    return {"measures": "INTEGER", **{f"value{place}": MEASURE_COLUMNS["value"] for place in range(1, places + 1)}}


def standing_columns(depth: int) -> dict[str, str]:
    """What every star begins with: the version and where the unit stands."""
    paths = dict.fromkeys(path_columns("d", depth) + path_columns("a", depth), "INTEGER")
    return {**VERSION_COLUMNS, **STANDING_COLUMNS, **paths, **COUNTS_COLUMNS}


def star_columns(star: str, shape: Shape) -> dict[str, str]:
    """Names and types of a star's columns, in order."""
    return {**standing_columns(shape.depth), **STARS[star], **place_columns(shape.places(star))}


def tables(shape: Shape) -> dict[str, dict[str, str]]:
    """Every table of a generation with its columns."""
    d, a = (dict.fromkeys(path_columns(prefix, shape.depth), "INTEGER") for prefix in "da")
    return {
        **{star: star_columns(star, shape) for star in STARS},
        # `key`: all of the set in order, to find it again.
        "clause_set": {"clauses": "INTEGER", "clause": "INTEGER", "key": "VARCHAR"},
        "measure_set": {"measures": "INTEGER", "place": "INTEGER", "measure": "INTEGER", "qualifier": "TINYINT", "key": "VARCHAR"},
        "statement": {
            "statement": "BIGINT", "campaign": "INTEGER", **THREE_DAYS, "earliest": "INTEGER", "latest": "INTEGER",
            "front": "INTEGER", "kind": "INTEGER", "unit": "INTEGER", "territory": "INTEGER", "system": "INTEGER",
            "levels": "VARCHAR", "named": "VARCHAR", "word": "VARCHAR", **MEASURE_COLUMNS, **d, **a,
        },
        "roster": {"roster": "BIGINT", "stated_size": "INTEGER"},
        "roster_member": {"roster": "BIGINT", "unit": "INTEGER", "since": "INTEGER", "until": "INTEGER"},
        "fulfilment": {
            "expectation": "BIGINT", "unit": "INTEGER", "by_unit": "INTEGER", "period": "VARCHAR", **THREE_DAYS,
            "nothing": "TINYINT", "thing": "VARCHAR",
        },
        "unit": {"number": "INTEGER", "unit": "BIGINT", "level": "INTEGER", **a, "sort": "VARCHAR", "history": "VARCHAR"},
        "word": {"number": "INTEGER", "name": "VARCHAR", "word": "VARCHAR"},
        "about": {"depth": "INTEGER", "measures": "INTEGER", "shares": "INTEGER", "moment": "VARCHAR", "tree": "VARCHAR", "form": "INTEGER"},
    }


def view_columns(view: str, shape: Shape) -> dict[str, str]:
    """Names and types of what a view shows."""
    if view == "clause":
        return {**standing_columns(shape.depth), "clause": "INTEGER"}
    return {**standing_columns(shape.depth), **STARS[MEASURES_OF[view]], **MEASURE_COLUMNS}


def views(shape: Shape, full: Callable[[str], str] = str) -> dict[str, str]:
    """The SELECT behind each view. full: the name under which a table is read."""
    found = {"clause": f"SELECT {', '.join(standing_columns(shape.depth))}, clause FROM {full('activity')} JOIN {full('clause_set')} USING (clauses)"}  # noqa: S608
    for view, star in MEASURES_OF.items():
        columns, last = [*standing_columns(shape.depth), *STARS[star]], shape.places(star)
        value = f"CASE {' '.join(f'WHEN place = {place} THEN value{place}' for place in range(1, last))} ELSE value{last} END" if last > 1 else "value1"
        found[view] = f"SELECT {', '.join(columns)}, measure, {value} AS value, qualifier FROM {full(star)} JOIN {full('measure_set')} USING (measures)"  # noqa: S608
    return found


def create(table: str, columns: dict[str, str], schema: str = "") -> str:
    inside = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
    return f"CREATE TABLE {schema}{table} ({inside})"

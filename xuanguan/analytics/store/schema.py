"""The tables of a generation. All days are whole numbers such as 20120315; 99991231 is "not yet"; 0 is "none".

Stars (a row for each version × unit, and more): activity (organising units), measure (× measure), clause (× clause and
each clause above), part (units taking part × role), share (what of the measures was their own).
"""

from __future__ import annotations

# Grows with every change of these tables: a file of another form is built anew.
FORM = 2
VERSION_COLUMNS = {
    "activity": "BIGINT", "version": "INTEGER", "campaign": "INTEGER", "repeat": "TINYINT", "since": "INTEGER",
    "verified": "INTEGER", "until": "INTEGER", "begun": "INTEGER", "earliest": "INTEGER", "latest": "INTEGER",
    "front": "INTEGER", "kind": "INTEGER",
}
STANDING_COLUMNS = {"unit": "INTEGER", "system": "INTEGER"}
COUNTS_COLUMNS = dict.fromkeys(
    ("counts_from_d", "counts_from_a", "counts_from_d_system", "counts_from_a_system"), "TINYINT"
)
MEASURE_COLUMNS = {"measure": "INTEGER", "value": "DECIMAL(18, 2)", "qualifier": "TINYINT"}
# What each star has beyond the version and the unit.
STARS: dict[str, dict[str, str]] = {
    "activity": {},
    "measure": MEASURE_COLUMNS,
    "clause": {"clause": "INTEGER"},
    "part": {"role": "INTEGER"},
    "share": {"role": "INTEGER", **MEASURE_COLUMNS},
}
THREE_DAYS = {"since": "INTEGER", "verified": "INTEGER", "until": "INTEGER"}


def path_columns(prefix: str, depth: int) -> list[str]:
    return [f"{prefix}{level}" for level in range(depth + 1)]


def star_columns(star: str, depth: int) -> dict[str, str]:
    """Names and types of a star's columns, in order."""
    paths = dict.fromkeys(path_columns("d", depth) + path_columns("a", depth), "INTEGER")
    return {**VERSION_COLUMNS, **STANDING_COLUMNS, **paths, **COUNTS_COLUMNS, **STARS[star]}


def tables(depth: int) -> dict[str, dict[str, str]]:
    """Every table of a generation with its columns."""
    d, a = (dict.fromkeys(path_columns(prefix, depth), "INTEGER") for prefix in "da")
    return {
        **{star: star_columns(star, depth) for star in STARS},
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
        "about": {"depth": "INTEGER", "moment": "VARCHAR", "tree": "VARCHAR", "form": "INTEGER"},
    }


def create(table: str, columns: dict[str, str], schema: str = "") -> str:
    inside = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
    return f"CREATE TABLE {schema}{table} ({inside})"

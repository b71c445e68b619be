# ruff: noqa: S608  (the SQL is ours: names of tables, and whole numbers)
"""The tables of the cluster: rows of all generations side by side, and for each generation a database of views that shows its own.

A rebuild begins a new *base*: every row of it bears its number. A refresh writes the rows of what changed again, whole, with
the number of its generation, and which keys it touched. At generation G of base B a row counts if it is of B itself and its
key was not touched since, or if it is of the last generation up to G that touched its key. Nothing is deleted or changed in
place, so a reader of G sees the same rows however many generations follow.
"""

from __future__ import annotations

from collections.abc import Iterator

from xuanguan.analytics.store.schema import FORM, MEASURES_OF, STARS, Shape, tables, view_columns, views

# What a changed thing is called in each table; None: small, and written anew with every generation that changes it.
KEYS = {
    **dict.fromkeys(STARS, "activity"), "statement": "statement", "roster": "roster", "roster_member": "roster",
    "fulfilment": "expectation", "unit": "unit", "word": "number", "clause_set": "clauses", "measure_set": "measures",
}
# What questions may name.
NAMES = (*KEYS, *MEASURES_OF, "clause")
# Tables whose rows lie on one server each, by activity; of all others every server has its own copy.
SPREAD = tuple(STARS)
# A bureau has no level of its own, which is not level zero; a roster of units has no stated size.
MAY_BE_NULL = ("level", "stated_size")
TYPES = {"TINYINT": "Int8", "INTEGER": "Int32", "BIGINT": "Int64", "VARCHAR": "String", "DECIMAL(18, 2)": "Decimal(18, 2)"}
# As the local file: by month, then by unit, so that a question about a unit and a time reads few stretches.
ORDER = {**dict.fromkeys(STARS, "(intDiv(latest, 100), unit, activity)")}


def kept_tables(shape: Shape) -> dict[str, dict[str, str]]:
    """The tables that are shipped; `about` has a form of its own here."""
    return {name: columns for name, columns in tables(shape).items() if name in KEYS}


def create_rows(database: str, shape: Shape) -> Iterator[str]:
    """What a server needs before the first rows come."""
    yield f"CREATE DATABASE IF NOT EXISTS {database}"
    yield (f"CREATE TABLE IF NOT EXISTS {published(database)} (base UInt32, generation UInt32, depth Int32, measures Int32, shares Int32, moment String, tree String)"
           " ENGINE = MergeTree ORDER BY generation")
    yield (f"CREATE TABLE IF NOT EXISTS {database}.touched (base UInt32, generation UInt32, thing String, key Int64)"
           " ENGINE = MergeTree PARTITION BY base ORDER BY (thing, key)")
    for name, columns in kept_tables(shape).items():
        yield (f"CREATE TABLE IF NOT EXISTS {rows_of(database, name, shape)} (base UInt32, generation UInt32, {declared(columns)})"
               f" ENGINE = MergeTree PARTITION BY base ORDER BY {ORDER.get(name, KEYS[name])}")


def published(database: str) -> str:
    """Which generations there are. Another version of the program has a list of its own, so its rows are never read by this one's rules."""
    return f"{database}.published_{FORM}"


def rows_of(database: str, table: str, shape: Shape) -> str:
    """Rows of more columns have tables of their own."""
    return f"{database}.{table}_rows_{FORM}_{shape.depth}_{shape.measures}_{shape.shares}"


def create_generation(database: str, cluster: str, shape: Shape, base: int, generation: int) -> Iterator[str]:
    """The database of one generation, on one server: its own rows as views, and all servers' rows under the plain names."""
    shown = shown_database(database, generation)

    def here(name: str) -> str:
        return f"{shown}.{'local_' if name in SPREAD else ''}{name}"

    yield f"CREATE DATABASE IF NOT EXISTS {shown}"
    for name, columns in kept_tables(shape).items():
        yield (f"CREATE VIEW IF NOT EXISTS {here(name)} AS SELECT {', '.join(columns)} FROM {rows_of(database, name, shape)}"
               f" WHERE {condition(database, name, base, generation)}")
    for name, select in views(shape, here).items():
        yield f"CREATE VIEW IF NOT EXISTS {shown}.local_{name} AS {select}"
    for name, columns in {**{star: tables(shape)[star] for star in SPREAD}, **{view: view_columns(view, shape) for view in views(shape)}}.items():
        yield f"CREATE TABLE IF NOT EXISTS {shown}.{name} ({declared(columns)}) ENGINE = Distributed({cluster}, {shown}, local_{name})"


def declared(columns: dict[str, str]) -> str:
    return ", ".join(f"{name} {f'Nullable({TYPES[kind]})' if name in MAY_BE_NULL else TYPES[kind]}" for name, kind in columns.items())


def condition(database: str, table: str, base: int, generation: int) -> str:
    """Which rows a generation shows."""
    if base == generation:
        return f"base = {base} AND generation = {base}"
    key, thing = KEYS[table], KEYS[table]
    touched = f"FROM {database}.touched WHERE base = {base} AND generation <= {generation} AND thing = '{thing}'"
    return (f"base = {base} AND ((generation = {base} AND toInt64({key}) NOT IN (SELECT key {touched}))"
            f" OR (toInt64({key}), generation) IN (SELECT key, max(generation) {touched} GROUP BY key))")


def shown_database(database: str, generation: int) -> str:
    return f"{database}_g{generation}"

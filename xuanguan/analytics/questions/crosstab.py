# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Activities, or one measure, by one thing or by two: rows and columns of a table that a person puts together.

The rules are those of the questions that ask by one thing. Each cell counts an activity once (rule 1), so cells in the same
line may share activities wherever one activity can stand in several: by unit below, system, clause and role. Rows and
columns are therefore never added up; whoever shows margins asks for them. By time an activity stands in the bucket that
holds its whole window, else in none (rule 7).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xuanguan.analytics.questions.asking import Asked, count, halves, once_each, star_of, the_node, where
from xuanguan.analytics.questions.timeseries import bucket_of, period_of_bucket
from xuanguan.analytics.store.protocol import Reader, in_list
from xuanguan.analytics.values import Count, MeasureKey, Sum, parts_from
from xuanguan.periods import CalendarPeriod, Grain


class Dimension(StrEnum):
    """What a table can be asked by. `CHILD`: the units one level below the one asked."""

    FRONT = "front"
    KIND = "kind"
    SYSTEM = "system"
    CLAUSE = "clause"
    CHILD = "child"
    ROLE = "role"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def grain(self) -> Grain | None:
        return Grain(self.value) if self.value in set(Grain) else None

    @property
    def may_share(self) -> bool:
        """Whether one activity can stand in several places of it."""
        return self in (Dimension.SYSTEM, Dimension.CLAUSE, Dimension.CHILD, Dimension.ROLE)


type Key = int | str | CalendarPeriod | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of the table. Keys are ids (a unit's, a front's …), roles' words or periods; None: on no front, at this level
    itself, in no single bucket. `sum` only if a measure was asked."""

    row: Key
    column: Key
    activities: Count
    sum: Sum | None = None


def crosstab(
    reader: Reader, asked: Asked, *, rows: Dimension, columns: Dimension | None = None, measure: MeasureKey | None = None
) -> tuple[Cell, ...]:
    """Only cells with something, in no order that means anything.

    Raises ValueError for rows and columns that are the same thing or both of time, for units below of more than one division,
    and for roles where organising is asked or clauses where taking part is.
    """
    dimensions = (rows,) if columns is None else (rows, columns)
    _check(asked, dimensions)
    counts = _counts(reader, asked, dimensions)
    sums = _sums(reader, asked, dimensions, measure) if measure else {}
    names = _Names(reader, dimensions, counts)
    return tuple(
        Cell(names.key(0, key[0]), names.key(1, key[1]) if columns else None, counts[key], sums.get(key, Sum(measure)) if measure else None)
        for key in sorted(counts)
    )


def _check(asked: Asked, dimensions: tuple[Dimension, ...]) -> None:
    if len(set(dimensions)) < len(dimensions):
        raise ValueError("Rows and columns are the same thing.")
    if sum(one.grain is not None for one in dimensions) > 1:
        raise ValueError("Rows and columns are both of time.")
    if Dimension.ROLE in dimensions and not asked.roles:
        raise ValueError("Roles are asked of taking part.")
    if Dimension.CLAUSE in dimensions and asked.roles:
        raise ValueError("Clauses are asked of what units organised.")


def _counts(reader: Reader, asked: Asked, dimensions: tuple[Dimension, ...]) -> dict[tuple[int, ...], Count]:
    keys, (verified, reported) = [_expression(reader, asked, one) for one in dimensions], halves(asked)
    source = _source(reader, asked, star_of(asked), dimensions, ["verified"])
    found = reader.rows(_by_clause(asked, dimensions, [], ["n_verified", "n_reported"], f"""
        SELECT {_named(keys)}, {verified} AS n_verified, {reported} AS n_reported FROM {source} GROUP BY {_names(keys)} HAVING count(*) > 0"""))
    n = len(keys)
    return {tuple(int(part) for part in row[:n]): count(row[n], row[n + 1]) for row in found}


def _sums(reader: Reader, asked: Asked, dimensions: tuple[Dimension, ...], measure: MeasureKey) -> dict[tuple[int, ...], Sum]:
    which = f"measure = {reader.measure_number(measure)}"
    keys = [_expression(reader, asked, one) for one in dimensions]
    if asked.roles:  # every participant's own share adds
        source = f"share WHERE {' AND '.join([*where(reader, asked), which])}"
    else:
        source = _source(reader, asked, "measure", dimensions, ["verified", "measure", "qualifier", "value"], which)
    found = reader.rows(_by_clause(asked, dimensions, ["is_verified", "qualifier"], ["total"], f"""
        SELECT {_named(keys)}, CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END AS is_verified, qualifier, sum(value) AS total
        FROM {source} GROUP BY {_names(keys)}, is_verified, qualifier"""))
    n = len(keys)
    parts: dict[tuple[int, ...], dict[int, dict[int, Decimal]]] = defaultdict(lambda: {0: {}, 1: {}})
    for row in found:
        is_verified, qualifier, value = row[n:]
        parts[tuple(int(part) for part in row[:n])][is_verified][qualifier] = value
    return {key: Sum(measure, parts_from(one[1]), parts_from(one[0])) for key, one in parts.items()}


def _source(reader: Reader, asked: Asked, star: str, dimensions: tuple[Dimension, ...], columns: list[str], which: str = "") -> str:
    """The rows of a star, once for each activity and place in the table."""
    wanted = [*columns, *(column for one in dimensions for column in _columns(reader, asked, one))]
    source = once_each(reader, asked, star, wanted, below=int(Dimension.CHILD in dimensions and _child(reader, asked) != "0"),
                       also=[which] if which else [])
    if Dimension.SYSTEM in dimensions and not asked.systems:
        # Once for each system: the column that counts within a system does it, as if one had been asked.
        return source.replace(f"counts_from_{asked.prefix} <=", f"counts_from_{asked.prefix}_system <=")
    return source


def _by_clause(asked: Asked, dimensions: tuple[Dimension, ...], more: list[str], added: list[str], counted: str) -> str:
    """What was counted by set of clauses, by clause: there are few sets, so they are taken apart after the rows were counted."""
    if Dimension.CLAUSE not in dimensions:
        return counted
    keys = [f"key{at}" for at, _one in enumerate(dimensions)]
    sets = keys[dimensions.index(Dimension.CLAUSE)]
    shown = ["clause" if key == sets else key for key in keys] + more
    chosen = f"WHERE clause IN ({in_list(asked.clauses)})" if asked.clauses else ""
    return f"""SELECT {', '.join(shown)}, {', '.join(f'sum({one})' for one in added)} FROM ({counted}) AS counted
        JOIN (SELECT clauses AS of_set, clause FROM clause_set {chosen}) AS carried ON counted.{sets} = carried.of_set GROUP BY {', '.join(shown)}"""


def _expression(reader: Reader, asked: Asked, dimension: Dimension) -> str:
    if dimension.grain:
        return bucket_of(dimension.grain)
    if dimension is Dimension.CLAUSE:
        return "clauses"
    return _child(reader, asked) if dimension is Dimension.CHILD else dimension.value


def _columns(reader: Reader, asked: Asked, dimension: Dimension) -> list[str]:
    if dimension.grain:
        return ["earliest", "latest"]
    column = _expression(reader, asked, dimension)
    return [] if column == "0" else [column]


def _child(reader: Reader, asked: Asked) -> str:
    """The column of the level below; at the lowest level there is none, and all was done at it."""
    level = (the_node(reader, asked).level or 0) + 1
    return f"{asked.prefix}{level}" if level <= reader.depth else "0"


def _named(keys: list[str]) -> str:
    """Each key under a name of its own: it may be an expression, and not every engine groups by position."""
    return ", ".join(f"{key} AS key{number}" for number, key in enumerate(keys))


def _names(keys: list[str]) -> str:
    return ", ".join(f"key{number}" for number, _ in enumerate(keys))


class _Names:
    """From the numbers of a star back to what they stand for."""

    def __init__(self, reader: Reader, dimensions: tuple[Dimension, ...], counts: dict[tuple[int, ...], Count]) -> None:
        self._reader, self._dimensions = reader, dimensions
        self._units: dict[int, int] = {}
        if Dimension.CHILD in dimensions:
            at = dimensions.index(Dimension.CHILD)
            self._units = reader.units({key[at] for key in counts if key[at]})

    def key(self, at: int, number: int) -> Key:
        dimension = self._dimensions[at]
        if not number:
            return None
        if dimension.grain:
            return period_of_bucket(number, dimension.grain)
        if dimension is Dimension.CHILD:
            return self._units[number]
        return self._reader.measure_key(number).word if dimension is Dimension.ROLE else number

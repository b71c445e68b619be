# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""How many activities, and how much of each measure, at a unit in a period, by front and kind.

Rules 1, 2, 3 and 7 of the law of figures: each activity once with its whole measures, however many units in the
territory organised it; sums per qualifier; verified and self-reported as parts of one number; activities that are only
known to have happened in a window that sticks out of the period stand beside the figure as "not dated to the period".

Asked by roles ("taking part"), activities count once each, and measures are the participants' own shares, added up.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xuanguan.analytics.questions.asking import Asked, count, counted, once_each, split, star_of, where
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import Count, MeasureKey, Sum, parts_from

type By = Literal["front", "kind", "system"]


@dataclass(frozen=True, slots=True)
class Total:
    """One group. `key` is in the order of `by`; None where the activity has none.

    undated: activities whose window touches the period and sticks out: "+ 37 not dated to the period".
    crossing: of `activities`, those that began before the period.
    """

    key: tuple[int | None, ...]
    activities: Count
    undated: int
    crossing: int
    measures: tuple[Sum, ...]

    def measure(self, name: str, word: str = "") -> Sum:
        """The sum of one measure, empty where nothing was reported."""
        return next((one for one in self.measures if one.measure == MeasureKey(name, word)), Sum(MeasureKey(name, word)))


def totals(reader: Reader, asked: Asked, *, by: tuple[By, ...] = (), measures: bool = True) -> tuple[Total, ...]:
    """One Total for each group that has a row, sorted by key; without `by` one, or none where there is nothing.

    measures: whether they are asked as well; they take the longer of the two queries.
    By system, an activity of units of two systems is in both groups.
    """
    if unknown := set(by) - {"front", "kind", "system"}:
        raise ValueError(f"Totals are grouped by front, kind and system, not by {', '.join(sorted(unknown))}.")
    groups = _activities(reader, asked, by)
    sums = _measures(reader, asked, by) if measures else {}
    return tuple(
        Total(tuple(number or None for number in key), *groups[key], tuple(sums.get(key, ())))
        for key in sorted(groups)
    )


def _activities(reader: Reader, asked: Asked, by: tuple[By, ...]) -> dict[tuple[int, ...], tuple[Count, int, int]]:
    first, last = asked.first_and_last
    inside = f"earliest >= {first} AND latest <= {last}"
    source = _source(reader, asked, star_of(asked), by, ["verified", "begun", "earliest", "latest"], inside=False)
    rows = reader.rows(f"""
        SELECT {_keys(by)} {split(asked, inside)}, {counted(f"NOT ({inside})")}, {counted(f"{inside} AND begun < {first}")}
        FROM {source} {_group(by)}
    """)
    n = len(by)
    return {
        tuple(row[:n]): (count(row[n], row[n + 1]), int(row[n + 2]), int(row[n + 3]))
        for row in rows if any(row[n:])
    }


def _measures(reader: Reader, asked: Asked, by: tuple[By, ...]) -> dict[tuple[int, ...], list[Sum]]:
    star = star_of(asked, MeasureKey(""))
    if star == "share":  # every participant's own share adds
        source = f"share WHERE {' AND '.join(where(reader, asked))}"
    else:
        source = _source(reader, asked, star, by, ["verified", "measure", "qualifier", "value"], inside=True)
    verified = f"CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END"
    rows = reader.rows(f"""
        SELECT {_keys(by)} measure, {verified} AS is_verified, qualifier, sum(value)
        FROM {source} GROUP BY {_keys(by)} measure, is_verified, qualifier
    """)
    n = len(by)
    sums: dict[tuple[int, ...], dict[int, dict[int, dict[int, Decimal]]]] = defaultdict(lambda: defaultdict(lambda: {0: {}, 1: {}}))
    for row in rows:
        measure, is_verified, qualifier, value = row[n:]
        sums[tuple(row[:n])][measure][is_verified][qualifier] = value
    return {
        key: sorted(
            (Sum(reader.measure_key(number), parts_from(parts[1]), parts_from(parts[0])) for number, parts in found.items()),
            key=lambda one: (one.measure.name, one.measure.word),
        )
        for key, found in sums.items()
    }


def _source(reader: Reader, asked: Asked, star: str, by: tuple[By, ...], columns: list[str], *, inside: bool) -> str:
    if "system" in by and not asked.systems:
        # Once for each system: the column that counts within a system does it, as if one had been asked.
        source = once_each(reader, asked, star, [*columns, *by], inside=inside)
        return source.replace(f"counts_from_{asked.prefix} <=", f"counts_from_{asked.prefix}_system <=")
    return once_each(reader, asked, star, [*columns, *by], inside=inside)


def _keys(by: tuple[By, ...]) -> str:
    return "".join(f"{column}, " for column in by)


def _group(by: tuple[By, ...]) -> str:
    return f"GROUP BY {', '.join(by)}" if by else ""

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
# By key: activities, those not dated to the period, those that began before it; and the measures.
type _Groups = dict[tuple[int, ...], tuple[Count, int, int]]
type _Sums = dict[tuple[int, ...], list[Sum]]
# By key and measure: self-reported and verified, by qualifier.
type _Parts = dict[tuple[int, ...], dict[int, tuple[dict[int, Decimal], dict[int, Decimal]]]]


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

    measures: whether they are asked as well, in the same pass.
    By system, an activity of units of two systems is in both groups.
    """
    if unknown := set(by) - {"front", "kind", "system"}:
        raise ValueError(f"Totals are grouped by front, kind and system, not by {', '.join(sorted(unknown))}.")
    if not measures:
        groups, sums = _activities(reader, asked, by), {}
    elif asked.roles:
        groups, sums = _activities(reader, asked, by), _shares(reader, asked, by)
    else:
        groups, sums = _together(reader, asked, by)
    return tuple(
        Total(tuple(number or None for number in key), *groups[key], tuple(sums.get(key, ())))
        for key in sorted(groups)
    )


def _activities(reader: Reader, asked: Asked, by: tuple[By, ...]) -> _Groups:
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


def _together(reader: Reader, asked: Asked, by: tuple[By, ...]) -> tuple[_Groups, _Sums]:
    """Activities and their measures in one pass: counted by which measures they have, whose values then have places; of these few
    rows the groups are made, and the sets taken apart."""
    first, last = asked.first_and_last
    places = range(1, reader.places + 1)
    source = _source(reader, asked, "activity", by, ["verified", "begun", "earliest", "latest", "measures", *(f"value{place}" for place in places)], inside=False)
    inside, keys = f"earliest >= {first} AND latest <= {last}", _keys(by)
    value = " ".join(f"WHEN place = {place} THEN sum{place}" for place in places)
    # What is not dated to the period has no sums, so it need not be taken apart by its measures.
    rows = reader.rows(f"""
        WITH shared AS MATERIALIZED (
            SELECT {keys} CASE WHEN {inside} THEN measures ELSE 0 END AS of_set,
                CASE WHEN {inside} THEN 2 + CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END ELSE 0 END AS which,
                count(*) AS n, {counted(f"begun < {first}")} AS crossing, {', '.join(f'sum(value{place}) AS sum{place}' for place in places)}
            FROM {source} GROUP BY {keys} of_set, which)
        SELECT {keys} which, 0 AS measure, 0 AS qualifier, sum(n), sum(crossing), sum(sum1) FROM shared GROUP BY {keys} which
        UNION ALL
        SELECT {keys} which, measure, qualifier, max(n), max(crossing), sum(CASE {value} END)
        FROM shared JOIN (SELECT measures, place, measure, qualifier FROM measure_set) AS sets ON shared.of_set = sets.measures
        GROUP BY {keys} which, measure, qualifier
    """)
    n = len(by)
    groups: dict[tuple[int, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    parts: _Parts = defaultdict(lambda: defaultdict(lambda: ({}, {})))
    for row in rows:
        which, measure, qualifier, activities, crossing, total = row[n:]
        if measure:
            parts[row[:n]][measure][which - 2][qualifier] = total
        elif which < 2:  # its window sticks out
            groups[row[:n]][2] = int(activities)
        else:
            groups[row[:n]][3 - which] = int(activities)
            groups[row[:n]][3] += int(crossing)
    found = {key: (count(verified, reported), undated, crossing) for key, (verified, reported, undated, crossing) in groups.items()}
    return found, _sums(reader, parts)


def _shares(reader: Reader, asked: Asked, by: tuple[By, ...]) -> _Sums:
    """Every participant's own share adds."""
    rows = reader.rows(f"""
        SELECT {_keys(by)} measure, CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END AS is_verified, qualifier, sum(value)
        FROM share WHERE {' AND '.join(where(reader, asked))} GROUP BY {_keys(by)} measure, is_verified, qualifier
    """)
    n = len(by)
    parts: _Parts = defaultdict(lambda: defaultdict(lambda: ({}, {})))
    for row in rows:
        measure, is_verified, qualifier, value = row[n:]
        parts[row[:n]][measure][is_verified][qualifier] = value
    return _sums(reader, parts)


def _sums(reader: Reader, parts: _Parts) -> _Sums:
    return {
        key: sorted(
            (Sum(reader.measure_key(number), parts_from(verified), parts_from(reported)) for number, (reported, verified) in of_group.items()),
            key=lambda one: (one.measure.name, one.measure.word))
        for key, of_group in parts.items()}


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

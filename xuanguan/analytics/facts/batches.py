"""The same facts as columns, for loading millions of them: a batch holds whole activities, a table for each of their parts.

`v` numbers the versions within their batch. Days are dates or their ISO text, NULL for "not yet"; units, fronts, kinds and
clauses are ids. Whoever reads a database hands over what its driver gives; `batch_of` makes a batch of plain facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import batched
from typing import Any

import pyarrow as pa

from xuanguan.analytics.errors import FactError
from xuanguan.analytics.facts.rows import ActivityFact, Measured, TakingPart

# DECIMAL(18,2) holds less than this.
LARGEST = Decimal(10) ** 16
# Facts turned into a batch at a time: some 60 MB of Python objects.
BATCH = 20_000

COLUMNS = {
    "version": ("v", "activity", "version", "since", "verified", "until", "begun", "earliest", "latest", "front", "kind"),
    "campaign": ("v", "campaign", "repeat"),
    "organiser": ("v", "unit"),
    "part": ("v", "unit", "role"),
    "measure": ("v", "name", "word", "value", "qualifier"),
    "share": ("v", "unit", "role", "name", "word", "value", "qualifier"),
    "clause": ("v", "clause"),
}
_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("since", "verified", "until", "begun", "earliest", "latest"), pa.date32()),
    **dict.fromkeys(("role", "name", "word", "qualifier"), pa.string()), "value": pa.decimal128(18, 2),
}


@dataclass(frozen=True, slots=True)
class FactBatch:
    """Tables by the names of COLUMNS; one that is missing is empty. `repeat` numbers the campaigns of a version from 0.

    clauses: with those above. parts: what of a unit in a role is told twice counts once; shares add up.
    """

    tables: dict[str, pa.Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pa.Table:
        found = self.tables.get(name)
        return found if found is not None else table(name, [])

    @property
    def versions(self) -> int:
        return self["version"].num_rows


def table(name: str, rows: list[tuple[Any, ...]]) -> pa.Table:
    """Plain rows of one part as a table."""
    names = COLUMNS[name]
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.table({one: pa.array(values, _TYPES.get(one, pa.int64())) for one, values in zip(names, columns, strict=True)})


def batches_of(facts: Iterable[ActivityFact], size: int = BATCH) -> Iterator[FactBatch]:
    for some in batched(facts, size):
        yield batch_of(some)


def batch_of(facts: Iterable[ActivityFact]) -> FactBatch:
    """Raises FactError for a value that does not fit."""
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}
    for v, fact in enumerate(facts):
        rows["version"].append((
            v, fact.activity, fact.version, fact.since, fact.verified, fact.until, fact.begun or fact.earliest, fact.earliest, fact.latest,
            fact.front, fact.kind))
        rows["campaign"] += [(v, campaign, repeat) for repeat, campaign in enumerate(fact.campaigns or (None,))]
        rows["organiser"] += [(v, unit) for unit in fact.organisers]
        rows["measure"] += [(v, *_measured(one, fact)) for one in fact.measures]
        rows["clause"] += [(v, clause) for clause in fact.clauses]
        for part in {(one.unit, one.role): one for one in fact.taking_part}.values():
            rows["part"].append((v, part.unit, part.role))
            rows["share"] += [(v, part.unit, part.role, *_measured(one, fact)) for one in part.shares]
    return FactBatch({name: table(name, of_name) for name, of_name in rows.items() if of_name})


def facts_of(batch: FactBatch) -> Iterator[ActivityFact]:
    """Back to plain facts, in the order of `v`: what a test or a refresh of a few takes."""
    of: dict[str, dict[int, list[dict[str, Any]]]] = {}
    for name in COLUMNS:
        grouped = of[name] = defaultdict(list)
        for row in batch[name].to_pylist():
            grouped[row["v"]].append(row)
    for v in sorted(of["version"]):
        (said,) = of["version"][v]
        campaigns = sorted(of["campaign"][v], key=lambda row: row["repeat"])
        yield ActivityFact(
            activity=said["activity"], version=said["version"], since=said["since"], verified=said["verified"], until=said["until"],
            begun=said["begun"], earliest=said["earliest"], latest=said["latest"], front=said["front"], kind=said["kind"],
            organisers=tuple(row["unit"] for row in of["organiser"][v]), clauses=tuple(row["clause"] for row in of["clause"][v]),
            campaigns=tuple(row["campaign"] for row in campaigns if row["campaign"] is not None),
            measures=tuple(_plain(row) for row in of["measure"][v]),
            taking_part=tuple(
                TakingPart(row["unit"], row["role"], tuple(
                    _plain(share) for share in of["share"][v] if (share["unit"], share["role"]) == (row["unit"], row["role"])))
                for row in of["part"][v]))


def _plain(row: dict[str, Any]) -> Measured:
    return Measured(row["name"], row["value"], row["qualifier"], row["word"])


def check_value(one: Measured, activity: int) -> Decimal:
    """The value as the star holds it. Raises FactError where it is too large or finer than hundredths."""
    value = Decimal(one.value)
    if not -LARGEST < value < LARGEST or value != round(value, 2):
        raise FactError(
            f"Activity {activity}: {one.name} of {one.value} is too large or finer than hundredths.",
            activity=activity, measure=one.name, value=str(one.value),
        )
    return value


def _measured(one: Measured, fact: ActivityFact) -> tuple[str, str, Decimal, str]:
    return one.name, one.word, check_value(one, fact.activity), str(one.qualifier)

# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Between how many persons lies an attendance.

Rule 6: without identified check-ins only bounds are known. Nobody is counted twice within one activity, and the same
people may have come to all: the largest single attendance <= persons <= the sum of attendances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, once_each
from xuanguan.analytics.store.protocol import Reader, in_list
from xuanguan.analytics.values import QUALIFIERS, MeasureKey, Parts, parts_from
from xuanguan.quantities import Qualifier


@dataclass(frozen=True, slots=True)
class PersonBounds:
    """At least `lowest` and at most `highest` persons in `activities` activities that give an attendance.

    lowest_qualifier: exact where the largest attendance is sure, about where it was only estimated.
    highest None: some attendance is a floor (余), so there is no ceiling; `sum` then says what was given.
    """

    activities: int
    lowest: Decimal
    lowest_qualifier: Qualifier
    highest: Decimal | None
    sum: Parts


def persons(reader: Reader, asked: Asked, *, measures: Sequence[MeasureKey]) -> PersonBounds:
    """measures: those that count people, as attendances (人次) or as persons (人) of one activity."""
    which = f"measure IN ({in_list([reader.measure_number(one) for one in measures])})"
    columns = ["measure", "qualifier", "value"]
    source = once_each(reader, asked, "measure", columns, also=[which])
    rows = reader.rows(f"""
        SELECT qualifier, max(value), sum(value) FROM {source} GROUP BY qualifier
    """)
    largest = {QUALIFIERS[qualifier]: value for qualifier, value, _ in rows}
    activities = int(reader.rows(f"SELECT count(DISTINCT activity) FROM {source}")[0][0])
    sure = max((largest[one] for one in (Qualifier.EXACT, Qualifier.AT_LEAST) if one in largest), default=Decimal(0))
    estimated = largest.get(Qualifier.ABOUT, Decimal(0))
    total = sum((value for _, _, value in rows), Decimal(0))
    return PersonBounds(
        activities,
        max(sure, estimated),
        Qualifier.EXACT if sure >= estimated else Qualifier.ABOUT,
        None if Qualifier.AT_LEAST in largest else total,
        parts_from({qualifier: value for qualifier, _, value in rows}),
    )

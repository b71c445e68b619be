"""What was reached of a target: a number that a plan or a person wants of a measure, or of activities.

Rule 3's substantiated share, of what is wanted instead of what is stated: the itemised figure ÷ the target, with how sure it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked
from xuanguan.analytics.questions.stated import Share, share_of
from xuanguan.analytics.questions.totals import totals
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import Count, MeasureKey, Parts, Sum
from xuanguan.quantities import Qualifier


@dataclass(frozen=True, slots=True)
class AgainstTarget:
    """`sum` only if a measure was asked. is_reached: surely; a figure that is only estimated reaches nothing for sure."""

    target: Decimal
    activities: Count
    sum: Sum | None
    share: Share

    @property
    def is_reached(self) -> bool:
        return self.share.value >= 1 and self.share.qualifier in (Qualifier.EXACT, Qualifier.AT_LEAST)

    @property
    def lacking(self) -> Decimal:
        return max(self.target - self.share.itemised, Decimal(0))


def against_target(reader: Reader, asked: Asked, *, target: Decimal, measure: MeasureKey | None = None) -> AgainstTarget:
    """Raises ValueError for a target that is not above zero. The SQL is that of `totals`."""
    if target <= 0:
        raise ValueError("A target is a number above zero.")
    found = totals(reader, asked, measures=measure is not None)
    activities = found[0].activities if found else Count()
    total = None
    if measure is not None:
        total = found[0].measure(measure.name, measure.word) if found else Sum(measure)
    share = share_of(total.parts if total is not None else Parts(exact=Decimal(activities.total)), target, Qualifier.EXACT)
    assert share is not None
    return AgainstTarget(target, activities, total, share)

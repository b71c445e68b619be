"""What units said of an expectation without a record: that there was nothing to report.

What was done for it is in the records themselves, with their days; a fulfilment that names a record would tell it twice.
"""
from collections.abc import Iterator

from xuanguan.analytics import FulfilmentFact
from xuanguan.campaigns.enums import FulfilmentState
from xuanguan.campaigns.models import Fulfilment


def nothing_facts() -> Iterator[FulfilmentFact]:
    """All of them, in one query: a few for each unit and month."""
    said = Fulfilment.objects.filter(state=FulfilmentState.NOTHING).order_by("pk")
    for expectation, unit, by_unit, on, until, period in said.values_list("expectation_id", "unit_id", "by_unit_id", "on", "until", "period"):
        yield FulfilmentFact(expectation, unit, by_unit, on, period, until=until, nothing=True)

"""Stated totals with their three days, and the units that they name."""
from collections import defaultdict
from collections.abc import Collection, Iterator

from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Statement
from xuanguan.analytics import StatementFact
from xuanguan.figures.facts.words import MeasureWords

NEVER_COUNTED = (ActivityState.DRAFT, ActivityState.RETURNED)


def statement_facts(ids: Collection[int] | None = None) -> Iterator[StatementFact]:
    """These statements, or all; in three queries. There are few: nobody states a total every day."""
    statements = Statement.objects.exclude(state__in=NEVER_COUNTED).order_by("pk")
    names = Statement.named.through.objects.order_by("unit_id")
    if ids is not None:
        statements, names = statements.filter(pk__in=ids), names.filter(statement__in=ids)
    named: dict[int, list[int]] = defaultdict(list)
    for statement, unit in names.values_list("statement_id", "unit_id"):
        named[statement].append(unit)
    words = MeasureWords()
    for one in statements:
        if one.until is not None and one.until <= one.since:
            continue  # replaced on the day it was made: it never stood at the end of a day
        yield StatementFact(
            statement=one.pk, unit=one.unit_id, territory=one.territory_id, value=one.value, earliest=one.earliest, latest=one.latest,
            since=one.since, qualifier=one.qualifier, word=words.word(one.kind_id, one.measure, one.unit_zh) if one.measure else one.unit_zh,
            measure=one.measure or None, front=one.front_id, kind=one.kind_id, system=one.system_id, levels=tuple(one.levels),
            named=tuple(named[one.pk]), campaign=one.campaign_id, verified=one.verified_on, until=one.until)

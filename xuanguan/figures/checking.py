"""A sample of figures compared with a plain count over the records in the database: the same law, without the star.

It reads every counted record once and applies the rules one by one in Python, so it is slow and cannot err in the same way.
"""
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from xuanguan.activities.enums import COUNTED, ORGANISING
from xuanguan.activities.models import Activity
from xuanguan.analytics import Trees
from xuanguan.campaigns.models import Campaign
from xuanguan.figures.answers import Question, question, totals, usual_period
from xuanguan.figures.facts import trees
from xuanguan.figures.facts.words import MeasureWords
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity, total

# The same sample every time, so that two runs can be compared.
SEED = 20120525


@dataclass(frozen=True, slots=True)
class PlainRecord:
    """What counts in a record, as the database has it now."""

    activity: Activity
    divisions: frozenset[int]
    measures: tuple[tuple[str, str, Decimal, str], ...]


def compare(sample: int) -> tuple[int, list[str]]:
    """How many figures were compared, and a sentence for each that differs. Take in what changed before."""
    chosen, tree, words = random.Random(SEED), trees(), MeasureWords()  # noqa: S311  a sample, no secret
    compared, differences = 0, []
    campaigns = list(Campaign.objects.select_related("territory", "version"))
    for campaign in campaigns:
        records = list(_records(campaign, tree, words))
        for asked in _questions(campaign, chosen, -(-sample // len(campaigns))):
            compared += 1
            if sentence := _difference(asked, records):
                differences.append(sentence)
    return compared, differences


def _questions(campaign: Campaign, chosen: random.Random, many: int) -> Iterator[Question]:
    """Units with records and without, parts of the period, one front or all."""
    units = list(Unit.objects.filter(first__range=(campaign.territory.first, campaign.territory.last), is_open=True, kind=campaign.territory.kind))
    fronts, usual = [None, *campaign.fronts.all()], usual_period(campaign)
    days = list(usual)
    yield question(campaign)
    for _number in range(many - 1):
        first, last = sorted(chosen.choices(days, k=2))
        yield question(campaign, unit=chosen.choice([campaign.territory, *units]), period=chosen.choice([usual, Window(first, last)]),
                       front=chosen.choice(fronts))


def _records(campaign: Campaign, tree: Trees, words: MeasureWords) -> Iterator[PlainRecord]:
    counted = Activity.objects.filter(state__in=COUNTED, since__lte=timezone.localdate()).prefetch_related("participations", "measures", "also_for")
    for activity in counted.iterator(chunk_size=1000):
        if campaign.pk not in (activity.campaign_id, *(one.pk for one in activity.also_for.all())):
            continue
        units = {one.unit_id for one in activity.participations.all() if one.role in ORGANISING} or {activity.reporting_unit_id}
        measures = tuple(
            (one.code, words.word(activity.kind_id, one.code, one.unit_zh), one.value, one.qualifier) for one in activity.measures.all())
        divisions = {division for unit in units for division in tree.path(unit, activity.latest) if division}
        yield PlainRecord(activity, frozenset(divisions | units), measures)


def _difference(asked: Question, records: list[PlainRecord]) -> str:
    counted = [
        one for one in records
        if asked.unit.pk in one.divisions and asked.period.first <= one.activity.earliest and one.activity.latest <= asked.period.last
        and (asked.front is None or one.activity.front_id == asked.front.pk)]
    verified = sum(one.activity.verified_on is not None for one in counted)
    found = totals(asked)[0]
    plain = (verified, len(counted) - verified, _sums(counted))
    fast = (int(found.activities.verified), int(found.activities.self_reported), {
        (one.question.measure.name, one.question.measure.word): (one.verified + one.self_reported, one.upper_bound and one.upper_bound.value)
        for one in found.measures if one.question.measure})
    if plain == fast:
        return ""
    return f"{asked.unit.code} {asked.period.code} {asked.front.code if asked.front else 'all fronts'}: the figures say {fast}, a plain count says {plain}."


def _sums(records: list[PlainRecord]) -> dict[tuple[str, str], tuple[Decimal, Decimal | None]]:
    quantities: dict[tuple[str, str], list[Quantity]] = {}
    for record in records:
        for code, word, value, qualifier in record.measures:
            quantities.setdefault((code, word), []).append(Quantity(value, Qualifier(qualifier), word))
    sums = {}
    for key, these in quantities.items():
        whole = total(these)
        sums[key] = (whole.sum.value if whole.sum else Decimal(0), whole.upper_bounds.value if whole.upper_bounds else None)
    return sums

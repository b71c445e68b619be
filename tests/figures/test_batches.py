"""A rebuild reads columns, a refresh reads records: both say the same of the same database."""
import datetime as dt
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from tests.builders import make_campaign
from tests.figures.history import live_through
from xuanguan.activities.models import Activity, ActivityVersion, Participation
from xuanguan.analytics import ActivityFact
from xuanguan.analytics.facts.batches import facts_of
from xuanguan.figures.facts import activity_batches, activity_facts, batches
from xuanguan.policies.models import Clause

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(here):
    """A history whose records also have clauses (one above another), guests with shares of their own, and a second campaign."""
    live_through(here, 4)
    chosen, version = Random(4), here.campaign.version
    above = Clause.objects.create(version=version, code="x1", order=901, number="x1", heading="上")
    below = Clause.objects.create(version=version, code="x2", order=902, number="x2", heading="下", parent=above)
    other = make_campaign(here.province, code="other")
    for one in Activity.objects.all():
        one.clauses.set(chosen.sample([above, below], chosen.randint(0, 2)))
        one.also_for.set(chosen.sample([other, here.campaign], chosen.randint(0, 2)))
        if chosen.random() < 0.5:
            Participation.objects.create(activity=one, unit=here.other_city, role="speaker", order=9,
                                         shares=[{"code": "participants", "value": "12.50", "qualifier": "about"}] if chosen.random() < 0.5 else [])
    alone = Activity.objects.order_by("pk").last()
    alone.participations.all().delete()
    return here


def told(fact: ActivityFact) -> ActivityFact:
    """Without what is only a matter of writing: the order in which things are listed, and how a driver gives a day or a number."""
    def measured(several):
        return tuple(sorted((one.name, one.word, Decimal(str(one.value)).quantize(Decimal("0.01")), str(one.qualifier)) for one in several))
    def day(one):
        return dt.date.fromisoformat(one) if isinstance(one, str) else one
    return replace(
        fact, since=day(fact.since), earliest=day(fact.earliest), latest=day(fact.latest), verified=day(fact.verified), until=day(fact.until),
        begun=day(fact.begun) or day(fact.earliest), organisers=tuple(sorted(fact.organisers)), clauses=tuple(sorted(set(fact.clauses))),
        measures=measured(fact.measures), taking_part=tuple(sorted((one.unit, one.role, measured(one.shares)) for one in fact.taking_part)))


@pytest.mark.parametrize("size", [7, 50_000])
def test_columns_and_records_say_the_same(lived, monkeypatch, size):
    monkeypatch.setattr(batches, "BATCH", size)

    by_columns = [told(fact) for batch in activity_batches() for fact in facts_of(batch)]

    by_records = [told(fact) for fact in activity_facts(Activity.objects.values_list("pk", flat=True))]
    assert sorted(by_columns, key=lambda fact: (fact.activity, fact.version)) == sorted(by_records, key=lambda fact: (fact.activity, fact.version))
    assert ActivityVersion.objects.exists()
    assert {len(fact.campaigns) for fact in by_records} == {1, 2}
    assert {len(fact.clauses) for fact in by_records} == {0, 1, 2}
    assert any(one[2] for fact in by_records for one in fact.taking_part)


def test_without_records_there_is_no_batch(db):
    assert list(activity_batches()) == []

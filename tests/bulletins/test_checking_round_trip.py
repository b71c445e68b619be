"""Round trip: whatever happened, what is composed of it is read back and holds, as a text and as a draft."""
import datetime as dt
from decimal import Decimal

import pytest

from tests.activities.province import make_province
from tests.figures.history import live_through
from xuanguan.activities.actions import state_total
from xuanguan.activities.values import StatementValues
from xuanguan.bulletins.checking import check_text, check_written
from xuanguan.bulletins.composing import compose
from xuanguan.bulletins.enums import Verdict
from xuanguan.campaigns.models import ActivityKind, KindMeasure
from xuanguan.figures.actions import refresh
from xuanguan.figures.answers import question, totals
from xuanguan.periods import Window

PERIODS = (Window(dt.date(2012, 2, 6), dt.date(2012, 7, 31)), Window(dt.date(2012, 4, 1), dt.date(2012, 6, 30)))
# The honest weaker words for what holds.
HOLDS = {Verdict.MATCHES, Verdict.ROUNDED, Verdict.SELF_REPORTED, Verdict.STATED}


@pytest.fixture(autouse=True)
def figures_folder(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"


def more_kinds(campaign) -> None:
    """Kinds that are told with the words of this house: their first measure leads, or how many activities there were."""
    for order, (code, name, measures) in enumerate((
            ("conference", "会议", (("sessions", "次"), ("participants", "人"))), ("training_course", "培训班", (("sessions", "期"), ("participants", "人次"))),
            ("exhibition_or_street_event", "广场宣传", (("sessions", "场"), ("participants", "人次")))), 3):
        kind = ActivityKind.objects.create(campaign=campaign, code=code, name_zh=name, name_en=code, order=order, reads_as=[code])
        for place, (measure, word) in enumerate(measures):
            KindMeasure.objects.create(kind=kind, code=measure, name_zh={"sessions": "场次", "participants": "参加人数"}[measure], unit_zh=word, order=place,
                                       is_additive=word != "人")


@pytest.mark.parametrize("seed", [3, 2012])
def test_whatever_was_lived_through_every_claim_of_its_bulletins_holds(db, seed):
    here = make_province()
    more_kinds(here.campaign)
    units = live_through(here, seed, acts=40)
    state_total(values=StatementValues(
        here.campaign, here.province, here.province, here.campaign.fronts.get(code="system"), here.campaign.kinds.get(code="lecture"),
        Decimal(100 + seed % 7 * 10), PERIODS[0].first, dt.date(2012, 6, 30), measure="sessions", qualifier="at_least", unit_zh="场"), by=here.coordinator)
    refresh()

    for unit in units[:3]:
        for period in PERIODS:
            draft = compose(here.campaign, unit=unit, period=period)
            as_text = check_text(draft.text, campaign=here.campaign, unit=unit, period=period)
            as_draft = check_written(draft, campaign=here.campaign, unit=unit)
            for checked in (as_text, as_draft):
                wrong = [(one.quote, str(one.verdict), one.worst.text, one.worst.working) for one in checked.findings if one.needs_a_look or one.verdict not in HOLDS]
                assert wrong == [], draft.text
                assert told(here, unit, period) <= {one.about for one in checked.findings}, draft.text


def told(here, unit, period) -> set[str]:
    """Every kind on every front of which there is something to tell, as a check names it."""
    rows = totals(question(here.campaign, unit=unit, period=period), by=("front", "kind"))
    return {f"{row.front} · {row.kind}" for row in rows if row.activities.itemised}

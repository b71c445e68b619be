"""An activity tells its campaign what it fulfils, for as long as it counts."""
import datetime as dt

import pytest

from tests.builders import make_campaign, make_person, make_report, make_unit
from xuanguan.activities.actions import return_activity, verify_activity
from xuanguan.campaigns.models import Expectation, Fulfilment, Roster, RosterEntry
from xuanguan.organisations.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_unit("510900", "遂宁市", under=make_unit("510000", "四川省"))


@pytest.fixture
def campaign(city):
    """A campaign that asks the city for a lecture."""
    campaign = make_campaign(city.territory)
    roster = Roster.objects.create(campaign=campaign, code="cities", name_zh="各市")
    RosterEntry.objects.create(roster=roster, unit=city)
    Expectation.objects.create(campaign=campaign, code="lecture", name_zh="讲座", roster=roster).kinds.add(campaign.kinds.get(code="lecture"))
    return campaign


def states() -> list[tuple[str, str]]:
    return list(Fulfilment.objects.filter(until=None).values_list("unit__code", "state"))


def test_a_report_fulfils_what_was_expected_and_a_return_opens_it_again(campaign, city):
    officer = make_person("officer", roles=[(Role.OFFICER, city)])
    verifier = make_person("verifier", roles=[(Role.VERIFIER, city.territory)])
    activity = make_report(campaign, city, by=officer)
    reported = states()

    verify_activity(activity=activity, by=verifier)
    verified = states()
    activity.refresh_from_db()
    return_activity(activity=activity, reason="缺少签到表", by=verifier, on=dt.date(2012, 3, 9))

    assert (reported, verified, states()) == ([("510900", "reported")], [("510900", "verified")], [])

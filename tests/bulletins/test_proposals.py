"""What a claim would become, before anybody decides."""
import datetime as dt
from decimal import Decimal

import pytest

from tests.bulletins.claims import make_bulletin, make_claim, measure
from xuanguan.activities.values import MeasureValue, When
from xuanguan.bulletins.proposals import first_day, last_day
from xuanguan.bulletins.queries import proposals_of


@pytest.fixture
def bulletin(place):
    return make_bulletin(place.campaign, place.bureau, place.officer)


def proposed(bulletin, **claim):
    return proposals_of(bulletin, [make_claim(bulletin, **claim)])[0]


def test_a_deed_of_one_unit_becomes_an_activity_of_that_unit(bulletin, place):
    proposal = proposed(bulletin, units=[("县质监局", place.bureau)], measures=[measure("sessions", 3, "场", "3场")])

    decision = proposal.decision
    assert (decision.makes, decision.kind.code, decision.front.code, decision.units, proposal.is_ready) == (
        "activities", "lecture", "government", (place.bureau,), True)
    assert decision.measures == (MeasureValue("sessions", Decimal(3), "exact", "场", "3场"),)


def test_fourteen_prefectures_of_which_two_are_named_become_a_stated_total(bulletin, place):
    proposal = proposed(bulletin, actors=("资阳", "泸州"), count=(14, "市州"), units=[("资阳", place.ziyang), ("泸州", place.luzhou)])

    decision = proposal.decision
    assert (decision.makes, decision.count.value, decision.units, decision.levels) == ("statement", 14, (place.ziyang, place.luzhou), (2,))


def test_a_list_of_places_becomes_an_activity_of_each(bulletin, place):
    proposal = proposed(bulletin, quote="资阳、泸州等地召开了大会", actors=("资阳", "泸州"), units=[("资阳", place.ziyang), ("泸州", place.luzhou)])

    assert (proposal.decision.makes, proposal.decision.and_others) == ("activities", True)


def test_a_city_and_a_university_did_it_together(bulletin, place):
    proposal = proposed(bulletin, activity="agreement", actors=("泸州市", "武汉大学"), units=[("泸州市", place.luzhou), ("武汉大学", place.institute)])

    assert (proposal.decision.makes, proposal.decision.units) == ("joint", (place.luzhou, place.institute))


def test_all_over_the_province_with_a_number_is_a_stated_total(bulletin):
    proposal = proposed(bulletin, actors=("全省各地相关部门",), measures=[measure("sessions", 30, "场", "30余场", "at_least")])

    assert (proposal.decision.makes, proposal.is_ready) == ("statement", True)


def test_all_over_the_province_without_a_number_is_a_remark(bulletin):
    assert proposed(bulletin, actors=("全省各地",)).decision.makes == "remark"


def test_what_a_person_did_was_organised_by_the_unit_that_tells_it(bulletin, place):
    proposal = proposed(bulletin, actors=("刘云夏",))

    assert (proposal.decision.units, proposal.is_ready) == ((place.bureau,), True)


def test_an_unknown_body_is_a_question_to_the_person(bulletin):
    proposal = proposed(bulletin, actors=("依法治市领导小组办公室",))

    assert (proposal.open_points, proposal.decision.units) == (("units",), ())


def test_the_public_is_no_front_of_this_campaign_so_the_person_chooses(bulletin):
    proposal = proposed(bulletin, front="public")

    assert ("front" in proposal.open_points, proposal.decision.front) == (True, None)


def test_a_kind_that_the_campaign_does_not_know_is_a_question(bulletin):
    assert "kind" in proposed(bulletin, activity="inspection").open_points


def test_a_number_without_a_place_is_a_question_and_is_not_dropped(bulletin):
    proposal = proposed(bulletin, actors=("刘云夏",), measures=[measure("banners", 4, "条", "4条")])

    assert (proposal.open_points, [one["text"] for one in proposal.unplaced]) == (("measures",), ["4条"])


@pytest.mark.parametrize(("when", "expected"), [
    ("2012-04-06", When.on(dt.date(2012, 4, 6))),
    ("2012-04-06/2012-04-08", When.lasting(dt.date(2012, 4, 6), dt.date(2012, 4, 8))),
    ("2012-04", When.between(dt.date(2012, 4, 1), dt.date(2012, 4, 30))),
    ("2012", When.between(dt.date(2012, 1, 1), dt.date(2012, 5, 25))),
    (None, When.between(dt.date(2012, 2, 6), dt.date(2012, 5, 25))),
])
def test_a_claim_without_a_day_counts_in_its_window(bulletin, when, expected):
    assert proposed(bulletin, when=when).decision.when == expected


def test_the_ends_of_a_month_are_known():
    assert (first_day("2012-02"), last_day("2012-02"), last_day("2012")) == (dt.date(2012, 2, 1), dt.date(2012, 2, 29), dt.date(2012, 12, 31))


def test_proposals_cost_the_same_number_of_queries_for_one_claim_and_for_twenty(bulletin, place, django_assert_num_queries):
    claims = [make_claim(bulletin, units=[("泸州", place.luzhou)]) for _n in range(20)]

    with django_assert_num_queries(4):
        proposals_of(bulletin, claims)

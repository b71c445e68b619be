"""A bulletin is taken in; its claims are accepted, changed, rejected and reopened by those who may."""
import datetime as dt

import pytest

from tests.bulletins.claims import make_bulletin, make_claim, measure
from xuanguan.activities.models import Activity, Change, Statement
from xuanguan.audit.queries import events_of
from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import BulletinState, ClaimState, Makes
from xuanguan.bulletins.models import Bulletin
from xuanguan.bulletins.queries import bulletins_seen_by, proposals_of, tally_of
from xuanguan.common.exceptions import NotAllowed, NotInThisState


@pytest.fixture
def bulletin(place):
    return make_bulletin(place.campaign, place.bureau, place.officer)


def accepted(claim, by, **changes):
    decision = proposals_of(claim.bulletin, [claim])[0].decision
    values = {name: getattr(decision, name) for name in decision.__slots__} | changes
    return actions.accept_claim(claim=claim, decision=type(decision)(**values), by=by)


def test_an_officer_takes_in_the_bulletin_of_their_bureau(place):
    text = "3月12日，泸州市质量技术监督局在江阳区举办《质量发展纲要》讲座2场，参加人员260余人次。"

    bulletin = actions.take_in(campaign=place.campaign, unit=place.bureau, data=text.encode(), name="a.txt", published=dt.date(2012, 3, 20), by=place.officer)

    claim = bulletin.claims.get()
    assert (claim.data["activity"], claim.data["when"], claim.state, bulletin.clean_text[claim.start:claim.end]) == (
        "lecture", "2012-03-12", ClaimState.OPEN, claim.data["quote"])
    assert [event.act for event in events_of(bulletin)] == ["take in"]


def test_nobody_takes_in_the_bulletin_of_a_unit_that_is_not_theirs(place):
    with pytest.raises(NotAllowed):
        actions.take_in(campaign=place.campaign, unit=place.bureau, data="开展讲座3场。".encode(), name="a.txt", by=place.stranger)

    assert Bulletin.objects.count() == 0


def test_the_same_text_is_not_taken_in_twice(place):
    values = {"campaign": place.campaign, "unit": place.bureau, "data": "泸州市质监局举办讲座2场。".encode(), "name": "a.txt", "by": place.officer}
    actions.take_in(**values)

    with pytest.raises(actions.AlreadyHere, match="already here"):
        actions.take_in(**values)


@pytest.mark.parametrize(("data", "sentence"), [(b"", "empty"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "docx"), (b"This is a text in English only. " * 5, "Chinese")])
def test_what_cannot_be_read_gets_a_sentence_and_leaves_nothing(place, data, sentence):
    with pytest.raises(actions.Unreadable, match=sentence):
        actions.take_in(campaign=place.campaign, unit=place.bureau, data=data, name="a.doc", by=place.officer)

    assert Bulletin.objects.count() == 0


def test_a_bulletin_about_nothing_is_kept_without_claims(place):
    bulletin = actions.take_in(campaign=place.campaign, unit=place.bureau, data="今天天气晴朗，江上有风，大家心情都很好。".encode(), name="a.txt", by=place.officer)

    assert bulletin.claims.count() == 0


def test_an_accepted_claim_becomes_a_self_reported_activity_that_knows_its_sentence(bulletin, place):
    claim = make_claim(bulletin, units=[("县质监局", place.bureau)], measures=[measure("sessions", 3, "场", "3场")])

    accepted(claim, place.officer)

    activity = Activity.objects.get()
    assert (activity.state, activity.origin, activity.reporting_unit, list(activity.claims.all())) == ("submitted", "bulletin", place.bureau, [claim])
    assert [(m.code, m.value, m.text) for m in activity.measures.all()] == [("sessions", 3, "3场")]
    assert Change.objects.filter(thing="activity", thing_id=activity.pk).exists()


def test_a_list_of_places_makes_one_activity_for_each_and_numbers_are_not_multiplied(bulletin, place):
    claim = make_claim(bulletin, actors=("资阳", "泸州"), units=[("资阳", place.ziyang), ("泸州", place.luzhou)], measures=[measure("sessions", 3, "场", "3场")])

    accepted(claim, place.officer)

    assert sorted((a.participations.get().unit.name_zh, a.measures.count()) for a in Activity.objects.all()) == [("泸州市", 0), ("资阳市", 0)]


def test_a_joint_deed_makes_one_activity_with_co_hosts(bulletin, place):
    claim = make_claim(bulletin, activity="agreement", units=[("泸州", place.luzhou), ("武汉大学", place.institute)], actors=("泸州", "武汉大学"))

    accepted(claim, place.officer)

    assert [(p.unit.name_zh, p.role) for p in Activity.objects.get().participations.all()] == [("泸州市", "host"), ("武汉大学", "co_host")]


def test_a_count_of_units_becomes_a_statement_with_the_units_it_names(bulletin, place):
    claim = make_claim(bulletin, actors=("资阳", "泸州"), count=(14, "市州"), units=[("资阳", place.ziyang), ("泸州", place.luzhou)])

    accepted(claim, place.officer)

    statement = Statement.objects.get()
    assert (statement.value, statement.measure, set(statement.named.all()), statement.territory) == (14, "", {place.ziyang, place.luzhou}, place.luzhou)


def test_a_claim_is_decided_once(bulletin, place):
    claim = make_claim(bulletin, units=[("县质监局", place.bureau)])
    accepted(claim, place.officer)

    with pytest.raises(NotInThisState):
        accepted(claim, place.writer)

    assert Activity.objects.count() == 1


def test_a_stranger_decides_nothing(bulletin, place):
    claim = make_claim(bulletin)

    with pytest.raises(NotAllowed):
        accepted(claim, place.stranger)


def test_a_sentence_that_tells_of_a_known_event_is_linked_and_makes_nothing_new(bulletin, place):
    accepted(make_claim(bulletin, units=[("县质监局", place.bureau)]), place.officer)
    known = Activity.objects.get()
    again = make_claim(bulletin, units=[("县质监局", place.bureau)])

    decision = proposals_of(bulletin, [again])[0].decision
    values = {name: getattr(decision, name) for name in decision.__slots__} | {"makes": Makes.SAME}
    actions.accept_claim(claim=again, decision=type(decision)(**values), same_as=known, by=place.officer)

    assert (Activity.objects.count(), known.claims.count()) == (1, 2)


def test_a_reopened_claim_takes_its_records_with_it(bulletin, place):
    claim = accepted(make_claim(bulletin, units=[("县质监局", place.bureau)]), place.officer)

    actions.reopen_claim(claim=claim, by=place.officer)

    claim.refresh_from_db()
    assert (Activity.objects.get().state, claim.state, claim.activities.count()) == ("withdrawn", ClaimState.OPEN, 0)


def test_reopening_a_linked_claim_leaves_the_record_alone(bulletin, place):
    accepted(make_claim(bulletin, units=[("县质监局", place.bureau)]), place.officer)
    known = Activity.objects.get()
    again = make_claim(bulletin, units=[("县质监局", place.bureau)])
    decision = proposals_of(bulletin, [again])[0].decision
    values = {name: getattr(decision, name) for name in decision.__slots__} | {"makes": Makes.SAME}
    linked = actions.accept_claim(claim=again, decision=type(decision)(**values), same_as=known, by=place.officer)

    actions.reopen_claim(claim=linked, by=place.officer)

    known.refresh_from_db()
    assert known.state == "submitted"


def test_many_are_accepted_in_one_act_above_a_confidence_and_questions_stay_open(bulletin, place):
    make_claim(bulletin, units=[("县质监局", place.bureau)], confidence=0.95)
    make_claim(bulletin, units=[("县质监局", place.bureau)], confidence=0.5)
    make_claim(bulletin, activity="inspection", units=[("县质监局", place.bureau)], confidence=0.95)

    done = actions.accept_confident(bulletin=bulletin, threshold=0.8, by=place.officer)

    assert (done.accepted, [number for number, _reason in done.left]) == (1, [3])
    assert [claim.state for claim in bulletin.claims.all()] == ["accepted", "open", "open"]


def test_a_bulletin_is_gone_through_when_no_claim_is_open(bulletin, place):
    one, other = make_claim(bulletin, units=[("县质监局", place.bureau)]), make_claim(bulletin)

    accepted(one, place.officer)
    actions.reject_claim(claim=other, by=place.officer)

    bulletin.refresh_from_db()
    tally = tally_of(bulletin)
    assert (bulletin.state, tally.claims, tally.accepted, tally.rejected, tally.open, tally.activities) == (BulletinState.DONE, 2, 1, 1, 0, 1)


def test_a_bulletin_taken_back_takes_back_every_record_that_only_it_made(bulletin, place):
    accepted(make_claim(bulletin, units=[("县质监局", place.bureau)]), place.officer)
    accepted(make_claim(bulletin, actors=("全市各地",), measures=[measure("sessions", 9, "场", "9场")]), place.officer)

    actions.withdraw_bulletin(bulletin=bulletin, by=place.officer)

    bulletin.refresh_from_db()
    assert (bulletin.state, Activity.objects.get().state, Statement.objects.get().state) == ("withdrawn", "withdrawn", "withdrawn")


def test_a_person_sees_the_bulletins_of_their_own_subtree(bulletin, place):
    elsewhere = make_bulletin(place.campaign, place.ziyang, place.writer)

    assert [set(bulletins_seen_by(person)) for person in (place.officer, place.stranger, place.writer)] == [{bulletin}, {elsewhere}, {bulletin, elsewhere}]

"""A correction teaches the lexicon the name that the bulletin wrote, where it means one unit wherever it is written."""
from dataclasses import replace

import pytest

from tests.builders import make_unit
from tests.bulletins.claims import make_bulletin, make_claim
from xuanguan.audit.queries import events_of
from xuanguan.bulletins import actions
from xuanguan.bulletins.queries import proposals_of
from xuanguan.bulletins.teaching import is_own_name, taught_by, teachable_name
from xuanguan.organisations.actions import add_alias
from xuanguan.organisations.models import UnitName

NAME = "老窖酒业协会"


@pytest.fixture
def association(place):
    unit = make_unit("510500-jyxh", "泸州市酒业协会", under=place.luzhou, kind="other", level=2)
    for one in (place.province, place.ziyang, place.luzhou, place.bureau):
        one.refresh_from_db()
    return unit


@pytest.fixture
def bulletin(place, association):
    return make_bulletin(place.campaign, place.bureau, place.officer)


def corrected(bulletin, named, by, **claim):
    """Decide a claim whose units the person changed, with the box left as it was."""
    proposal, = proposals_of(bulletin, [make_claim(bulletin, **({"actors": (NAME,)} | claim))])
    decision = replace(proposal.decision, units=tuple(named))
    return actions.accept_claim(claim=proposal.claim, decision=decision, changed=True, teaches=taught_by(proposal, decision, by), by=by)


def aliases_of(unit) -> list[str]:
    return list(UnitName.objects.filter(unit=unit, kind="alias").values_list("name", flat=True))


def test_a_corrected_claim_teaches_its_name_and_the_next_bulletin_knows_it(bulletin, association, place):
    corrected(bulletin, [association], place.officer)

    text = f"3月12日，{NAME}在江阳区举办质量讲座2场，参加人员260余人次。"
    following = actions.take_in(campaign=place.campaign, unit=place.bureau, data=text.encode(), name="a.txt", by=place.officer)

    assert [(match["written"], match["code"], match["confidence"]) for match in following.claims.get().data["units"]] == [(NAME, association.code, 1.0)]
    assert proposals_of(following, [following.claims.get()])[0].decision.units == (association,)


def test_what_was_taught_stands_in_the_log_of_the_unit(bulletin, association, place):
    corrected(bulletin, [association], place.officer)

    assert [(event.act, event.data["name"], event.actor_name) for event in events_of(association)] == [("add_alias", NAME, str(place.officer))]


def test_reopening_the_claim_forgets_the_name(bulletin, association, place):
    claim = corrected(bulletin, [association], place.officer)

    actions.reopen_claim(claim=claim, by=place.officer)

    assert aliases_of(association) == []


def test_a_name_that_another_claim_taught_too_stays_until_both_are_reopened(bulletin, association, place):
    one, other = corrected(bulletin, [association], place.officer), corrected(bulletin, [association], place.officer)

    actions.reopen_claim(claim=one, by=place.officer)
    between = aliases_of(association)
    actions.reopen_claim(claim=other, by=place.officer)

    assert (between, aliases_of(association)) == ([NAME], [])


def test_a_name_that_somebody_entered_is_not_forgotten_with_a_claim(bulletin, association, place):
    add_alias(unit=association, name=NAME, by=None)
    claim = corrected(bulletin, [association], place.officer)

    actions.reopen_claim(claim=claim, by=place.officer)

    assert aliases_of(association) == [NAME]


def test_a_name_that_another_unit_has_is_not_taught(bulletin, association, place):
    add_alias(unit=place.institute, name=NAME, by=None)

    corrected(bulletin, [association], place.officer)

    assert aliases_of(association) == []


def test_two_units_for_one_name_teach_nothing(bulletin, association, place):
    corrected(bulletin, [association, place.bureau], place.officer)

    assert (aliases_of(association), aliases_of(place.bureau)) == ([], [])


def test_the_issuer_named_for_want_of_a_better_learns_no_name(bulletin, place):
    corrected(bulletin, [place.bureau], place.officer)

    assert aliases_of(place.bureau) == []


def test_nobody_names_a_unit_that_is_not_theirs(bulletin, place):
    corrected(bulletin, [place.ziyang], place.officer)

    assert aliases_of(place.ziyang) == []


def test_beside_a_unit_that_is_known_the_other_name_is_taught(bulletin, association, place):
    corrected(bulletin, [place.bureau, association], place.officer, actors=("泸州市质量技术监督局", NAME), units=[("泸州市质量技术监督局", place.bureau)])

    assert aliases_of(association) == [NAME]


def test_two_unknown_names_teach_nothing(bulletin, association, place):
    corrected(bulletin, [association], place.officer, actors=(NAME, "川南白酒研究会"))

    assert aliases_of(association) == []


@pytest.mark.parametrize("name", [
    "市局", "该局", "我县", "县质监局", "质监局", "有关部门", "各县区", "全市各地", "依法治市领导小组办公室", "市消费者协会", "县电视台", "14个市州", "刘云夏",
    "张明副市长", "第一中学", "两个部门", "街道办事处", "相关企业", "酒协", "省质监局",
])
def test_a_name_that_means_another_unit_in_the_next_bulletin_is_never_taught(name):
    assert is_own_name(name, None) is False


@pytest.mark.parametrize("name", ["老窖酒业协会", "郎酒集团公司", "武汉大学质量院研究会", "天华机械有限公司"])
def test_a_name_of_its_own_may_be_taught(name):
    assert is_own_name(name, None) is True


@pytest.mark.parametrize(("name", "candidates", "may"), [
    ("泸州质监局", [], True), ("泸州市市场监管局", [], True), ("市中区质监局", ["511002"], False), ("泸州市局", [], False), ("泸县办公室", [], False)])
def test_a_body_may_be_taught_when_its_name_begins_with_one_place(name, candidates, may):
    assert is_own_name(name, {"written": name, "code": "510500", "confidence": 0.5, "candidates": candidates}) is may


def test_only_a_claim_with_one_doubtful_name_asks(bulletin, place):
    claims = [make_claim(bulletin, actors=actors, units=units) for actors, units in (
        ((NAME,), ()), (("该局",), ()), ((NAME, "川南白酒研究会"), ()), (("泸州市",), [("泸州市", place.luzhou)]))]

    assert [teachable_name(proposal) for proposal in proposals_of(bulletin, claims)] == [NAME, None, None, None]


def test_a_name_that_begins_with_a_place_is_taught_only_to_a_unit_in_that_place(bulletin, association, place):
    match = {"code": place.luzhou.code, "name": "泸州市", "written": "泸州市老窖酒业商会", "confidence": 0.5, "candidates": []}
    for meant in (place.ziyang, association):
        claim = make_claim(bulletin, actors=("泸州市老窖酒业商会",))
        claim.data["units"] = [match]
        claim.save()
        proposal, = proposals_of(bulletin, [claim])
        decision = replace(proposal.decision, units=(meant,))
        actions.accept_claim(claim=claim, decision=decision, teaches=taught_by(proposal, decision, place.writer), by=place.writer)

    assert (aliases_of(place.ziyang), aliases_of(association)) == ([], ["泸州市老窖酒业商会"])

"""A bulletin composed from records: what it says is what the figures say, and every number of it opens a figure that bears it out."""
import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import activity_values, make_person, make_report
from xuanguan.activities.actions import report_activity, state_total, verify_activity
from xuanguan.activities.models import Activity
from xuanguan.activities.values import MeasureValue, StatementValues, When
from xuanguan.bulletins import actions
from xuanguan.bulletins.composing import NoSuchOutline, compose, outline_named, outlines_of
from xuanguan.bulletins.standing import Desk, has_turned, moved_to
from xuanguan.campaigns.models import Expectation, Roster, RosterEntry
from xuanguan.common.exceptions import NotAllowed
from xuanguan.figures.actions import refresh
from xuanguan.organisations.enums import Role
from xuanguan.periods import Window
from xuanguan.reading import read
from xuanguan.writing import outline as outlines
from xuanguan.writing.draft import Known, Names, Number, Picture
from xuanguan.writing.outline import Outline, Part, Tells

QUARTER = Window(dt.date(2012, 4, 1), dt.date(2012, 6, 30))


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"


@pytest.fixture
def told(place):
    """Two lectures in Luzhou, one verified; one in Ziyang; one in the quarter before; a stated total; an expectation that Ziyang alone did."""
    ziyang_officer = make_person("ziyang", roles=[(Role.OFFICER, place.ziyang)])
    verifier = make_person("verifier", roles=[(Role.VERIFIER, place.province)])
    people = MeasureValue("participants", Decimal(137), "at_least", "人次")

    def lecture(unit, by, day, **values):
        said = activity_values(place.campaign, unit, when=When.on(day), **values)
        return report_activity(values=replace(said, measures=(MeasureValue("sessions", Decimal(2), "exact", "场"), people)), by=by, on=dt.date(2012, 7, 1))

    first = lecture(place.luzhou, place.officer, dt.date(2012, 4, 9), title="江阳区专题讲座")
    verify_activity(activity=first, by=verifier, on=dt.date(2012, 7, 2))
    lecture(place.luzhou, place.officer, dt.date(2012, 5, 9))
    lecture(place.ziyang, ziyang_officer, dt.date(2012, 6, 9))
    lecture(place.luzhou, place.officer, dt.date(2012, 3, 9))
    kind, front = place.campaign.kinds.get(code="lecture"), place.campaign.fronts.get(code="government")
    state_total(by=place.writer, on=dt.date(2012, 7, 1), values=StatementValues(
        campaign=place.campaign, kind=kind, front=front, unit=place.province, territory=place.province, earliest=QUARTER.first, latest=QUARTER.last,
        measure="sessions", value=Decimal(100), qualifier="at_least", unit_zh="场"))
    roster = Roster.objects.create(campaign=place.campaign, code="prefectures", name_zh="各市州", name_en="prefectures", level=2, organ=Roster.DIVISION)
    for city in (place.luzhou, place.ziyang):
        RosterEntry.objects.create(roster=roster, unit=city)
    expectation = Expectation.objects.create(
        campaign=place.campaign, code="june-lecture", name_zh="六月讲座", name_en="Lecture in June", roster=roster, front=front)
    expectation.kinds.add(kind)
    refresh()
    return place


def paragraphs(draft):
    return [one.text for one in draft.paragraphs if not any(isinstance(piece, Picture) for piece in one.pieces)]


def test_a_quarter_is_told_beside_the_one_before(told):
    draft = compose(told.campaign, told.writer, unit=told.province, period=QUARTER)

    said = paragraphs(draft)
    assert draft.title == "宣贯工作简报"
    assert said[0] == "2012年第二季度，全省在案活动记录3条，其中已核实1条、自报待核实2条，涉及泸州市、资阳市，比2012年第一季度（1条）增加2条。"
    assert "泸州市、资阳市共举办专题讲座6场，参加410余人次。" in said
    assert "据汇总，全省举办专题讲座100余场（其中逐项在案6场）。" in said
    assert "2012年4月9日，泸州市：江阳区专题讲座，共2场，参加130余人次。" in said


def test_every_number_agrees_with_a_plain_count_of_the_records(told):
    draft = compose(told.campaign, told.writer, unit=told.province, period=QUARTER)

    inside = [one for one in Activity.objects.all() if QUARTER.first <= one.latest <= QUARTER.last]
    by_state = Counter(one.state for one in inside)
    counts = [piece.value for piece in draft.sections[0].paragraphs[0].bound if isinstance(piece, Number)]
    assert counts == [len(inside), by_state["verified"], by_state["submitted"], 1, len(inside) - 1]


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_number_opens_a_figure_that_says_the_same_now(told, language):
    draft = compose(told.campaign, told.writer, unit=told.province, period=QUARTER, language=language)

    desk = Desk(told.campaign, told.writer)
    bound = list(draft.bound)
    assert len(bound) > 12
    assert [piece.text for piece in bound for ref in piece.figures if desk.standing(ref) is None] == []
    assert [piece.text for piece in bound if moved_to(piece, desk, language) or has_turned(piece, desk)] == []


def test_what_it_says_of_activities_reads_back(told):
    draft = compose(told.campaign, told.writer, unit=told.province, period=QUARTER, outline=Outline("一", "", (Part((Tells.DEEDS,), "government"),)))

    claim, = read(draft.text, date="2012-07-01").claims

    assert (claim.activity, claim.actors, sorted(str(one.quantity) for one in claim.measures)) == ("lecture", ("泸州市", "资阳市"), ["6场", "≥410人次"])


def test_a_difference_that_has_turned_is_offered_no_new_number(told):
    draft = compose(told.campaign, told.writer, unit=told.province, period=QUARTER)
    change = next(piece for piece in draft.bound if piece.known is Known.DERIVED)
    for day in (3, 4, 5):
        make_report(told.campaign, told.luzhou, by=told.officer, when=When.on(dt.date(2012, 3, day)), on=dt.date(2012, 7, 3))
    refresh()

    desk = Desk(told.campaign, told.writer)

    assert (change.text, change.working) == ("2条", "3 − 1")
    assert (moved_to(change, desk, "zh-Hans"), has_turned(change, desk)) == (None, True)


def test_a_share_that_moved_is_worked_out_anew(told):
    draft = compose(told.campaign, told.writer, unit=told.province, period=Window(dt.date(2012, 6, 1), dt.date(2012, 6, 30)))
    share = next(piece for piece in draft.bound if isinstance(piece, Number) and piece.quantity.unit == "%")
    make_report(told.campaign, told.luzhou, by=told.officer, when=When.on(dt.date(2012, 6, 5)), on=dt.date(2012, 7, 3))
    refresh()

    now = moved_to(share, Desk(told.campaign, told.writer), "zh-Hans")

    assert (share.text, share.working) == ("50%", "1 ÷ 2")
    assert (now.text, now.working) == ("100%", "2 ÷ 2")


def test_a_city_speaks_for_itself_and_says_nothing_of_the_others(told):
    draft = compose(told.campaign, make_person("city", roles=[(Role.WRITER, told.luzhou)]), period=QUARTER)

    assert (draft.title, draft.issuer, draft.unit) == ("泸州市宣贯工作简报", "泸州市", "510500")
    assert paragraphs(draft)[0] == "2012年第二季度，全市在案活动记录2条，其中已核实1条、自报待核实1条，比2012年第一季度（1条）增加1条。"
    assert "资阳" not in draft.text


def test_another_unit_is_not_told_of(told):
    with pytest.raises(NotAllowed):
        compose(told.campaign, told.stranger, unit=told.luzhou, period=QUARTER)


def test_a_traditional_edition_says_the_same_and_its_numbers_stay_bound(told):
    plain = compose(told.campaign, told.writer, unit=told.province, period=QUARTER)

    draft = compose(told.campaign, told.writer, unit=told.province, period=QUARTER, language="zh-Hant")

    assert paragraphs(draft)[0].startswith("2012年第二季度，全省在案活動記錄3條，其中已核實1條")
    assert [piece.figures for piece in draft.bound] == [piece.figures for piece in plain.bound]


def test_a_saved_outline_is_named_and_told(told):
    outline = Outline("", "", (Part((Tells.STANDING,), "government", "政府", "Government"),))
    actions.save_outline(campaign=told.campaign, unit=told.province, name="只说政府", document=outlines.as_json(outline), by=told.writer)

    draft = compose(told.campaign, told.writer, unit=told.province, period=QUARTER, outline=outline_named(told.campaign, "只说政府", told.writer))

    assert [one.heading for one in draft.sections] == ["一、政府", ""]
    assert list(outlines_of(told.campaign, told.stranger))[:2] == ["fronts", "short"]
    with pytest.raises(NoSuchOutline, match="There is no outline “别的”"):
        outline_named(told.campaign, "别的")


def test_the_numbers_of_questions_do_not_grow_with_the_records(told, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        compose(told.campaign, told.writer, unit=told.province, period=QUARTER)
    for day in range(1, 9):
        make_report(told.campaign, told.luzhou, by=told.officer, when=When.on(dt.date(2012, 5, day)), on=dt.date(2012, 7, 3))
    refresh()

    with django_assert_max_num_queries(45):
        draft = compose(told.campaign, told.writer, unit=told.province, period=QUARTER)

    assert next(piece for piece in draft.bound if isinstance(piece, Names)).total == 2

"""A text is checked: each claim gets a verdict from the records, with the working."""
import datetime as dt

import pytest
from django.utils.translation import override

from tests.builders import make_person
from tests.bulletins.checked import Q1, Q2, checked_against, of_records, verdicts
from xuanguan.bulletins.actions import Unreadable
from xuanguan.bulletins.enums import Verdict
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role

TRUE = "泸州市、资阳市共举办专题讲座4场，参加260人次。"
UNITS = "泸州市、资阳市"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def said(here, sentence: str) -> list[tuple[str, str]]:
    """The verdicts on a sentence in a text of the records."""
    return verdicts(checked_against(here, of_records(sentence)), sentence[:-1])


# A text that says its numbers are those on record

def test_what_is_on_record_matches(here):
    checked = checked_against(here, of_records(TRUE))

    assert verdicts(checked, TRUE[:-1]) == [(UNITS, "matches"), ("4场", "matches"), ("260人次", "matches")]
    assert verdicts(checked, "在案活动记录") == [("5条", "matches"), ("1条", "matches"), ("4条", "matches")]
    assert (checked.fails, checked.to_look_at, checked.notes) == (False, [], ())


@pytest.mark.parametrize(("sentence", "expected"), [
    ("泸州市、资阳市共举办专题讲座5场，参加260人次。", [(UNITS, "matches"), ("5场", "contradicts"), ("260人次", "matches")]),
    ("泸州市、资阳市共举办专题讲座4场，参加240余人次。", [(UNITS, "matches"), ("4场", "matches"), ("240余人次", "contradicts")]),
    ("泸州市、资阳市共举办专题讲座4场，参加250余人次。", [(UNITS, "matches"), ("4场", "matches"), ("250余人次", "contradicts")]),
    ("泸州市、资阳市共举办专题讲座4场，参加200余人次。", [(UNITS, "matches"), ("4场", "matches"), ("200余人次", "rounded")]),
    ("泸州市、资阳市共举办专题讲座4场，参加近300人次。", [(UNITS, "matches"), ("4场", "matches"), ("近300人次", "contradicts")]),
    ("泸州市、资阳市共举办专题讲座4场，参加260人。", [(UNITS, "matches"), ("4场", "matches"), ("260人", "mixes_kinds")]),
    ("泸州、资阳等3个市州共举办专题讲座4场。", [("泸州、资阳等3个市州", "contradicts"), ("4场", "matches")]),
    ("泸州市、资阳市共举办专题讲座100余场。", [(UNITS, "matches"), ("100余场", "stated")]),
])
def test_what_is_not_so_is_told_part_by_part(here, sentence, expected):
    assert said(here, sentence) == expected


def test_a_sum_over_the_units_is_recognised_as_counting_a_joint_activity_twice(here):
    checked = checked_against(here, of_records("泸州市、资阳市共举办专题讲座5场。"))

    working, = (part.working for one in checked.findings for part in one.parts if part.text == "5场")
    assert working == ("On record: 4场 (verified 1, self-reported 3). “5场” is more than that. It is what adding up the units gives. "
                       "Joint activities stand in the line of each unit that organised them, and count once in all.")


def test_the_number_of_another_front_or_period_is_named_as_such(here):
    front = checked_against(here, of_records("泸州市举办专题讲座1场，参加260人次。", heading="二、系统"))
    period = checked_against(here, of_records("泸州市举办专题讲座1场，参加50人次。", heading="二、系统", period="2012年第二季度"), period=Q2)

    assert [part.working for one in front.findings for part in one.parts if part.text == "260人次"] == [
        "On record: 50人次, all self-reported. “260人次” is more than that. It is the figure of another front: Government."]
    assert [part.working for one in period.findings for part in one.parts if part.text == "50人次"] == [
        "On record: 70人次, all self-reported. “50人次” is less than that. It is the figure of another period: 1 January 2012 to 31 March 2012."]


def test_what_was_so_on_an_earlier_day_is_stale(here):
    """The joint lecture was reported on 10 April: at the end of March three were on record."""
    assert said(here, "泸州市、资阳市共举办专题讲座3场，参加160人次。") == [(UNITS, "matches"), ("3场", "stale"), ("160人次", "stale")]


def test_a_day_of_knowledge_that_the_numbers_are_not_of_is_stale(here):
    note = "说明：文中数字来自截至2012年3月31日的在案记录。\n"
    today = checked_against(here, of_records(TRUE) + note)
    then = checked_against(here, of_records(TRUE) + note, as_of=dt.date(2012, 4, 10))

    assert verdicts(today, "截至2012年3月31日的在案记录") == [("截至2012年3月31日的在案记录", "stale")]
    assert verdicts(then, "截至2012年3月31日的在案记录") == [("截至2012年3月31日的在案记录", "stale")]


def test_a_unit_without_records_of_the_kind_is_told(here):
    assert said(here, "资阳市签订质量责任书1份。") == [("资阳市", "contradicts"), ("1份", "contradicts")]


def test_a_stated_total_is_only_stated_and_asks_for_nothing_where_the_text_says_so(here):
    told = checked_against(here, of_records("据汇总，全省举办专题讲座100余场（其中逐项在案4场）。"))
    untold = checked_against(here, of_records("全省举办专题讲座100余场。"))
    wrong = checked_against(here, of_records("据汇总，全省举办专题讲座300余场。"))

    assert verdicts(told, "100余场") == [("100余场", "stated"), ("4场", "matches")]
    assert (told.to_look_at, [one.quote for one in untold.to_look_at]) == ([], ["全省举办专题讲座100余场"])
    assert verdicts(untold, "100余场") == [("100余场", "stated")]
    assert verdicts(wrong, "300余场") == [("300余场", "contradicts")]


def test_what_nobody_has_verified_is_only_self_reported(here):
    checked = checked_against(here, of_records("泸州市举办专题讲座1场，参加50人次。", heading="二、系统"))

    assert verdicts(checked, "50人次") == [("泸州市", "self_reported"), ("1场", "self_reported"), ("50人次", "self_reported")]


def test_one_deed_told_twice_does_not_add_up(here):
    checked = checked_against(here, of_records(TRUE, TRUE))

    assert [[str(part.verdict) for part in one.parts] for one in checked.findings if one.quote == TRUE[:-1]] == [
        ["matches"] * 3, ["matches"] * 3 + ["does_not_add_up"]]
    assert checked.fails


def test_the_parts_of_the_records_and_the_comparison_must_add_up(here):
    text = "宣贯工作简报\n2012年第二季度，全省在案活动记录1条，其中已核实0条、自报待核实2条，比2012年第一季度（5条）减少3条。\n"
    checked = checked_against(here, text, period=Q2)

    assert verdicts(checked, "在案活动记录") == [
        ("1条", "self_reported"), ("1条", "does_not_add_up"), ("0条", "matches"), ("2条", "contradicts"), ("5条", "matches"), ("3条", "does_not_add_up")]


def test_a_text_about_another_period_than_was_asked_says_so(here):
    checked = checked_against(here, of_records(TRUE), period=Q2)
    of_its_own = checked_against(here, of_records(TRUE), period=None)

    assert ("2012年第一季度", "contradicts") in verdicts(checked, "2012年第一季度")
    assert (of_its_own.period, of_its_own.fails) == (Q1, False)


# Any other text

def test_of_another_text_what_is_smaller_may_be_a_part_and_what_a_record_bears_out_matches(here):
    checked = checked_against(here, "3月，全市宣贯工作扎实开展。\n泸州市举办讲座1场，84人次参加。泸州市举办讲座1场，60人次参加。")

    assert verdicts(checked, "84人次") == [("1场", "self_reported"), ("84人次", "matches")]
    assert verdicts(checked, "60人次") == [("1场", "self_reported"), ("60人次", "cannot_be_checked")]
    assert checked.notes == ("The text does not say that its numbers are those on record. A number smaller than the records may tell of a part of them.",)


def test_of_another_text_what_is_more_than_all_that_is_on_record_differs(here):
    checked = checked_against(here, "2012年第一季度，泸州市举办讲座50场。")

    assert verdicts(checked, "50场") == [("50场", "contradicts")]


def test_what_nobody_reported_is_not_false(here):
    checked = checked_against(here, "资阳市签订质量责任书12份。")

    assert [str(one.verdict) for one in checked.findings] == ["cannot_be_checked"]
    assert not checked.fails


def test_what_the_campaign_has_no_kind_for_cannot_be_checked_and_why(here):
    checked = checked_against(here, "泸州市发放宣传资料3000份。")

    assert [(str(one.verdict), one.worst.working) for one in checked.findings] == [
        ("cannot_be_checked", "The campaign has no kind of activity for this.")]


def test_percentages_are_worked_out_again(here):
    checked = checked_against(here, "2012年，投诉由91件降至39件，下降65.3%。")

    assert [one.verdict for one in checked.findings] == [Verdict.DOES_NOT_ADD_UP]


# Who may, what comes in, what goes out

def test_a_check_stays_within_what_the_person_may_see(here):
    officer = make_person("ziyang officer", roles=[(Role.OFFICER, here.ziyang)])

    with pytest.raises(NotAllowed):
        checked_against(here, TRUE, person=officer)
    own = checked_against(here, of_records("资阳市举办专题讲座2场。"), person=officer, unit=here.ziyang)
    assert [part.verdict for one in own.findings if "讲座" in one.quote for part in one.parts] == [Verdict.SELF_REPORTED]


def test_a_check_that_is_written_down_reads_back(here):
    from xuanguan.bulletins.checking.findings import Finding

    checked = checked_against(here, of_records("泸州市、资阳市共举办专题讲座5场，参加260人。"))

    document = checked.to_json()
    assert [Finding.from_json(one).to_json() for one in document["findings"]] == document["findings"]
    assert (document["counts"], document["fails"]) == ({"contradicts": 1, "matches": 1}, True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a docx", b"\x00\x01\x02" * 40])
def test_what_cannot_be_read_is_told_in_a_sentence(here, data):
    with pytest.raises(Unreadable) as error:
        checked_against(here, data, name="draft.docx")

    assert error.value.sentence.startswith("draft.docx")


def test_a_text_without_claims_has_no_verdicts(here):
    checked = checked_against(here, "没有数字的一段话。")

    assert (checked.findings, checked.counts, checked.fails) == ((), {}, False)

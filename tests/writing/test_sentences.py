"""Bulletins in words, in Chinese and in English."""
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.telling import deeds, fact, ref, told_of
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier
from xuanguan.writing.amounts import Rounding
from xuanguan.writing.draft import Known, Names, Number, Words
from xuanguan.writing.lists import first_few
from xuanguan.writing.numbers import numbers_in
from xuanguan.writing.outline import NotAnOutline, as_json, by_fronts, from_json
from xuanguan.writing.sentences import chinese, english, told_draft
from xuanguan.writing.spans import span_before
from xuanguan.writing.told import Actors, Case, Deed, ExpectedTold, MeasureTold, StatedTold
from xuanguan.writing.typography import set_chinese

FRONTS = [("system", "系统内部深入", "In depth within the system")]
FOURTEEN = Actors("", ("资阳", "泸州", "遂宁"), (), ("512000", "510500", "510900"), 14, "个市州", (ref("units"),))


def text(pieces):
    return "".join(piece.text for piece in pieces)


def lecture(**changes):
    made = Deed("lecture", "system", "lecture", "讲座、宣讲", fact(80), FOURTEEN, (
        MeasureTold("sessions 场", "场次", "场", fact(100, "场", Qualifier.AT_LEAST)),
        MeasureTold("participants 人次", "参加人次", "人次", fact(49600, "人次"))))
    return replace(made, **changes)


def test_a_sentence_names_the_first_few_and_counts_the_rest():
    sentence = chinese.deed(lecture(), Rounding.FIELD)

    assert text(sentence) == "资阳、泸州、遂宁等14个市州共举办专题讲座100余场，参加近5万人次。"


def test_the_same_sentence_in_english():
    actors = Actors("the provincial bureau", ("Ziyang", "Luzhou", "Suining"), (), (), 14, "prefectures")

    assert text(english.deed(lecture(actors=actors), Rounding.FIELD)) == (
        "The provincial bureau as well as Ziyang, Luzhou, Suining and 11 other prefectures held more than 100 lectures, with nearly 50,000 attendances.")


def test_sessions_that_only_some_activities_told_do_not_stand_for_all_of_them():
    few = (MeasureTold("sessions 场", "场次", "场", fact(11, "场")),)

    assert text(chinese.deed(lecture(activities=fact(14), measures=few), Rounding.FIELD)) == "资阳、泸州、遂宁等14个市州共举办专题讲座14场。"


def test_a_kind_without_a_wording_of_its_own_is_said_by_its_name():
    odd = lecture(kind="rowing", reads_as="rowing", name="龙舟赛", activities=fact(3), measures=(MeasureTold("boats 条", "龙舟数", "条", fact(12, "条")),))

    assert text(chinese.deed(odd, Rounding.FIELD)) == "资阳、泸州、遂宁等14个市州共开展“龙舟赛”3次，龙舟数12条。"


def test_what_is_only_stated_is_said_to_be_stated_and_what_of_it_is_on_record():
    one = StatedTold("system", "lecture", "讲座", "全省质监系统", None, MeasureTold("sessions 场", "场次", "场", fact(100, "场", Qualifier.AT_LEAST)), fact(11, "场"))

    assert text(chinese.stated([one], Rounding.FIELD)) == "据汇总，全省质监系统举办专题讲座100余场（其中逐项在案11场）。"
    assert text(chinese.stated([replace(one, itemised=fact(137, "场"))], Rounding.FIELD)) == "据汇总，全省质监系统举办专题讲座100余场（逐项在案137场，多于汇总数）。"


def test_who_is_still_to_report_is_asked_politely():
    missing = Actors("", ("自贡", "攀枝花", "乐山"), (), (), 6, "个单位", (ref("coverage"),))
    plan = ExpectedTold("system", "市(州)局制定宣贯方案", 15, 21, "个单位", Known.ITEMISED, (ref("coverage"),), missing, date(2012, 4, 30))

    assert text(chinese.expected(plan)) == "“市（州）局制定宣贯方案”一项，应报21个单位，已有15个单位完成，完成率71.4%。"
    assert [text(one) for one in chinese.gaps([plan], date(2012, 5, 25))] == [
        "“市（州）局制定宣贯方案”一项，自贡、攀枝花、乐山等6个单位暂无在案记录，请尽快补报；已经完成的，请补登记录。"]


def test_those_who_are_asked_alike_are_asked_together():
    missing = Actors("", ("自贡", "乐山"), ("自贡市", "乐山市"), (), 2, "个市州", (ref("missing"),))
    late, later, soon = (
        ExpectedTold("system", name, 19, 21, "个市州", Known.ITEMISED, (ref("coverage"),), missing, due)
        for name, due in (("制定方案", date(2012, 4, 30)), ("月报", date(2012, 5, 10)), ("总结", date(2012, 6, 30))))

    assert [text(one) for one in chinese.gaps([late, later, soon], date(2012, 5, 25))] == [
        "“制定方案”一项，自贡市、乐山市暂无在案记录；“月报”一项，自贡市、乐山市暂无在案记录。请尽快补报；已经完成的，请补登记录。",
        "“总结”一项，自贡市、乐山市暂无在案记录，请于2012年6月30日前报送；已经完成的，请补登记录。"]
    assert [text(one) for one in english.gaps([soon], date(2012, 5, 25))] == [
        "总结: no record yet from 自贡市 and 乐山市. It is due by 30 June 2012; those who have done it are asked to enter it."]


@pytest.mark.parametrize(("reached", "size", "said", "told"), [
    (21, 21, "“专题学习”一项，应报21个市州，均已完成。", "专题学习: all 21 prefectures have done it."),
    (0, 21, "“专题学习”一项，应报21个市州，均暂无在案记录。", "专题学习: none of the 21 prefectures has a record yet."),
    (1, 1, "“专题学习”一项已完成。", "专题学习: done."),
    (0, 1, "", ""),
])
def test_all_none_and_a_single_one_are_said_in_words(reached, size, said, told):
    study = ExpectedTold("system", "专题学习", reached, size, "个市州", Known.ITEMISED, (ref("coverage"),))

    assert text(chinese.expected(study)) == said
    assert text(english.expected(replace(study, counted="prefectures"))) == told


def test_a_case_tells_its_numbers_in_the_words_of_its_kind():
    one = Case("enterprises", "enterprise_training", "会东县质监局", "会东县企业质量负责人培训", date(2012, 4, 12), (
        MeasureTold("sessions 期", "场次", "期", fact(2, "期")), MeasureTold("enterprises 家", "企业数", "家", fact(33, "家")),
        MeasureTold("days 天", "天数", "天", fact(3, "天"))), "why", (ref("record"),))

    assert text(chinese.case(one, Rounding.FIELD)) == "2012年4月12日，会东县企业质量负责人培训，共2期，参训企业33家，天数3天。"


def test_where_nothing_is_on_record_that_is_said_once():
    draft = told_draft(told_of([]), by_fronts(FRONTS))

    assert [one.text for one in draft.paragraphs][:-1] == ["2012年第一季度，全省暂无在案活动记录。"]


def test_the_last_period_is_the_one_before_of_its_kind():
    assert span_before(Window(date(2012, 1, 1), date(2012, 3, 31))) == Window(date(2011, 10, 1), date(2011, 12, 31))
    assert span_before(Window(date(2012, 2, 6), date(2012, 2, 15))) == Window(date(2012, 1, 27), date(2012, 2, 5))


@settings(deadline=None, max_examples=60)
@given(st.lists(deeds(), max_size=5), st.sampled_from(["zh-Hans", "en"]))
def test_every_number_in_a_composed_text_is_bound_to_its_figure(deeds, language):
    draft = told_draft(told_of(deeds, language=language), by_fronts(FRONTS))

    for paragraph in draft.paragraphs:
        for piece in paragraph.pieces:
            assert not (isinstance(piece, Words) and list(numbers_in(piece.text))), piece.text
            assert not isinstance(piece, Number | Names) or piece.figures


def test_an_outline_is_kept_as_json_and_one_that_cannot_be_told_is_refused():
    outline = by_fronts(FRONTS)

    assert from_json(as_json(outline)) == outline
    with pytest.raises(NotAnOutline, match="A section cannot tell “rumours”"):
        from_json({"name_zh": "一", "parts": [{"tells": ["rumours"]}]})
    with pytest.raises(NotAnOutline, match="An outline has 1 to 30 sections; this has 0"):
        from_json({"name_zh": "一", "parts": []})


def test_a_section_with_nothing_to_tell_is_left_out():
    draft = told_draft(told_of([]), by_fronts(FRONTS))

    assert [one.heading for one in draft.sections] == ["", ""]


@pytest.mark.parametrize(("typed", "printed"), [
    ('泸州市质监局 举办"质量月"讲座(第2期), 120人参加', "泸州市质监局举办“质量月”讲座（第2期），120人参加"),
    ("读本 2200 册", "读本2200册"), ("ISO 9001 认证", "ISO 9001认证"), ("市(州)局", "市（州）局"),
])
def test_what_people_typed_is_set_as_an_official_text_prints_it(typed, printed):
    assert set_chinese(typed) == printed


def test_few_are_all_named():
    assert first_few(["成都", "泸州"], 2, "个市州", "zh", full=["成都市", "泸州市"]) == "成都市、泸州市"
    assert first_few([], 168, "个县区", "zh") == "168个县区"


def test_persons_keep_their_ceiling():
    one = lecture(activities=fact(2), measures=(MeasureTold("participants 人", "参加人数", "人", fact(Decimal(123), "人", Qualifier.AT_MOST)),))

    assert text(chinese.deed(one, Rounding.FIELD)) == "资阳、泸州、遂宁等14个市州共举办专题讲座2场，参加人员不超过123人。"

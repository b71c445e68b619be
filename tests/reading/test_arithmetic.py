"""Numbers that do not add up, told gently and with the working."""

import pytest

from xuanguan.reading import read_text


@pytest.mark.parametrize(
    ("text", "code", "working"),
    [
        ("参加培训60人，其中男40人、女30人。", "parts_exceed_whole", "the parts 40 + 30 give 70, more than the whole 60"),
        ("推送图文8篇、漫画4篇，共13篇。", "parts_do_not_sum", "8 + 4 give 12, the text says 13"),
        ("去年同期发案91起，今年39起，下降65.3%。", "percentage_does_not_follow", "91 and 39 give −57.1 %, the text says −65.3 %"),
        ("由120件增加到150件，增长30%。", "percentage_does_not_follow", "150 and 120 give +25.0 %, the text says +30 %"),
        ("全市120家企业，90家签约，占80%。", "share_does_not_follow", "90 of 120 is 75.0 %, the text says 80 %"),
        ("全县120家企业中，已有130家签订承诺书。", "part_exceeds_whole", "130 of 120"),
        ("应到30人，实到35人。", "part_exceeds_whole", "35 of 30"),
        ("走访企业120家，其中规上企业130家。", "parts_exceed_whole", "the parts 130 give 130, more than the whole 120"),
    ],
)
def test_what_does_not_add_up_is_told_with_its_working(text, code, working):
    doubts = read_text(text).doubts

    assert [(doubt.code, doubt.working) for doubt in doubts] == [(code, working)]


@pytest.mark.parametrize(
    "text",
    ["参加培训60人，其中男30人、女30人。", "8个县局的60名业务骨干到会，其中局领导16名、股室负责人44名。", "推送图文8篇、漫画4篇，共12篇。",
     "由91件降至39件，下降57.1%。", "去年同期发案91起，今年39起，下降57%。", "近60人参加，其中女35人、男30人。", "培训100余人，其中干部120人。", "全县120家企业中，已有90家签订承诺书。", "应到30人，实到30人。", "在12个乡镇中，选取40个村开展宣传。", "全年开课48期，其中四季度开课12期。",
     "发放资料500份，解答咨询300人次，合计惠及1000人。"],
)  # fmt: skip
def test_what_adds_up_or_is_only_rounded_is_left_in_peace(text):
    assert read_text(text).doubts == ()


def test_the_same_number_in_two_places_may_be_counted_twice():
    text = "县司法局在人民广场开展宣传活动，发放资料3200份。\n截至目前，县司法局累计发放资料3200份。"

    doubts = read_text(text, date="2024-06-30").doubts

    assert [doubt.code for doubt in doubts] == ["perhaps_counted_twice"]
    assert [text[a:b] for a, b in doubts[0].spans] == ["3200份", "3200份"]

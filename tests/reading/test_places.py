"""Short names of places as subjects, and who carries on after whom."""

import pytest

from xuanguan.reading import read_text
from xuanguan.reading.lexicon import UnitName
from xuanguan.reading.units import Lexicon


def actors(text, **known):
    return [claim.actors for claim in read_text(text, date="2022-08-19", **known).claims]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("甘孜印发实施方案。", ("甘孜",)),
        ("阿坝召开州政府常务会议专题学习规划。", ("阿坝",)),
        ("自贡、内江分别举办警示教育大会。", ("自贡", "内江")),
        ("宜宾约谈运输企业11家。", ("宜宾",)),
        ("乐山在城区竖立公益广告牌85块。", ("乐山",)),
    ],
)
def test_a_prefecture_named_for_short_acts(sentence, names):
    assert actors(sentence) == [names]


@pytest.mark.parametrize("sentence", ["在宜宾举办培训班3期。", "面向乐山市民举办讲座3场。"])
def test_a_place_that_is_only_where_it_was_does_not_act(sentence):
    assert actors(sentence) == [()]


def test_a_county_named_for_short_acts_where_the_lexicon_knows_it():
    lexicon = Lexicon([UnitName("513321", "康定县", "康定", "county")])

    assert actors("康定组织培训班3期。", lexicon=lexicon) == [("康定",)]


def test_this_bureau_is_the_first_of_those_who_acted_together():
    text = "4月10日，云汀县税务局联合县教育局开展讲座1场。该局组织36名干部进行闭卷测试。"

    assert actors(text)[-1] == ("云汀县税务局",)


def test_a_station_that_reports_does_not_carry_on():
    text = "云汀县税务局举办讲座3场；县电视台播出访谈节目；发送提醒短信1.5万条。"

    assert actors(text, source="云汀县税务局")[-1] == ("云汀县税务局",)

"""Names to units: inside a scope, on a day, with candidates where a name could mean several."""

import pytest

from xuanguan.reading import Lexicon, UnitName, read_text
from xuanguan.reading.resolve import Resolver

UNITS = [
    UnitName("510000", "四川省", "四川", "province"),
    UnitName("511000", "内江市", "内江", "prefecture", "510000"),
    UnitName("512000", "资阳市", "资阳", "prefecture", "510000", since="2000-06-14"),
    UnitName("513902", "资阳县", "资阳", "county", "510000", until="1993-12-18"),
    UnitName("511002", "市中区", "市中区", "county", "511000"),
    UnitName("511100", "乐山市", "乐山", "prefecture", "510000"),
    UnitName("511102", "市中区", "市中区", "county", "511100"),
    UnitName("510800", "广元市", "广元", "prefecture", "510000"),
    UnitName("510811", "元坝区", "元坝", "county", "510800", until="2013-04-18"),
    UnitName("510811", "昭化区", "昭化", "county", "510800", since="2013-04-18"),
    UnitName("513300", "甘孜藏族自治州", "甘孜", "prefecture", "510000"),
    UnitName("513328", "甘孜县", "甘孜", "county", "513300"),
    UnitName("623001", "合作市", "合作", "county", "623000"),
    UnitName("511000-zjj", "内江市质量技术监督局", "内江质监局", "", "511000", kind="organ"),
]


@pytest.fixture(scope="module")
def resolver():
    return Resolver(UNITS)


@pytest.mark.parametrize(
    ("written", "scope", "date", "code"),
    [("资阳", "510000", "2012-05-25", "512000"), ("资阳", None, "1990-01-01", "513902"), ("元坝区", "510000", "2012-05-25", "510811"),
     ("广元市元坝区政府", "510000", "2012-05-25", "510811"), ("内江质监局", "510000", "2012-05-25", "511000-zjj"),
     ("乐山市市中区教育局", "510000", "2012-05-25", "511102"), ("甘孜", "510000", "2012-05-25", "513300")],
)  # fmt: skip
def test_a_name_means_its_unit(resolver, written, scope, date, code):
    assert resolver.resolve(written, scope=scope, date=date).code == code


def test_a_name_that_two_units_share_comes_with_both(resolver):
    match = resolver.resolve("市中区", scope="510000", date="2012-05-25")

    assert {match.code, *match.candidates} == {"511002", "511102"}
    assert match.confidence <= 0.5


@pytest.mark.parametrize(
    ("written", "scope", "date"),
    [("合作", "510000", "2012-05-25"), ("元坝区", "510000", "2014-01-01"), ("刘云夏", "510000", None), ("甘霖副省长", None, None), ("武汉大学", "510000", None)],
)
def test_what_is_no_unit_there_and_then_is_left_out(resolver, written, scope, date):
    assert resolver.resolve(written, scope=scope, date=date) is None


def test_a_bureau_without_a_name_of_its_own_is_less_sure_than_its_place(resolver):
    place = resolver.resolve("乐山市", scope="510000")
    bureau = resolver.resolve("乐山市农业局", scope="510000")

    assert (place.code, bureau.code) == ("511100", "511100")
    assert bureau.confidence < place.confidence


def test_the_claims_of_a_report_carry_their_units():
    text = "资阳、内江等14个市州已将《纲要》在中心组进行了专题学习。"

    claim = read_text(text, date="2012-05-25", lexicon=Lexicon(UNITS), scope="510000").claims[0]

    assert [(unit.code, unit.name) for unit in claim.units] == [("512000", "资阳市"), ("511000", "内江市")]


def test_without_a_scope_the_issuers_province_is_the_scope():
    text = "甘孜州组织召开动员大会。"

    claim = read_text(text, date="2012-05-25", lexicon=Lexicon(UNITS), issuer="四川省").claims[0]

    assert [unit.code for unit in claim.units] == ["513300"]

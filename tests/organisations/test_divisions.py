"""The divisions of any day, and what became of them."""

import csv
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.organisations.divisions import (
    DATA,
    FIRST_DAY,
    BeforeTheLists,
    UnknownDivision,
    division,
    divisions,
    history,
    short_name,
    spells,
    successions,
    towns,
)

REPORT = date(2012, 5, 25)
DAYS = st.dates(min_value=FIRST_DAY, max_value=date(2026, 12, 31))


# Sichuan on the day of the report


def test_sichuan_on_the_day_of_the_report_equals_the_list_of_may_2012():
    with (DATA / "sichuan-english.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["code"]: (row["name"], row["parent_code"], row["name_en"]) for row in csv.DictReader(file)}

    found = divisions(REPORT, "510000")

    assert {d.code: (d.name, d.parent_code, d.name_en) for d in found} == expected
    assert Counter(d.level for d in found) == {"province": 1, "prefecture": 21, "county": 181}


def test_the_counties_have_the_names_of_that_day():
    codes = ("510811", "510922", "511821", "511721")

    names = [division(code, REPORT).name for code in codes]

    assert names == ["元坝区", "射洪县", "名山县", "达县"]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2012, 11, 6), ("511821", "名山县"), ("511803", "名山区")),
        (date(2013, 4, 17), ("510811", "元坝区"), ("510811", "昭化区")),
        (date(2013, 7, 18), ("511721", "达县"), ("511703", "达川区")),
    ],
)
def test_a_change_with_a_known_day_holds_from_that_day_on(day, before, after):
    eve = day - timedelta(days=1)

    assert division(before[0], eve).name == before[1]
    assert division(after[0], day).name == after[1]
    assert division(before[0], eve).key == division(after[0], day).key
    assert division(after[0], day).since_is_exact


def test_a_district_split_off_is_not_there_the_day_before_and_the_old_one_stays():
    eve, day = date(2013, 1, 30), date(2013, 1, 31)

    with pytest.raises(UnknownDivision):
        division("511903", eve)
    assert [division("511903", day).name, division("511902", day).name] == ["恩阳区", "巴州区"]


def test_what_changed_in_sichuan_in_2012_and_2013():
    changes = [c for c in successions("510000") if c.on.year in (2012, 2013)]

    assert [(str(c.on), c.kind, c.from_name, c.to_name, c.basis) for c in changes] == [
        ("2012-11-06", "rename", "名山县", "名山区", "dates.yaml"),
        ("2013-01-31", "split", "巴州区", "恩阳区", "dates.yaml"),
        ("2013-02-22", "split", "广安区", "前锋区", "dates.yaml"),
        ("2013-04-17", "rename", "元坝区", "昭化区", "dates.yaml"),
        ("2013-07-18", "rename", "达县", "达川区", "dates.yaml"),
    ]


def test_the_towns_of_five_counties_are_known():
    found = Counter(town.county_name for town in towns())

    assert found == {"彭州市": 13, "青川县": 20, "射洪市": 23, "沿滩区": 12, "九寨沟县": 12}
    assert [town.name for town in towns("510182")][:2] == ["天彭街道", "隆丰街道"]


# The country


@pytest.mark.parametrize(
    ("year", "prefectures", "counties"),
    [(1990, 336, 2833), (2000, 333, 2861), (2004, 333, 2862), (2012, 333, 2852), (2019, 333, 2846), (2024, 333, 2846)],
)
def test_the_country_counts_as_the_yearbooks_say(year, prefectures, counties):
    levels = Counter(d.level for d in divisions(date(year, 12, 31)))

    assert (levels["prefecture"], levels["county"]) == (prefectures, counties)


def test_a_county_that_the_province_governs_has_the_province_above_it():
    codes = ("419001", "429004", "429021", "110101", "659001")

    above = [(division(code, REPORT).name, division(code, REPORT).parent_code) for code in codes]

    assert above == [
        ("济源市", "410000"),
        ("仙桃市", "420000"),
        ("神农架林区", "420000"),
        ("东城区", "110000"),
        ("石河子市", "650000"),
    ]


def test_headings_of_the_code_book_are_no_divisions():
    names = {spell.name for spell in spells()}

    assert names & {"市辖区", "县", "市", "直辖县", "省直辖县级行政区划"} == set()


def test_a_new_province_takes_its_counties_along():
    moved = [c for c in successions("500000") if c.on.year == 1997]

    assert Counter(c.kind for c in moved) == {"transfer": 38, "split": 1}
    assert [s.parent_code for s in history("500154")][-2:] == ["500000", "500000"]
    assert [s.name for s in history("500154")][-2:] == ["开县", "开州区"]


# Histories


def test_a_county_is_followed_through_codes_names_and_superiors():
    found = [(s.code, s.name, s.parent_code, str(s.since)) for s in history("510185")][-4:]

    assert found == [
        ("511082", "简阳市", "511000", "1995-01-01"),
        ("513902", "简阳市", "513900", "1998-01-01"),
        ("512081", "简阳市", "512000", "2000-01-01"),
        ("510185", "简阳市", "510100", "2016-01-01"),
    ]


def test_a_code_that_was_used_again_is_asked_with_a_day():
    code = "511102"  # 市中区 of 乐山, not in the list of 1988

    years = [[(s.since.year, s.until and s.until.year) for s in history(code, on=day)[-1:]] for day in (date(1986, 1, 1), REPORT)]

    assert years == [[(1985, 1988)], [(1989, None)]]
    assert history(code) == history(code, on=REPORT)


def test_two_cities_named_alike_are_two_divisions():
    city, county = division("511500", REPORT), division("511521", REPORT)

    assert (city.short, county.short) == ("宜宾", "宜宾")
    assert city.key != county.key


@settings(deadline=None, max_examples=60)
@given(DAYS, st.data())
def test_a_division_is_in_its_own_history_exactly_once_on_any_day(day, data):
    one = data.draw(st.sampled_from(divisions(day)))

    same = history(one.code, on=day)

    assert [spell for spell in same if spell.holds_on(day)] == [one]


@settings(deadline=None, max_examples=60)
@given(DAYS)
def test_every_superior_stands_on_the_same_day_and_one_level_up_or_two(day):
    current = {d.code: d for d in divisions(day)}

    ups = {(d.level, current[d.parent_code].level if d.parent_code else "") for d in current.values()}

    assert ups <= {("province", ""), ("prefecture", "province"), ("county", "prefecture"), ("county", "province")}


@settings(deadline=None, max_examples=40)
@given(DAYS)
def test_the_provinces_make_up_the_country(day):
    everything = divisions(day)
    provinces = [d.code for d in everything if d.level == "province"]

    parts = [d for code in provinces for d in divisions(day, code)]

    assert sorted(d.code for d in parts) == sorted(d.code for d in everything)


def test_spells_of_one_division_never_overlap():
    last_of: dict[str, date | None] = {}
    for spell in spells():  # oldest first
        until = last_of.get(spell.key, FIRST_DAY)

        assert until is not None
        assert until <= spell.since

        last_of[spell.key] = spell.until


def test_every_succession_joins_divisions_that_the_lists_have():
    on_record = {(s.code, s.name, s.until) for s in spells()}, {(s.code, s.name, s.since) for s in spells()}
    going_on = {(s.code, s.name) for s in spells()}

    for change in successions():
        old, new = (change.from_code, change.from_name), (change.to_code, change.to_name)

        assert {old, new} <= going_on
        if change.kind in ("rename", "recode", "transfer"):
            assert (*old, change.on) in on_record[0]
            assert (*new, change.on) in on_record[1]


# Questions that cannot be answered


def test_a_day_before_the_lists_is_refused_with_a_sentence():
    with pytest.raises(BeforeTheLists) as refusal:
        divisions(date(1979, 12, 31))

    assert str(refusal.value) == "The lists of divisions begin with 1980; 1979-12-31 is earlier. Choose a later day."
    assert refusal.value.sentence_zh == "区划数据始于1980年，1979-12-31早于此日，请选择之后的日期。"


@pytest.mark.parametrize(
    "question",
    [
        lambda: divisions(REPORT, "510981"),  # 射洪市 only came in 2019
        lambda: division("999999", REPORT),
        lambda: history("999999"),
        lambda: successions("999999"),
    ],
)
def test_an_unknown_code_is_refused(question):
    with pytest.raises(UnknownDivision):
        question()


# Short names


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("四川省", "四川"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("阿坝藏族羌族自治州", "阿坝"),
        ("甘孜藏族自治州", "甘孜"),
        ("凉山彝族自治州", "凉山"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("北川羌族自治县", "北川"),
        ("峨边彝族自治县", "峨边"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("龙胜各族自治县", "龙胜"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("达川地区", "达川"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("乌拉特中旗", "乌拉特中"),
        ("神农架林区", "神农架"),
        ("九寨沟县", "九寨沟"),
        ("市中区", "市中区"),
        ("浦东新区", "浦东新区"),
        ("井陉矿区", "井陉矿区"),
        ("六枝特区", "六枝"),
        ("管城回族区", "管城"),
        ("达县", "达县"),
        ("渠县", "渠县"),
        ("东区", "东区"),
    ],
)
def test_a_short_name_is_what_people_say(name, short):
    assert short_name(name) == short


def test_short_names_of_sichuan_are_those_of_the_list_save_the_three_prefectures_written_with_zhou():
    with (DATA / "sichuan-english.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["name"]: row["short"] for row in csv.DictReader(file)}

    different = {name: (short, short_name(name)) for name, short in listed.items() if short_name(name) != short}

    assert different == {
        "阿坝藏族羌族自治州": ("阿坝州", "阿坝"),
        "甘孜藏族自治州": ("甘孜州", "甘孜"),
        "凉山彝族自治州": ("凉山州", "凉山"),
    }

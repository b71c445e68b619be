"""How yearly lists become spells and successions: the script that makes the data of divisions."""

from datetime import date
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def build():
    path = Path(__file__).parents[2] / "scripts/build_divisions"
    loader = SourceFileLoader("build_divisions", str(path))
    module = module_from_spec(spec_from_loader("build_divisions", loader))
    loader.exec_module(module)
    return module


def lists(build, *years):
    """Yearly lists from 2000 on, each a text of lines `code name parent [mark]`, two-digit codes for prefectures."""

    def entry(line):
        code, name, parent, *mark = line.split()
        level = "county" if len(code) == 4 else "prefecture"
        return build.Entry(code, name, "" if parent == "-" else parent, level, *(mark or [code]))

    return {2000 + n: {(e := entry(line)).code: e for line in text.split("\n")} for n, text in enumerate(years)}


def told(successions):
    return [(s.on, s.kind, s.old.name, s.new.name, s.basis) for s in successions]


def test_years_without_change_fold_into_one_spell(build):
    same = "51 甲市 -\n5101 乙县 51"

    folded, changes = build.fold(lists(build, same, same, same), {})

    assert [(s.entry.name, s.since, s.until) for d in folded for s in d.spells] == [
        ("甲市", "2000", ""),
        ("乙县", "2000", ""),
    ]
    assert changes == []


def test_a_county_that_becomes_a_district_keeps_its_identity(build):
    years = lists(build, "51 甲市 -\n5121 名山县 51", "51 甲市 -\n5103 名山区 51")

    folded, changes = build.fold(years, {})

    assert [[s.entry.name for s in d.spells] for d in folded] == [["甲市"], ["名山县", "名山区"]]
    assert told(changes) == [("2001", "rename", "名山县", "名山区", "lists")]


def test_two_counties_that_exchange_codes_are_not_renamed(build):
    years = lists(build, "51 甲市 -\n5121 乙县 51\n5122 丙县 51", "51 甲市 -\n5122 乙县 51\n5121 丙县 51")

    _, changes = build.fold(years, {})

    assert sorted(told(changes)) == [
        ("2001", "recode", "丙县", "丙县", "lists"),
        ("2001", "recode", "乙县", "乙县", "lists"),
    ]


def test_a_superior_with_a_new_code_transfers_nobody(build):
    years = lists(build, "51 达川地区 - m\n5121 乙县 51", "52 达州市 - m\n5221 乙县 52")

    _, changes = build.fold(years, {})

    assert told(changes) == [
        ("2001", "rename", "达川地区", "达州市", "lists"),
        ("2001", "recode", "乙县", "乙县", "lists"),
    ]


def test_a_new_prefecture_is_split_from_those_whose_counties_it_has(build):
    years = lists(
        build,
        "51 甲市 -\n5121 乙县 51\n5122 丙县 51\n5123 丁县 51",
        "51 甲市 -\n5121 乙县 51\n5122 丙县 51\n52 戊市 -\n5221 丁县 52",
    )

    _, changes = build.fold(years, {})

    assert told(changes) == [
        ("2001", "transfer", "丁县", "丁县", "lists"),
        ("2001", "split", "甲市", "戊市", "lists"),
    ]


def test_a_county_that_ends_has_an_heir_only_where_a_source_names_one(build):
    years = lists(build, "51 甲市 -\n5101 乙区 51\n5102 丙区 51", "51 甲市 -\n5101 乙区 51")
    event = {(2001, "5102", "丙区"): {("5101", "乙区")}}

    _, silent = build.fold(years, {})
    _, named = build.fold(years, event)

    assert told(silent) == []
    assert told(named) == [("2001", "merge", "丙区", "乙区", "events")]


def test_a_known_day_replaces_the_year_and_an_unlisted_change_is_refused(build):
    years = lists(build, "51 甲市 -\n5121 名山县 51", "51 甲市 -\n5103 名山区 51")
    folded, changes = build.fold(years, {})
    known = {"day": date(2001, 11, 6), "kind": "rename", "from": "5121", "to": "5103"}

    dated = build.set_days(folded, changes, [known])

    assert told(dated) == [("2001-11-06", "rename", "名山县", "名山区", "dates.yaml")]
    assert [(s.since, s.until) for s in folded[1].spells] == [("2000", "2001-11-06"), ("2001-11-06", "")]
    with pytest.raises(SystemExit, match="is not a change that the list of 2001 shows"):
        build.set_days(folded, changes, [{**known, "from": "5199"}])

"""The demo's facts, bulletins, register, filler and accounts fit together and say what the report says."""
import collections
import csv
import datetime as dt
import re

import opencc
import pytest

from tests.demo.files import BULLETINS, HOSPITALS, PACKAGE, POLICIES, SICHUAN, TEMPLATES, clauses_of, load, repeated

# The report itself, where the project's neighbour is there: read to prove that our bulletin is our own.
SOURCES = sorted((PACKAGE.parents[1] / "shared" / "corpus" / "dev" / "raw").glob("000.txt"))

# What the report of 25 May 2012 says, copied by hand: record, value, qualifier.
FIGURES = {
    ("F1-04", 14, "exact"), ("F2-03", 16, "exact"), ("F2-07", 3, "exact"), ("F2-07", 10, "exact"), ("F2-07", 36, "exact"),
    ("F2-09", 30, "at_least"), ("F2-10", 50000, "at_least"), ("F3-02", 16, "exact"), ("F3-03a", 21, "exact"),
    ("F3-03b", 168, "exact"), ("F3-08", 200, "at_least"), ("F3-11", 100, "at_least"), ("F3-12", 200000, "at_least"),
    ("F3-13", 8000, "at_least"), ("F4-02", 15, "exact"), ("F5-05", 21, "exact")}
QUALIFIERS = {"exact", "at_least", "about", "at_most"}
NUMBER_WITH_MARK = re.compile(r"(\d+)(多|余)?(万)?(多|余)?")


@pytest.fixture(scope="module")
def facts():
    return load(SICHUAN / "facts.yaml")


@pytest.fixture(scope="module")
def provincial_text():
    return (BULLETINS / "510000-2012-05-25.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def known_units():
    """Every code that a demo file may use: divisions, organs that each prefecture has, and the units listed."""
    with (PACKAGE / "organisations" / "data" / "sichuan-english.csv").open(encoding="utf-8") as file:
        divisions = {row["code"]: row["parent_code"] for row in csv.DictReader(file)}
    prefectures = {code for code, parent in divisions.items() if parent == "510000"}
    rules = load(SICHUAN / "units.yaml")["rule"]
    listed = [unit for name in ("units.yaml", "demo-units.yaml") for unit in load(SICHUAN / name)["units"]]
    return set(divisions) | {f"{code}-{rule['organ']}" for code in prefectures for rule in rules} | {unit["code"] for unit in listed}


def test_the_facts_hold_each_figure_of_the_report_and_no_other(facts):
    said = {(record["id"], quantity["value"], quantity["qualifier"]) for record, quantity in _quantities(facts)}

    assert said == FIGURES


def test_each_record_stands_in_our_bulletin_with_its_figures(facts, provincial_text):
    for record in facts["activities"] + facts["statements"] + facts["remarks"]:
        assert record["quote"] in provincial_text, record["id"]
    for record, quantity in _quantities(facts):
        assert quantity["text"] in record["quote"], record["id"]
        assert _value(quantity["text"]) == (quantity["value"], quantity["qualifier"]), record["id"]


def test_our_bulletin_has_no_figure_that_the_facts_do_not_have(facts, provincial_text):
    body = provincial_text.split("\n\n", 2)[2]
    without_names = re.sub(r"2011-2020年|2012年", "", body)

    found = {_value(match[0]) for match in NUMBER_WITH_MARK.finditer(without_names)}
    assert found == {(quantity["value"], quantity["qualifier"]) for _, quantity in _quantities(facts)}


@pytest.mark.parametrize("source", [*SOURCES, BULLETINS / "511000-2012-03-30.txt"], ids=lambda path: path.stem)
def test_our_bulletin_shares_no_long_sentence_with_another_text(source, provincial_text):
    other = opencc.OpenCC("t2s").convert(source.read_text(encoding="utf-8"))

    assert _long_sentences(provincial_text) & _long_sentences(other) == set()


def test_a_long_sentence_is_found_whatever_its_punctuation():
    ours = "省局开会。全省各地“有关部门”共举办讲座三十余次！"
    theirs = "要闻，全省各地有关部门共举办讲座三十余次；省局开会"

    assert _long_sentences(ours) == _long_sentences(theirs) == {"全省各地有关部门共举办讲座三十余次"}


def test_no_activity_of_the_report_has_a_day_of_its_own(facts):
    assert facts["window"] == {"earliest": dt.date(2012, 2, 6), "latest": dt.date(2012, 5, 25)}
    assert [a["id"] for a in facts["activities"] if {"day", "days", "window"} & set(a)] == []


def test_a_statement_never_names_more_units_than_it_counts(facts):
    by_id = {statement["id"]: statement for statement in facts["statements"]}

    assert by_id["F1-04"]["named_units"] == ["512000", "510500", "510900"]
    assert len(by_id["F4-02"]["named_units"]) == 6
    for statement in facts["statements"]:
        if "counts_units" in statement:
            assert len(statement["named_units"]) <= statement["counts_units"]["value"]


# Sichuan 2012: what was made up, and that everything fits

def test_every_unit_that_the_demo_uses_is_known(facts, known_units):
    used = {part["unit"] for activity in facts["activities"] + load(SICHUAN / "filler.yaml")["activities"] for part in activity["units"]}
    used |= {unit for statement in facts["statements"] for unit in [*statement["named_units"], statement["stated_by"]]}
    used |= {place for activity in facts["activities"] for place in activity.get("places", [])}
    used |= {account["unit"] for account in load(SICHUAN / "accounts.yaml")["accounts"]}
    register = load(SICHUAN / "plan-register.yaml")
    used |= {plan["unit"] for plan in register["plans"]} | set(register["missing"])
    used |= {bulletin["issuer"] for bulletin in load(BULLETINS / "index.yaml")["bulletins"]}
    used |= {row["unit"] for row in load(SICHUAN / "filler.yaml")["nothing_to_report"]}

    assert used - known_units == set()


@pytest.mark.parametrize(("name", "policy"), [("five-fronts", "outline-2011-2020"), ("hand-hygiene", "hand-hygiene")])
def test_every_kind_front_measure_and_clause_that_the_demo_uses_is_in_the_template_and_the_policy(name, policy, facts):
    template = load(TEMPLATES / f"{name}.yaml")
    measures = {kind["code"]: {(m["code"], m["unit_zh"]) for m in kind["measures"]} for kind in template["kinds"]}
    fronts = {front["code"] for front in template["fronts"]}
    clauses = {code for code, _ in clauses_of(POLICIES / f"{policy}.md")}
    records = {
        "five-fronts": [*facts["activities"], *facts["statements"], *load(SICHUAN / "filler.yaml")["activities"]],
        "hand-hygiene": load(HOSPITALS / "activities.yaml")["activities"]}[name]

    for record in records:
        taken = record.get("measures", []) + ([record["measure"]] if "measure" in record else [])
        assert record["front"] in fronts, record["id"]
        assert {(measure["measure"], measure["unit"]) for measure in taken} <= measures[record["kind"]], record["id"]
        assert {measure["qualifier"] for measure in taken} <= QUALIFIERS, record["id"]
        assert set(record.get("clauses", [])) <= clauses, record["id"]


def test_a_remark_has_a_kind_of_the_template_or_none(facts):
    kinds = {kind["code"] for kind in load(TEMPLATES / "five-fronts.yaml")["kinds"]}

    assert {remark["kind"] for remark in facts["remarks"]} - {None} <= kinds


def test_every_bulletin_is_listed_and_opens_in_its_encoding():
    listed = load(BULLETINS / "index.yaml")["bulletins"]

    assert {bulletin["file"] for bulletin in listed} == {path.name for path in BULLETINS.iterdir()} - {"index.yaml"}
    assert [bulletin["file"] for bulletin in listed if not bulletin["demo"]] == ["510000-2012-05-25.txt"]
    for bulletin in listed:
        text = (BULLETINS / bulletin["file"]).read_bytes().decode(bulletin["encoding"])
        assert ("質量" in text) == (bulletin["script"] == "Hant"), bulletin["file"]
        assert "�" not in text


def test_the_page_in_gb18030_is_not_utf_8():
    with pytest.raises(UnicodeDecodeError):
        (BULLETINS / "510500-2012-05-10.html").read_text(encoding="utf-8")


def test_a_bulletin_repeats_records_that_exist_and_a_joint_event_is_told_by_two(facts):
    listed = load(BULLETINS / "index.yaml")["bulletins"]
    records = {record["id"] for record in facts["activities"] + facts["statements"]}
    told = collections.Counter(event["key"] for bulletin in listed for event in bulletin.get("same_event", []))

    assert {record for bulletin in listed for record in bulletin["repeats"]} <= records
    assert told["taihe-lecture"] == 2


def test_the_plan_register_accounts_for_all_21_bureaus():
    register = load(SICHUAN / "plan-register.yaml")

    states = collections.Counter(plan["state"] for plan in register["plans"])
    bureaus = [plan["unit"] for plan in register["plans"]] + register["missing"]
    assert states == {"verified": 12, "submitted": 3, "returned": 2}
    assert len(register["missing"]) == 4
    assert len(set(bureaus)) == len(bureaus) == 21


@pytest.mark.parametrize(("path", "size"), [(SICHUAN / "filler.yaml", 62), (HOSPITALS / "activities.yaml", 11)], ids=lambda v: str(v)[-15:])
def test_made_up_activities_are_marked_and_their_days_are_in_order(path, size):
    activities = load(path)["activities"]

    assert len(activities) == size
    assert all(activity["demo"] for activity in activities)
    for activity in activities:
        last = activity.get("day") or activity.get("days", {}).get("last") or activity["window"]["latest"]
        days = [last, activity.get("submitted", last), activity.get("reviewed", activity.get("submitted", last))]
        assert days == sorted(days), activity["id"]
        assert ("reviewed" in activity) == (activity["state"] in ("verified", "returned")), activity["id"]
        assert ("reason_zh" in activity) == (activity["state"] == "returned"), activity["id"]


def test_the_filler_says_nothing_about_the_prefectures_whose_study_is_not_named():
    """14 of 21 are stated and 3 named: an invented study session or bureau plan would name more."""
    activities = load(SICHUAN / "filler.yaml")["activities"]

    at_prefectures = {
        activity["kind"] for activity in activities for part in activity["units"] if part["unit"].split("-")[0].endswith("00")}
    assert at_prefectures & {"study_session", "plan_issued"} == set()


def test_each_role_has_an_account():
    accounts = load(SICHUAN / "accounts.yaml")["accounts"]

    assert {account["role"] for account in accounts} == {
        "administrator", "coordinator", "verifier", "writer", "analyst", "assessor", "officer"}
    assert repeated(account["username"] for account in accounts) == []


def test_the_hospital_groups_units_stand_below_units_named_before_them():
    units = load(HOSPITALS / "units.yaml")["units"]

    seen = {None}
    for unit in units:
        assert unit["parent"] in seen, unit["code"]
        seen.add(unit["code"])
    assert collections.Counter(unit["level"] for unit in units) == {"group": 1, "hospital": 3, "department": 8, "ward": 12}
    assert repeated(unit["short_zh"] for unit in units) == []
    assert {part["unit"] for activity in load(HOSPITALS / "activities.yaml")["activities"] for part in activity["units"]} <= seen


def _quantities(facts):
    """(record, quantity) for each number the facts hold."""
    for activity in facts["activities"]:
        for measure in activity["measures"]:
            yield activity, measure
        if "count_of_hosts" in activity:
            yield activity, activity["count_of_hosts"]
    for statement in facts["statements"]:
        yield statement, statement.get("counts_units") or statement["measure"]


def _value(text: str) -> tuple[int, str]:
    """20余万册 as (200000, "at_least"); 3家单位 as (3, "exact")."""
    digits, before, ten_thousands, after = NUMBER_WITH_MARK.search(text).groups()
    return int(digits) * (10000 if ten_thousands else 1), "at_least" if before or after else "exact"


def _long_sentences(text: str) -> set[str]:
    """The Han characters of each sentence, or part of one up to a comma, that has twelve or more of them."""
    sentences = re.split(r"[。！？；，;!?,\n]", text)
    return {han for han in ("".join(re.findall(r"[\u4e00-\u9fff]", sentence)) for sentence in sentences) if len(han) >= 12}

"""The campaign templates are whole, and speak the reader's words."""
import datetime as dt

import pytest

from tests.demo.files import POLICIES, TEMPLATES, load, repeated

# The reader's closed lists (reading contract).
READERS_KINDS = {
    "briefing_to_leaders", "leaders_directive", "agreement", "work_report_inclusion", "performance_assessment",
    "responsibility_assignment", "plan_issued", "enterprise_interview", "enterprise_training", "training_course", "study_session",
    "lecture", "conference", "written_reflection", "quiz_or_contest", "signature_or_pledge", "materials_subscription",
    "materials_distributed", "consultation_service", "enterprise_visit", "exhibition_or_street_event", "broadcast_video",
    "outdoor_advert", "newspaper", "television", "radio", "website_column", "social_media", "message_push", "inspection", "other"}
READERS_MEASURES = {
    "sessions", "participants", "people_reached", "copies", "items", "units", "enterprises", "posts", "banners", "boards",
    "consultations", "questions", "messages", "trips", "activities", "reports_written"}
READERS_FRONTS = {"government", "departments", "internal", "enterprises", "media", "public"}
QUALIFIERS = {"exact", "at_least", "about", "at_most"}


@pytest.mark.parametrize("name", ["five-fronts", "hand-hygiene"])
def test_a_template_is_whole_in_itself(name):
    template = load(TEMPLATES / f"{name}.yaml")

    fronts = [front["code"] for front in template["fronts"]]
    kinds = [kind["code"] for kind in template["kinds"]]
    levels = {level["code"] for level in template["levels"]}
    assert template["code"] == name
    assert repeated(fronts) == repeated(kinds) == repeated(e["code"] for e in template["expectations"]) == []
    assert {kind["usual_front"] for kind in template["kinds"]} - {None} <= set(fronts)
    assert {expectation["front"] for expectation in template["expectations"]} - {None} <= set(fronts)
    assert {kind for expectation in template["expectations"] for kind in expectation["kinds"]} <= set(kinds)
    assert {expectation["roster"]["level"] for expectation in template["expectations"]} <= levels
    assert {expectation["fulfilled_by"] for expectation in template["expectations"]} <= {"self", "same_level", "subtree"}
    assert (POLICIES / f"{template['defaults']['policy']}.md").exists()


@pytest.mark.parametrize("name", ["five-fronts", "hand-hygiene"])
def test_a_templates_readings_are_the_readers_words_and_no_word_is_taken_twice(name):
    template = load(TEMPLATES / f"{name}.yaml")

    kinds_read = [code for kind in template["kinds"] for code in kind["reads_as"]]
    fronts_read = [code for front in template["fronts"] for code in front["reads_as"]]
    measures_read = {measure["reads_as"] for measure in template["measures"]} - {None}
    assert repeated(kinds_read) == repeated(fronts_read) == []
    assert set(kinds_read) <= READERS_KINDS
    assert set(fronts_read) <= READERS_FRONTS
    assert measures_read <= READERS_MEASURES


@pytest.mark.parametrize("name", ["five-fronts", "hand-hygiene"])
def test_the_measures_of_a_kind_are_ordered_told_apart_by_their_word_and_worded_twice(name):
    template = load(TEMPLATES / f"{name}.yaml")

    for kind in template["kinds"]:
        measures = kind["measures"]
        assert [measure["order"] for measure in measures] == list(range(1, len(measures) + 1)), kind["code"]
        assert repeated((measure["code"], measure["unit_zh"]) for measure in measures) == [], kind["code"]
        assert all(measure["unit_zh"] in measure["units"] for measure in measures), kind["code"]
        assert all(measure["name_zh"] and measure["name_en"] and measure["unit_en"] for measure in measures), kind["code"]
        assert {measure["usual_qualifier"] for measure in measures} <= QUALIFIERS, kind["code"]
        assert not (kind["is_milestone"] and measures), kind["code"]


@pytest.mark.parametrize("name", ["five-fronts", "hand-hygiene"])
def test_persons_are_never_read_from_attendances(name):
    people = [m for m in load(TEMPLATES / f"{name}.yaml")["measures"] if m["reads_as"] in ("participants", "people_reached")]

    persons = [measure for measure in people if measure["unit_zh"] == "人"]
    others = [measure for measure in people if measure["unit_zh"] != "人"]
    assert all(measure["units"] == ["人", "名", "位"] and measure["additive"] is False for measure in persons)
    assert all(measure["units"] == [measure["unit_zh"]] for measure in others)


def test_the_five_front_template_takes_every_kind_of_the_reader_and_leaves_the_public_to_the_person():
    template = load(TEMPLATES / "five-fronts.yaml")

    assert {code for kind in template["kinds"] for code in kind["reads_as"]} == READERS_KINDS
    assert {code for front in template["fronts"] for code in front["reads_as"]} == READERS_FRONTS - {"public"}


def test_rosters_say_what_the_report_says():
    expectations = {e["code"]: e for e in load(TEMPLATES / "five-fronts.yaml")["expectations"]}

    assert expectations["prefecture-bureau-plan"]["due"] == dt.date(2012, 4, 30)
    assert expectations["county-bureau-plan"]["roster"] == {
        "by": "stated", "level": "county", "organ": "qts", "size": 168, "named": []}
    assert expectations["member-unit-plan"]["roster"]["size"] == 16
    assert expectations["prefecture-study"]["fulfilled_by"] == "same_level"


def test_due_days_of_a_copied_campaign_are_those_of_the_first_one():
    for name in ("five-fronts", "hand-hygiene"):
        template = load(TEMPLATES / f"{name}.yaml")
        first_day = template["defaults"]["from"]

        for expectation in template["expectations"]:
            if expectation["rhythm"] == "once":
                assert first_day + dt.timedelta(expectation["due_after_days"]) == expectation["due"], expectation["code"]

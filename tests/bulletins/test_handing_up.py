"""A city's bulletin goes up; the province takes passages from several, and the cities see what was printed."""
import pytest
from django.core.exceptions import ValidationError

from tests.builders import make_person, make_report
from tests.bulletins.texts import keys, make_draft, texts
from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import SubmissionState
from xuanguan.bulletins.models import Edition
from xuanguan.bulletins.points import limits, rule_sets
from xuanguan.bulletins.queries import adopted_passages, editions_seen_by, points_in_force, submissions_to, units_above
from xuanguan.common.exceptions import NotAllowed, NotInThisState
from xuanguan.figures.actions import refresh
from xuanguan.notices.models import Notice
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit
from xuanguan.writing.editing import keyed, typed_into
from xuanguan.writing.editions import draft_in
from xuanguan.writing.kept import from_json


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def cities(place):
    place.luzhou_writer = make_person("luzhou writer", roles=[(Role.WRITER, place.luzhou)])
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    return place


def city_edition(place, unit: Unit, by, count: int) -> Edition:
    draft = make_draft(place.campaign, unit, by=by, count=count, title=f"{unit.name_zh}简报")
    return actions.issue_edition(draft=draft, by=by)


def source_keys(edition: Edition) -> list[str]:
    return [one.key for one in keyed(draft_in(edition.package)).paragraphs]


def test_a_city_hands_its_edition_to_the_province_whose_writer_sees_it(cities):
    edition = city_edition(cities, cities.luzhou, cities.luzhou_writer, 1)

    submission = actions.hand_up(edition=edition, to=cities.province, by=cities.luzhou_writer)

    assert units_above(cities.luzhou) == [cities.province]
    assert list(submissions_to(cities.writer)) == [submission]
    assert list(submissions_to(cities.stranger)) == []
    assert edition in editions_seen_by(cities.writer)


def test_it_is_handed_up_once_and_only_to_a_unit_above(cities):
    edition = city_edition(cities, cities.luzhou, cities.luzhou_writer, 1)
    actions.hand_up(edition=edition, to=cities.province, by=cities.luzhou_writer)

    for to in (cities.province, cities.ziyang):
        with pytest.raises(ValidationError):
            actions.hand_up(edition=edition, to=to, by=cities.luzhou_writer)


def test_passages_of_two_cities_stand_in_one_draft_with_their_origin_and_their_numbers_bound(cities):
    two = [(cities.luzhou, cities.luzhou_writer, 1), (cities.ziyang, cities.stranger, 0)]
    editions = [city_edition(cities, unit, by, count) for unit, by, count in two]
    handed = [actions.hand_up(edition=one, to=cities.province, by=one.by) for one in editions]
    draft = make_draft(cities.campaign, cities.province, by=cities.writer, count=1)
    section = draft.document["sections"][0]["key"]

    for one in handed:
        draft = actions.take_passages(submission=one, paragraphs=source_keys(one.edition)[:1], draft=draft, section=section, by=cities.writer)

    paragraphs = list(from_json(draft.document).paragraphs)
    assert texts(draft) == ["期内举办活动1项。", "各地高度重视。", "期内举办活动1项。", "期内举办活动0项。"]
    assert [one.origin for one in paragraphs] == ["", "", "510500", "512000"]
    assert [one.bound[0].figures[0].parameters["unit"] for one in paragraphs if one.bound] == ["510000", "510500", "512000"]
    assert [one.state for one in submissions_to(cities.writer)] == [SubmissionState.TAKEN, SubmissionState.TAKEN]


def test_a_passage_is_not_taken_twice_unless_it_was_taken_out(cities):
    edition = city_edition(cities, cities.luzhou, cities.luzhou_writer, 1)
    submission = actions.hand_up(edition=edition, to=cities.province, by=cities.luzhou_writer)
    draft = make_draft(cities.campaign, cities.province, by=cities.writer, count=1)
    take = {"submission": submission, "paragraphs": source_keys(edition)[1:], "section": "", "by": cities.writer}
    draft = actions.take_passages(draft=draft, **take)

    with pytest.raises(ValidationError):
        actions.take_passages(draft=draft, **take)
    draft = actions.save_draft(draft=draft, typing=typed_into(from_json(draft.document), {keys(draft)[-1]: ""}), by=cities.writer).draft
    draft = actions.take_passages(draft=draft, **take)

    assert texts(draft).count("各地高度重视。") == 2


def test_a_city_sees_what_was_printed_of_it_once_it_is_printed(cities):
    edition = city_edition(cities, cities.luzhou, cities.luzhou_writer, 1)
    submission = actions.hand_up(edition=edition, to=cities.province, by=cities.luzhou_writer)
    draft = make_draft(cities.campaign, cities.province, by=cities.writer, count=1)
    draft = actions.take_passages(submission=submission, paragraphs=source_keys(edition), draft=draft, section="", by=cities.writer)
    first, second = keys(draft)[2:]
    edited = {first: "泸州期内举办活动1项。", second: ""}
    draft = actions.save_draft(draft=draft, typing=typed_into(from_json(draft.document), edited), by=cities.writer).draft
    before = list(adopted_passages(cities.luzhou_writer))

    printed = actions.issue_edition(draft=draft, by=cities.writer)

    adoption, = adopted_passages(cities.luzhou_writer)
    assert before == []
    assert (adoption.text, adoption.printed_text, adoption.edition_id) == ("期内举办活动1项。", "泸州期内举办活动1项。", printed.pk)
    assert list(adopted_passages(cities.stranger)) == []


def test_what_is_declined_says_why_and_takes_no_passages_any_more(cities):
    edition = city_edition(cities, cities.luzhou, cities.luzhou_writer, 1)
    submission = actions.hand_up(edition=edition, to=cities.province, by=cities.luzhou_writer)

    with pytest.raises(ValidationError):
        actions.decline(submission=submission, reason="", by=cities.writer)
    declined = actions.decline(submission=submission, reason="已用上一期", by=cities.writer)

    assert (declined.state, declined.reason) == (SubmissionState.DECLINED, "已用上一期")
    draft = make_draft(cities.campaign, cities.province, by=cities.writer, count=1)
    with pytest.raises(NotInThisState):
        actions.take_passages(submission=submission, paragraphs=source_keys(edition), draft=draft, section="", by=cities.writer)


def test_the_city_cannot_take_from_what_it_handed_up(cities):
    edition = city_edition(cities, cities.luzhou, cities.luzhou_writer, 1)
    submission = actions.hand_up(edition=edition, to=cities.province, by=cities.luzhou_writer)

    with pytest.raises(NotAllowed):
        actions.decline(submission=submission, reason="不", by=cities.luzhou_writer)


# Points for adoption

def test_no_points_are_counted_unless_somebody_says_why(cities):
    coordinator = make_person(roles=[(Role.COORDINATOR, cities.province)])

    assert points_in_force(cities.campaign) is None
    with pytest.raises(ValidationError):
        actions.switch_points_on(campaign=cities.campaign, rules="luan-2013", channel="政务要情", reason="", by=coordinator)
    with pytest.raises(ValidationError):
        actions.switch_points_on(campaign=cities.campaign, rules="luan-2013", channel="晚报", reason="试", by=coordinator)
    with pytest.raises(NotAllowed):
        actions.switch_points_on(campaign=cities.campaign, rules="luan-2013", channel="政务要情", reason="试", by=cities.writer)
    actions.switch_points_on(campaign=cities.campaign, rules="luan-2013", channel="政务要情", reason="2012年的办法，仅作演示", by=coordinator)
    on = points_in_force(cities.campaign)
    actions.switch_points_off(campaign=cities.campaign, by=coordinator)

    assert (on.rules, on.channel, rule_sets()[on.rules].for_adoption(on.channel)) == ("luan-2013", "政务要情", 10)
    assert points_in_force(cities.campaign) is None


def test_every_rule_names_its_source_and_gives_points_for_an_adoption():
    for rules in rule_sets().values():
        assert rules.address.startswith("http")
        assert rules.channels
        assert all(one.points > 0 for one in rules.points)
    assert limits().issued.year == 2024


def open_ones() -> list[tuple[str, str]]:
    return sorted(Notice.objects.filter(settled_at=None).values_list("person__username", "kind"))


def test_the_writers_above_are_told_of_what_was_handed_up_until_they_answer_and_then_who_wrote_it(cities):
    edition = city_edition(cities, cities.luzhou, cities.luzhou_writer, 1)
    submission = actions.hand_up(edition=edition, to=cities.province, by=cities.luzhou_writer)
    told = open_ones()

    actions.decline(submission=submission, reason="已有同类内容", by=cities.writer)

    assert (told, open_ones()) == ([(cities.writer.username, "waiting")], [("luzhou writer", "passages_declined")])


def test_who_handed_it_up_hears_that_it_was_printed_when_the_edition_above_is_issued(cities):
    edition = city_edition(cities, cities.luzhou, cities.luzhou_writer, 1)
    submission = actions.hand_up(edition=edition, to=cities.province, by=cities.luzhou_writer)
    draft = make_draft(cities.campaign, cities.province, by=cities.writer, count=1)
    draft = actions.take_passages(submission=submission, paragraphs=source_keys(edition)[:1], draft=draft, section="", by=cities.writer)
    told = open_ones()

    actions.issue_edition(draft=draft, by=cities.writer)

    assert (told, open_ones()) == ([], [("luzhou writer", "passages_taken")])

"""A bulletin is drafted: by several people, with its numbers bound, and every version kept."""
import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.builders import make_person, make_report
from tests.bulletins.texts import figure_ref, keys, make_draft, texts
from xuanguan.audit.models import Event
from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import DraftState
from xuanguan.bulletins.models import Draft, Revision
from xuanguan.bulletins.queries import deleted_drafts_of, drafts_seen_by, revisions_of
from xuanguan.common.exceptions import NotAllowed, NotInThisState
from xuanguan.figures.actions import refresh
from xuanguan.organisations.enums import Role
from xuanguan.writing.editing import typed_into
from xuanguan.writing.kept import from_json


@pytest.fixture(autouse=True)
def figures_folder(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"


def type_into(draft: Draft, texts: dict[str, str], *, by, seen: dict | None = None):
    """Save these texts as somebody who saw the draft as `seen` (as it is, unless the test says otherwise)."""
    return actions.save_draft(draft=draft, typing=typed_into(from_json(seen or draft.document), texts), by=by)


# Who may

def test_a_writer_begins_a_draft_and_its_first_revision_is_kept(place):
    draft = make_draft(place.campaign, place.province, by=place.writer, count=3)

    assert (draft.state, draft.number, draft.first, draft.last) == (DraftState.WRITING, 1, dt.date(2012, 2, 6), dt.date(2012, 5, 25))
    assert [(one.number, one.by) for one in draft.revisions.all()] == [(1, place.writer)]
    assert Event.objects.filter(act="begin", object_id=str(draft.pk)).count() == 1


def test_an_officer_and_the_writer_of_another_city_may_not(place):
    for person in (place.officer, place.stranger):
        with pytest.raises(NotAllowed):
            make_draft(place.campaign, place.luzhou, by=person)


def test_nobody_without_reach_sees_a_draft(place):
    draft = make_draft(place.campaign, place.luzhou, by=place.writer)
    city_writer = make_person(roles=[(Role.WRITER, place.luzhou)])

    assert [list(drafts_seen_by(person)) for person in (place.writer, city_writer)] == [[draft], [draft]]
    assert [list(drafts_seen_by(person)) for person in (place.officer, place.stranger)] == [[], []]


# Two people

def test_two_writers_of_one_draft_lose_nothing(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)
    other = make_person(roles=[(Role.COORDINATOR, place.province)])
    first, second = keys(draft)
    seen = draft.document

    one = type_into(draft, {first: "期内共举办活动0项。"}, by=place.writer, seen=seen)
    two = type_into(draft, {second: "各地高度重视，迅速行动。"}, by=other, seen=seen)

    assert texts(two.draft) == ["期内共举办活动0项。", "各地高度重视，迅速行动。"]
    assert (one.conflicts, two.conflicts, two.draft.number) == ((), (), 3)


def test_what_cannot_be_merged_is_told_and_kept_aside(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)
    other = make_person(roles=[(Role.COORDINATOR, place.province)])
    _first, second = keys(draft)
    seen = draft.document
    type_into(draft, {second: "各地非常重视。"}, by=place.writer, seen=seen)

    saved = type_into(draft, {second: "各地十分重视。"}, by=other, seen=seen)

    conflict, = saved.conflicts
    assert (conflict.mine, conflict.theirs) == ("各地十分重视。", "各地非常重视。")
    assert texts(saved.draft)[1] == "各地非常重视。"
    aside = Revision.objects.get(draft=draft, aside=True)
    assert aside.by == other
    assert [one.text for one in from_json(aside.document).paragraphs][1] == "各地十分重视。"


# History

def test_saves_of_one_sitting_are_one_revision_and_another_writer_begins_another(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)
    other = make_person(roles=[(Role.WRITER, place.province)])
    _first, second = keys(draft)

    for words in ("各地重视。", "各地都重视。", "各地都很重视。"):
        draft = type_into(draft, {second: words}, by=place.writer).draft
    draft = type_into(draft, {second: "各市州都很重视。"}, by=other).draft

    assert [(one.number, one.by) for one in revisions_of(draft)] == [(5, other), (4, place.writer), (1, place.writer)]


def test_a_named_version_stays_as_it_is(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)
    _first, second = keys(draft)
    draft = type_into(draft, {second: "各地重视。"}, by=place.writer).draft
    named = actions.name_revision(draft=draft, name="会前稿", by=place.writer)

    draft = type_into(draft, {second: "各地都重视。"}, by=place.writer).draft
    named.refresh_from_db()

    assert [one.text for one in from_json(named.document).paragraphs][1] == "各地重视。"
    assert revisions_of(draft)[0].number == 3


def test_an_earlier_version_can_be_made_the_draft_again(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)
    _first, second = keys(draft)
    draft = type_into(draft, {second: ""}, by=place.writer).draft

    back = actions.return_to_revision(draft=draft, revision=draft.revisions.get(number=1), by=place.writer)

    assert texts(back) == ["期内举办活动0项。", "各地高度重视。"]
    assert [one.number for one in revisions_of(draft)] == [3, 2, 1]


def test_a_save_that_changes_nothing_leaves_no_trace(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)

    saved = type_into(draft, {}, by=place.writer)

    assert (saved.draft.number, draft.revisions.count()) == (1, 1)


# Numbers

def test_a_typed_number_is_bound_to_a_figure_or_explained(place):
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    draft = make_draft(place.campaign, place.province, by=place.writer)
    _first, second = keys(draft)
    draft = type_into(draft, {second: "举办讲座1场，印发资料500册。"}, by=place.writer).draft
    lectures = figure_ref(place.campaign, place.province, "measure", kind="lecture", measure="sessions", word="场")

    draft = actions.bind_number(draft=draft, paragraph=second, place=0, printed="1场", figure=lectures, by=place.writer)
    draft = actions.explain_number(draft=draft, paragraph=second, place=1, printed="500册", source="印刷厂发货单", by=place.writer)

    lecture, copies = list(from_json(draft.document).paragraphs)[1].bound
    assert (lecture.figures, lecture.known, lecture.value) == ((lectures,), "self_reported", Decimal(1))
    assert (copies.figures, copies.working) == ((), "印刷厂发货单")


def test_a_number_that_somebody_else_took_out_is_not_bound(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)
    refresh()
    first, _second = keys(draft)
    draft = type_into(draft, {first: "期内举办了活动。"}, by=place.writer).draft

    with pytest.raises(actions.NumberGone):
        actions.explain_number(draft=draft, paragraph=first, place=0, printed="0项", source="电话", by=place.writer)


def test_a_number_that_has_moved_is_worded_anew_when_the_writer_says_so(place):
    refresh()
    draft = make_draft(place.campaign, place.province, by=place.writer)
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()

    changed = actions.update_numbers(draft=draft, by=place.writer)
    again = actions.update_numbers(draft=draft, by=place.writer)

    draft.refresh_from_db()
    assert (changed, again, texts(draft)[0]) == ([("0项", "1项")], [], "期内举办活动1项。")


def test_a_draft_as_of_an_earlier_day_is_not_moved_by_what_came_later(place):
    refresh()
    draft = make_draft(place.campaign, place.province, by=place.writer)
    Draft.objects.filter(pk=draft.pk).update(document={**draft.document, "as_of": "2012-05-25"})
    draft.refresh_from_db()
    make_report(place.campaign, place.luzhou, by=place.officer, on=timezone.localdate())
    refresh()

    assert actions.update_numbers(draft=draft, by=place.writer) == []


# Putting away

def test_a_deleted_draft_comes_back(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)

    actions.delete_draft(draft=draft, by=place.writer)
    gone, kept = list(drafts_seen_by(place.writer)), list(deleted_drafts_of(place.writer))
    actions.restore_draft(draft=draft, by=place.writer)

    assert (gone, kept, list(drafts_seen_by(place.writer))) == ([], [draft], [draft])


def test_a_deleted_draft_takes_no_more_text(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)
    actions.delete_draft(draft=draft, by=place.writer)

    with pytest.raises(NotInThisState, match=r"已删除|Deleted"):
        type_into(draft, {keys(draft)[0]: "新的一段。"}, by=place.writer)


def test_a_paragraph_longer_than_a_bulletin_is_refused_with_a_sentence(place):
    draft = make_draft(place.campaign, place.province, by=place.writer)

    with pytest.raises(ValidationError):
        type_into(draft, {keys(draft)[0]: "长" * 20_000}, by=place.writer)

    draft.refresh_from_db()
    assert draft.number == 1


def test_an_outline_is_saved_and_replaced_under_its_name(place):
    for document in ({"sections": ["a"]}, {"sections": ["b"]}):
        outline = actions.save_outline(campaign=place.campaign, unit=place.province, name=" 季度 ", document=document, by=place.writer)

    assert (outline.name, place.campaign.saved_outlines.count(), outline.document) == ("季度", 1, {"sections": ["b"]})

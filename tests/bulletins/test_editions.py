"""What is issued stays as it was printed; what became of it since is told, and put right by a later edition."""
import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.builders import make_person, make_report
from tests.bulletins.texts import a_text, figure_ref, keys, lectures_text, make_draft, number
from xuanguan.activities.actions import verify_activity, withdraw_activity
from xuanguan.audit.models import Event
from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import DraftState
from xuanguan.bulletins.models import Edition, Erratum, NeverChanges
from xuanguan.bulletins.queries import editions_seen_by, where_printed
from xuanguan.bulletins.since import Why, changes_since
from xuanguan.common.exceptions import NotAllowed, NotInThisState
from xuanguan.figures.actions import refresh
from xuanguan.figures.answers import printed_in, question
from xuanguan.organisations.enums import Role
from xuanguan.periods import Window
from xuanguan.writing.draft import Words
from xuanguan.writing.editing import typed_into
from xuanguan.writing.editions import figures_in, verify
from xuanguan.writing.kept import from_json


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"
    settings.MEDIA_ROOT = tmp_path / "media"


def issued(place, *, count: int, by=None, **said) -> Edition:
    """An edition of the province that prints how many activities there are."""
    draft = make_draft(place.campaign, place.province, by=place.writer, count=count)
    return actions.issue_edition(draft=draft, by=by or place.writer, **said)


# Freezing

def test_an_edition_holds_text_figures_records_data_hash_who_and_when(place):
    report = make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()

    edition = issued(place, count=1, document_number="川质监简报〔2012〕1号", issued_on=dt.date(2012, 5, 28))

    kept, = figures_in(edition.package)
    assert (kept.records, kept.total, kept.verified, kept.self_reported) == ((report.pk,), 1, 0, 1)
    assert (edition.sha256, edition.by, edition.issued_on) == (edition.package["sha256"], place.writer, dt.date(2012, 5, 28))
    assert edition.package["edition"]["document_number"] == "川质监简报〔2012〕1号"
    assert edition.generation != ""
    assert verify(edition.package).is_whole
    assert Event.objects.get(act="issue").data["sha256"] == edition.sha256


def test_its_file_verifies_offline(place):
    refresh()
    edition = issued(place, count=0)

    file = edition.files.get(form="json")

    assert verify(json.loads(file.data), expected=edition.sha256).is_whole


def test_other_files_are_made_and_kept_when_it_is_issued(place):
    refresh()

    edition = issued(place, count=0, files=lambda edition: [("text", edition.package["text"].encode())])

    assert sorted(edition.files.values_list("form", flat=True)) == ["json", "text"]
    assert edition.files.get(form="text").data.decode().startswith("宣贯工作简报\n一、政府推动\n期内举办活动0项。")


def test_an_edition_never_changes(place):
    refresh()
    edition = issued(place, count=0)
    edition.title = "别的题目"

    for act in (edition.save, edition.delete, lambda: Edition.objects.update(title=""), lambda: Edition.objects.all().delete(),
                lambda: edition.files.get(form="json").delete()):
        with pytest.raises(NeverChanges):
            act()

    assert Edition.objects.get(pk=edition.pk).title == "宣贯工作简报"


def test_an_issued_draft_takes_no_more_text(place):
    refresh()
    edition = issued(place, count=0)

    with pytest.raises(NotInThisState):
        actions.save_draft(draft=edition.draft, typing=typed_into(from_json(edition.draft.document), title="别的"), by=place.writer)

    edition.draft.refresh_from_db()
    assert edition.draft.state == DraftState.ISSUED


def test_numbers_without_figure_and_source_keep_it_from_being_issued(place):
    refresh()
    text = a_text(place.campaign, place.province, (Words("发放资料"), number("500册", 500, "册"), Words("。")))
    draft = actions.keep_draft(campaign=place.campaign, unit=place.province, text=text, outline="", by=place.writer)

    with pytest.raises(actions.StillUnbound) as refused:
        actions.issue_edition(draft=draft, by=place.writer)
    actions.explain_number(draft=draft, paragraph=keys(draft)[0], place=0, printed="500册", source="印刷厂发货单", by=place.writer)

    assert refused.value.numbers == ["500册"]
    assert verify(actions.issue_edition(draft=draft, by=place.writer).package).notes == ("“500册” stands on no figure: 印刷厂发货单.",)


def test_a_number_that_its_figure_no_longer_bears_out_is_not_printed(place):
    refresh()
    draft = make_draft(place.campaign, place.province, by=place.writer, count=0)
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()

    with pytest.raises(actions.MovedSince):
        actions.issue_edition(draft=draft, by=place.writer)
    actions.update_numbers(draft=draft, by=place.writer)

    assert "1项" in actions.issue_edition(draft=draft, by=place.writer).package["text"]


def test_an_empty_draft_is_not_issued(place):
    refresh()
    draft = actions.keep_draft(campaign=place.campaign, unit=place.province, text=a_text(place.campaign, place.province), outline="", by=place.writer)

    with pytest.raises(actions.NothingToIssue):
        actions.issue_edition(draft=draft, by=place.writer)


def test_a_document_number_is_given_once(place):
    refresh()
    issued(place, count=0, document_number="1号")

    with pytest.raises(ValidationError):
        issued(place, count=0, document_number="1号")

    assert Edition.objects.count() == 1


def test_only_writers_and_coordinators_of_the_unit_issue(place):
    refresh()

    with pytest.raises(NotAllowed):
        issued(place, count=0, by=place.officer)


def test_editions_are_seen_within_reach_and_by_those_they_were_handed_to(place):
    refresh()
    draft = make_draft(place.campaign, place.luzhou, by=place.writer)
    edition = actions.issue_edition(draft=draft, by=place.writer)
    province_only = make_person(roles=[(Role.ANALYST, place.province)])

    assert list(editions_seen_by(place.officer)) == [edition]
    assert list(editions_seen_by(province_only)) == [edition]
    assert list(editions_seen_by(place.stranger)) == []


# Since then

def test_a_record_verified_after_issuing_is_told(place):
    report = make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    edition = issued(place, count=1)

    verify_activity(activity=report, by=make_person(roles=[(Role.VERIFIER, place.province)]))
    refresh()

    moved, = changes_since(edition, place.writer)
    assert (moved.printed, moved.was, moved.value, moved.value_moved) == (("1项",), "1", "1", False)
    assert [(one.why, one.activities) for one in moved.reasons] == [(Why.VERIFIED, (report,))]


def test_records_that_came_and_went_are_told(place):
    first = make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    edition = issued(place, count=1)

    withdraw_activity(activity=first, reason="误报", by=place.officer)
    more = [make_report(place.campaign, place.luzhou, by=place.officer) for _n in range(2)]
    refresh()

    moved, = changes_since(edition, place.writer)
    assert (moved.was, moved.value) == ("1", "2")
    assert {one.why: {activity.pk for activity in one.activities} for one in moved.reasons} == {
        Why.ADDED: {one.pk for one in more}, Why.WITHDRAWN: {first.pk}}
    with translation.override("en"):
        assert moved.because == "2 records reported since; 1 record withdrawn since"


def test_nothing_is_told_where_nothing_moved(place):
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    edition = issued(place, count=1)

    assert changes_since(edition, place.writer) == []


def test_records_outside_the_readers_reach_are_counted_not_named(place):
    refresh()
    edition = issued(place, count=0)
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    outside = make_person(roles=[(Role.WRITER, place.province, None), (Role.WRITER, place.ziyang)])

    reason, = changes_since(edition, outside)[0].reasons

    assert (len(reason.activities), reason.more, reason.count) == (1, 0, 1)


def test_questions_to_the_database_do_not_grow_with_the_records(place, django_assert_max_num_queries):
    refresh()
    edition = issued(place, count=0)
    for _n in range(12):
        make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()

    with django_assert_max_num_queries(16):
        changes_since(edition, place.writer)


# Corrections

def test_a_correction_is_a_later_edition_and_both_stay_readable(place):
    refresh()
    edition = issued(place, count=0, document_number="1号")
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()

    draft = actions.begin_correction(edition=edition, reason="补报1项活动", by=place.writer)
    actions.update_numbers(draft=draft, by=place.writer)
    correction = actions.issue_edition(draft=draft, by=place.writer, document_number="2号")

    erratum = Erratum.objects.get(edition=edition)
    assert (erratum.correction, erratum.reason) == (correction, "补报1项活动")
    assert [(one["printed"], one["was"], one["now"]) for one in erratum.changes] == [(["0项"], "0", "1")]
    assert correction.package["edition"]["corrects"]["sha256"] == edition.sha256
    assert ("0项" in Edition.objects.get(pk=edition.pk).package["text"], "1项" in correction.package["text"]) == (True, True)
    assert [(one.pk, one.corrected, one.is_correction) for one in editions_seen_by(place.writer)] == [
        (correction.pk, False, True), (edition.pk, True, False)]


def test_one_correction_at_a_time_and_never_without_a_reason(place):
    refresh()
    edition = issued(place, count=0)

    with pytest.raises(ValidationError):
        actions.begin_correction(edition=edition, reason=" ", by=place.writer)
    draft = actions.begin_correction(edition=edition, reason="更正", by=place.writer)
    with pytest.raises(ValidationError):
        actions.begin_correction(edition=edition, reason="更正", by=place.writer)
    actions.issue_edition(draft=draft, by=place.writer)
    with pytest.raises(ValidationError):
        actions.begin_correction(edition=edition, reason="再更正", by=place.writer)

    assert Erratum.objects.count() == 1


# Printed in

def test_a_figure_knows_the_editions_that_printed_it(place):
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    edition = issued(place, count=1)
    asked = question(place.campaign, unit=place.province, period=Window(dt.date(2012, 2, 6), dt.date(2012, 5, 25)))

    found = where_printed(place.writer, printed_in(asked))

    assert [(one.edition, one.text, int(one.value)) for one in found] == [(edition.pk, "1项", 1)]
    assert list(where_printed(place.stranger, printed_in(asked))) == []


def test_a_number_that_can_be_asked_no_more_keeps_what_the_draft_knew(place):
    refresh()
    gone = figure_ref(place.campaign, place.province, kind="no-such-kind")
    text = a_text(place.campaign, place.province, (Words("举办"), number("3项", 3, "项", gone)))
    draft = actions.keep_draft(campaign=place.campaign, unit=place.province, text=text, outline="", by=place.writer)

    edition = actions.issue_edition(draft=draft, by=place.writer)

    assert verify(edition.package).is_whole
    assert [one.now for one in changes_since(edition)] == [None]


def test_the_text_of_a_unit_is_the_same_in_the_database_and_in_its_file(place):
    refresh()
    edition = issued(place, count=0)

    assert json.loads(edition.files.get(form="json").data) == Edition.objects.get(pk=edition.pk).package
    assert lectures_text(place.campaign, place.province, 0).text == edition.package["text"]

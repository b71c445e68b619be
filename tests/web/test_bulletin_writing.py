"""Composing in the browser: outlines of one's own, pictures, the pages before issuing, files of drafts and editions."""
import json

import pytest
from django.urls import reverse

from tests.builders import make_report
from tests.bulletins.places import make_place
from xuanguan.bulletins import actions
from xuanguan.bulletins.composing import compose
from xuanguan.bulletins.exports import Official, files_of
from xuanguan.bulletins.models import Draft, Edition, SavedOutline
from xuanguan.figures.actions import refresh
from xuanguan.writing.draft import Role
from xuanguan.writing.kept import from_json


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def writer(client, place):
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    client.cookies["language"] = "en"
    client.force_login(place.writer)
    return client


@pytest.fixture
def draft(writer, place) -> Draft:
    text = compose(place.campaign, place.writer, unit=place.province)
    return actions.keep_draft(campaign=place.campaign, unit=place.province, text=text, outline="fronts", by=place.writer)


def url(name: str, *args) -> str:
    return reverse(f"bulletins:{name}", args=args)


def test_a_bulletin_is_composed_and_opens_in_the_editor(writer, place):
    page = writer.get(url("compose")).context["form"]
    sent = {name: page[name].value() for name in page.fields} | {"language": "zh-Hans", "outline": "fronts"}

    answer = writer.post(url("compose"), sent)

    draft = Draft.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("draft", draft.pk))
    assert (draft.unit, draft.outline, draft.title) == (place.province, "fronts", "宣贯工作简报")
    assert "在案活动记录1条" in "".join(one.text for one in from_json(draft.document).paragraphs)


def outline_sent(page, **changes) -> dict:
    """What the page's form sends as it stands."""
    sent = {"name": page.context["form"]["name"].value() or ""}
    parts = page.context["parts"]
    sent |= {f"part-{name}": parts.management_form[name].value() for name in parts.management_form.fields}
    for part in parts:
        sent |= {part[name].html_name: part[name].value() for name in part.fields if part[name].value() is not None}
    return sent | changes


def test_an_outline_of_ones_own_is_begun_from_one_that_is_there_and_composed_after(writer, place):
    page = writer.get(url("outline") + "?from=short")

    answer = writer.post(url("outline"), outline_sent(page, name="只说数量", **{"part-1-tells": [], "part-2-tells": [], "part-0-heading_zh": "概况"}))

    saved = SavedOutline.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("compose") + f"?outline=saved:{saved.pk}")
    assert [(one["heading_zh"], one["tells"]) for one in saved.document["parts"]] == [("概况", ["opening", "series"])]
    form = writer.get(answer["Location"]).context["form"]
    assert (f"saved:{saved.pk}", "只说数量") in form.fields["outline"].choices
    assert form["outline"].value() == f"saved:{saved.pk}"


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"part-0-tells": [], "part-1-tells": [], "part-2-tells": []}, "An outline needs at least one section that tells something."),
    ({"part-0-tells": ["standing"]}, "“How much on this front” needs a front: choose one."),
    ({"name": ""}, "This field is required."),
])
def test_an_outline_that_cannot_be_told_is_refused_in_a_sentence(writer, changes, sentence):
    page = writer.get(url("outline") + "?from=short")

    answer = writer.post(url("outline"), outline_sent(page, **{"name": "x", **changes}))

    assert (answer.status_code, sentence in answer.content.decode(), SavedOutline.objects.count()) == (422, True, 0)


def test_an_officer_makes_no_outline(client, place):
    client.force_login(place.officer)

    assert client.get(url("outline")).status_code == 403


def test_a_picture_is_placed_at_the_end_of_the_section_chosen(writer, draft):
    section = from_json(draft.document).sections[1]

    answer = writer.post(url("place-picture", draft.pk), {"which": "coverage_strip", "section": section.key}, follow=True)

    draft.refresh_from_db()
    assert "The picture is drawn from the records as they stand." in answer.content.decode()
    assert [one.role for one in from_json(draft.document).sections[1].paragraphs][-1] is Role.PICTURE


def test_a_picture_that_shows_nothing_is_told_in_a_sentence(writer, draft):
    answer = writer.post(url("place-picture", draft.pk), {"which": "rumours", "section": ""}, follow=True)

    assert "There is nothing to draw" in answer.content.decode()


def test_the_pages_are_looked_at_before_issuing_and_nothing_is_issued(writer, draft):
    answer = writer.post(url("issue", draft.pk), {"issued_on": "2012-05-25", "look": "plain", "preview": "1"})

    assert (answer.status_code, answer["Content-Type"], b"".join(answer)[:5]) == (200, "application/pdf", b"%PDF-")
    assert Edition.objects.count() == 0


@pytest.mark.parametrize("form", ["docx", "html", "text", "json", "jsonld"])
def test_a_draft_leaves_as_a_file(writer, draft, form):
    answer = writer.get(url("draft-file", draft.pk, form))

    assert (answer.status_code, "attachment" in answer["Content-Disposition"], len(b"".join(answer)) > 100) == (200, True, True)


def test_a_form_that_there_is_not_is_not_found_and_strangers_get_nothing(client, writer, draft, place):
    assert writer.get(url("draft-file", draft.pk, "doc")).status_code == 404
    client.force_login(place.stranger)
    assert client.get(url("draft-file", draft.pk, "docx")).status_code == 404


def test_what_stood_around_the_text_is_frozen_and_proposed_for_the_next(writer, draft, place):
    official = Official(number="川质监〔2012〕15号", addressee="国家质检总局", copies="各市州。")
    edition = actions.issue_edition(draft=draft, by=place.writer, document_number=official.number, official=official.kept(), files=files_of)

    again = actions.begin_correction(edition=edition, reason="补报", by=place.writer)
    form = writer.get(url("issue", again.pk)).context["form"]

    assert edition.package["edition"]["official"]["copies"] == "各市州。"
    assert [form[name].value() for name in ("document_number", "addressee", "copies")] == [None, "国家质检总局", "各市州。"]
    kept = json.loads(b"".join(writer.get(url("edition-file", edition.pk, "json"))))
    assert kept["sha256"] == edition.sha256
    traditional = b"".join(writer.get(url("edition-file", edition.pk, "html") + "?script=hant")).decode()
    assert ("國家質檢總局" in traditional, 'lang="zh-Hant"' in traditional) == (True, True)

"""The pages of drafts, editions and what goes up."""
import json

import pytest
from django.urls import reverse

from tests.builders import make_person, make_report
from tests.bulletins.places import make_place
from tests.bulletins.texts import keys, make_draft, texts
from xuanguan.activities.actions import verify_activity
from xuanguan.bulletins import actions
from xuanguan.bulletins.models import Adoption, Draft, Edition
from xuanguan.figures.actions import refresh
from xuanguan.organisations.enums import Role
from xuanguan.writing.kept import from_json


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def english(client):
    client.cookies["language"] = "en"


def url(name: str, *args) -> str:
    return reverse(f"bulletins:{name}", args=args)


def sent_of(draft: Draft, **changes) -> dict:
    """What the editor's form sends of a draft as it stands, with these paragraphs changed (by place)."""
    text = from_json(draft.document)
    sent = {"number": draft.number, "title": draft.title, "was-title": draft.title}
    at = 0
    for section in text.sections:
        sent |= {f"heading-{section.key}": section.heading, f"was-heading-{section.key}": section.heading, f"add-{section.key}": ""}
        for one in section.paragraphs:
            sent |= {f"text-{one.key}": changes.get(f"p{at}", one.text), f"was-{one.key}": one.text, f"in-{one.key}": section.key}
            at += 1
    return sent | {name: value for name, value in changes.items() if not name.startswith("p")}


def opened(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def draft(place):
    refresh()
    return make_draft(place.campaign, place.province, by=place.writer)


def test_the_editor_shows_the_page_with_every_number_opening_its_figure(client, place, draft):
    page = opened(client, place.writer).get(url("draft", draft.pk))

    words = page.content.decode()
    key = keys(draft)[0]
    assert page.status_code == 200
    assert f'data-number="{key}-0">0项</a>' in words
    assert f"/figures/{place.campaign.code}/?unit=510000" in words
    assert f'name="text-{key}"' in words


def test_a_form_without_script_saves_and_comes_back(client, place, draft):
    answer = opened(client, place.writer).post(url("draft-save", draft.pk), sent_of(draft, p1="各地高度重视，行动迅速。\n群众反响热烈。"))

    draft.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, url("draft", draft.pk) + "?saved=1")
    assert texts(draft) == ["期内举办活动0项。", "各地高度重视，行动迅速。", "群众反响热烈。"]


def test_a_save_by_itself_answers_with_what_stands_now(client, place, draft):
    first = keys(draft)[0]

    answer = opened(client, place.writer).post(url("draft-save", draft.pk), sent_of(draft, p0="期内举办活动0项，讲座3场。", auto="1")).json()

    assert (answer["number"], answer["conflicts"]) == (2, 0)
    assert answer["paragraphs"][first]["text"] == "期内举办活动0项，讲座3场。"
    assert 'told-loose" href="#number-' in answer["paragraphs"][first]["html"]
    assert "3场" in answer["margin"]


def test_two_writers_see_both_versions_side_by_side(client, place, draft):
    other = make_person(roles=[(Role.WRITER, place.province)])
    mine, theirs = sent_of(draft, p1="各地十分重视。"), sent_of(draft, p1="各地非常重视。")
    opened(client, other).post(url("draft-save", draft.pk), theirs)

    answer = opened(client, place.writer).post(url("draft-save", draft.pk), mine)

    words = answer.content.decode()
    assert answer.status_code == 409
    assert '<p lang="zh">各地非常重视。</p>' in words
    assert '<p lang="zh">各地十分重视。</p>' in words
    draft.refresh_from_db()
    again = sent_of(draft, p1="各地都十分重视。")
    client.post(url("draft-save", draft.pk), again)
    draft.refresh_from_db()
    assert texts(draft)[1] == "各地都十分重视。"


def test_a_deleted_draft_answers_the_editor_in_a_sentence(client, place, draft):
    sent = sent_of(draft, p1="新的一段。", auto="1")
    actions.delete_draft(draft=draft, by=place.writer)

    assert opened(client, place.writer).post(url("draft-save", draft.pk), sent).status_code == 404
    words = client.get(url("drafts")).content.decode()
    assert url("draft-restore", draft.pk) in words


def test_something_else_than_the_editors_form_is_refused_in_a_sentence(client, place, draft):
    answer = opened(client, place.writer).post(url("draft-save", draft.pk), {"auto": "1"})

    assert answer.status_code == 409
    assert answer.json()["sentence"]


@pytest.mark.parametrize("name", ["draft", "versions", "issue"])
def test_nobody_without_reach_opens_a_draft(client, place, draft, name):
    for person in (place.officer, place.stranger):
        assert opened(client, person).get(url(name, draft.pk)).status_code == 404


def test_a_typed_number_is_offered_figures_that_fit(client, place, draft):
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    opened(client, place.writer).post(url("draft-save", draft.pk), sent_of(draft, p1="举办讲座1场。"))

    words = client.get(url("draft", draft.pk)).content.decode()

    choices = [line for line in words.split("<option")[1:] if "measure=sessions" in line]
    assert choices
    key = keys(draft)[1]
    figure = choices[0].split('value="')[1].split('"')[0].replace("&amp;", "&")
    client.post(url("draft-number", draft.pk), {"act": "bind", "paragraph": key, "place": "0", "printed": "1场", "figure": figure})
    draft.refresh_from_db()
    assert [piece.is_bound for piece in from_json(draft.document).bound] == [True, True]


@pytest.mark.parametrize("figure", ["", "nonsense", "measure?kind=no-such-kind&unit=510000", "coverage?expectation=none", "stated?statement=99"])
def test_a_figure_that_cannot_be_asked_is_not_bound(client, place, draft, figure):
    opened(client, place.writer).post(url("draft-save", draft.pk), sent_of(draft, p1="举办讲座1场。"))
    sent = {"act": "bind", "paragraph": keys(draft)[1], "place": "0", "printed": "1场", "figure": figure}

    answer = client.post(url("draft-number", draft.pk), sent, follow=True)

    draft.refresh_from_db()
    assert answer.status_code == 200
    assert [piece.is_bound for piece in from_json(draft.document).bound] == [True, False]


def test_versions_are_compared_word_by_word(client, place, draft):
    opened(client, place.writer).post(url("draft-save", draft.pk), sent_of(draft, p1="各地普遍重视。"))
    first, last = draft.revisions.order_by("pk")

    words = client.get(url("compare", draft.pk), {"one": last.pk, "other": first.pk}).content.decode()

    assert "各地<del>高度</del><ins>普遍</ins>重视。" in words
    assert client.get(url("compare", draft.pk), {"one": "x", "other": "9" * 30}).status_code == 302


def test_a_draft_is_issued_and_its_page_stays(client, place, draft):
    answer = opened(client, place.writer).post(url("issue", draft.pk), {"document_number": "川质监简报〔2012〕1号", "issued_on": "2012-05-28"})

    edition = Edition.objects.get()
    words = client.get(answer["Location"]).content.decode()
    assert answer["Location"] == url("edition", edition.pk)
    assert (edition.sha256 in words, "川质监简报〔2012〕1号" in words) == (True, True)
    assert client.get(url("draft", draft.pk))["Location"] == url("edition", edition.pk)
    file = client.get(url("edition-file", edition.pk, "json"))
    assert json.loads(b"".join(file.streaming_content))["sha256"] == edition.sha256
    assert client.get(url("edition-file", edition.pk, "exe")).status_code == 404


def test_what_keeps_a_draft_from_being_issued_is_told(client, place, draft):
    opened(client, place.writer).post(url("draft-save", draft.pk), sent_of(draft, p1="发放资料500册。"))

    answer = client.post(url("issue", draft.pk), {"issued_on": "2012-05-28"})
    no_day = client.post(url("issue", draft.pk), {"issued_on": "28 May"})

    assert (answer.status_code, no_day.status_code, Edition.objects.count()) == (422, 422, 0)
    assert "500册" in answer.content.decode()


def test_a_record_verified_after_issuing_is_told_and_a_correction_is_issued(client, english, place):
    report = make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    edition = actions.issue_edition(draft=make_draft(place.campaign, place.province, by=place.writer, count=1), by=place.writer)
    verify_activity(activity=report, by=make_person(roles=[(Role.VERIFIER, place.province)]))
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()

    words = opened(client, place.writer).get(url("edition", edition.pk)).content.decode()
    answer = client.post(url("correct", edition.pk), {"reason": "one more was reported"})
    correction = Draft.objects.get(corrects=edition)
    client.post(url("draft-number", correction.pk), {"act": "update-all"})
    client.post(url("issue", correction.pk), {"issued_on": "2012-06-01"})

    assert "printed 1, now 2, because 1 record reported since; 1 record verified since" in " ".join(words.split())
    assert answer["Location"] == url("draft", correction.pk)
    later = Edition.objects.get(draft=correction)
    assert "期内举办活动2项。" in later.package["text"]
    assert url("edition", later.pk) in client.get(url("edition", edition.pk)).content.decode()
    assert url("edition", edition.pk) in client.get(url("edition", later.pk)).content.decode()


def test_a_citys_bulletin_goes_up_and_its_passage_is_printed(client, english, place):
    refresh()
    city_writer = make_person(roles=[(Role.WRITER, place.luzhou)])
    edition = actions.issue_edition(draft=make_draft(place.campaign, place.luzhou, by=city_writer), by=city_writer)
    opened(client, city_writer).post(url("hand-up", edition.pk), {"to": place.province.code})
    submission = edition.submissions.get()
    draft = make_draft(place.campaign, place.province, by=place.writer)

    page = opened(client, place.writer).get(url("submission", submission.pk)).content.decode()
    passage = page.split('name="paragraphs" value="')[2].split('"')[0]
    answer = client.post(url("submission", submission.pk), {"paragraphs": [passage], "draft": draft.pk, "section": ""})
    client.post(url("issue", draft.pk), {"issued_on": "2012-06-01"})

    assert answer["Location"] == url("draft", draft.pk)
    assert Adoption.objects.get().edition == Edition.objects.get(draft=draft)
    words = opened(client, city_writer).get(url("adopted")).content.decode()
    assert "各地高度重视。" in words
    assert "No points are counted." in words


def test_a_submission_is_declined_with_a_reason_that_the_city_reads(client, place):
    refresh()
    city_writer = make_person(roles=[(Role.WRITER, place.luzhou)])
    edition = actions.issue_edition(draft=make_draft(place.campaign, place.luzhou, by=city_writer), by=city_writer)
    submission = actions.hand_up(edition=edition, to=place.province, by=city_writer)

    opened(client, place.writer).post(url("decline", submission.pk), {"reason": "已用上一期"})

    assert "已用上一期" in opened(client, city_writer).get(url("edition", edition.pk)).content.decode()


def test_points_are_switched_on_only_with_a_reason(client, english, place):
    coordinator = make_person(roles=[(Role.COORDINATOR, place.province)])
    opened(client, coordinator).post(url("points"), {"rules": "luan-2013|政务要情", "reason": ""})
    without = client.get(url("adopted")).content.decode()
    client.post(url("points"), {"rules": "luan-2013|政务要情", "reason": "only to show it"})

    assert "No points are counted." in without
    assert "only to show it" in client.get(url("adopted")).content.decode()


def test_an_edition_is_not_opened_from_elsewhere(client, place, draft):
    edition = actions.issue_edition(draft=draft, by=place.writer)

    assert opened(client, place.stranger).get(url("edition", edition.pk)).status_code == 404
    assert client.get(url("edition-file", edition.pk, "json")).status_code == 404


@pytest.mark.parametrize("name", ["drafts", "editions", "received", "adopted"])
def test_the_lists_cost_the_same_whatever_stands_in_them(client, place, name, django_assert_max_num_queries):
    refresh()
    city_writer = make_person(roles=[(Role.WRITER, place.luzhou)])
    for number in range(6):
        edition = actions.issue_edition(draft=make_draft(place.campaign, place.luzhou, by=city_writer), by=city_writer, document_number=f"{number}号")
        actions.hand_up(edition=edition, to=place.province, by=city_writer)
        make_draft(place.campaign, place.province, by=place.writer)
    opened(client, place.writer).get(url(name))

    with django_assert_max_num_queries(16):
        assert client.get(url(name)).status_code == 200


def test_the_figures_page_is_told_in_which_edition_it_was_printed(place, draft):
    edition = actions.issue_edition(draft=draft, by=place.writer)

    assert [one.edition for one in place.campaign.printed_figures.all()] == [edition.pk]


def compose_sent(place, **changes) -> dict:
    return {"unit": place.province.name_zh, "first": "2012-02-06", "last": "2012-05-25", "outline": "blank", "language": "zh-Hans"} | changes


def test_a_writer_begins_with_an_empty_page(client, place):
    refresh()

    answer = opened(client, place.writer).post(url("compose"), compose_sent(place))

    draft = Draft.objects.get()
    assert (answer["Location"], draft.unit, draft.outline) == (url("draft", draft.pk), place.province, "blank")
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("changes", [
    {"unit": "无此单位"}, {"unit": ""}, {"first": "2012-06-01"}, {"last": "yesterday"}, {"outline": "none"}, {"unit": "武汉大学（不在）"}])
def test_what_cannot_be_composed_is_told_in_a_sentence(client, place, changes):
    refresh()

    answer = opened(client, place.writer).post(url("compose"), compose_sent(place, **changes))

    assert (answer.status_code, Draft.objects.count()) == (422, 0)
    assert "error-summary" in answer.content.decode()


def test_a_unit_outside_the_writers_reach_is_told(client, place):
    refresh()

    answer = opened(client, place.stranger).post(url("compose"), compose_sent(place))

    assert (answer.status_code, Draft.objects.count()) == (422, 0)


def test_an_officer_writes_no_bulletins(client, place):
    assert opened(client, place.officer).get(url("compose")).status_code == 403

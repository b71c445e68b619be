"""The pages of checks: a pasted text, a file, a draft; notes beside the text; checks that were kept."""
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from tests.builders import make_person
from tests.bulletins.checked import Q1, make_records, of_records
from xuanguan.bulletins.actions import keep_draft
from xuanguan.bulletins.composing import compose
from xuanguan.bulletins.models import Check
from xuanguan.organisations.enums import Role

FALSE = "泸州市、资阳市共举办专题讲座9场，参加260人次。"


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker, tmp_path_factory):
    with override_settings(FIGURES_FOLDER=tmp_path_factory.mktemp("figures")), django_db_blocker.unblock(), transaction.atomic():
        yield make_records()
        transaction.set_rollback(True)


@pytest.fixture
def here(records, db):
    return records


@pytest.fixture
def writer(client, here):
    client.cookies["language"] = "en"
    client.force_login(here.writer)
    return client


def url(name: str, *args) -> str:
    return reverse(f"bulletins:{name}", args=args)


def sent(here, text: str, **more) -> dict:
    return {"unit": "四川省 (510000)", "first": "2012-01-01", "last": "2012-03-31", "text": text, **more}


def test_a_pasted_text_is_checked_and_nothing_is_written_down(writer, here):
    page = writer.post(url("check-new"), sent(here, of_records(FALSE))).content.decode()

    assert page.count('class="note note-asks"') == 1
    assert "1 of 2 claims is worth a look." in page
    assert "On record: 4场 (verified 1, self-reported 3). “9场” is more than that." in page
    assert 'class="checked checked-asks">9场</a>' in page
    assert Check.objects.count() == 0


def test_a_file_is_checked_and_one_that_cannot_be_read_says_why(writer, here):
    good = writer.post(url("check-new"), {**sent(here, ""), "file": SimpleUploadedFile("draft.txt", of_records(FALSE).encode())})
    bad = writer.post(url("check-new"), {**sent(here, ""), "file": SimpleUploadedFile("draft.docx", b"PK\x03\x04 no docx")})

    assert (good.status_code, bad.status_code) == (200, 422)
    assert "draft.docx" in bad.content.decode()


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("text", "", "Paste the text, or choose its file."), ("unit", "火星", "No unit called “火星” was found"),
    ("last", "", "Give both days of the period, or neither."), ("last", "2011-01-01", "The first day must not lie after the last day."),
])
def test_what_is_missing_or_wrong_is_said_beside_its_field(writer, here, field, value, sentence):
    answer = writer.post(url("check-new"), {**sent(here, of_records(FALSE)), field: value})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_notes_are_filtered_by_verdict(writer, here):
    page = writer.post(url("check-new"), sent(here, of_records(FALSE), show="matches")).content.decode()

    assert page.count('<li id="note-') == 1
    assert 'class="note note-asks"' not in page


def test_a_check_is_kept_with_who_when_and_the_state_of_the_figures_and_stays(writer, here):
    _title, text = of_records(FALSE).split("\n", 1)  # as the page sends it back: the text that was checked, and its title
    kept = writer.post(url("check-new"), sent(here, text, keep="1", title="一季度简报"))

    check = Check.objects.get()
    assert check.title == "一季度简报"
    assert kept.url == url("check", check.pk)
    assert (check.by, check.unit, check.claims, check.to_look_at, check.generation) == (here.writer, here.province, 2, 1, "1")
    page = writer.get(url("check", check.pk), {"show": "asking"}).content.decode()
    assert page.count('<li id="note-') == 1
    document = json.loads(writer.get(url("check-json", check.pk)).content)
    assert (document["fails"], document["checked_by"], [one["verdict"] for one in document["findings"]]) == (True, "writer", ["matches", "contradicts"])


def test_a_kept_check_is_seen_by_its_maker_and_those_who_write_for_the_unit_and_deleted_by_them(writer, client, here):
    writer.post(url("check-new"), sent(here, of_records(FALSE), keep="1"))
    check = Check.objects.get()
    colleague, officer = make_person("colleague", roles=[(Role.WRITER, here.province)]), here.officer

    client.force_login(officer)
    assert [client.get(url(name, check.pk)).status_code for name in ("check", "check-json")] == [404, 404]
    assert client.post(url("check-forget", check.pk)).status_code == 404
    client.force_login(colleague)
    assert client.get(url("checks")).content.decode().count(url("check", check.pk)) == 1
    assert client.post(url("check-forget", check.pk)).url == url("checks")
    assert Check.objects.count() == 0


def test_a_person_checks_only_against_records_within_reach(client, here):
    client.cookies["language"] = "en"
    client.force_login(here.officer)

    beyond = client.post(url("check-new"), sent(here, of_records(FALSE)))
    within = client.post(url("check-new"), sent(here, of_records("泸州市举办专题讲座3场。"), unit="泸州市"))

    assert (beyond.status_code, within.status_code) == (422, 200)
    assert "outside your reach" in beyond.content.decode()


def test_a_draft_leads_to_its_check_and_the_check_back(writer, here):
    draft = keep_draft(campaign=here.campaign, unit=here.province, text=compose(here.campaign, unit=here.province, period=Q1), outline="by-fronts", by=here.writer)

    assert url("draft-check", draft.pk) in writer.get(url("draft", draft.pk)).content.decode()
    page = writer.get(url("draft-check", draft.pk)).content.decode()
    assert ("nothing to change" in page, url("draft", draft.pk) in page) == (True, True)
    kept = writer.post(url("draft-check", draft.pk))
    assert (Check.objects.get().draft, kept.url) == (draft, url("check", Check.objects.get().pk))


def test_the_number_of_queries_does_not_grow_with_the_claims(writer, here, django_assert_max_num_queries):
    many = of_records(*(f"泸州市、资阳市共举办专题讲座{n}场。" for n in range(5, 25)))
    writer.post(url("check-new"), sent(here, many))

    with django_assert_max_num_queries(110):
        writer.post(url("check-new"), sent(here, many))

"""Reporting by spreadsheet, as people do it."""
import io
import re
import time

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from tests.activities.province import Province, make_province
from tests.builders import make_report
from xuanguan.activities import actions
from xuanguan.activities.imports.holding import KEPT_SECONDS, clean
from xuanguan.activities.models import Activity, SheetImport, SheetMapping
from xuanguan.common.spreadsheets import read_sheet, read_tables, write_sheet

HEADINGS = ["活动种类", "战线", "开始日期", "主办单位", "参加（人次）"]
GOOD = ["讲座", "政府", "2012-03-01", "荣县", 36]


@pytest.fixture
def here(db, settings, tmp_path) -> Province:
    settings.MEDIA_ROOT = tmp_path
    return make_province()


def upload(client, *rows, headings=HEADINGS, unit="荣县 (510321)"):
    file = io.BytesIO(write_sheet("s", headings, rows))
    file.name = "台账.xlsx"
    return client.post(reverse("activities:sheets"), {"file": file, "unit": unit})


def text_of(response):
    return response.content.decode()


def test_an_officer_fills_in_the_template_uploads_it_looks_and_applies_it(client, here):
    client.force_login(here.officer)
    template = client.get(reverse("activities:sheet-template"))
    assert "Kind of activity *" in read_tables(template.content, "t.xlsx")["Activities"][0]

    seen = upload(client, GOOD)
    page = client.get(seen.url)
    assert ("Nothing has been written yet" in text_of(page), Activity.objects.count()) == (True, 0)

    applied = client.post(f"{seen.url}apply/", follow=True)
    assert ("1 report was made and submitted" in text_of(applied), Activity.objects.get().state) == (True, "submitted")


def test_an_error_is_shown_at_its_cell_and_nothing_can_be_applied(client, here):
    client.force_login(here.officer)
    seen = upload(client, GOOD, ["讲座", "政府", "2012-02-30", "荣县", 36])

    page = text_of(client.get(seen.url))
    applied = client.post(f"{seen.url}apply/", follow=True)
    listed = read_sheet(client.get(f"{seen.url}errors.xlsx").content, "e.xlsx")

    assert ("There is no such day: 2012-02-30" in page, ">C3<" in page, "Apply the sheet" in page) == (True, True, False)
    assert ("1 cells need mending. Nothing was applied." in text_of(applied), Activity.objects.count()) == (True, 0)
    assert [(row.text("Cell"), row.text("Column")) for row in listed.rows] == [("C3", "开始日期")]


def test_a_row_that_looks_known_is_ticked_to_be_left_out(client, here):
    make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.officer)
    seen = upload(client, GOOD, ["讲座", "政府", "2012-03-09", "荣县", 12])

    ticked = re.findall(r'name="leave" value="(\d+)" checked', text_of(client.get(seen.url)))
    client.post(f"{seen.url}apply/", {"leave": ticked})

    assert (ticked, SheetImport.objects.get().rows) == (["2"], 1)


def test_a_ledger_is_mapped_once_and_read_at_once_the_next_time(client, here):
    client.force_login(here.officer)
    headings = ["时间", "单位", "人次"]
    seen = upload(client, ["2012-03-05", "荣县", 36], headings=headings)
    asked = client.get(seen.url)
    assert asked.url == f"{seen.url}columns/"

    page = text_of(client.get(asked.url))
    guessed = re.findall(r'<option value="([^"]+)" selected', page)
    mapped = client.post(asked.url, {"column_0": "first_day", "column_1": "host", "column_2": "measure:participants:人次", "kind": "lecture", "front": "system"})
    assert (guessed, mapped.url, SheetMapping.objects.get().unit) == (["first_day", "host", "measure:participants:人次"], seen.url, here.county)

    again = upload(client, ["2012-03-06", "荣县", 12], headings=headings)
    assert "read as they were mapped" in text_of(client.get(again.url))


def test_a_mapping_without_a_kind_or_with_one_field_twice_is_given_back(client, here):
    client.force_login(here.officer)
    seen = upload(client, ["2012-03-05", "荣县", 36], headings=["时间", "单位", "人次"])

    answer = client.post(f"{seen.url}columns/", {"column_0": "first_day", "column_1": "first_day"})

    assert (answer.status_code, "cannot both be" in text_of(answer), SheetMapping.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(("data", "sentence"), [
    (b"no sheet", "cannot be read as a spreadsheet"),
    (b"", "is empty. Choose the file again."),
])
def test_a_file_that_is_no_sheet_gets_a_sentence_beside_its_field(client, here, data, sentence):
    client.force_login(here.officer)
    file = io.BytesIO(data)
    file.name = "x.xlsx"

    answer = client.post(reverse("activities:sheets"), {"file": file, "unit": "510321"})

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)


def test_nobody_uploads_in_the_name_of_a_unit_that_is_not_theirs(client, here):
    client.force_login(here.officer)

    answer = upload(client, GOOD, unit="510500")

    assert (answer.status_code, "You do not report for 泸州市 (510500)" in text_of(answer)) == (422, True)


def test_an_upload_is_shown_to_nobody_else(client, here):
    client.force_login(here.officer)
    seen = upload(client, GOOD)
    client.force_login(here.city_officer)

    assert client.get(seen.url).url == reverse("activities:sheets")


def test_an_upload_is_put_away_after_a_day(client, here):
    client.force_login(here.officer)
    seen = upload(client, GOOD)

    assert clean(now=time.time() + KEPT_SECONDS + 60) == 2
    assert "This upload is no longer kept" in text_of(client.get(seen.url, follow=True))


def test_a_sheet_is_undone_as_one(client, here):
    client.force_login(here.officer)
    client.post(f"{upload(client, GOOD).url}apply/")
    sheet = SheetImport.objects.get()
    assert "Undo the whole sheet" in text_of(client.get(reverse("activities:applied-sheet", args=[sheet.pk])))

    client.post(reverse("activities:undo-sheet", args=[sheet.pk]))

    assert Activity.objects.get().state == "withdrawn"


def test_reports_that_were_verified_are_listed_and_the_others_may_be_withdrawn(client, here):
    client.force_login(here.officer)
    client.post(f"{upload(client, GOOD, ['讲座', '政府', '2012-03-09', '荣县', 12]).url}apply/")
    sheet = SheetImport.objects.get()
    actions.verify_activity(activity=sheet.activities.order_by("pk").first(), by=here.verifier)
    address = reverse("activities:undo-sheet", args=[sheet.pk])

    refused = client.post(address, follow=True)
    client.post(address, {"leaving": "1"})

    assert ("cannot be undone as one" in text_of(refused), sorted(sheet.activities.values_list("state", flat=True))) == (True, ["verified", "withdrawn"])


def test_a_stranger_does_not_see_a_sheet_of_others(client, here):
    client.force_login(here.officer)
    client.post(f"{upload(client, GOOD).url}apply/")
    client.force_login(here.stranger)

    assert client.get(reverse("activities:applied-sheet", args=[SheetImport.objects.get().pk])).status_code == 404


def test_the_list_is_exported_with_its_filters(client, here):
    make_report(here.campaign, here.county, by=here.officer, title="one")
    make_report(here.campaign, here.county, by=here.officer, kind="agreement", measures={}, title="two")
    client.force_login(here.officer)

    answer = client.get(reverse("activities:export", args=["csv"]), {"kind": "lecture"})
    body = b"".join(answer.streaming_content).decode()

    assert ("Kind: Lecture" in body.splitlines()[0], "one" in body, "two" in body) == (True, True, False)
    assert client.get(reverse("activities:export", args=["pdf"])).status_code == 404


def test_a_streamed_file_is_in_the_language_of_the_page(client, here):
    make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.officer)
    client.cookies["language"] = "zh-hans"

    body = b"".join(client.get(reverse("activities:export", args=["csv"])).streaming_content).decode()

    with override("zh-hans"):
        assert body.splitlines()[1].split(",")[1] == gettext("Kind")

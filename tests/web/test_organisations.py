"""The pages of units: by level, by any name, one unit with its history, and a spreadsheet in two steps."""

import datetime as dt
import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.builders import make_person, make_unit
from xuanguan.organisations import hierarchy
from xuanguan.organisations.actions import add_membership, add_person, close_unit, merge_units, rename_unit
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.imports import load_divisions, load_towns
from xuanguan.organisations.models import Person, Unit

REPORT = dt.date(2012, 5, 25)
pytestmark = pytest.mark.django_db


@pytest.fixture
def sichuan(db):
    load_divisions(under="510000", on=REPORT)
    hierarchy.rebuild(on=REPORT)
    return Unit.objects.get(code="510000")


@pytest.fixture
def province():
    return make_unit("510000", "四川省")


@pytest.fixture
def reader(client):
    client.force_login(make_person("reader"))
    return client


@pytest.fixture
def administrator(client, province):
    client.force_login(make_person("administrator", roles=[(Role.ADMINISTRATOR, province)]))
    return client


def sheet(*rows) -> SimpleUploadedFile:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return SimpleUploadedFile("units.xlsx", out.getvalue())


HEADINGS = ["Code", "Name", "Kind", "Territory code"]


def test_the_list_begins_with_the_prefectures_and_counts_every_level(reader, sichuan):
    response = reader.get(reverse("organisations:list"))

    assert [(str(tab.label), tab.count, tab.current) for tab in response.context["tabs"]] == [
        ("Province", 1, False), ("Prefecture", 21, True), ("County", 181, False)]
    assert [(unit.name_en, below) for unit, below, _today in response.context["rows"]][:2] == [("Chengdu", "19 counties"), ("Zigong", "6 counties")]


def test_a_list_page_takes_as_many_queries_for_sixty_units_as_for_one(reader, sichuan, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        reader.get(reverse("organisations:list"), {"level": "3"})


def test_the_rows_that_htmx_asks_for_are_those_of_the_page(reader, sichuan):
    address = reverse("organisations:list") + "?level=3&page=2"

    whole, part = reader.get(address).content.decode(), reader.get(address, headers={"HX-Request": "true"}).content.decode()

    assert part.strip().startswith('<div id="rows">')
    assert part.strip() in whole


@pytest.mark.parametrize(("typed", "code"), [("射洪市", "510922"), ("元壩", "510811"), ("shx", "510922"), ("511803", "511821"), ("达川区", "511721")])
def test_a_unit_is_found_by_old_and_later_names_pinyin_and_codes(reader, sichuan, typed, code):
    response = reader.get(reverse("organisations:search"), {"q": typed})

    assert response.context["found"][0].unit.code == code


def test_a_search_without_a_hit_says_what_to_try(reader, sichuan):
    page = reader.get(reverse("organisations:search"), {"q": "没有这个地方"}).content.decode()

    assert "No unit is called that" in page


def test_a_field_is_offered_open_units_by_name_and_code(reader, sichuan):
    page = reader.get(reverse("organisations:pick"), {"q": "射洪"}).content.decode()

    assert 'value="Shehong County (510922)"' in page


def test_the_page_of_a_county_tells_its_history_the_newest_first(reader, sichuan):
    response = reader.get(reverse("organisations:unit", args=["511821"]))

    assert [(str(one.when), str(one.title), str(one.text)) for one in response.context["moments"]][:2] == [
        ("6 November 2012", "Renamed 名山区", "Code 511803"), ("2000 (year known only)", "Code 511821", "")]


def test_a_later_code_leads_to_the_same_unit(reader, sichuan):
    response = reader.get(reverse("organisations:unit", args=["510981"]))

    assert (response.status_code, response.headers["Location"]) == (301, reverse("organisations:unit", args=["510922"]))


def test_towns_are_marked_as_of_todays_list(reader, sichuan):
    load_towns(counties=["510981"])

    page = reader.get(reverse("organisations:unit", args=["510922"])).content.decode()

    assert page.count("today&#x27;s list") + page.count("today's list") == 23


def test_a_closed_unit_says_where_it_went(reader, province):
    old, heir = make_unit("510100", "旧市", under=province), make_unit("510200", "新市", under=province)
    merge_units(units=[old], into=heir, on=dt.date(2012, 1, 1), by=None)

    response = reader.get(reverse("organisations:unit", args=["510100"]))

    assert (response.context["heir"], "On the map it is shown at" in response.content.decode()) == (heir, True)


def test_a_unit_that_does_not_exist_is_not_found(reader, province):
    assert reader.get(reverse("organisations:unit", args=["999999"])).status_code == 404


def test_the_page_of_a_leading_group_names_its_members(reader, province):
    group = make_unit("510000-qlg", "领导小组", under=province, kind=UnitKind.LEADING_GROUP)
    bureau = make_unit("510000-qts", "省质监局", under=province, kind=UnitKind.BUREAU)
    add_membership(group=group, unit=bureau, by=None)

    response = reader.get(reverse("organisations:unit", args=["510000-qlg"]))

    assert [one.unit for one in response.context["members"]] == [bureau]


def test_telephone_numbers_are_for_those_who_work_for_the_unit(client, province):
    add_person(name="李敏", unit=province, phone="028-1234567", by=None)

    pages = []
    for roles in ([], [(Role.OFFICER, province)]):
        client.force_login(make_person(roles=roles))
        pages.append("028-1234567" in client.get(reverse("organisations:unit", args=["510000"])).content.decode())

    assert pages == [False, True]


def test_an_administrator_tries_a_spreadsheet_out_and_then_enters_it(administrator):
    address = reverse("organisations:import", args=["units"])
    tried = administrator.post(address, {"sheet": sheet(HEADINGS, ["510900", "遂宁市", "Division", "510000"])})
    before = Unit.objects.count()

    done = administrator.post(address, {"apply": "1", "kept": tried.context["kept"], "file_name": "units.xlsx"})

    assert (before, done.status_code, Unit.objects.get(code="510900").level) == (1, 302, 2)


def test_errors_are_shown_by_cell_and_nothing_can_be_entered(administrator):
    response = administrator.post(reverse("organisations:import", args=["units"]), {
        "sheet": sheet(HEADINGS, ["510900", "遂宁市", "Castle", "519999"])})

    assert [error.cell for error in response.context["errors"]] == ["C2", "D2"]
    assert "kept" not in response.context


@pytest.mark.parametrize(("upload", "sentence"), [
    (None, "Choose a file first."),
    (SimpleUploadedFile("units.xlsx", b"no spreadsheet"), "cannot be read as a spreadsheet"),
])
def test_a_file_that_cannot_be_read_gets_a_sentence(administrator, upload, sentence):
    response = administrator.post(reverse("organisations:import", args=["units"]), {"sheet": upload} if upload else {})

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_file_that_somebody_else_tried_out_cannot_be_entered(administrator, client, province):
    address = reverse("organisations:import", args=["people"])
    tried = administrator.post(address, {"sheet": sheet(["Name", "Unit code"], ["李敏", "510000"])})
    client.force_login(make_person("other", roles=[(Role.ADMINISTRATOR, province)]))

    client.post(address, {"apply": "1", "kept": tried.context["kept"]})

    assert Person.objects.count() == 0


def test_only_administrators_import(reader, province):
    addresses = [reverse("organisations:import", args=["units"]), reverse("organisations:template", args=["units"])]

    assert [reader.get(address).status_code for address in addresses] == [403, 403]


def test_a_template_can_be_taken(administrator):
    response = administrator.get(reverse("organisations:template", args=["members"]))

    assert response.content[:2] == b"PK"
    assert administrator.get(reverse("organisations:template", args=["castles"])).status_code == 404


def test_a_unit_renamed_and_closed_later_tells_both(reader, province):
    unit = make_unit("510100", "旧市", under=province)
    rename_unit(unit=unit, name="新市", on=dt.date(2011, 3, 1), by=None)
    close_unit(unit=unit, on=dt.date(2012, 3, 1), by=None)

    response = reader.get(reverse("organisations:unit", args=["510100"]))

    assert [str(one.title) for one in response.context["moments"]] == ["Closed", "Renamed 新市", "Called 旧市"]

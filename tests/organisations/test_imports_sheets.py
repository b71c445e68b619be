"""Units, people and memberships from spreadsheets: every error by cell, whole or not at all."""

import datetime as dt
import io

import pytest
import xlsxwriter
from django.utils import translation
from python_calamine import CalamineWorkbook

from tests.builders import make_person, make_system, make_unit
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import RowErrors
from xuanguan.common.spreadsheets import UnreadableSheet
from xuanguan.organisations.columns import unit_columns
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.imports import (
    import_memberships,
    import_people,
    import_units,
    read_memberships,
    read_people,
    read_units,
)
from xuanguan.organisations.imports.templates import template
from xuanguan.organisations.models import Membership, Person, Unit, UnitName

pytestmark = pytest.mark.django_db
UNITS = ["代码", "名称", "类别", "层级", "所属区划代码", "系统", "启用日期", "简称"]


def sheet(*rows) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for n, value in enumerate(row):
            if isinstance(value, dt.date):
                page.write_datetime(number, n, dt.datetime.combine(value, dt.time()), book.add_format({"num_format": "yyyy-mm-dd"}))
            else:
                page.write(number, n, value)
    book.close()
    return out.getvalue()


def by_cell(run) -> dict[str, str]:
    return {error.cell: error.sentence for error in run.errors}


@pytest.fixture
def province():
    return make_unit("510000", "四川省")


@pytest.fixture
def city(province):
    return make_unit("510900", "遂宁市", under=province)


def test_units_come_from_a_sheet_territories_before_what_lies_in_them(city):
    make_system()
    data = sheet(
        UNITS,
        ["510922-qts", "射洪县质量技术监督局", "局", "", "510922", "quality", "", "射洪质监局"],
        ["510922", "射洪县", "行政区划", "县（市、区）级", "510900", "", dt.date(1985, 1, 1), "射洪"],
    )

    with translation.override("zh-hans"):
        units = import_units(data, "units.xlsx")

    county, bureau = Unit.objects.get(code="510922"), Unit.objects.get(code="510922-qts")
    assert len(units) == 2
    assert (county.territory, county.level, county.opened) == (city, 3, dt.date(1985, 1, 1))
    assert (bureau.territory, bureau.level, bureau.system.code) == (county, 3, "quality")
    assert UnitName.objects.filter(unit=bureau, kind="short").get().initials == "shzjj"
    assert Event.objects.get(act="import_units").data["units"] == ["510922", "510922-qts"]


def test_everything_wrong_is_said_by_cell_and_nothing_is_applied(city):
    make_unit("510500", "泸州市")
    Unit.objects.filter(code="510500").update(closed=dt.date(2010, 1, 1), is_open=False)
    data = sheet(
        UNITS,
        ["510922", "射洪县", "行政区划", "县（市、区）级", "519999", "", "2012年13月1日", ""],
        ["510922", "重复", "县局", "县（市、区）级", "510900", "", "", ""],
        ["510900", "不是遂宁", "行政区划", "", "510000", "", "", ""],
        ["", "没有代码", "行政区划", "", "510500", "", "", ""],
        ["510904", "安居区", "行政区划", "", "510500", "nothing", "", ""],
    )

    with translation.override("en"):
        run = read_units(data, "units.xlsx")

    assert by_cell(run) == {
        "G2": "“2012年13月1日” is no day. Write it as 2012-05-25.",
        "E2": "No unit has the code 519999. Search it under Units, or put it into a row of its own above.",
        "C3": "“县局” is none of: Division, Government, Party committee, Bureau, Department, Leading group, Enterprise, Media, School or institute, "
              "Hospital, Ward, Other.",
        "A3": "The code 510922 stands in row 2 already.",
        "A4": "The code 510900 belongs to 遂宁市.",
        "A5": "Fill this cell.",
        "F6": "“nothing” is none of: .",
        "E6": "泸州市 is closed since 2010-01-01. Choose the unit that took its place.",
    }
    before = Unit.objects.count()
    with pytest.raises(RowErrors) as refusal:
        import_units(data, "units.xlsx")
    assert (Unit.objects.count(), len(refusal.value.errors)) == (before, 8)


def test_rows_that_lie_in_one_another_in_a_circle_are_refused():
    data = sheet(UNITS, ["1", "一", "行政区划", "", "2", "", "", ""], ["2", "二", "行政区划", "", "1", "", "", ""])

    run = read_units(data, "units.xlsx")

    assert by_cell(run) == {"E2": "1 lies in itself: 1 → 2 → 1.", "E3": "2 lies in itself: 2 → 1 → 2."}


def test_a_sheet_without_a_needed_column_or_with_an_unknown_one_says_which():
    data = sheet(["代码", "名称", "颜色"], ["510000", "四川省", "红"])

    with translation.override("en"):
        run = read_units(data, "units.xlsx")

    assert [(error.column, error.sentence) for error in run.errors] == [
        ("Kind", "The column “Kind” is missing. Use the template."),
        ("颜色", "The column “颜色” is not known here. Take it out, or use the template's headings."),
    ]


def test_units_that_are_there_already_are_passed_over(city):
    data = sheet(UNITS, ["510900", "遂宁市", "行政区划", "", "510000", "", "", ""])

    run = read_units(data, "units.xlsx")

    assert (run.there, run.new, run.errors) == (1, [], [])


def test_a_city_administrator_imports_only_into_their_city(city, province):
    person = make_person(roles=[(Role.ADMINISTRATOR, city)])
    data = sheet(UNITS, ["510922", "射洪县", "行政区划", "", "510900", "", "", ""], ["510500", "泸州市", "行政区划", "", "510000", "", "", ""])

    run = read_units(data, "units.xlsx", by=person)

    assert by_cell(run) == {"E3": "You do not administer 四川省."}


def test_no_spreadsheet_and_an_empty_one_are_refused_with_a_sentence():
    for data in (b"no spreadsheet", sheet(UNITS)):
        with pytest.raises(UnreadableSheet):
            read_units(data, "units.xlsx")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_template_can_be_filled_in_and_read_in_either_language(city, language):
    with translation.override(language):
        data = template("Units", unit_columns())
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()

    with translation.override(language):
        kind = str(UnitKind.BUREAU.label)
        run = read_units(sheet(rows[0], rows[1], ["510900-qts", "遂宁市质监局", kind, "", "510900 遂宁市", *[""] * 7]), "units.xlsx")

    assert rows[1][0].startswith("#")
    assert [(row.code, row.kind, row.territory) for row in run.new] == [("510900-qts", "bureau", city)]
    assert run.errors == []


def test_people_come_from_a_sheet(city):
    user = make_person("hejia")
    data = sheet(["姓名", "单位代码", "职务", "邮箱", "账号"], ["何佳", "510900", "科员", "he@example.org", "hejia"], ["冯立冬", "510900", "", "", ""])

    import_people(data, "people.xlsx")

    assert list(Person.objects.order_by("id").values_list("name", "unit__code", "post", "user")) == [
        ("何佳", "510900", "科员", user.pk), ("冯立冬", "510900", "", None)]


def test_wrong_people_are_said_by_cell(city):
    data = sheet(["姓名", "单位代码", "邮箱", "账号"], ["何佳", "519999", "no address", "nobody"], ["何佳", "510900", "", ""], ["何佳", "510900", "", ""])

    run = read_people(data, "people.xlsx")

    assert sorted(by_cell(run)) == ["A4", "B2", "C2", "D2"]
    assert by_cell(run)["A4"] == "何佳 stands in row 3 already."


def test_members_of_a_leading_group_come_from_a_sheet(city, province):
    group = make_unit("510000-qlg", "质量工作领导小组", under=province, kind=UnitKind.LEADING_GROUP)
    Person.objects.create(name="李敏", unit=province)
    heading = ["领导小组代码", "成员单位代码", "姓名", "角色", "起始日期", "截止日期"]
    data = sheet(heading, ["510000-qlg", "510900", "", "member", "", ""], ["510000-qlg", "", "李敏", "contact", "2012-01-01", ""])

    import_memberships(data, "members.xlsx")
    again = read_memberships(data, "members.xlsx")

    assert set(Membership.objects.values_list("group__code", "unit__code", "person__name", "role")) == {
        (group.code, "510900", None, "member"), (group.code, None, "李敏", "contact")}
    assert (again.new, again.there) == ([], 2)


def test_a_member_entered_twice_or_in_no_group_is_refused_by_cell(city, province):
    make_unit("510000-qlg", "质量工作领导小组", under=province, kind=UnitKind.LEADING_GROUP)
    heading = ["领导小组代码", "成员单位代码", "姓名", "角色", "起始日期", "截止日期"]

    twice = read_memberships(sheet(heading, ["510000-qlg", "510900", "", "member", "", ""], ["510000-qlg", "510900", "", "member", "2012-01-01", ""]), "m")
    wrong = read_memberships(sheet(heading, ["510000", "510900", "", "member", "2012-02-01", "2012-01-01"], ["510000-qlg", "", "某某", "member", "", ""]), "m")

    assert by_cell(twice) == {"A3": "遂宁市 is a member of 质量工作领导小组 at that time already."}
    assert sorted(by_cell(wrong)) == ["A2", "C3", "F2"]
    assert Membership.objects.count() == 0

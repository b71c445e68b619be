"""Activities come in from spreadsheets: a dry run first, then all of it or nothing, undone as one."""
import datetime as dt
import io

import pytest
import xlsxwriter

from tests.builders import activity_values, make_report, make_unit
from xuanguan.activities import actions
from xuanguan.activities.facts import image_of
from xuanguan.activities.imports import ColumnsUnknown, NothingToApply, apply_sheet, dry_run, open_sheet
from xuanguan.activities.models import Activity, Change, SheetImport
from xuanguan.activities.values import When
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import NotAllowed, RowErrors
from xuanguan.common.spreadsheets import UnreadableSheet, write_sheet
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Succession, Unit, UnitName

HEADINGS = ["Kind of activity", "Front", "First day", "Last day", "Host unit", "参加（人次）", "Place"]
TODAY = dt.date(2012, 6, 1)


def sheet(*rows, headings=HEADINGS):
    return write_sheet("s", headings, rows)


def run(here, data, **said):
    return dry_run(data, "s.xlsx", **{"campaign": here.campaign, "unit": here.county, "by": here.officer, "on": TODAY} | said)


def sentences(found):
    return [(error.cell, error.sentence) for error in found.errors]


def test_a_row_becomes_a_report_that_nobody_has_to_type(here):
    found = run(here, sheet(["讲座", "Government", "2012年3月5日", "", "荣县", "130余", "县政府"]))

    row, = found.rows
    assert (str(row.values.kind.code), row.values.front.code, row.values.when, row.values.reporting_unit, row.values.place) == (
        "lecture", "government", When.on(dt.date(2012, 3, 5)), here.county, "县政府")
    assert [(one.code, one.value, one.qualifier, one.unit_zh, one.text) for one in row.values.measures] == [
        ("participants", 130, "at_least", "人次", "130余")]


@pytest.mark.parametrize(("column", "value", "cell", "sentence"), [
    (0, "晚会", "A2", "“晚会” is not a kind of activity of this campaign. Choose from the list: Lecture, Agreement …"),
    (0, "", "A2", "The kind of activity is missing. Choose one from the list."),
    (1, "前线", "B2", "“前线” is not a front of this campaign. Choose from the list: Government, Own system …"),
    (1, "", "B2", "The front is missing, and “Lecture” has no usual one. Choose a front from the list."),
    (2, "2012-02-30", "C2", "There is no such day: 2012-02-30. Correct it, as in 2012-03-05."),
    (2, "3月5日", "C2", "“3月5日” has no year. Write the whole day, as in 2012-03-05."),
    (2, "", "C2", "The day is missing. Write the first day as 2012-03-05; where only a span is known, fill in “not before” and “not after”."),
    (2, dt.date(2012, 7, 1), "C2", "The day lies in the future. What is still to come can be kept as a draft and submitted when it was done."),
    (3, "2012-01-31", "D2", "The last day (2012-01-31) lies before the first (2012-03-05). Exchange or correct them."),
    (4, "无名县", "E2", "No unit is called “无名县”. Choose it from the list, or write its full name or its code."),
    (5, -3, "F2", "A number cannot be negative: -3. Leave the cell empty where nothing is known, and write 0 for none."),
    (5, "许多", "F2", "“许多” is not a number. Write digits only, as in 130; 130余 and 约5万 are understood."),
    (5, "36册", "F2", "“36册” is counted in 册, this column in 人次: kinds of number never add. Move it to the right column."),
    (6, "x" * 201, "G2", "This text has 201 characters; 200 fit. Shorten it, or move the rest to the note."),
])
def test_a_cell_that_cannot_be_taken_is_named_with_what_to_do(here, column, value, cell, sentence):
    row: list = ["Lecture", "Government", "2012-03-05", "", "荣县", 36, ""]
    row[column] = value

    assert sentences(run(here, sheet(row))) == [(cell, sentence)]


def test_all_that_is_wrong_with_a_row_is_said_at_once(here):
    found = run(here, sheet(["晚会", "Government", "3月5日", "", "荣县", "许多", ""]))

    assert [error.cell for error in found.errors] == ["A2", "C2"]


@pytest.mark.parametrize(("first", "last", "when"), [
    (dt.date(2012, 3, 5), "", When.on(dt.date(2012, 3, 5))),
    (40973, "", When.on(dt.date(2012, 3, 5))),
    ("20120305", "", When.on(dt.date(2012, 3, 5))),
    ("2012年3月5日至7日", "", When.lasting(dt.date(2012, 3, 5), dt.date(2012, 3, 7))),
    ("2012-03-05", "2012.3.7", When.lasting(dt.date(2012, 3, 5), dt.date(2012, 3, 7))),
    ("2012年3月", "", When.between(dt.date(2012, 3, 1), dt.date(2012, 3, 31))),
    ("二〇一二年三月五日", "", When.on(dt.date(2012, 3, 5))),
])
def test_days_are_read_as_people_write_them(here, first, last, when):
    found = run(here, sheet(["Lecture", "Government", first, last, "荣县", 36, ""]))

    assert [row.values.when for row in found.rows] == [when]


def test_a_span_is_written_in_two_columns_of_its_own(here):
    headings = ["活动种类", "战线", "不早于", "不晚于"]

    found = run(here, sheet(["讲座", "政府", "2012-02-06", "2012-05-25"], headings=headings))

    assert [row.values.when for row in found.rows] == [When.between(dt.date(2012, 2, 6), dt.date(2012, 5, 25))]


def test_a_unit_that_did_not_exist_on_that_day_is_named_with_what_followed_it(here):
    heir = make_unit("510399", "新县", under=here.city)
    Unit.objects.filter(pk=here.county.pk).update(closed=dt.date(2012, 1, 1))
    Succession.objects.create(kind="merge", on=dt.date(2012, 1, 1), predecessor=here.county, successor=heir)

    found = run(here, sheet(["Lecture", "Government", "2012-03-05", "", "荣县", 36, ""]))

    assert sentences(found) == [
        ("E2", "荣县 no longer existed on that day: it was closed on 2012-01-01. Name what followed it: 新县.")]


def test_a_name_means_the_unit_that_bore_it_on_that_day(here):
    UnitName.objects.create(unit=here.county, name="荣城县", until=dt.date(2012, 4, 1))
    younger = make_unit("510388", "别县", under=here.city)
    UnitName.objects.create(unit=younger, name="荣城县", since=dt.date(2012, 4, 1))

    found = run(here, sheet(["Lecture", "Government", "2012-03-05", "", "荣城县", 1, ""], ["Lecture", "Government", "2012-05-05", "", "荣城县", 1, ""]),
                unit=here.city, by=here.city_officer)

    assert [row.values.participations[0].unit for row in found.rows] == [here.county, younger]


def test_a_name_that_two_units_bear_is_asked_back_and_a_code_decides(here):
    one = make_unit("510302", "城区", under=here.city)
    two = make_unit("510502", "城区", under=here.other_city)
    here.campaign.territory.refresh_from_db()
    here.coordinator.grants.get().unit.refresh_from_db()

    rows = [["Lecture", "Government", "2012-03-05", "", name, 1, ""] for name in ("城区", "城区 (510502)")]
    found = run(here, sheet(*rows), unit=here.campaign.territory, by=here.coordinator)

    assert (sentences(found), [row.values.participations[0].unit for row in found.rows]) == (
        [("E2", f"Several units are called “城区”: {one} (510302), {two} (510502). Write the code of the one you mean.")], [two])


def test_nobody_reports_for_a_unit_that_is_not_theirs(here):
    found = run(here, sheet(["Lecture", "Government", "2012-03-05", "", "荣县", 36, "", "泸州市"], headings=[*HEADINGS, "填报单位"]))

    assert [(error.cell, error.sentence[:75]) for error in found.errors] == [
        ("H2", "For this you need to be Reporting officer or Campaign coordinator or Bullet")]


def test_where_the_host_is_not_ones_own_ones_own_unit_reports(here):
    bureau = make_unit("510321-qts", "荣县质监局", under=here.county, kind=UnitKind.BUREAU)

    found = run(here, sheet(["Lecture", "Government", "2012-03-05", "", "自贡市；荣县质监局", 36, ""]))

    assert [(row.values.reporting_unit, [(one.unit, one.role) for one in row.values.participations]) for row in found.rows] == [
        (here.county, [(here.city, "host"), (bureau, "co_host")])]


def test_what_looks_like_a_record_already_there_is_shown_and_so_is_a_row_told_twice(here):
    there = make_report(here.campaign, here.county, by=here.officer)
    row = ["Lecture", "Government", "2012-03-05", "", "荣县", 36, ""]

    found = run(here, sheet(["Lecture", "Government", "2012-03-01", "", "荣县", 40, ""], row, row, [*row[:5], 12, ""]))

    assert [(one.row.number, one.activity_id, one.can_open, one.other_row, one.is_same) for one in found.likely] == [
        (2, there.pk, True, None, False), (4, None, False, 3, True), (5, None, False, 3, False)]


def test_a_withdrawn_record_is_no_duplicate(here):
    actions.withdraw_activity(activity=make_report(here.campaign, here.county, by=here.officer), by=here.officer)

    assert run(here, sheet(["Lecture", "Government", "2012-03-01", "", "荣县", 40, ""])).likely == []


# Files as they come

def test_headings_are_found_below_a_merged_title_and_cells_merged_down_hold_for_each_row(here):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.merge_range("A1:G1", "2012年宣贯活动台账")
    page.write_row(2, 0, HEADINGS)
    page.merge_range("A4:A5", "讲座")
    page.merge_range("B4:B5", "政府")
    for row, day in ((3, "2012-03-05"), (4, "2012-03-06")):
        page.write_row(row, 2, [day, "", "荣县"])
        page.write_formula(row, 5, "=18*2", None, 36)
    book.close()

    found = run(here, out.getvalue())

    assert (found.errors, [(row.number, row.values.kind.code, row.values.measures[0].value) for row in found.rows]) == (
        [], [(4, "lecture", 36), (5, "lecture", 36)])


@pytest.mark.parametrize(("data", "sentence"), [
    (write_sheet("s", [], []), "“s.xlsx” is empty: no row with headings was found. Fill in the template, or choose the right file."),
    (write_sheet("s", HEADINGS, []), "“s.xlsx” has headings but no rows below them. Fill in at least one row and send it again."),
    (b"nothing of the kind", "“s.xlsx” cannot be read as a spreadsheet (xlsx, xls or ods). Save it in Excel or WPS as .xlsx and send it again."),
])
def test_a_file_without_rows_gets_a_sentence(here, data, sentence):
    with pytest.raises(UnreadableSheet) as caught:
        run(here, data)

    assert caught.value.sentence == sentence


def test_more_than_fifty_thousand_rows_are_refused_in_a_sentence(here):
    data = sheet(*(["a"] for _n in range(50_001)), headings=["Kind of activity", "First day"])

    with pytest.raises(UnreadableSheet, match="has 50002 rows; at most 50000 are read at once"):
        run(here, data)


# A ledger of one's own

LEDGER = ["序号", "时间", "培训名称", "单位", "参加人次数"]


def test_a_ledger_with_other_headings_is_guessed_and_confirmed_once(here):
    data = sheet([1, "2012-03-05", "质量讲座", "荣县", 36], headings=LEDGER)
    with pytest.raises(ColumnsUnknown):
        run(here, data)
    opened = open_sheet(data, "s.xlsx", campaign=here.campaign, unit=here.county)

    assert (opened.is_guess, opened.mapping.columns, opened.unread) == (
        True, {"时间": "first_day", "培训名称": "title", "单位": "host", "参加人次数": "measure:participants:人次"}, ["序号"])

    kept = {"columns": opened.mapping.columns, "constants": {"kind": "lecture", "front": "system"}}
    actions.keep_mapping(unit=here.county, headings=opened.sheet.headings, fields=kept, by=here.officer)
    row, = run(here, data).rows

    assert (row.values.kind.code, row.values.front.code, row.values.title, row.values.measures[0].value) == ("lecture", "system", "质量讲座", 36)


def test_what_a_city_decided_of_a_ledger_holds_for_its_counties_until_they_decide_themselves(here):
    data = sheet([1, "2012-03-05", "质量讲座", "荣县", 36], headings=LEDGER)
    columns = {"时间": "first_day", "单位": "host"}
    actions.keep_mapping(unit=here.city, headings=LEDGER, fields={"columns": columns, "constants": {"kind": "lecture", "front": "system"}}, by=here.city_officer)
    of_the_city = run(here, data).rows[0].values.front.code
    actions.keep_mapping(unit=here.county, headings=LEDGER, fields={"columns": columns, "constants": {"kind": "lecture", "front": "government"}}, by=here.officer)

    assert (of_the_city, run(here, data).rows[0].values.front.code) == ("system", "government")


# Applied as one, undone as one

def applied(here, *rows, **said):
    data = sheet(*rows)
    return apply_sheet(data, "s.xlsx", **{"sha256": "a" * 64, "campaign": here.campaign, "unit": here.county, "by": here.officer, "on": TODAY} | said)


def many(count):
    return [["Lecture", "Government", dt.date(2012, 3, 1) + dt.timedelta(days=n), "", "荣县", 36 + n, ""] for n in range(count)]


def test_a_sheet_is_applied_whole(here):
    steps = []

    made = applied(here, *many(3), progress=lambda done, total: steps.append((done, total)))

    assert (made.rows, list(made.activities.values_list("state", flat=True)), steps) == (3, ["submitted"] * 3, [(3, 3)])


def test_one_wrong_cell_and_nothing_is_applied(here):
    with pytest.raises(RowErrors) as caught:
        applied(here, *many(3), ["晚会", "Government", "2012-03-05", "", "荣县", 36, ""])

    assert ([error.cell for error in caught.value.errors], Activity.objects.count(), SheetImport.objects.count()) == (["A5"], 0, 0)


def test_a_report_of_a_sheet_is_the_same_as_one_that_was_typed(here):
    clause = here.campaign.version.clauses.first()
    values = activity_values(here.campaign, here.county, hosts=[here.county, here.city], taking_part=[here.other_city], clauses=(clause,), title="讲座")
    typed = actions.report_activity(values=values, by=here.officer, on=TODAY, origin="spreadsheet")
    of_typed = traces(typed)

    made = actions.apply_rows(campaign=here.campaign, name="s", sha256="b" * 64, rows=[(2, values)], by=here.officer, on=TODAY)
    from_sheet = made.activities.get()

    assert image_of(from_sheet) | {"id": typed.pk} == image_of(typed)
    assert traces(from_sheet) == of_typed


def traces(activity):
    """What reviews, audit and outbox keep of a record, without its id."""
    events = Event.objects.filter(object_type="activities.activity", object_id=str(activity.pk)).order_by("pk")
    return ([(one.act, one.by_id, one.reason) for one in activity.reviews.all()],
            [(one.act, one.actor_id, one.object_name, one.data) for one in events],
            Change.objects.filter(thing="activity", thing_id=activity.pk).count())


def test_the_same_file_is_not_applied_twice_until_it_is_undone(here):
    first = applied(here, *many(2))
    with pytest.raises(actions.AlreadyApplied, match=r"This very file was applied on .* by officer, and its 2 reports are there"):
        applied(here, *many(2))

    actions.undo_sheet(sheet=first, by=here.officer, on=TODAY)
    second = applied(here, *many(2))

    assert [list(one.activities.values_list("state", flat=True)) for one in (first, second)] == [["withdrawn"] * 2, ["submitted"] * 2]


def test_rows_that_look_known_are_left_out_on_request(here):
    make_report(here.campaign, here.county, by=here.officer)

    made = applied(here, *many(3), leave_likely=True)

    assert made.rows == 2


def test_a_sheet_of_which_all_rows_are_left_out_is_not_applied(here):
    with pytest.raises(NothingToApply):
        applied(here, *many(2), leave=[2, 3])


def test_undoing_withdraws_every_report_and_keeps_what_it_was(here):
    made = applied(here, *many(2))

    undone = actions.undo_sheet(sheet=made, by=here.officer, on=dt.date(2012, 6, 2))

    made.refresh_from_db()
    assert (undone, made.undone_at is not None) == (actions.Undone(2, 0), True)
    one = made.activities.first()
    assert ([(version.number, version.since, version.until, version.image["state"]) for version in one.versions.all()],
            one.number, one.since, [review.act for review in one.reviews.all()]) == (
        [(1, TODAY, dt.date(2012, 6, 2), "submitted")], 2, None, ["submit", "withdraw"])


def test_an_undone_report_is_the_same_as_one_that_was_withdrawn(here):
    made = applied(here, *many(2))
    first, second = made.activities.order_by("pk")
    actions.withdraw_activity(activity=first, by=here.officer, on=TODAY)

    actions.undo_sheet(sheet=made, by=here.officer, on=TODAY)

    first.refresh_from_db()
    second.refresh_from_db()
    same = ("state", "number", "since", "verified_on", "verified_by_id")
    assert [getattr(first, name) for name in same] == [getattr(second, name) for name in same]
    assert traces(first) == traces(second)


def test_a_sheet_with_a_verified_report_is_not_undone_as_one_but_the_others_may_be(here):
    made = applied(here, *many(3))
    verified = actions.verify_activity(activity=made.activities.first(), by=here.verifier)
    with pytest.raises(actions.CannotUndo) as caught:
        actions.undo_sheet(sheet=made, by=here.officer)
    nothing_changed = made.activities.filter(state="withdrawn").count()

    undone = actions.undo_sheet(sheet=made, by=here.officer, leaving=True)

    made.refresh_from_db()
    assert (caught.value.blocked, nothing_changed, undone, made.undone_at) == ([verified], 0, actions.Undone(2, 1), None)


def test_a_merged_report_blocks_the_undoing_whichever_side_it_was_on(here):
    made = applied(here, *many(2))
    one, two = made.activities.order_by("pk")
    other = make_report(here.campaign, here.city, by=here.city_officer, on=TODAY)
    actions.merge_activities(kept=one, absorbed=other, by=here.coordinator, on=TODAY)
    actions.merge_activities(kept=make_report(here.campaign, here.city, by=here.city_officer, on=TODAY), absorbed=two, by=here.coordinator, on=TODAY)

    with pytest.raises(actions.CannotUndo) as caught:
        actions.undo_sheet(sheet=made, by=here.officer)

    assert [activity.pk for activity in caught.value.blocked] == [one.pk, two.pk]


def test_a_stranger_cannot_undo_a_sheet(here):
    made = applied(here, *many(1))

    with pytest.raises(NotAllowed):
        actions.undo_sheet(sheet=made, by=here.stranger)


# Cost

def test_a_dry_run_costs_the_same_however_many_rows(here, django_assert_max_num_queries):
    data = sheet(*many(60))

    with django_assert_max_num_queries(24):
        run(here, data)

"""The list of activities as a file: as of a moment, nothing that runs, the same records in every form."""
import csv
import datetime as dt
import io
import json

import pytest

from tests.builders import make_draft, make_report
from xuanguan.activities import actions
from xuanguan.activities.exports import Export, stream_csv, stream_json, write_xlsx
from xuanguan.activities.imports import dry_run
from xuanguan.activities.queries import activities_seen_by
from xuanguan.activities.values import When
from xuanguan.common.spreadsheets import read_sheet, read_tables

AT = dt.datetime(2012, 5, 25, 6, 30, tzinfo=dt.UTC)  # 14:30 in Shanghai


def export_for(here, person=None):
    found = activities_seen_by(person or here.coordinator, here.campaign).order_by("-latest", "-id")
    return Export(here.campaign, found, AT)


def rows_of(export):
    lines = list(csv.reader(io.StringIO("".join(stream_csv(export)).lstrip("\ufeff"))))
    return lines[0][0], [dict(zip(lines[1], line, strict=True)) for line in lines[2:]]


def test_a_csv_says_as_of_when_and_holds_each_record_once_with_all_its_units(here):
    make_report(here.campaign, here.county, by=here.officer, hosts=[here.county, here.city], taking_part=[here.other_city], title="讲座")

    as_of, rows = rows_of(export_for(here))

    assert as_of.startswith("# Campaign: activities as of ")
    row, = rows
    assert {name: row[name] for name in ("Kind", "Title", "First day", "Host", "Took part", "Attendances (attendances)", "Sessions (sessions)", "State")} == {
        "Kind": "Lecture", "Title": "讲座", "First day": "2012-03-01", "Host": "荣县 (510321); 自贡市 (510300)", "Took part": "泸州市 (510500)",
        "Attendances (attendances)": "36", "Sessions (sessions)": "1", "State": "Self-reported"}


def test_an_undated_record_gives_the_days_between_which_it_lay(here):
    make_report(here.campaign, here.county, by=here.officer, on=dt.date(2012, 6, 1), when=When.between(dt.date(2012, 2, 6), dt.date(2012, 5, 25)))

    _as_of, (row,) = rows_of(export_for(here))

    assert [row[name] for name in ("First day", "Last day", "Not before", "Not after")] == ["", "", "2012-02-06", "2012-05-25"]


@pytest.mark.parametrize("title", ["=1+1", "+cmd", "-2", "@SUM(A1)"])
def test_no_cell_of_an_export_runs_as_a_formula(here, title):
    make_report(here.campaign, here.county, by=here.officer, title=title)
    export = export_for(here)

    from_csv = rows_of(export)[1][0]["Title"]
    from_xlsx = read_sheet(write_xlsx(export), "x.xlsx").rows[0].text("Title")

    assert (from_csv, from_xlsx) == (f"'{title}", f"'{title}")


def test_a_person_exports_only_what_they_may_see(here):
    make_report(here.campaign, here.county, by=here.officer)
    make_report(here.campaign, here.other_city, by=here.stranger)
    make_draft(here.campaign, here.county, by=here.officer)

    assert [row["State"] for row in rows_of(export_for(here, here.verifier))[1]] == ["Self-reported"]


def test_all_three_forms_hold_the_same_records(here):
    for n in range(3):
        make_report(here.campaign, here.county, by=here.officer, title=f"t{n}")
    export = export_for(here)

    from_json = json.loads("".join(stream_json(export)))
    from_xlsx = read_tables(write_xlsx(export), "x.xlsx")

    assert [row["Record number"] for row in rows_of(export)[1]] == [str(one["id"]) for one in from_json["activities"]]
    assert [row[0] for row in from_xlsx["Activities"][1:]] == [one["id"] for one in from_json["activities"]]
    assert (from_json["as_of"], from_json["campaign"], list(from_xlsx)[1]) == ("2012-05-25T14:30:00+08:00", "campaign", "About this sheet")


def test_a_json_of_nothing_is_still_json(here):
    assert json.loads("".join(stream_json(export_for(here))))["activities"] == []


def test_an_exported_list_is_known_again_when_it_comes_back(here):
    make_report(here.campaign, here.county, by=here.officer)
    data = write_xlsx(export_for(here))
    opened_columns = {"Kind": "kind", "Front": "front", "First day": "first_day", "Last day": "last_day", "Host": "host"}
    actions.keep_mapping(unit=here.county, headings=read_sheet(data, "x.xlsx").headings, fields={"columns": opened_columns}, by=here.officer)

    found = dry_run(data, "x.xlsx", campaign=here.campaign, unit=here.county, by=here.officer)

    assert ([error.sentence for error in found.errors], len(found.likely)) == ([], 1)


def test_an_export_costs_the_same_for_ten_records_as_for_one(here, django_assert_max_num_queries):
    for _n in range(10):
        make_report(here.campaign, here.county, by=here.officer)
    export = export_for(here)

    with django_assert_max_num_queries(9):
        list(stream_csv(export))

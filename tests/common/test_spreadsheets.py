"""Sheets are read with the address of every cell, and written so that nothing runs."""
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanguan.common.spreadsheets import FORMULA_STARTS, UnreadableSheet, read_sheet, safe_cell, write_sheet


def test_what_is_written_is_read_back_with_the_address_of_its_cells():
    data = write_sheet("units", ["code", "name", "since"], [["510100", "成都市", dt.date(2012, 5, 25)], ["510300", "自贡市", None]])

    sheet = read_sheet(data, "units.xlsx", knows=["code", "name"])

    assert [(row.text("code"), row.text("name"), row.text("since"), row.cell("name")) for row in sheet.rows] == [
        ("510100", "成都市", "2012-05-25", "B2"), ("510300", "自贡市", "", "B3")]


def test_headings_are_found_below_a_title():
    data = write_sheet("s", ["2012年台账", ""], [["", ""], ["code", "name"], ["1", "a"]])

    sheet = read_sheet(data, "s.xlsx", knows=["code", "name"])

    assert (sheet.headings, [row.number for row in sheet.rows]) == (["code", "name"], [4])


def test_a_help_row_is_passed_over():
    data = write_sheet("s", ["code"], [["# the unit's code"], ["1"]])

    assert [row.text("code") for row in read_sheet(data, "s.xlsx", knows=["code"]).rows] == ["1"]


@pytest.mark.parametrize("data", [b"", b"not a sheet", b"%PDF-1.4"])
def test_what_is_no_spreadsheet_gets_a_sentence(data):
    with pytest.raises(UnreadableSheet, match="cannot be read as a spreadsheet"):
        read_sheet(data, "a.xlsx")


def test_missing_headings_are_named():
    with pytest.raises(UnreadableSheet, match="code, name"):
        read_sheet(write_sheet("s", ["x"], [["1"]]), "a.xlsx", knows=["code", "name"])


@given(st.text(max_size=40))
def test_no_cell_begins_like_a_formula(text):
    assert not str(safe_cell(text)).startswith(FORMULA_STARTS)

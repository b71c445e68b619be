"""A table that a person puts together: every cell is the figure that its own question has, and opens to it."""
import datetime as dt

import pytest

from tests.builders import make_unit
from tests.figures.history import FIRST, LAST, live_through
from xuanguan.analytics import MeasureKey
from xuanguan.analytics.questions import Dimension
from xuanguan.figures.actions import rebuild
from xuanguan.figures.answers import CannotAsk, figure, names_of, question, question_from, table
from xuanguan.figures.answers.tables import TooManyLines
from xuanguan.organisations.enums import UnitKind
from xuanguan.periods import Window

pytestmark = pytest.mark.django_db
PAIRS = [
    (Dimension.FRONT, Dimension.MONTH), (Dimension.CHILD, Dimension.KIND), (Dimension.KIND, Dimension.CHILD), (Dimension.MONTH, Dimension.SYSTEM),
    (Dimension.QUARTER, Dimension.CHILD), (Dimension.SYSTEM, Dimension.FRONT)]


@pytest.fixture
def lived(here):
    live_through(here, 4)
    rebuild()
    return question(here.campaign, unit=here.province, period=Window(FIRST, LAST))


@pytest.mark.parametrize(("rows", "columns"), PAIRS)
def test_a_cell_is_the_figure_that_its_own_question_has(lived, rows, columns):
    found = table(lived, rows, columns)

    alone = {
        (row, column): figure(lived.but(**found.rows[row].changes).but(**found.columns[column].changes))
        for row, _ in enumerate(found.rows) for column, _ in enumerate(found.columns)
        if found.rows[row].changes and found.columns[column].changes}
    assert {at: (one.value, one.verified) for at, one in found.cells.items() if at in alone} == {
        at: (one.value, one.verified) for at, one in alone.items() if one.itemised}


def test_sums_at_the_margins_are_asked_and_not_added_up(lived):
    found = table(lived, Dimension.CHILD, Dimension.SYSTEM)

    assert [one.itemised for one in found.row_sums if one.question.unit != lived.unit] == [
        figure(lived.but(**heading.changes)).itemised for heading in found.rows if heading.changes]
    assert found.whole.itemised == figure(lived).itemised
    assert found.shares


def test_a_measure_keeps_its_qualifier_in_every_cell(lived):
    measure = next(iter(names_of(lived.campaign).measures))

    found = table(lived.but(measure=measure), Dimension.FRONT)

    assert [one.value for one in found.row_sums] == [figure(lived.but(measure=measure, **heading.changes)).value for heading in found.rows if heading.changes]


def test_every_step_of_time_has_a_line_and_the_undated_one_of_their_own(lived):
    found = table(lived, Dimension.MONTH)

    dated = [heading.key.code for heading in found.rows if heading.key]
    assert dated == [f"2012{month:02d}" for month in range(FIRST.month, LAST.month + 1)]
    assert sum(one.itemised for one in found.row_sums) == found.whole.itemised


@pytest.mark.parametrize(("rows", "columns", "sentence"), [
    (Dimension.FRONT, Dimension.FRONT, "Rows and columns are the same."),
    (Dimension.MONTH, Dimension.YEAR, "Rows and columns are both steps of time."),
    (Dimension.ROLE, None, "Roles are asked of taking part."),
])
def test_what_cannot_be_asked_together_is_said_in_a_sentence(lived, rows, columns, sentence):
    with pytest.raises(CannotAsk, match=sentence):
        table(lived, rows, columns)


def test_a_table_by_day_over_years_asks_for_a_coarser_step(lived):
    with pytest.raises(TooManyLines, match="Choose a coarser step"):
        table(lived.but(period=Window(dt.date(2010, 1, 1), dt.date(2012, 12, 31))), Dimension.DAY)


def test_a_bureau_has_no_units_below_it(lived, here):
    bureau = make_unit("510000-qts", "四川省质量技术监督局", under=here.province, kind=UnitKind.BUREAU)

    with pytest.raises(CannotAsk, match="is no division"):
        table(lived.but(unit=bureau), Dimension.CHILD)


def test_taking_part_is_asked_by_role(lived):
    taking_part = lived.but(roles=("any",))

    found = table(taking_part, Dimension.ROLE)

    assert [one.itemised for one in found.row_sums] == [figure(lived.but(roles=(heading.key,))).itemised for heading in found.rows]


def test_an_address_names_the_roles_that_are_asked(lived):
    asked = lived.but(roles=("partner", "speaker"))

    assert question_from(asked.parameters, lived.campaign).roles == ("partner", "speaker")
    with pytest.raises(CannotAsk, match="“host” cannot be asked here"):
        question_from({"roles": "host"}, lived.campaign)


def test_a_measure_that_nothing_carries_is_nothing_reported(lived):
    found = table(lived.but(measure=MeasureKey("unheard_of", "只")), Dimension.FRONT)

    assert {one.value for one in found.row_sums} <= {None}

"""An edition tells the figures which of them it printed, and the figure's page can find it."""
import datetime as dt

from tests.builders import make_report
from xuanguan.figures.actions import PrintedFigure, note_printed, refresh
from xuanguan.figures.answers import figure, key_of, printed_in, question
from xuanguan.periods import Window


def test_a_figure_asked_on_another_day_knows_where_it_was_printed(here):
    make_report(here.campaign, here.county, by=here.officer)
    refresh()
    then = question(here.campaign, as_of=dt.date(2012, 5, 25))
    found = figure(then)

    note_printed(edition=7, title="简报第1期", on=dt.date(2012, 5, 25), figures=[PrintedFigure(then, "1场", found.value)])

    printed, = printed_in(question(here.campaign))
    assert (printed.edition, printed.title, printed.text, printed.value) == (7, "简报第1期", "1场", found.value.value)


def test_another_figure_was_not_printed_there(here):
    refresh()
    asked = question(here.campaign)
    note_printed(edition=7, title="简报第1期", on=dt.date(2012, 5, 25), figures=[PrintedFigure(asked, "1场", None)])

    others = [asked.but(unit=here.city), asked.but(period=Window(dt.date(2012, 3, 1), dt.date(2012, 3, 31))), asked.but(front=here.campaign.fronts.first())]

    assert [list(printed_in(other)) for other in others] == [[], [], []]
    assert list(printed_in(asked, "monthly-report")) == []


def test_the_key_of_a_figure_is_the_same_for_every_reader(here):
    refresh()

    assert key_of(question(here.campaign, here.coordinator)) == key_of(question(here.campaign))

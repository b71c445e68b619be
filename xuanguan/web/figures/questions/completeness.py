"""Reports expected, received and on time."""
from collections.abc import Sequence

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from xuanguan.campaigns.models import Expectation
from xuanguan.campaigns.queries import expectations_of
from xuanguan.figures.answers import CannotAsk, CompletenessRow, Question, completeness
from xuanguan.periods import Grain, parse_period
from xuanguan.web.figures import wording
from xuanguan.web.figures.asking import address
from xuanguan.web.figures.forms import SelectorForm
from xuanguan.web.figures.questions.shown import (
    DATES,
    Answer,
    Cell,
    Head,
    QuestionPage,
    ShownTable,
    UnitList,
    number,
    page_address,
    text,
    unit_links,
)

NAMED = 200
COLUMNS = ("expectation", "expectation_name", "period", "due", "expected", "received", "on_time", "late", "nothing", "missing", "address")


class CompletenessForm(SelectorForm):
    """Of which expectation."""

    expectation = forms.ChoiceField(label=gettext_lazy("What is expected"), required=False)

    def __init__(self, question: Question, said: dict[str, str]):
        super().__init__(question)
        self.fields["expectation"].choices = [("", _("all of it, in sum")), *((one.code, str(one)[:80]) for one in expectations_of(question.campaign))]
        self.initial |= {"expectation": said.get("expectation", "")}


def answer(question: Question, said: dict[str, str], _person) -> Answer:
    chosen = expectation_of(question, said)
    return of_one(question, chosen, said.get("due", "")) if chosen else of_all(question)


def of_all(question: Question) -> Answer:
    """A line for each expectation, its periods added up: a report is expected of each unit in each of them."""
    found = [(one, rows) for one in expectations_of(question.campaign) if (rows := completeness(question, one)) and any(row.expected for row in rows)]
    lines = [[text(one, href=page_address(question, PAGE.name, expectation=one.code)), number(len(rows)), *sums(rows, page_address(question, PAGE.name, expectation=one.code))] for one, rows in found]
    table = ShownTable("expectations", _("By what is expected"), (Head(_("What is expected")), Head(pgettext("how many", "Periods"), True), *heads()), lines)
    return Answer(question, {}, finding([row for _one, rows in found for row in rows]), definition(), [table] if lines else [], notes=notes(),
                  rows=[told(question, one, row) for one, rows in found for row in rows], columns=COLUMNS)


def of_one(question: Question, expectation: Expectation, due: str) -> Answer:
    """A line for each period of one expectation; under the table the units of one of them, by name."""
    rows = completeness(question, expectation)
    shown = next((row for row in rows if row.due.period == due), rows[-1] if rows else None)
    lines = []
    for row in reversed(rows):
        here = page_address(question, PAGE.name, expectation=expectation.code, due=row.due.period)
        day = date_format(row.due.due) if row.due.due else "–"
        lines.append([text(period_name(row), href=f"{here}#units", note=_("shown below") if row is shown and len(rows) > 1 else ""), text(day),
                      *counts(row, f"{address('figures:coverage', question, expectation.code)}&period={row.due.period}", here)])
    table = ShownTable("periods", _("By period"), (Head(_("Period")), Head(pgettext("deadline", "Due")), *heads()), lines)
    return Answer(
        question, {"expectation": expectation.code, **({"due": due} if due else {})}, finding(rows, str(expectation)), definition(), [table] if lines else [],
        notes=notes(), lists=lists_of(question, shown) if shown else [], rows=[told(question, expectation, row) for row in rows], columns=COLUMNS)


def heads() -> tuple[Head, ...]:
    return (Head(_("Received of expected")), Head(_("On time"), True), Head(_("Late"), True), Head(_("Nothing to report"), True), Head(_("Missing"), True))


def counts(row: CompletenessRow, coverage: str, here: str) -> list[Cell]:
    """Each number opens to the units behind it: all of them with how they are known, or their list below."""
    return [Cell(f"{wording.grouped(len(row.received))} / {wording.grouped(len(row.expected))}", coverage, parts=(len(row.received), len(row.expected))),
            *(number(len(units), href=f"{here}#{name}" if units else "") for name, units in
              (("on-time", row.on_time), ("late", row.late), ("nothing", row.nothing), ("missing", row.missing)))]


def sums(rows: Sequence[CompletenessRow], here: str) -> list[Cell]:
    """Each sum opens to its periods."""
    received, expected = (sum(len(getattr(row, name)) for row in rows) for name in ("received", "expected"))
    return [Cell(f"{wording.grouped(received)} / {wording.grouped(expected)}", f"{here}#periods", parts=(received, expected)),
            *(number(found, href=f"{here}#periods" if found else "") for name in ("on_time", "late", "nothing", "missing")
              for found in [sum(len(getattr(row, name)) for row in rows)])]


def lists_of(question: Question, row: CompletenessRow) -> list[UnitList]:
    """The units of one period; the received that were on time first, then those with whom somebody should talk."""
    titles = (("on-time", _("On time"), row.on_time), ("late", _("Late"), row.late), ("nothing", _("Nothing to report"), row.nothing),
              ("missing", _("Missing"), row.missing))
    return [UnitList(name, f"{title} · {period_name(row)}", unit_links(question, units, NAMED), len(units)) for name, title, units in titles if units]


def period_name(row: CompletenessRow) -> str:
    return wording.bucket(parse_period(row.due.period), Grain.MONTH)[1] if row.due.period else pgettext("rhythm", "once")  # type: ignore[arg-type]


def finding(rows: Sequence[CompletenessRow], of: str = "") -> str:
    expected = sum(len(row.expected) for row in rows)
    if not expected:
        return _("Nothing is expected of these units in this period")
    received, on_time = sum(len(row.received) for row in rows), sum(len(row.on_time) for row in rows)
    sentence = _("%(received)s of %(expected)s reports received, %(on_time)s of them on time") % {
        "received": wording.grouped(received), "expected": wording.grouped(expected), "on_time": wording.grouped(on_time)}
    return _("%(what)s: %(sentence)s") % {"what": of, "sentence": sentence} if of else sentence


def definition() -> str:
    return _("Expected is each unit of the roster in each period. Received is a record that fulfils it, or “nothing to report”; silence is not zero. "
             "On time is what was first told by the day it was due: an edit later makes nothing late.")


def notes() -> list[str]:
    return [_("Each period's roster is that of its last day. Who was exempted is not on it, and who was given more time is late only after that.")]


def told(question: Question, expectation: Expectation, row: CompletenessRow) -> dict[str, object]:
    return {"expectation": expectation.code, "expectation_name": str(expectation), "period": row.due.period, "due": row.due.due.isoformat() if row.due.due else "",
            **{name: len(getattr(row, name)) for name in ("expected", "received", "on_time", "late", "nothing", "missing")},
            "address": question.lasting_address}


def expectation_of(question: Question, said: dict[str, str]) -> Expectation | None:
    """Raises CannotAsk for a code that is not the campaign's."""
    code = said.get("expectation", "").strip()
    if not code:
        return None
    among = expectations_of(question.campaign)
    found = next((one for one in among if one.code == code), None)
    if found is None:
        raise CannotAsk("expectation", _("Nothing of the code “%(code)s” is expected in this campaign. Choose one of: %(known)s.") % {
            "code": code, "known": ", ".join(one.code for one in among) or "–"})
    return found


PAGE = QuestionPage(
    "completeness", pgettext_lazy("question", "On time"), gettext_lazy("How many of the reports that are expected were received, and how many on time?"),
    CompletenessForm, answer, fields=("expectation", "unit", *DATES), rest=("tree", "as_of"), is_of_a_figure=False)

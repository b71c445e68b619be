"""A figure beside the same of another period."""
import datetime as dt

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xuanguan.figures.answers import CannotAsk, ComparedFigures, Question, compared, names_of, time_series, year_on_year
from xuanguan.figures.exports import COLUMNS
from xuanguan.periods import Grain, Window
from xuanguan.quantities import Qualifier
from xuanguan.web.figures import wording
from xuanguan.web.figures.forms import DayInput, FiltersForm
from xuanguan.web.figures.questions.shown import (
    DATES,
    FILTERS,
    Answer,
    Cell,
    Drawing,
    Head,
    QuestionPage,
    ShownTable,
    bar_of,
    figure_cell,
    row_of,
    scale_of,
    text,
)

AGAINST = {"year": gettext_lazy("the same days a year earlier"), "just_before": gettext_lazy("as many days just before"),
           "days": gettext_lazy("the days written here")}


class ComparingForm(FiltersForm):
    """With which other period."""

    against = forms.ChoiceField(label=gettext_lazy("Compared with"), required=False, choices=list(AGAINST.items()))
    before_first = forms.DateField(label=gettext_lazy("The other period from"), required=False, widget=DayInput)
    before_last = forms.DateField(label=pgettext_lazy("the other period", "to"), required=False, widget=DayInput)

    def __init__(self, question: Question, said: dict[str, str]):
        super().__init__(question)
        question, against, before = periods_of(question, said)
        # Days stand in the form only where they were written: whoever writes some means them.
        days = {"before_first": before.first, "before_last": before.last} if against == "days" else {}
        self.initial |= {"first": question.period.first, "last": question.period.last, "against": against, **days}

    def add_prefix(self, field_name: str) -> str:
        return {"before_first": "before_from", "before_last": "before_to"}.get(field_name, super().add_prefix(field_name))


def answer(question: Question, said: dict[str, str], _person) -> Answer:
    question, against, before = periods_of(question, said)
    whole = pair(question, against, before)
    lines: list[tuple[str, ComparedFigures]] = [(_("All together"), whole)]
    if question.front is None:
        lines += [(str(front), compared(question.but(front=front), before)) for front in names_of(question.campaign).fronts.values()]
    now, then = wording.days(question.period), wording.days(before)
    scale = scale_of([whole.now, whole.before])
    table = ShownTable("compared", _("The two periods"), (Head(_("Front")), Head(now), Head(then), Head(_("Now ÷ then"), True)), [
        [text(label), figure_cell(one.now, scale), figure_cell(one.before, scale), ratio(one)] for label, one in lines])
    told = {"against": against, **({"before_from": before.first.isoformat(), "before_to": before.last.isoformat()} if against == "days" else {})}
    return Answer(
        question, told, finding(whole), whole.now.definition.sentence, [table],
        drawing=Drawing([bar_of(whole.now, now), bar_of(whole.before, then)], finding(whole), f"{whole.now.name} · {wording.place(question)}", whole.now.word),
        notes=[_("Both are asked as of the same day: what is known now of then, not what was known then. An activity on the turn of the two periods is in neither.")],
        rows=[row_of(figure, period=which, share=f"{one.share.value:.4f}" if one.share else "", front_name=label)
              for label, one in lines for which, figure in (("now", one.now), ("before", one.before))],
        columns=("front_name", "period", "from", "to", "share", *COLUMNS))


def ratio(one: ComparedFigures) -> Cell:
    return Cell(wording.share(one.share), is_number=True) if one.share else Cell("–", note=_("nothing known of then"), is_number=True)


def finding(one: ComparedFigures) -> str:
    values = {"what": one.now.name, "now": wording.value_of(one.now), "then": wording.value_of(one.before)}
    if not one.now.itemised and not one.before.itemised:
        return _("Nothing is on record of either period")
    if one.share is None:
        return _("%(what)s: %(now)s; nothing is on record of the other period") % values
    if one.share.qualifier is not Qualifier.EXACT:
        return _("%(what)s: %(now)s now, %(then)s then, %(share)s of it") % {**values, "share": wording.share(one.share)}
    change = (one.share.value - 1) * 100
    if not change:
        return _("%(what)s: %(now)s in both periods") % values
    sentence = _("%(what)s: %(now)s, %(percent)s%% more than %(then)s") if change > 0 else _("%(what)s: %(now)s, %(percent)s%% less than %(then)s")
    return sentence % {**values, "percent": f"{abs(change):.0f}" if abs(change) >= 1 else f"{abs(change):.1f}"}


def pair(question: Question, against: str, before: Window) -> ComparedFigures:
    return year_on_year(question) if against == "year" else compared(question, before)


def periods_of(question: Question, said: dict[str, str]) -> tuple[Question, str, Window]:
    """The question, how its other period was chosen, and that period.

    Where nothing is said, the latest month with a record stands beside the month before it: most campaigns have no year before.
    Raises CannotAsk.
    """
    days = [day for name in ("before_from", "before_to") if (day := said.get(name, "").strip())]
    against = said.get("against", "")
    if days and against in ("", "just_before"):
        against = "days"
    if against and against not in AGAINST:
        raise CannotAsk("against", _("“%(written)s” cannot be asked here. Choose one of: %(known)s.") % {"written": against, "known": ", ".join(AGAINST)})
    if not against and not said.get("from") and not said.get("to"):
        latest = next((point for point in reversed(time_series(question, Grain.MONTH).points) if point.figure.itemised), None)
        question = question.but(period=latest.period.window) if latest else question
    against = against or "just_before"
    if against == "year":
        return question, against, year_on_year(question).before.question.period
    if against == "just_before":
        return question, against, just_before(question.period)
    if len(days) < 2:
        raise CannotAsk("before_from", _("Write the first and the last day of the other period, or choose another comparison."))
    return question, against, window_of(*days)


def just_before(period: Window) -> Window:
    """A whole month beside the month before it, any other period beside as many days. Raises CannotAsk at the calendar's beginning."""
    try:
        last = period.first - dt.timedelta(days=1)
        is_whole_month = period.first.day == 1 and (period.last + dt.timedelta(days=1)).day == 1 and (period.first.month, period.first.year) == (
            period.last.month, period.last.year)
        return Window(last.replace(day=1) if is_whole_month else period.first - dt.timedelta(days=len(period)), last)
    except OverflowError:
        raise CannotAsk("from", _("There is no period before %(day)s.") % {"day": period.first.isoformat()}) from None


def window_of(first: str, last: str) -> Window:
    days = []
    for written in (first, last):
        try:
            days.append(dt.date.fromisoformat(written))
        except ValueError:
            raise CannotAsk("before_from", _("“%(written)s” is no day of the calendar. Write it as 2012-05-25.") % {"written": written}) from None
    if days[0] > days[1]:
        raise CannotAsk("before_from", _("The other period begins on %(first)s, after its end on %(last)s. Exchange the two days.") % {
            "first": first, "last": last})
    return Window(*days)


PAGE = QuestionPage(
    "compared", pgettext_lazy("question", "Two periods"), gettext_lazy("How much is it beside the same of another period: a year earlier, or any days?"),
    ComparingForm, answer, fields=("counting", "unit", *DATES, "against", "before_first", "before_last"), rest=FILTERS)

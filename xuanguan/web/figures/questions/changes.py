"""What changed since a day: since a bulletin was issued, or since last week."""
import datetime as dt

from django import forms
from django.db.models import Q, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from xuanguan.bulletins.queries import editions_seen_by
from xuanguan.design.values import Link
from xuanguan.figures.answers import CannotAsk, Question, WhatChanged, names_of, what_changed
from xuanguan.figures.exports import COLUMNS
from xuanguan.web.activities.rows import rows_of
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
    RecordList,
    ShownTable,
    bar_of,
    figure_cell,
    number,
    page_address,
    row_of,
    scale_of,
    text,
)

EDITIONS_OFFERED = 6
LINES = ("new", "gone", "edited", "verified")
# Every record that changed is looked at; of so many it takes a second, and again as long by front.
MOST_BY_FRONT = 20_000


class ChangesForm(FiltersForm):
    """Since which day."""

    since = forms.DateField(label=gettext_lazy("Since the end of"), required=False, widget=DayInput)

    def __init__(self, question: Question, said: dict[str, str]):
        super().__init__(question)
        self.initial |= {"since": said.get("since", "")}


def answer(question: Question, said: dict[str, str], person) -> Answer:
    bulletins = editions(question, person)
    since = since_of(question, said, bulletins)
    whole = what_changed(question, since, person)
    lines: list[tuple[str, str, WhatChanged]] = [("", _("All together"), whole)]
    changed = sum(getattr(whole, name).number for name in LINES)
    if question.front is None and changed <= MOST_BY_FRONT:
        lines += [(front.code, str(front), what_changed(question.but(front=front), since, person)) for front in names_of(question.campaign).fronts.values()]
    # All lists at once: the measures of their kinds are written out in each row.
    prefetch_related_objects([record for name in LINES for record in getattr(whole, name).shown], "kind__measures")
    scale = scale_of([whole.before, whole.after])
    table = ShownTable(
        "changed", _("Then and now"),
        (Head(_("Front")), Head(date_format(since)), Head(_("Now") if "as_of" not in question.parameters else date_format(question.as_of)), Head(_("New"), True),
         Head(_("No longer counted"), True), Head(_("Edited"), True), Head(pgettext("what changed", "Verified since"), True)),
        [[text(label), figure_cell(one.before, scale), figure_cell(one.after, scale), *counts(question, since, code, one)] for code, label, one in lines])
    titles = {"new": _("New"), "gone": _("No longer counted"), "edited": _("Edited"), "verified": pgettext("what changed", "Verified since")}
    return Answer(
        question, {"since": since.isoformat()}, finding(whole), whole.after.definition.sentence, [table],
        drawing=Drawing([bar_of(whole.before, date_format(since)), bar_of(whole.after, date_format(question.as_of))], finding(whole),
                        _("What was known of the same period at the end of each day"), whole.after.word),
        notes=[*([_("So many records changed that they are not told by front: choose a front, a later day or fewer units.")] if changed > MOST_BY_FRONT else []),
               _("An edition keeps what it printed; what changed since shows here, and on the edition's own page.")],
        records=[RecordList(name, titles[name], one.number, rows_of(one.shown)) for name in LINES if (one := getattr(whole, name)).number],
        links=[Link(f"{edition.title} ({date_format(edition.as_of)})", since_address(question, edition), edition.as_of == since) for edition in bulletins],
        links_title=_("Since a bulletin was issued:"),
        rows=[row_of(figure, front_name=label, known=day.isoformat(), **{name: getattr(one, name).number for name in LINES})
              for _code, label, one in lines for day, figure in ((since, one.before), (question.as_of, one.after))],
        columns=("front_name", "known", *LINES, "from", "to", *COLUMNS))


def counts(question: Question, since: dt.date, front: str, one: WhatChanged) -> list[Cell]:
    """How many records, each number leading to their list: on this page, or on that of the front."""
    here = page_address(question, PAGE.name, since=since.isoformat(), front=front) if front else ""
    return [number(found, href=f"{here}#{name}" if found else "") for name in LINES for found in [getattr(one, name).number]]


def finding(one: WhatChanged) -> str:
    values = {"what": one.after.name, "then": wording.value_of(one.before), "now": wording.value_of(one.after), "day": date_format(one.since)}
    if not one:
        return _("Nothing changed since %(day)s") % values
    if values["then"] == values["now"]:
        return _("%(what)s: %(now)s then and now, but not of the same records") % values if one.new.number or one.gone.number else _(
            "%(what)s: still %(now)s; records were edited or verified") % values
    return _("%(what)s: %(then)s at the end of %(day)s, %(now)s now") % values


def since_of(question: Question, said: dict[str, str], bulletins) -> dt.date:
    """The day named; else that of the last bulletin before today, else a week before the day asked about. Raises CannotAsk."""
    written = said.get("since", "").strip()
    if not written:
        return next((one.as_of for one in bulletins if one.as_of < question.as_of), wording.week_before(question.as_of))
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise CannotAsk("since", _("“%(written)s” is no day of the calendar. Write it as 2012-05-25.") % {"written": written}) from None


def editions(question: Question, person) -> list:
    """The last bulletins of the units asked that the person may see, up to the day asked about."""
    units = [unit.pk for unit in question.units]
    found = editions_seen_by(person, question.campaign, for_list=True).filter(as_of__lte=question.as_of)
    return list(found.filter(Q(unit__in=units) | Q(unit__territory__in=units))[:EDITIONS_OFFERED])


def since_address(question: Question, edition) -> str:
    """Of the days that the edition spoke of."""
    return page_address(question, PAGE.name, **{"since": edition.as_of.isoformat(), "from": edition.first.isoformat(), "to": edition.last.isoformat()})


PAGE = QuestionPage(
    "changes", pgettext_lazy("question", "What changed"), gettext_lazy("What changed since a bulletin was issued, or since any day: what came, went, was edited or verified?"),
    ChangesForm, answer, fields=("since", "counting", "unit", *DATES), rest=FILTERS)

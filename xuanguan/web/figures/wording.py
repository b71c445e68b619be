"""Figures, shares, periods and gaps in words, in the language of the page."""
import datetime as dt
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xuanguan.analytics.questions import Share
from xuanguan.chinese.quantities import format_quantity
from xuanguan.figures.answers import Figure, Question
from xuanguan.periods import CalendarPeriod, Grain, Month, Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.web.days import interval

SIGNS = {Qualifier.EXACT: "", Qualifier.AT_LEAST: "≥ ", Qualifier.ABOUT: "≈ ", Qualifier.AT_MOST: "≤ "}
UNITS_NAMED = 6


def number(quantity: Quantity | None) -> str:
    """130余 or ≥ 130, without the measure word; a dash where nothing was reported."""
    if quantity is None:
        return "–"
    if get_language() == "en":
        return f"{SIGNS[quantity.qualifier]}{grouped(quantity.value)}"
    if quantity.qualifier is Qualifier.EXACT and quantity.value >= 10_000 and quantity.value % 10_000:
        return grouped(quantity.value)
    return format_quantity(Quantity(quantity.value, quantity.qualifier))


def grouped(value: Decimal) -> str:
    return f"{value:,.2f}".removesuffix(".00")


def value_of(figure: Figure) -> str:
    """The figure's value; where only an upper bound is known, that."""
    return number(figure.value or figure.upper_bound)


def share(found: Share | None) -> str:
    """37 %, at most 37 %; 143 %: more is on record than was stated."""
    if found is None:
        return "–"
    percent = found.value * 100
    text = f"{percent:.0f}" if percent >= 10 or percent == 0 else f"{percent:.1f}"
    if found.qualifier is Qualifier.EXACT or not found.value:
        return f"{text}%"
    words = {Qualifier.AT_LEAST: _("at least %(share)s%%"), Qualifier.AT_MOST: _("at most %(share)s%%"), Qualifier.ABOUT: _("about %(share)s%%")}
    return words[found.qualifier] % {"share": text}


def place(question: Question) -> str:
    """Of which units: the one by its whole name, several by their short ones."""
    return str(question.unit) if not question.others else some_of([unit.short for unit in question.units])


def days(period: Window) -> str:
    return interval(period.first, period.last)


def bucket(period: CalendarPeriod, grain: Grain) -> tuple[str, str]:
    """What stands under a column, and its full name."""
    if isinstance(period, Month):
        return date_format(period.first, "M"), date_format(period.first, "YEAR_MONTH_FORMAT")
    if grain is Grain.DAY:
        return date_format(period.first, "j"), date_format(period.first)
    return period.code, period.code


def as_of_line(question: Question) -> str:
    """When the figures were read, and of which day they speak where that is not now."""
    at = date_format(timezone.localtime(question.reader.generation.at), "DATETIME_FORMAT")
    if question.as_of != timezone.localdate():
        return _("What was known at the end of %(day)s; figures of %(time)s") % {"day": date_format(question.as_of), "time": at}
    return _("As of %(time)s") % {"time": at}


def some_of(names: list[str], most: int = UNITS_NAMED) -> str:
    """The first few, and how many more."""
    words = _(", ").join(names[:most])
    return _("%(units)s and %(more)s more") % {"units": words, "more": len(names) - most} if len(names) > most else words


def joined(sentences: list[str]) -> str:
    """Sentences one after the other; Chinese puts no space between them."""
    return (" " if get_language() == "en" else "").join(one for one in sentences if one)


def week_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=7)

"""Days, numbers, states and acts of an activity in words, in the language of the page."""
from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ActivityState, Qualifier
from xuanguan.activities.models import Activity, Measure, Statement
from xuanguan.activities.queries import Entry
from xuanguan.campaigns.models import KindMeasure
from xuanguan.chinese.quantities import format_quantity
from xuanguan.design.marks import Mark
from xuanguan.design.values import Moment
from xuanguan.quantities import Qualifier as Said
from xuanguan.quantities import Quantity, plain
from xuanguan.web.days import interval, window

# The four marks of the house for what counts; the other states are words with a tone.
MARKS = {ActivityState.VERIFIED: Mark.VERIFIED, ActivityState.SUBMITTED: Mark.SELF_REPORTED}
TONES = {ActivityState.DRAFT: "neutral", ActivityState.RETURNED: "attention", ActivityState.WITHDRAWN: "ended", ActivityState.MERGED: "ended"}

ACTS = {
    "begin": gettext_lazy("Begun"),
    "save_draft": gettext_lazy("Draft changed"),
    "submit": gettext_lazy("Submitted"),
    "return": gettext_lazy("Returned"),
    "verify": gettext_lazy("Verified"),
    "withdraw": gettext_lazy("Withdrawn"),
    "revise": gettext_lazy("Revised"),
    "merge": gettext_lazy("Made one with another report"),
    "unmerge": gettext_lazy("Taken apart again"),
    "tell_apart": gettext_lazy("Told apart from a report that looks alike"),
    "attach_evidence": gettext_lazy("Evidence added"),
    "detach_evidence": gettext_lazy("Evidence taken from the record"),
}


def days_of(activity: Activity) -> str:
    """The day or days; between two days, where the day is not known."""
    if activity.ends is None:
        return window(activity.earliest, activity.latest)
    return interval(activity.begins or activity.ends, activity.ends)


def quantity_in_words(value, qualifier: str, unit_zh: str, unit_en: str) -> str:
    if get_language() != "en":
        return format_quantity(Quantity(value.normalize() + 0, Said(qualifier), unit_zh))
    number = f"{value:,.2f}".removesuffix(".00")
    word = "" if qualifier == Qualifier.EXACT else f"{Qualifier(qualifier).label} "
    return f"{word}{number} {unit_en or unit_zh}".strip()


def measures_in_words(measures: Iterable[Measure], kind_measures: Iterable[KindMeasure]) -> list[tuple[str, str]]:
    """(name of the measure, the number in words), named as the kind names them."""
    known: dict[tuple[str, str] | str, KindMeasure] = {}
    for one in kind_measures:
        known.setdefault(one.code, one)
        known[one.code, one.unit_zh] = one
    rows = []
    for measure in measures:
        names = known.get((measure.code, measure.unit_zh)) or known.get(measure.code)
        unit_zh = measure.unit_zh or (names.unit_zh if names else "")
        unit_en = names.unit_en if names and names.unit_zh == unit_zh else ""
        rows.append((str(names or measure.code), quantity_in_words(measure.value, measure.qualifier, unit_zh, unit_en)))
    return rows


def statement_in_words(statement: Statement) -> str:
    words = quantity_in_words(statement.value, statement.qualifier, statement.unit_zh, "")
    return words if statement.measure or statement.unit_zh else _("%(number)s units") % {"number": plain(statement.value)}


def moments(entries: Iterable[Entry]) -> list[Moment]:
    return [
        Moment(when=date_format(timezone.localtime(entry.at), "DATETIME_FORMAT"), machine_when=entry.at.isoformat(timespec="minutes"),
               title=ACTS.get(entry.act, entry.act), who=entry.who, text=entry.reason)
        for entry in entries]

"""What cannot be done with units, whoever asks; each check raises a sentence that says why and what to do."""
import datetime as dt

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.hierarchy import TreeRow, tree_rows
from xuanguan.organisations.models import Affiliation, Unit


class Impossible(PersonError):
    """The act contradicts what is recorded of the unit."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self._sentence


def day(on: dt.date) -> str:
    return date_format(on, "DATE_FORMAT")


def check_code_is_free(code: str) -> None:
    if not code or any(letter.isspace() or letter == "/" for letter in code):
        raise Impossible(_("A unit needs a code without spaces and slashes, such as 510000 or 510000-qts."))
    if unit := Unit.objects.filter(code=code).first():
        raise Impossible(_("The code %(code)s belongs to %(unit)s. Choose another, or change that unit.") % {"code": code, "unit": unit})


def check_day_within(unit: Unit, on: dt.date) -> None:
    """The unit is there on the day: it has been opened and is not closed."""
    if unit.opened and on < unit.opened:
        raise Impossible(_("%(unit)s opens on %(opened)s. On %(on)s there is nothing to change yet.") % {
            "unit": unit, "opened": day(unit.opened), "on": day(on)})
    check_not_closed(unit, on)


def check_not_closed(unit: Unit, on: dt.date) -> None:
    if unit.closed and unit.closed <= on:
        raise Impossible(_("%(unit)s is closed since %(closed)s. Choose the unit that took its place, or an earlier day.") % {
            "unit": unit, "closed": day(unit.closed)})


def check_closes_after_opening(unit: Unit, on: dt.date) -> None:
    if unit.closed:
        raise Impossible(_("%(unit)s is closed already, since %(closed)s.") % {"unit": unit, "closed": day(unit.closed)})
    if unit.opened and on <= unit.opened:
        raise Impossible(_("%(unit)s cannot close on %(on)s: it opens only on %(opened)s. Choose a later day.") % {
            "unit": unit, "on": day(on), "opened": day(unit.opened)})
    later = Affiliation.objects.filter(unit=unit, since__gte=on).order_by("since").first()
    if later and later.since:
        raise Impossible(_("%(unit)s cannot close on %(on)s: it is entered to move on %(since)s. Choose a later day.") % {
            "unit": unit, "on": day(on), "since": day(later.since)})


def check_nothing_below(unit: Unit, on: dt.date) -> None:
    below = [row.unit for row in tree_rows(on) if row.territory == unit.pk]
    if below:
        names = ", ".join(str(one) for one in Unit.objects.filter(pk__in=below[:3]))
        raise Impossible(_("%(count)s units still lie in %(unit)s on %(on)s (%(names)s). Move or close them first.") % {
            "count": len(below), "unit": unit, "on": day(on), "names": names})


def check_no_circle(unit: Unit, territory: Unit, on: dt.date) -> None:
    rows: dict[int, TreeRow] = {row.unit: row for row in tree_rows(on)}
    here: int | None = territory.pk
    seen: set[int] = set()
    while here is not None and here not in seen:
        if here == unit.pk:
            raise Impossible(_("%(unit)s cannot lie in %(territory)s, which lies in %(unit)s itself.") % {"unit": unit, "territory": territory})
        seen.add(here)
        here = rows[here].territory if here in rows else None


def check_above(territory: Unit, level: int | None, *, is_division: bool) -> None:
    """A division lies in one of a higher level; an organ in a unit that has a level."""
    if territory.level is None:
        raise Impossible(_("%(territory)s has no level: nothing lies in it. Choose a division.") % {"territory": territory})
    if is_division and level is not None and level <= territory.level:
        raise Impossible(_("A division of this level cannot lie in %(territory)s, which is not above it.") % {"territory": territory})


def affiliation_on(unit: Unit, on: dt.date) -> Affiliation | None:
    """The affiliation in force on a day."""
    spells = Affiliation.objects.filter(unit=unit).select_related("territory", "system", "superior").order_by(F("since").asc(nulls_first=True))
    begun = [spell for spell in spells if spell.since is None or spell.since <= on]
    return begun[-1] if begun else None

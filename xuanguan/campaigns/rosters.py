"""Which units a roster names: all units of a level that lay under a territory at some day of the campaign."""
import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from xuanguan.campaigns.enums import RosterBy
from xuanguan.campaigns.models import Roster
from xuanguan.campaigns.parsing import RosterTemplate
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Affiliation, Unit

# Deeper than any administration: a chain of superiors longer than this has a circle in it.
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Member:
    """A unit on a roster; `since` and `until` only where it entered or left while the campaign ran."""

    unit: Unit
    since: dt.date | None = None
    until: dt.date | None = None


class TreeInTime:
    """Where units stood on any day, from one query over their affiliations."""

    def __init__(self) -> None:
        self.spells: dict[int, list[tuple[dt.date | None, int | None]]] = {}
        ordered = Affiliation.objects.order_by("unit_id", F("since").asc(nulls_first=True))
        for unit, since, territory in ordered.values_list("unit_id", "since", "territory_id"):
            self.spells.setdefault(unit, []).append((since, territory))

    def above(self, unit: int, day: dt.date) -> int | None:
        """The id of the territory in which the unit stood on that day; None outside the tree."""
        territory = None
        for since, place in self.spells.get(unit, []):
            if since is not None and since > day:
                break
            territory = place
        return territory

    def lies_under(self, unit: int, territory: int, day: dt.date) -> bool:
        at: int | None = unit
        for _step in range(DEEPEST):
            if at == territory:
                return True
            if at is None:
                return False
            at = self.above(at, day)
        return False

    def moves(self, unit: int, after: dt.date, until: dt.date | None) -> list[dt.date]:
        return [since for since, _place in self.spells.get(unit, []) if since is not None and since > after and (until is None or since <= until)]


def members(template: RosterTemplate, *, territory: Unit, begins: dt.date, ends: dt.date | None, tree: TreeInTime | None = None) -> list[Member]:
    """The units on the roster, each with the days on which it entered or left during the campaign, in the order of the tree."""
    if template.by != RosterBy.RULE:
        return [Member(unit) for unit in Unit.objects.filter(code__in=template.named).order_by("first", "code")]
    tree = tree or TreeInTime()
    found = (membership(unit, tree, territory, begins, ends) for unit in candidates(template, begins, ends))
    return [member for member in found if member is not None]


def candidates(template: RosterTemplate, begins: dt.date, ends: dt.date | None) -> QuerySet[Unit]:
    """Units of the level and organ that existed at some day from `begins` to `ends`."""
    units = Unit.objects.filter(Q(closed=None) | Q(closed__gt=begins), level=template.level)
    if ends is not None:
        units = units.filter(Q(opened=None) | Q(opened__lte=ends))
    if template.organ == Roster.DIVISION:
        units = units.filter(kind=UnitKind.DIVISION)
    elif template.organ != Roster.ANY:
        units = units.filter(code__endswith=f"-{template.organ}")
    return units.order_by("first", "code")


def membership(unit: Unit, tree: TreeInTime, territory: Unit, begins: dt.date, ends: dt.date | None) -> Member | None:
    """The first spell within the campaign in which the unit lay under the territory; None where there is none."""
    start = max(begins, unit.opened) if unit.opened else begins
    for day in (start, *tree.moves(unit.pk, start, ends)):
        if not tree.lies_under(unit.pk, territory.pk, day):
            continue
        left = next((move for move in tree.moves(unit.pk, day, ends) if not tree.lies_under(unit.pk, territory.pk, move)), None)
        closes = unit.closed if unit.closed and (ends is None or unit.closed <= ends) else None
        until = min((end for end in (left, closes) if end), default=None)
        return Member(unit, None if day == begins else day, until)
    return None


def unknown_codes(template: RosterTemplate) -> list[str]:
    """Codes that a named roster gives and no unit has."""
    return sorted(set(template.named) - set(Unit.objects.filter(code__in=template.named).values_list("code", flat=True)))


def in_force(entries: QuerySet, on: dt.date) -> QuerySet:
    """Entries of rosters that hold on a day."""
    return entries.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gt=on))


def holds_on(entry, on: dt.date) -> bool:
    return (entry.since is None or entry.since <= on) and (entry.until is None or entry.until > on)



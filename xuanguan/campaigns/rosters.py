"""Which units a roster names: all units of a level that lie under a territory, with the days on which each enters or leaves.

A rule without a day goes with the tree: a county that opens is asked from that day on. A rule as of a day, and a list of names,
stay as they were; only what takes the place of a closed unit takes its place on the roster too.
"""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from xuanguan.campaigns.enums import RosterBy
from xuanguan.campaigns.models import Roster
from xuanguan.campaigns.parsing import RosterTemplate
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Affiliation, Succession, Unit

# Deeper than any administration: a chain of superiors longer than this has a circle in it.
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Member:
    """A unit on a roster; `since` and `until` only where it enters or leaves while the campaign runs. `instead_of`: whose place it takes."""

    unit: Unit
    since: dt.date | None = None
    until: dt.date | None = None
    instead_of: Unit | None = None


class TreeInTime:
    """Where units stood on any day, from one query over their affiliations."""

    def __init__(self) -> None:
        self.spells: dict[int, list[tuple[dt.date | None, int | None]]] = {}
        ordered = Affiliation.objects.order_by("unit_id", F("since").asc(nulls_first=True))
        for unit, since, territory in ordered.values_list("unit_id", "since", "territory_id"):
            self.spells.setdefault(unit, []).append((since, territory))
        self.became: dict[int, list[tuple[dt.date, int]]] = {}
        for old, new, on in Succession.objects.filter(stands_for=True).order_by("on", "pk").values_list("predecessor_id", "successor_id", "on"):
            if old != new:
                self.became.setdefault(old, []).append((on, new))

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

    def heir(self, unit: int, closed: dt.date) -> int | None:
        """Who stands for a unit that closed on a day; None where several do, or nobody."""
        heirs = {new for on, new in self.became.get(unit, []) if on <= closed}
        return heirs.pop() if len(heirs) == 1 else None

    def moves(self, unit: int, after: dt.date, until: dt.date | None) -> list[dt.date]:
        return [since for since, _place in self.spells.get(unit, []) if since is not None and since > after and (until is None or since <= until)]


def members(template: RosterTemplate, *, territory: Unit, begins: dt.date, ends: dt.date | None, tree: TreeInTime | None = None,
            as_of: dt.date | None = None) -> list[Member]:
    """The units on the roster, each with the days on which it enters or leaves during the campaign, in the order of the tree."""
    tree = tree or TreeInTime()
    if template.by != RosterBy.RULE:
        listed = Unit.objects.filter(code__in=template.named).select_related("territory").order_by("first", "code")
        return followed(listed, tree=tree, begins=begins, ends=ends)
    if as_of is not None:
        then = [unit for unit in candidates(template, as_of, as_of) if tree.lies_under(unit.pk, territory.pk, as_of)]
        return followed(then, tree=tree, begins=begins, ends=ends)
    return [member for unit in candidates(template, begins, ends) for member in memberships(unit, tree, territory, begins, ends)]


def followed(units: Iterable[Unit], *, tree: TreeInTime, begins: dt.date, ends: dt.date | None) -> list[Member]:
    """Units that are listed, and from its closing day on the heir of each one that closes, unless it is listed itself."""
    waiting: list[Member] = [Member(unit) for unit in units]
    listed = {member.unit.pk for member in waiting}
    found = []
    for member in waiting:  # grows while it is read
        unit, closed = member.unit, member.unit.closed
        if closed is None or (ends is not None and closed > ends):
            found.append(member)
            continue
        if closed > begins:
            found.append(Member(unit, member.since, closed, member.instead_of))
        heir = tree.heir(unit.pk, closed)
        if heir is not None and heir not in listed:
            listed.add(heir)
            waiting.append(Member(Unit.objects.select_related("territory").get(pk=heir), max(closed, begins) if closed > begins else None, None, unit))
    return sorted(found, key=lambda member: (member.unit.first, member.unit.code))


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


def memberships(unit: Unit, tree: TreeInTime, territory: Unit, begins: dt.date, ends: dt.date | None) -> list[Member]:
    """Every spell within the campaign in which the unit lay under the territory, the earliest first."""
    start = max(begins, unit.opened) if unit.opened else begins
    closes = unit.closed if unit.closed and (ends is None or unit.closed <= ends) else None
    found: list[Member] = []
    since: dt.date | None = None
    inside = False
    for day in (start, *tree.moves(unit.pk, start, ends)):
        lies = tree.lies_under(unit.pk, territory.pk, day) and (closes is None or day < closes)
        if lies and not inside:
            since = None if day == begins else day
        elif inside and not lies:
            found.append(Member(unit, since, min(day, closes) if closes else day))
        inside = lies
    if inside:
        found.append(Member(unit, since, closes))
    return found


def unknown_codes(template: RosterTemplate) -> list[str]:
    """Codes that a named roster gives and no unit has."""
    return sorted(set(template.named) - set(Unit.objects.filter(code__in=template.named).values_list("code", flat=True)))


def in_force(entries: QuerySet, on: dt.date) -> QuerySet:
    """Entries of rosters that hold on a day."""
    return entries.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gt=on))


def holds_on(entry, on: dt.date) -> bool:
    return (entry.since is None or entry.since <= on) and (entry.until is None or entry.until > on)

"""Who stands above and below whom in a campaign: whose plan goes to whom, and to whom an item can be handed down.

By the tree of today: a plan keeps the unit above it that it had when it was begun.
"""
import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.enums import MemberRole, UnitKind
from xuanguan.organisations.models import Membership, Unit

# Deeper than any administration: a chain of superiors longer than this has a circle in it.
DEEPEST = 20


def home(unit: Unit) -> Unit:
    """The territory a unit stands for: an organ its division, every other unit itself."""
    if unit.kind != UnitKind.DIVISION and unit.territory is not None and unit.territory.kind == UnitKind.DIVISION:
        return unit.territory
    return unit


class Ladder:
    """The levels of one campaign. Superiors are read once, for any number of units."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.found: dict[int, Unit] = {}
        self.superiors = dict(Unit.objects.order_by().values_list("pk", "superior_id"))
        self.tops = {campaign.lead_unit_id, campaign.leading_group_id, campaign.territory_id} - {None}
        self.members = set(
            Membership.objects.filter(Q(until=None) | Q(until__gt=campaign.begins), group=campaign.leading_group_id, unit__isnull=False)
            .exclude(role=MemberRole.CONTACT).values_list("unit_id", flat=True)) if campaign.leading_group_id else set()

    def above(self, unit: Unit) -> Unit | None:
        """To whom the unit's plan goes: a member of the leading group to the lead unit, every other to its superior within the
        campaign, else to the lead unit. None for the lead unit, the leading group and the campaign's territory themselves."""
        if unit.pk in self.tops:
            return None
        superior = self.superiors.get(unit.pk)
        if unit.pk in self.members or superior is None or superior in self.tops:
            return self.campaign.lead_unit
        if superior not in self.found:
            self.found[superior] = Unit.objects.select_related("territory").get(pk=superior)
        found = self.found[superior]
        return found if self._inside(found) else self.campaign.lead_unit

    def is_below(self, unit: Unit, above: Unit) -> bool:
        """Whether `above` may hand items to `unit`: along the line of superiors (条), or inside its territory on a deeper level (块)."""
        if unit.pk == above.pk:
            return False
        if above.pk in self.tops and unit.pk not in self.tops and (self._inside(unit) or unit.pk in self.members):
            return True
        if above.pk in self.line(unit.pk):
            return True
        place = home(above)
        deeper = unit.level is not None and above.level is not None and unit.level > above.level
        return deeper and place.first <= unit.first <= place.last and home(unit).pk != place.pk

    def line(self, unit: int) -> list[int]:
        """The superiors of a unit, the nearest first."""
        found: list[int] = []
        at = self.superiors.get(unit)
        while at is not None and at not in found and len(found) < DEEPEST:
            found.append(at)
            at = self.superiors.get(at)
        return found

    def directly_below(self, above: Unit) -> list[Unit]:
        """The open units whose plan would go to this one, upper levels first; with the members of the leading group at the lead unit."""
        wanted = Q(superior=above)
        if above.pk == self.campaign.lead_unit_id:
            inside = Q(first__range=(self.campaign.territory.first, self.campaign.territory.last))
            wanted |= Q(pk__in=self.members) | inside & (Q(superior=None) | Q(superior__in=self.tops))
        units = Unit.objects.filter(wanted, is_open=True).exclude(pk=above.pk).select_related("territory").order_by("level", "first", "code")
        return [unit for unit in units if (goes_to := self.above(unit)) is not None and goes_to.pk == above.pk]

    def _inside(self, unit: Unit) -> bool:
        return self.campaign.territory.first <= unit.first <= self.campaign.territory.last


def is_closed_on(unit: Unit, day: dt.date) -> bool:
    """Whether the unit did not exist on that day: it opened later, had closed by then, or (by the tree) is closed without a day."""
    if unit.opened is not None and unit.opened > day:
        return True
    if unit.closed is not None:
        return unit.closed <= day
    return not unit.is_open


def names(units: Iterable[Unit]) -> str:
    return " → ".join(unit.short for unit in units)

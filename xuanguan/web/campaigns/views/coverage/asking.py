"""What the pages of coverage are asked by, all in their address: the day, the unit under which, the level, the period."""
import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from xuanguan.campaigns import queries
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.models import Campaign, Expectation
from xuanguan.campaigns.queries import Slice, Standing
from xuanguan.design.values import Link
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import unit_by_code
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs, day_of

KEPT = ("on", "under", "level", "period", "expectation")


@dataclass
class Asked:
    """One request for a page of coverage."""

    request: HttpRequest
    campaign: Campaign
    on: dt.date
    under: Unit | None
    level: int | None

    @classmethod
    def of(cls, request: HttpRequest, code: str) -> "Asked":
        campaign = campaign_asked_for(request, code)
        said = request.GET
        under = unit_by_code(said["under"].split()[0]) if said.get("under", "").strip() else None
        level = int(said["level"]) if said.get("level", "").isdigit() else None
        return cls(request, campaign, day_of(request, campaign), under, level)

    @property
    def unknown_unit(self) -> str:
        """What was typed for a unit that does not exist."""
        return self.request.GET.get("under", "").strip() if self.under is None else ""

    @cached_property
    def expectations(self) -> list[Expectation]:
        found = list(queries.expectations_of(self.campaign))
        for one in found:
            one.campaign = self.campaign
        return found

    @cached_property
    def one(self) -> Expectation | None:
        """The expectation that the page is narrowed to."""
        return next((one for one in self.expectations if one.code == self.request.GET.get("expectation")), None)

    @cached_property
    def slices(self) -> list[Slice]:
        """Each expectation in the period asked for, or the one at hand; of one level where that is asked."""
        wanted = [self.one] if self.one else self.expectations
        if self.level is not None:
            wanted = [one for one in wanted if one.roster.level in (None, self.level)]
        return queries.slices_at_hand(wanted, self.on, self.request.GET.get("period", ""))

    @cached_property
    def standing(self) -> Standing:
        return Standing(self.campaign, self.slices, self.on, self.under)

    @cached_property
    def periods(self) -> list[str]:
        """Codes of all periods that have begun, of whatever length; those of the narrowed expectation only, where there is one."""
        wanted = [self.one] if self.one else self.expectations
        return sorted({due.period for one in wanted for due in due_dates(one, self.on) if due.period}, reverse=True)

    @cached_property
    def levels(self) -> list[tuple[int, str]]:
        found = {one.roster.level for one in self.expectations if one.roster.level is not None}
        return [(level, queries.level_name(self.campaign, level)) for level in sorted(found)]

    def query(self, **changed: object) -> str:
        """The part of the address that keeps what was asked, with changes; "" takes a part out."""
        query = self.request.GET.copy()
        for name in list(query):
            if name not in KEPT:
                del query[name]
        for name, value in changed.items():
            if value in ("", None):
                query.pop(name, None)
            else:
                query[name] = str(value)
        return f"?{query.urlencode()}" if query else ""

    def views(self, current: str) -> list[Link]:
        labels = {
            "coverage": _("By level"), "grid": _("Units and expectations"), "gaps": _("Gaps"), "clause-coverage": _("By clause"),
            "extensions": _("More time"), "stuck": _("Where it is stuck"), "delegations": _("Standing in")}
        return [Link(label, reverse(f"campaigns:{name}", args=[self.campaign.code]) + (self.query(level="") if name in ("coverage", "grid", "gaps") else ""), name == current)
                for name, label in labels.items()]

    def context(self, current: str) -> dict[str, object]:
        return {
            "campaign": self.campaign, "tabs": campaign_tabs(self.campaign, "coverage"), "views": self.views(current), "asked": self, "on": self.on,
            "under": self.under, "levels": self.levels, "periods": self.periods, "period": self.request.GET.get("period", ""),
            "expectations": self.expectations, "one": self.one, "query": self.query(),
        }

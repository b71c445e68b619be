"""A campaign before it is issued: which steps are done, what every level will be asked and what it costs them, what stands in the way."""
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from xuanguan.campaigns.assigning import Problem
from xuanguan.campaigns.burden import Burden, burden_of, last_day_counted, times_asked
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.enums import CampaignState, RosterBy, SetUpStep
from xuanguan.campaigns.models import ActivityKind, Campaign, Exemption, Expectation, ResponsibilityItem, Roster, RosterEntry
from xuanguan.campaigns.parsing import RosterTemplate
from xuanguan.campaigns.queries.responsibility import matrix_of, member_units, missing_in
from xuanguan.campaigns.rosters import Member, TreeInTime, members
from xuanguan.organisations.enums import MemberRole, UnitLevel
from xuanguan.organisations.models import Membership, Unit

# Of a list of dates that are wrong so many are named.
MOST_NAMED = 20


# Steps

@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step of the set-up: whether somebody confirmed it, and what it holds now."""

    step: SetUpStep
    is_done: bool
    holds: str


def steps_of(campaign: Campaign) -> list[StepStanding]:
    holds = {
        SetUpStep.BASICS: f"{campaign.version} · {campaign.begins.isoformat()} – {campaign.ends.isoformat() if campaign.ends else _('no end set')}",
        SetUpStep.GROUP: _group_holds(campaign),
        SetUpStep.FRONTS: _counted(ngettext("%(n)s front", "%(n)s fronts", campaign.fronts.count()), campaign.fronts.count()),
        SetUpStep.KINDS: _counted(ngettext("%(n)s kind", "%(n)s kinds", campaign.kinds.count()), campaign.kinds.count()),
        SetUpStep.EXPECTATIONS: _counted(ngettext("%(n)s expectation", "%(n)s expectations", campaign.expectations.count()), campaign.expectations.count()),
        SetUpStep.RESPONSIBILITY: _responsibility_holds(campaign),
        SetUpStep.ISSUE: campaign.issued_on.isoformat() if campaign.issued_on else _("not issued yet"),
    }
    return [StepStanding(step, step in campaign.confirmed_steps or (step == SetUpStep.ISSUE and campaign.state != CampaignState.PREPARING), holds[step])
            for step in SetUpStep]


def next_step(campaign: Campaign) -> SetUpStep:
    """Where whoever comes back goes on: the first step that nobody confirmed."""
    return next((one.step for one in steps_of(campaign) if not one.is_done), SetUpStep.ISSUE)


def _counted(words: str, n: int) -> str:
    return words % {"n": n}


def _group_holds(campaign: Campaign) -> str:
    if campaign.leading_group is None:
        return _("no leading group")
    contacts = contacts_of(campaign).count()
    units = len(member_units(campaign))
    return f"{_counted(ngettext('%(n)s member unit', '%(n)s member units', units), units)} · " + _counted(
        ngettext("%(n)s contact person", "%(n)s contact persons", contacts), contacts)


def _responsibility_holds(campaign: Campaign) -> str:
    missing = missing_in(matrix_of(campaign), campaign)
    return _("%(n)s of %(total)s without a lead") % {"n": len(missing.without_lead), "total": missing.line_count}


def contacts_of(campaign: Campaign) -> QuerySet[Membership]:
    """The contact persons of the member units of the leading group, with or without an account."""
    return Membership.objects.filter(Q(until=None) | Q(until__gt=campaign.begins), group=campaign.leading_group_id, role=MemberRole.CONTACT).select_related(
        "unit", "person__user", "group").order_by("unit__first", "person__name")


# What is asked of whom

@dataclass(frozen=True, slots=True)
class AskedOnce:
    """One expectation: how often it asks each unit, from when to when, with what burden for one unit."""

    expectation: Expectation
    times: int
    first_due: dt.date | None
    last_due: dt.date | None
    burden: Burden
    # Units on the roster of whom it is not expected all the same.
    exempted: int = 0

    def whole(self, units: int) -> Burden:
        return self.burden.times(max(0, units - self.exempted))


@dataclass(slots=True)
class AskedOfRoster:
    """What is asked of the units of one roster. `units`: how many, where a size is stated that; `named`: known by name."""

    roster: Roster
    units: int
    named: int
    asked: list[AskedOnce] = field(default_factory=list)

    @property
    def per_unit(self) -> Burden:
        return sum((one.burden for one in self.asked), Burden())

    @property
    def whole(self) -> Burden:
        return sum((one.whole(self.units) for one in self.asked), Burden())


@dataclass(slots=True)
class AskedOfLevel:
    """What is asked of a level of the tree in all. A unit on several rosters is one unit, with the burden of all of them."""

    level: int | None
    name: str
    rosters: list[AskedOfRoster] = field(default_factory=list)
    units: int = 0
    least: Burden = field(default_factory=Burden)
    most: Burden = field(default_factory=Burden)
    whole: Burden = field(default_factory=Burden)


@dataclass(frozen=True, slots=True)
class Preview:
    """`problems` keep the campaign from being issued; `remarks` are to be looked at first."""

    levels: list[AskedOfLevel]
    problems: list[Problem]
    remarks: list[str]

    @property
    def whole(self) -> Burden:
        return sum((one.whole for one in self.levels), Burden())

    @property
    def units(self) -> int:
        return sum(one.units for one in self.levels)


def preview_of(campaign: Campaign) -> Preview:
    """What every level will be asked, with its burden, and what stands in the way of issuing. Writes nothing.

    Of a campaign being prepared the rosters made by a rule are worked out; of one that runs they are those that it has.
    """
    expectations = list(campaign.expectations.select_related("roster", "campaign").prefetch_related(
        Prefetch("kinds", ActivityKind.objects.prefetch_related("measures").order_by("order", "pk"))).order_by("order", "pk"))
    for one in expectations:
        one.campaign = campaign
    most_measures = max((len(kind.measures.all()) for kind in campaign.kinds.prefetch_related("measures")), default=0)
    units = units_on_rosters(campaign, {one.roster for one in expectations})
    exempted: dict[int, set[int]] = {}
    for expectation_id, unit in Exemption.objects.filter(expectation__campaign=campaign).values_list("expectation", "unit"):
        exempted.setdefault(expectation_id, set()).add(unit)
    asked: dict[int, AskedOfRoster] = {}
    for one in expectations:
        roster = one.roster
        named = len(units[roster.pk])
        entry = asked.setdefault(roster.pk, AskedOfRoster(roster, max(named, roster.stated_size or 0), named))
        dues = [due.due for due in due_dates(one, last_day_counted(campaign)) if due.due is not None]
        entry.asked.append(AskedOnce(one, times_asked(one), min(dues, default=None), max(dues, default=None), burden_of(one, most_measures),
                                     len(exempted.get(one.pk, ()))))
    levels = list(_levels(campaign, asked.values(), units, exempted))
    return Preview(levels, problems_before_issue(campaign, expectations, units), _remarks(campaign, asked.values()))


def units_on_rosters(campaign: Campaign, rosters: Iterable[Roster]) -> dict[int, set[int]]:
    """Per roster the ids of the units that are on it at some day of the campaign."""
    found: dict[int, set[int]] = {roster.pk: set() for roster in rosters}
    ruled = [roster for roster in rosters if campaign.state == CampaignState.PREPARING and roster.by == RosterBy.RULE]
    rules = UnitsByRule(campaign)
    for roster in ruled:
        found[roster.pk] = {one.unit.pk for one in rules.of(roster)}
    others = found.keys() - {roster.pk for roster in ruled}
    for roster_id, unit in RosterEntry.objects.filter(roster__in=others).values_list("roster", "unit"):
        found[roster_id].add(unit)
    return found


class UnitsByRule:
    """The units that rosters of a campaign name by their rules. Rosters of one rule ask once; the tree is read when it is needed."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self._tree: TreeInTime | None = None
        self._found: dict[tuple[int | None, str, int | None, dt.date | None], list[Member]] = {}

    def of(self, roster: Roster) -> list[Member]:
        key = (roster.level, roster.organ, roster.under_id, roster.as_of)
        if key not in self._found:
            self._tree = self._tree or TreeInTime()
            rule = RosterTemplate(RosterBy.RULE, roster.level if roster.level is not None else 0, roster.organ)
            self._found[key] = members(rule, territory=roster.under or self.campaign.territory, begins=self.campaign.begins, ends=self.campaign.ends,
                                       tree=self._tree, as_of=roster.as_of)
        return self._found[key]


def level_name(campaign: Campaign, level: int | None) -> str:
    """What the campaign calls a level, else what it is called everywhere."""
    names = campaign.level_names.get(str(level))
    if names:
        return names.get("en") if get_language() == "en" and names.get("en") else names["zh"]
    return str(UnitLevel(level).label) if level in UnitLevel.values else _("by name")


def _levels(campaign: Campaign, asked: Iterable[AskedOfRoster], units: dict[int, set[int]], exempted: dict[int, set[int]]) -> Iterable[AskedOfLevel]:
    by_level: dict[int | None, list[AskedOfRoster]] = {}
    for one in asked:
        by_level.setdefault(one.roster.level, []).append(one)
    for level, rosters in sorted(by_level.items(), key=lambda item: 99 if item[0] is None else item[0]):
        each: dict[int, Burden] = {}
        unnamed = 0
        whole = Burden()
        for one in rosters:
            for once in one.asked:
                for unit in units[one.roster.pk] - exempted.get(once.expectation.pk, set()):
                    each[unit] = each.get(unit, Burden()) + once.burden
            unnamed = max(unnamed, one.units - one.named)
            whole += one.whole
        sizes = sorted(each.values(), key=lambda burden: burden.minutes) or [one.per_unit for one in rosters]
        yield AskedOfLevel(level, level_name(campaign, level), rosters, max(len(each) + unnamed, *(one.units for one in rosters)), sizes[0], sizes[-1], whole)


# What stands in the way

def problems_before_issue(campaign: Campaign, expectations: Sequence[Expectation], units: dict[int, set[int]]) -> list[Problem]:
    """Everything that keeps a campaign from being issued, each with the step where it is mended (`field`)."""
    found: list[Problem] = []
    if not campaign.fronts.exists():
        found.append(Problem("", _("The campaign has no front. Keep at least one."), SetUpStep.FRONTS))
    if not campaign.kinds.exists():
        found.append(Problem("", _("The campaign has no kind of activity: nothing could be reported. Keep at least one."), SetUpStep.KINDS))
    for one in expectations:
        if one.due is not None and one.due < campaign.begins:
            found.append(Problem(str(one), _("It is due on %(due)s, before the start on %(start)s.") % {
                "due": one.due.isoformat(), "start": campaign.begins.isoformat()}, SetUpStep.EXPECTATIONS))
        if not units[one.roster_id] and not one.roster.stated_size:
            found.append(Problem(str(one), _("Nobody would be asked: no unit is on “%(roster)s”. Take the expectation out, or import the units first.") % {
                "roster": one.roster}, SetUpStep.EXPECTATIONS))
    closed = Unit.objects.filter(roster_entries__roster__campaign=campaign, roster_entries__roster__in={one.roster_id for one in expectations},
                                 closed__lte=campaign.begins).exclude(roster_entries__roster__by=RosterBy.RULE).distinct().order_by("first", "code")
    if names := [f"{unit} ({unit.code})" for unit in closed[:MOST_NAMED]]:
        found.append(Problem("", _("Closed before the campaign begins, so nothing can be expected of: %(units)s. Put their successors on the roster.") % {
            "units": _(", ").join(names)}, SetUpStep.EXPECTATIONS))
    early = ResponsibilityItem.objects.filter(document__campaign=campaign, document__is_published=False, due__lt=campaign.begins).order_by("document", "order")
    for item in early[:MOST_NAMED]:
        assert item.due is not None
        found.append(Problem(str(item), _("It is due on %(due)s, before the start on %(start)s.") % {
            "due": item.due.isoformat(), "start": campaign.begins.isoformat()}, SetUpStep.RESPONSIBILITY))
    return found


def _remarks(campaign: Campaign, asked: Iterable[AskedOfRoster]) -> list[str]:
    remarks = []
    asked = list(asked)
    if not asked:
        remarks.append(_("Nothing is expected of anybody: units may report, and nobody can be missing."))
    remarks += [_("%(roster)s: %(expected)s are stated, %(named)s known by name: coverage will say so.") % {
        "roster": one.roster, "expected": one.units, "named": one.named} for one in asked if one.named < one.units]
    for once in (once for one in asked for once in one.asked):
        due = once.expectation.due
        if due is not None and campaign.ends is not None and due > campaign.ends:
            remarks.append(_("“%(expectation)s” is due on %(day)s, after the campaign's last day.") % {"expectation": once.expectation, "day": due.isoformat()})
    if campaign.leading_group is None:
        remarks.append(_("No leading group is named."))
    if (missing := missing_in(matrix_of(campaign), campaign)).without_lead:
        remarks.append(_("%(n)s of %(total)s tasks are led by nobody yet.") % {"n": len(missing.without_lead), "total": missing.line_count})
    return remarks

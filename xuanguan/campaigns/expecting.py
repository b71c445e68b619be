"""What somebody wants to expect of whom, as values, and everything that is wrong with it before anything is written."""
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.enums import DueBy, FulfilledBy, Rhythm, RosterBy
from xuanguan.campaigns.models import ActivityKind, Campaign, Expectation, Front, Roster
from xuanguan.campaigns.parsing import RosterTemplate
from xuanguan.campaigns.rosters import Member, TreeInTime, members
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit

# Addresses of pages that stand beside the expectations' own.
RESERVED = {"set", "nothing", "sheet", "template", "export", "answer"}
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in the field of a form or the column of a sheet."""

    field: str
    sentence: str


class CannotExpect(PersonError):
    """An expectation that cannot be set so; nothing was written. `problems` are all of them."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        super().__init__(" ".join(one.sentence for one in self.problems[:3]))


@dataclass(frozen=True, slots=True)
class RosterValues:
    """Of whom. A rule: all units of a level (organ as in Roster) under a unit, as of a day or going with the tree. A list of names.
    A stated size with the names that are known."""

    by: str
    level: int | None = None
    organ: str = Roster.ANY
    under: Unit | None = None
    as_of: dt.date | None = None
    named: tuple[Unit, ...] = ()
    size: int | None = None
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class ExpectationValues:
    code: str
    name_zh: str
    roster: RosterValues
    name_en: str = ""
    front: Front | None = None
    kinds: tuple[ActivityKind, ...] = ()
    fulfilled_by: str = FulfilledBy.SELF
    taking_part_counts: bool = False
    rhythm: str = Rhythm.ONCE
    due: dt.date | None = None
    due_days: int = 5
    due_by: str = DueBy.CALENDAR
    waits_for_work: bool = False
    nothing_counts: bool = False
    ask_again_days: int = 7
    note: str = ""
    # Units on the roster of whom it is not expected all the same, with the reason.
    exemptions: tuple[tuple[Unit, str], ...] = field(default=())


def members_of(values: RosterValues, campaign: Campaign, tree: TreeInTime | None = None) -> list[Member]:
    """The units that the roster would name, with the days on which each enters or leaves."""
    template = RosterTemplate(values.by, values.level or 0, values.organ, values.size, tuple(unit.code for unit in values.named))
    return members(template, territory=values.under or campaign.territory, begins=campaign.begins, ends=campaign.ends, tree=tree, as_of=values.as_of)


def problems_with(values: ExpectationValues, campaign: Campaign, *, there: Expectation | None = None, tree: TreeInTime | None = None) -> list[Problem]:
    """Everything that is wrong, for forms and sheets; nothing where it can be set."""
    return [*_with_words(values, campaign, there), *_with_days(values, campaign), *_with_roster(values, campaign, tree)]


def years_unknown(values: ExpectationValues, campaign: Campaign) -> list[int]:
    """Years whose holidays nobody knows yet, so that some deadlines are counted in calendar days."""
    one = unsaved(values, campaign)
    return sorted({year for due in due_dates(one, campaign.ends or campaign.day_at_hand) for year in due.unknown})


def unsaved(values: ExpectationValues, campaign: Campaign) -> Expectation:
    """The expectation without its roster and kinds, to ask for its days."""
    return Expectation(campaign=campaign, code=values.code, rhythm=values.rhythm, due=values.due, due_days=values.due_days, due_by=values.due_by,
                       waits_for_work=values.waits_for_work)


def names_of_units(units: Sequence[Unit]) -> str:
    names = _(", ").join(f"{unit} ({unit.code})" for unit in units[:MOST_NAMED])
    return _("%(names)s and %(n)s more") % {"names": names, "n": len(units) - MOST_NAMED} if len(units) > MOST_NAMED else names


def _with_words(values: ExpectationValues, campaign: Campaign, there: Expectation | None) -> list[Problem]:
    problems = []
    if not values.name_zh.strip():
        problems.append(Problem("name_zh", _("Say what is expected, in a few words.")))
    if not SLUG.fullmatch(values.code) or values.code in RESERVED:
        problems.append(Problem("code", _("“%(code)s” cannot be a code. Use letters, digits and hyphens, as in monthly-report.") % {"code": values.code[:60]}))
    elif (there is None or there.code != values.code) and campaign.expectations.filter(code=values.code).exists():
        problems.append(Problem("code", _("The campaign has an expectation of the code %(code)s already. Change that one, or choose another code.") % {
            "code": values.code}))
    if values.nothing_counts and values.rhythm == Rhythm.ONCE:
        problems.append(Problem("nothing_counts", _("“Nothing to report” answers what is asked for every period; this is asked once.")))
    return problems


def _with_days(values: ExpectationValues, campaign: Campaign) -> list[Problem]:
    if values.rhythm == Rhythm.ONCE:
        if values.due is None and campaign.ends is None:
            return [Problem("due", _("Say by which day: the campaign has no end that could be the deadline."))]
        if values.due is not None and values.due < campaign.begins:
            return [Problem("due", _("%(due)s is before the campaign begins, on %(begins)s. Choose a later day.") % {
                "due": date_format(values.due), "begins": date_format(campaign.begins)})]
        return []
    if values.due is not None:
        return [Problem("due", _("What is asked for every period is due so many days after each; leave the day empty."))]
    return []


def _with_roster(values: ExpectationValues, campaign: Campaign, tree: TreeInTime | None) -> list[Problem]:
    roster, problems = values.roster, []
    closed = [unit for unit in roster.named if unit.closed is not None and unit.closed <= campaign.begins]
    later = [unit for unit in roster.named if unit.opened is not None and campaign.ends is not None and unit.opened > campaign.ends]
    if closed:
        problems.append(Problem("units", _("Closed before the campaign begins: %(units)s. Name the units that took their place.") % {
            "units": names_of_units(closed)}))
    if later:
        problems.append(Problem("units", _("Opened only after the campaign ends: %(units)s. Take them out.") % {"units": names_of_units(later)}))
    if roster.by == RosterBy.STATED and not roster.size:
        problems.append(Problem("size", _("Say how many units there are.")))
    if roster.by == RosterBy.STATED and roster.size and len(roster.named) > roster.size:
        problems.append(Problem("size", _("%(named)s units are named, more than the %(size)s stated.") % {"named": len(roster.named), "size": roster.size}))
    if roster.by == RosterBy.RULE and roster.level is None:
        problems.append(Problem("level", _("Say of which level.")))
    elif not problems and roster.by != RosterBy.STATED:
        listed = [member.unit.pk for member in members_of(roster, campaign, tree)]
        where = "units" if roster.by == RosterBy.NAMED else "level"
        if not listed:
            problems.append(Problem(where, _("Nobody would be asked: there is no such unit under %(under)s%(day)s. Choose another level, or import the units first.") % {
                "under": roster.under or campaign.territory, "day": _(" on %(day)s") % {"day": date_format(roster.as_of)} if roster.as_of else ""}))
        strangers = [unit for unit, _reason in values.exemptions if unit.pk not in set(listed)]
        if listed and strangers:
            problems.append(Problem("exemptions", _("Exempted, but not on the list: %(units)s. Take them out of the exceptions.") % {
                "units": names_of_units(strangers)}))
        elif listed and len({unit.pk for unit, _reason in values.exemptions}) >= len(set(listed)):
            problems.append(Problem("exemptions", _("All units on the list are exempted, so nobody would be asked.")))
    problems += [Problem("exemptions", _("Say why it is not expected of %(unit)s.") % {"unit": unit}) for unit, reason in values.exemptions if not reason.strip()]
    return problems

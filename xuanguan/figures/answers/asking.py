"""What is asked: a figure's where, when and which, as they stand in its address."""
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ORGANISING, ParticipationRole
from xuanguan.analytics import MeasureKey, Reader, UnknownUnit
from xuanguan.analytics.questions import Asked
from xuanguan.campaigns.models import ActivityKind, Campaign, Front
from xuanguan.common.exceptions import PersonError
from xuanguan.figures.answers.names import names_of
from xuanguan.figures.answers.reader import asked_of, current_reader
from xuanguan.figures.permissions import Within, check_ask, usual_unit, usual_units
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import System, Unit
from xuanguan.organisations.queries import resolve, unit_by_code
from xuanguan.periods import Window
from xuanguan.policies.models import Clause

# No administration's campaign is longer; a longer period is a slip of the hand.
LONGEST_YEARS = 50
# More than anybody has roles; an address of hundreds of codes is a mistake, or mischief.
MOST_TOGETHER = 60
TREES = ("day", "today")
STATES = ("itemised", "verified", "self_reported")
# 荣县 (510321), as lists of proposals write it.
_CODE_AT_THE_END = re.compile(r"[(（]([^()（）]+)[)）]\s*$")


class CannotAsk(PersonError):
    """Something in the address or on the command line that cannot be asked; `field` is its name."""

    def __init__(self, name: str, sentence: str):
        self.field = name
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Question:
    """A figure's where, when and which. All that one page asks is derived from one question, so it is of one generation.

    within: what the person's rights leave, () for everything; it never stands in an address.
    """

    campaign: Campaign
    unit: Unit
    period: Window
    as_of: dt.date
    tree: str = "day"
    front: Front | None = None
    kind: ActivityKind | None = None
    measure: MeasureKey | None = None
    state: str = "itemised"
    system: System | None = None
    clause: Clause | None = None
    roles: tuple[str, ...] = ()
    # Only of what units of one kind (bureau, enterprise, …) organised or took part in; "" for all.
    unit_kind: str = ""
    # Further units that are asked together with the first: each activity counts once in all of them.
    others: tuple[Unit, ...] = ()
    within: Within = ()
    reader: Reader = field(default_factory=current_reader, compare=False, repr=False)

    def but(self, **changes: Any) -> Self:
        """The same question with something changed. Another unit stands alone: those asked together with the first go with it."""
        if "unit" in changes:
            changes.setdefault("others", ())
        return replace(self, **changes)

    @property
    def units(self) -> tuple[Unit, ...]:
        return (self.unit, *self.others)

    @property
    def codes(self) -> str:
        """The units by code, as an address and a file write them."""
        return ",".join(unit.code for unit in self.units)

    @property
    def place(self) -> str:
        """The units by name."""
        return "、".join(str(unit) for unit in self.units)

    @property
    def asked(self) -> Asked:
        return Asked(
            units=tuple(unit.pk for unit in self.units), as_of=self.as_of, period=self.period, tree=self.tree, campaign=self.campaign.pk,  # type: ignore[arg-type]
            systems=(self.system.pk,) if self.system else (), within=self.within, fronts=(self.front.pk,) if self.front else (), kinds=(self.kind.pk,) if self.kind else (),
            clauses=(self.clause.pk,) if self.clause else (), state=self.state,  # type: ignore[arg-type]
            roles=self.roles, unit_kinds=(self.unit_kind,) if self.unit_kind else ())

    def put[T](self, question: Callable[..., T], asked: Asked | None = None, /, **params: Any) -> T | None:
        """Asks one question of the ground floor, through the cache. None where the figures do not know the unit yet."""
        try:
            return asked_of(self.reader, question, asked or self.asked, **params)
        except UnknownUnit:
            return None

    @property
    def parameters(self) -> dict[str, str]:
        """What stands in an address; what is as usual is left out."""
        usual = usual_period(self.campaign)
        said = {
            "unit": self.codes,
            "from": self.period.first.isoformat() if self.period.first != usual.first else "",
            "to": self.period.last.isoformat() if self.period.last != usual.last else "",
            "tree": self.tree if self.tree != "day" else "",
            "as_of": self.as_of.isoformat() if self.as_of != timezone.localdate() else "",
            "front": self.front.code if self.front else "",
            "kind": self.kind.code if self.kind else "",
            "measure": self.measure.name if self.measure else "",
            "word": self.measure.word if self.measure else "",
            "state": self.state if self.state != "itemised" else "",
            "system": self.system.code if self.system else "",
            "clause": self.clause.code if self.clause else "",
            "roles": ",".join(self.roles),
            "unit_kind": self.unit_kind,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def address(self) -> str:
        """The query part of the figure's address."""
        return urlencode(self.parameters, safe=",")

    @property
    def lasting_address(self) -> str:
        """The same with every day written out, so that it means the same figure next year."""
        first, last = self.period.first.isoformat(), self.period.last.isoformat()
        return urlencode({**self.parameters, "from": first, "to": last, "as_of": self.as_of.isoformat()}, safe=",")


def check_one_unit(question: Question) -> None:
    """Raises CannotAsk where several units are asked together and the answer is a list of units below one."""
    if question.others:
        raise CannotAsk("unit", _("This is asked of one unit: what lies below it is listed. Ask for one of these by itself: %(units)s.") % {
            "units": question.place})


def usual_period(campaign: Campaign) -> Window:
    """From the campaign's first day to its last; while no end is set, to today."""
    return Window(campaign.begins, campaign.ends or max(timezone.localdate(), campaign.begins))


def question(campaign: Campaign, person=None, *, unit: Unit | None = None, others: tuple[Unit, ...] = (), period: Window | None = None,
             as_of: dt.date | None = None, **which: Any) -> Question:
    """Raises NotAllowed for a unit outside the person's reach. `person` None: no limits. others: units asked together with the first."""
    unit = unit or usual_unit(person, campaign)
    # What limits the person to a line in one of the units holds their other roles too, so it is right for all of them.
    limits = [limit for one in (unit, *others) if (limit := check_ask(person, one))]
    return Question(campaign, unit, period or usual_period(campaign), as_of or timezone.localdate(), others=others,
                    within=limits[0] if limits else (), **which)


def question_from(said: Mapping[str, str], campaign: Campaign, person=None, *, several: bool = False) -> Question:
    """The question of an address or a command line. Raises CannotAsk with a sentence, or NotAllowed.

    several: whether units may be asked together, with commas between them; a page that shows one unit does not. Where it may and
    no unit is named, all that the person's roles reach is asked together.
    """
    units = _units(said.get("unit", ""), campaign, several=several)
    if not units and several:
        units = usual_units(person, campaign)
    return question(
        campaign, person, unit=units[0] if units else None, others=units[1:], period=_period(said, campaign), as_of=_as_of(said.get("as_of", "")),
        tree=_choice("tree", said.get("tree", ""), TREES), state=_choice("state", said.get("state", ""), STATES),
        front=_named("front", said.get("front", ""), campaign.fronts), kind=_named("kind", said.get("kind", ""), campaign.kinds),
        clause=_named("clause", said.get("clause", ""), Clause.objects.filter(version=campaign.version_id)),
        system=_named("system", said.get("system", ""), System.objects),
        measure=_measure(said.get("measure", ""), said.get("word", ""), campaign),
        roles=_roles(said.get("roles", "")),
        unit_kind=_choice("unit_kind", said["unit_kind"], tuple(UnitKind.values)) if said.get("unit_kind") else "")


def _units(written: str, campaign: Campaign, *, several: bool) -> tuple[Unit, ...]:
    """In the order of the tree, so that an address means the same in whatever order they were written."""
    codes = list(dict.fromkeys(code.strip() for code in re.split("[,，、]", written) if code.strip()))
    if len(codes) > 1 and not several:
        raise CannotAsk("unit", _("Ask for one unit at a time here."))
    if len(codes) > MOST_TOGETHER:
        raise CannotAsk("unit", _("At most %(most)s units are asked together. Ask for a unit above them, or for fewer.") % {"most": MOST_TOGETHER})
    return tuple(sorted(dict.fromkeys(_unit(code, campaign) for code in codes), key=lambda unit: (unit.first, unit.pk)))


def _unit(code: str, campaign: Campaign) -> Unit:
    written = _CODE_AT_THE_END.search(code)
    unit = unit_by_code(written[1] if written else code) or _called(code, campaign)
    if unit is None:
        raise CannotAsk("unit", _("No unit is called “%(code)s”, or several are. Give its code: a division's is written 510000, its bureau's 510000-qts.") % {"code": code})
    if not campaign.territory.first <= unit.first <= campaign.territory.last:
        raise CannotAsk("unit", _("%(unit)s lies outside the territory of this campaign, which is %(territory)s.") % {
            "unit": unit, "territory": campaign.territory})
    return unit


def _called(name: str, campaign: Campaign) -> Unit | None:
    """The one unit of the campaign that bears this name."""
    found = resolve(name, scope=campaign.territory)
    return found[0] if len(found) == 1 else None


def _period(said: Mapping[str, str], campaign: Campaign) -> Window:
    usual = usual_period(campaign)
    first, last = _day("from", said.get("from", "")) or usual.first, _day("to", said.get("to", "")) or usual.last
    if first > last:
        raise CannotAsk("from", _("The period begins on %(first)s, after its end on %(last)s. Exchange the two days.") % {
            "first": first.isoformat(), "last": last.isoformat()})
    if last.year - first.year > LONGEST_YEARS:
        raise CannotAsk("from", _("The period from %(first)s to %(last)s is longer than %(years)s years. Check the year of each day.") % {
            "first": first.isoformat(), "last": last.isoformat(), "years": LONGEST_YEARS})
    return Window(first, last)


def _as_of(written: str) -> dt.date:
    today = timezone.localdate()
    day = _day("as_of", written) or today
    if day > today:
        raise CannotAsk("as_of", _("Nobody knows yet what will be known on %(day)s. The latest day that can be asked is today, %(today)s.") % {
            "day": day.isoformat(), "today": today.isoformat()})
    return day


def _day(name: str, written: str) -> dt.date | None:
    if not written.strip():
        return None
    try:
        return dt.date.fromisoformat(written.strip())
    except ValueError:
        raise CannotAsk(name, _("“%(written)s” is no day of the calendar. Write it as 2012-05-25.") % {"written": written}) from None


def _roles(written: str) -> tuple[str, ...]:
    """"any", or roles of those who take part without organising."""
    if not written or written == "any":
        return (written,) if written else ()
    known = [role for role in ParticipationRole if role not in ORGANISING]
    for role in written.split(","):
        _choice("roles", role, ("any", *known))
    return tuple(sorted(written.split(",")))


def _measure(code: str, word: str, campaign: Campaign) -> MeasureKey | None:
    """With the measure word of the campaign's own form where none is said; one that only records of other campaigns bear is known too."""
    if not code:
        return None
    known = names_of(campaign).by_code
    measure = MeasureKey(code, word or (known[code].unit_zh if code in known else ""))
    if code not in known and not current_reader().measure_number(measure):
        raise CannotAsk("measure", _("“%(code)s” is not measured in this campaign. Choose one of: %(known)s.") % {
            "code": code, "known": ", ".join(known) or "–"})
    return measure


def _choice(name: str, written: str, known: tuple[str, ...]) -> str:
    if written and written not in known:
        raise CannotAsk(name, _("“%(written)s” cannot be asked here. Choose one of: %(known)s.") % {"written": written, "known": ", ".join(known)})
    return written or known[0]


def _named(name: str, code: str, among) -> Any:
    if not code:
        return None
    found = among.filter(code=code).first()
    if found is None:
        known = ", ".join(among.order_by("pk").values_list("code", flat=True)[:20])
        raise CannotAsk(name, _("“%(code)s” is not known here. Choose one of: %(known)s.") % {"code": code, "known": known})
    return found

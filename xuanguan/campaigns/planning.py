"""Plan items, and what is handed down, as values before they are written; and everything that can be wrong with them."""
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xuanguan.campaigns.assigning import Problem
from xuanguan.campaigns.enums import InstructionKind
from xuanguan.campaigns.hierarchy import Ladder, is_closed_on, names
from xuanguan.campaigns.models import ActivityKind, Campaign, PlanItem
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause, Target
from xuanguan.quantities import Qualifier, plain

LARGEST = Decimal(10) ** 13


class CannotPlan(PersonError):
    """Something that cannot stand in a plan; `problems` are all that is wrong, each with its place and its field."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        super().__init__(len(self.problems))

    def __str__(self) -> str:
        first = " ".join(f"{one.place}: {one.sentence}" if one.place else one.sentence for one in self.problems[:3])
        if len(self.problems) > 3:
            first += " " + _("%(count)s more to mend. Nothing was written.") % {"count": len(self.problems) - 3}
        return first


@dataclass(frozen=True, slots=True)
class PlanItemValues:
    """One item as somebody writes it; the fields are those of PlanItem. `place`: where it stands in what was brought in (row 7)."""

    text: str
    number: str = ""
    clauses: tuple[Clause, ...] = ()
    starts: dt.date | None = None
    due: dt.date | None = None
    kind: ActivityKind | None = None
    only_citing: bool = False
    measure: str = ""
    value: Decimal | None = None
    qualifier: str = Qualifier.EXACT.value
    word: str = ""
    indicator: Target | None = None
    note: str = ""
    parent: PlanItem | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class HandDown:
    """One item for one unit, on these terms. None leaves a term as the item has it, except `value`: None asks for no number."""

    unit: Unit
    starts: dt.date | None = None
    due: dt.date | None = None
    value: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is proposed instead: another day, another number. None: as it stands."""

    due: dt.date | None = None
    value: Decimal | None = None

    @property
    def as_json(self) -> dict[str, str]:
        said = {"due": self.due.isoformat() if self.due else "", "value": plain(self.value) if self.value is not None else ""}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class InstructionValues:
    """What a leader wrote or said; the fields are those of Instruction."""

    campaign: Campaign
    unit: Unit
    leader: str
    text: str
    given_on: dt.date
    kind: str = InstructionKind.WRITTEN.value
    number: str = ""
    due: dt.date | None = None
    press_days: int = 7


@dataclass(frozen=True, slots=True)
class InstructionItem:
    """What one unit must do for an instruction."""

    unit: Unit
    text: str
    due: dt.date
    starts: dt.date | None = None
    place: str = ""


# What can be wrong

def problems_of(values: PlanItemValues, campaign: Campaign) -> list[Problem]:
    """Everything that keeps an item from being written; empty where nothing does."""
    def wrong(field: str, sentence: str) -> Problem:
        return Problem(values.place, sentence, field)

    found = []
    if not values.text.strip():
        found.append(wrong("text", _("Say what is to be done.")))
    found += [wrong(*one) for one in problems_of_days(values.starts, values.due, campaign, values.parent)]
    foreign = [clause.code for clause in values.clauses if clause.version_id != campaign.version_id]
    if foreign:
        found.append(wrong("clauses", _("The clause %(code)s belongs to another policy.") % {"code": _(", ").join(foreign)}))
    if values.only_citing and len(values.clauses) != 1:
        found.append(wrong("clauses", _("Only activities that cite its clause count for the item: name exactly one clause, or the heading above several.")))
    if values.kind is not None and values.kind.campaign_id != campaign.pk:
        found.append(wrong("kind", _("“%(kind)s” is a kind of another campaign.") % {"kind": values.kind}))
    if values.measure and (values.kind is None or values.measure not in {one.code for one in values.kind.measures.all()}):
        found.append(wrong("measure", _("This measure does not belong to the kind of activity.")))
    return found + [wrong("value", sentence) for sentence in problems_of_value(values.value)]


def problems_of_days(starts: dt.date | None, due: dt.date | None, campaign: Campaign, parent: PlanItem | None = None) -> list[tuple[str, str]]:
    """(field, sentence) for days in the wrong order: within the item, against the campaign's beginning, against the item above."""
    if due is None:
        return []
    if starts is not None and due < starts:
        return [("due", _("It is due on %(due)s, before it starts on %(starts)s.") % {"due": date_format(due), "starts": date_format(starts)})]
    if due < campaign.begins:
        return [("due", _("It is due on %(due)s, before the campaign begins on %(begins)s.") % {
            "due": date_format(due), "begins": date_format(campaign.begins)})]
    if parent is not None and parent.due is not None and due > parent.due:
        return [("due", _("It is due on %(due)s, after %(unit)s itself must have done it: %(parent)s.") % {
            "due": date_format(due), "unit": parent.plan.unit, "parent": date_format(parent.due)})]
    return []


def problems_of_value(value: Decimal | None) -> list[str]:
    if value is None:
        return []
    if not value.is_finite() or value < 0:
        return [_("A target is a number of zero or more.")]
    return [] if value < LARGEST else [_("This number is too large to be a target.")]


def problems_of_handing_down(item: PlanItem, handed: Iterable[HandDown], ladder: Ladder, on: dt.date) -> list[Problem]:
    """Everything wrong with handing `item` down: to a unit that is not below, closed on the day, up its own line, on impossible terms."""
    found = []
    above = chain(item)
    seen: set[int] = set()
    for one in handed:
        place, sentence = one.unit.short, ""
        if one.unit.pk in seen:
            sentence = _("It stands twice in the list.")
        elif one.unit.pk in {step.pk for step in above}:
            come_round = names([*reversed(above), one.unit])
            sentence = _("It handed this item down itself: the item would come round in a circle (%(line)s).") % {"line": come_round}
        elif not ladder.is_below(one.unit, item.plan.unit):
            sentence = _("It does not stand below %(unit)s.") % {"unit": item.plan.unit}
        elif is_closed_on(one.unit, on):
            sentence = _("It is not open on %(day)s. Choose the unit that took its place.") % {"day": date_format(on)}
        seen.add(one.unit.pk)
        if sentence:
            found.append(Problem(place, sentence, "units"))
            continue
        starts, due = one.starts or item.starts, one.due or item.due
        found += [Problem(place, said, field) for field, said in problems_of_days(starts, due, item.plan.campaign, item)]
        found += [Problem(place, said, "value") for said in problems_of_value(one.value)]
    return found


def chain(item: PlanItem) -> list[Unit]:
    """The unit of the item and those it came down from, the nearest first."""
    found: list[Unit] = []
    at: PlanItem | None = item
    while at is not None and len(found) < 20:
        found.append(at.plan.unit)
        at = PlanItem.objects.select_related("plan__unit").filter(pk=at.parent_id).first() if at.parent_id else None
    return found

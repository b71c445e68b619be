"""Plans, items and conversations as the pages show them: days, targets, states and who said what, in words."""
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xuanguan.activities.models import Activity
from xuanguan.activities.queries import activities_seen_by
from xuanguan.campaigns.enums import EntryAct, InstructionState, PlanItemState, PlanState
from xuanguan.campaigns.exports.plans import counted_in_words
from xuanguan.campaigns.models import PlanEntry, PlanItem
from xuanguan.campaigns.queries.targets import Higher, higher_targets
from xuanguan.campaigns.states import OPEN_ITEMS
from xuanguan.figures.answers import NoFiguresNow, Progress, progress_of
from xuanguan.figures.permissions import can_ask
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.web.activities.wording import quantity_in_words
from xuanguan.web.figures.wording import value_of

PLAN_TONES = {PlanState.DRAFT: "neutral", PlanState.SUBMITTED: "waiting", PlanState.RETURNED: "attention", PlanState.ACCEPTED: "good"}
ITEM_TONES = {
    PlanItemState.PROPOSED: "neutral", PlanItemState.ASKED: "waiting", PlanItemState.COUNTERED: "attention", PlanItemState.AGREED: "neutral",
    PlanItemState.REPORTED: "waiting", PlanItemState.CLOSED: "good", PlanItemState.DROPPED: "ended"}
INSTRUCTION_TONES = {InstructionState.OPEN: "waiting", InstructionState.CLOSED: "good"}


@dataclass(frozen=True, slots=True)
class Shown:
    """How far an item is, as a line: the figure's value, its parts, where it opens, and the share of the target in words."""

    value: str
    word: str
    href: str
    verified: float
    self_reported: float
    scale: float
    note: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of a list."""

    item: PlanItem
    tone: str
    target: str
    asked: str
    counts: str
    progress: Shown | None
    lower: tuple[str, ...]
    days_late: int

    @property
    def clauses(self):
        return self.item.clauses.all()


def item_rows(items: Sequence[PlanItem], person, on) -> tuple[list[ItemRow], bool]:
    """The rows, and whether the figures could be asked."""
    has_figures = True
    try:
        found = progress_of(items)
    except NoFiguresNow:
        found, has_figures = {}, False
    higher = higher_targets(items)
    reach: dict[int, bool] = {}
    rows = []
    for item in items:
        progress = found.get(item.pk)
        if progress is not None and progress.figure.question.unit.pk not in reach:
            reach[progress.figure.question.unit.pk] = can_ask(person, progress.figure.question.unit)
        rows.append(ItemRow(
            item, ITEM_TONES[PlanItemState(item.state)], target_in_words(item), asked_in_words(item, value=item.pk not in higher), counted_in_words(item),
            shown(item, progress, may_open=reach[progress.figure.question.unit.pk]) if progress is not None else None,
            tuple(higher_in_words(item, one) for one in higher.get(item.pk, ())),
            (on - item.due).days if item.due and item.due < on and item.state in OPEN_ITEMS else 0))
    return rows, has_figures


def shown(item: PlanItem, progress: Progress, *, may_open: bool) -> Shown:
    figure = progress.figure
    href = f"{reverse('figures:figure', args=[item.plan.campaign.code])}?{figure.address}" if may_open else ""
    return Shown(value_of(figure), figure.word, href, float(figure.verified), float(figure.self_reported), float(progress.target or 0), share_in_words(progress))


def share_in_words(progress: Progress) -> str:
    if not progress.figure.itemised:
        return _("nothing on record")  # which is not zero
    if progress.share is not None:
        if progress.figure.may_repeat:
            return _("at most %(share)s%% of the target") % {"share": progress.share}
        return _("%(share)s%% of the target") % {"share": progress.share}
    if progress.is_reached is not None:
        return _("within the limit") if progress.is_reached else _("over the limit")
    return ""


def quantity_words(item: PlanItem, quantity: Quantity) -> str:
    """With the measure word in the language of the page, where the item's measure knows it."""
    measure = next((one for one in item.kind.measures.all() if one.code == item.measure and one.unit_zh == quantity.unit), None) if item.kind else None
    return quantity_in_words(quantity.value, quantity.qualifier.value, quantity.unit, measure.unit_en if measure else "")


def value_in_words(item: PlanItem, value: Decimal) -> str:
    """Another number of the item's target."""
    return quantity_words(item, Quantity(value, Qualifier(item.qualifier), item.word))


def target_in_words(item: PlanItem) -> str:
    return quantity_words(item, item.target) if item.target is not None else ""


def asked_in_words(item: PlanItem, *, value: bool = True) -> str:
    """What the level above asks for, where it differs from what stands in the item; without the number where that is said otherwise."""
    parts = []
    if item.asked_due is not None and item.asked_due != item.due:
        parts.append(_("by %(day)s") % {"day": date_format(item.asked_due)})
    if value and item.asked_value is not None and item.asked_value != item.value:
        parts.append(value_in_words(item, item.asked_value))
    return _(", ").join(parts)


def higher_in_words(item: PlanItem, one: Higher) -> str:
    """Lower than the level above: "Sichuan 2020: 90%, nation 2015: 98%"."""
    own = f"{item.plan.unit.short}{' ' + str(item.due.year) if item.due else ''}"
    other = f"{one.who}{' ' + str(one.year) if one.year else ''}"
    return _("%(own)s: %(lower)s, %(other)s: %(higher)s") % {
        "own": own, "lower": target_in_words(item), "other": other, "higher": quantity_words(item, one.quantity)}


# The conversation

@dataclass(frozen=True, slots=True)
class Line:
    """One line of a conversation."""

    entry: PlanEntry
    who: str
    act: str
    terms: str
    shown_by: tuple[tuple[str, str], ...]

    @property
    def is_above(self) -> bool:
        return self.entry.side == "above"


def lines_of(entries: Iterable[PlanEntry], person, item: PlanItem | None = None) -> list[Line]:
    """With the activities named as evidence: a link where the person may see them, else only their number."""
    entries = list(entries)
    ids = {int(thing.split(":")[1]) for entry in entries for thing in entry.things if thing.startswith("activity:")}
    seen = {activity.pk: activity for activity in activities_seen_by(person).filter(pk__in=ids).select_related("kind")} if ids else {}
    return [Line(entry, who_of(entry, item), str(EntryAct(entry.act).label), terms_of(entry, item), tuple(evidence(entry, seen))) for entry in entries]


def who_of(entry: PlanEntry, item: PlanItem | None) -> str:
    """The unit that speaks, and the person."""
    above = item.asker if item is not None else entry.plan.above or entry.plan.unit
    return f"{(above if entry.side == 'above' else entry.plan.unit).short} · {entry.by}"


def terms_of(entry: PlanEntry, item: PlanItem | None) -> str:
    parts = []
    if entry.terms.get("due"):
        parts.append(_("by %(day)s") % {"day": date_format(dt.date.fromisoformat(entry.terms["due"]))})
    if entry.terms.get("value") and item is not None:
        parts.append(value_in_words(item, Decimal(entry.terms["value"])))
    return _(", ").join(parts)


def evidence(entry: PlanEntry, seen: dict[int, Activity]) -> Iterable[tuple[str, str]]:
    for thing in entry.things:
        activity = seen.get(int(thing.split(":")[1]))
        yield (str(activity), reverse("activities:activity", args=[activity.pk])) if activity else (_("record %(thing)s") % {"thing": thing.split(":")[1]}, "")

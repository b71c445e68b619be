"""What the actions on plans share: the row as it is now, locked; and a line of the conversation, with the audit's word of it."""
import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.enums import EntryAct, Side
from xuanguan.campaigns.models import Plan, PlanEntry, PlanItem
from xuanguan.campaigns.planning import Terms
from xuanguan.campaigns.states import PLAN_ITEM_STATES, PLAN_STATES
from xuanguan.common.exceptions import Changed, PersonError
from xuanguan.organisations.models import Unit


class Gone(PersonError):
    def __str__(self) -> str:
        return _("This is no longer there: somebody took it out a moment ago.")


class NeedsWords(PersonError):
    """An act that must say why."""

    def __init__(self, sentence: str):
        self._sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self._sentence


def today(on: dt.date | None) -> dt.date:
    """The day of an act: today by the house's clock, unless the caller sets it."""
    return on or timezone.localdate()


def locked_plan(plan: Plan, *, version: int | None = None) -> Plan:
    """The plan as it is now, locked until the transaction ends. `version`: what the person had on the screen."""
    found = (Plan.objects.select_for_update(of=("self",)).select_related("campaign__territory", "campaign__lead_unit", "unit__territory", "above")
             .filter(pk=plan.pk).first())
    if found is None:
        raise Gone()
    if version is not None and version != found.version:
        raise Changed()
    return found


def locked_items(items: Iterable[PlanItem]) -> list[PlanItem]:
    """The items as they are now, locked, in their order. Raises Gone where one is missing."""
    ids = [item.pk for item in items]
    found = list(PlanItem.objects.select_for_update(of=("self",)).select_related(
        "plan__campaign__territory", "plan__campaign__lead_unit", "plan__unit__territory", "plan__above", "parent__plan__unit", "instruction__unit",
        "kind").filter(pk__in=ids).order_by("plan_id", "order"))
    if len(found) != len(set(ids)):
        raise Gone()
    return found


def locked_item(item: PlanItem) -> PlanItem:
    return locked_items([item])[0]


def move_plan(plan: Plan, act: str) -> None:
    """Lead the plan through the table of states; raises NotInThisState. To be saved by the caller."""
    plan.state = PLAN_STATES.check(act, plan.state)
    plan.version += 1


def move_item(item: PlanItem, act: str) -> None:
    item.state = PLAN_ITEM_STATES.check(act, item.state)


def needs_words(text: str, sentence: str) -> str:
    if not text.strip():
        raise NeedsWords(sentence)
    return text.strip()


def say(thing: Plan | PlanItem, act: EntryAct, *, by, side: Side, on: dt.date, text: str = "", terms: Terms | None = None,
        things: Sequence[str] = ()) -> PlanEntry:
    """A line of the conversation about a plan or an item, and one event of the audit."""
    plan, item = (thing, None) if isinstance(thing, Plan) else (thing.plan, thing)
    entry = PlanEntry.objects.create(plan=plan, item=item, act=act, side=side, text=text.strip(), terms=terms.as_json if terms else {},
                                     things=list(things), on=on, by=by)
    record(f"plan_{act.value}", thing, by=by, unit=plan.unit.code, on=on, text=entry.text, **entry.terms)
    return entry


def side_of(unit: Unit, plan: Plan) -> Side:
    return Side.UNIT if unit.pk == plan.unit_id else Side.ABOVE

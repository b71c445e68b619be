"""Of each clause of the policy: is anything planned for it, was anything done, does evidence show it."""
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef

from xuanguan.activities.enums import COUNTED
from xuanguan.activities.models import Activity
from xuanguan.campaigns.enums import PlanItemState
from xuanguan.campaigns.models import Campaign, PlanItem, ResponsibilityItem
from xuanguan.policies.models import Clause


class ClauseState(StrEnum):
    """The best that is known of a clause, itself or any below it."""

    EVIDENCED = "evidenced"
    DONE = "done"
    PLANNED = "planned"
    NONE = "none"


@dataclass(slots=True)
class ClauseLine:
    """A clause. is_done: a counted activity is for it or for one below it; is_evidenced: one of them has a file that shows it.

    planned: how many items of plans are for it or below it. is_assigned: whether a task of a document carries it out, or one below.
    is_leaf: nothing stands below it; only these are counted, so that a chapter is not counted beside its clauses.
    """

    clause: Clause
    is_done: bool
    is_evidenced: bool
    planned: int
    is_assigned: bool
    is_leaf: bool = True

    @property
    def state(self) -> ClauseState:
        if self.is_evidenced:
            return ClauseState.EVIDENCED
        if self.is_done:
            return ClauseState.DONE
        return ClauseState.PLANNED if self.planned else ClauseState.NONE


def clause_lines(campaign: Campaign, on: dt.date) -> list[ClauseLine]:
    """Every clause in the order of the text, as things stand by the day. Three queries; of each clause the first record that is found is enough."""
    through = Activity.clauses.through.objects.filter(clause=OuterRef("pk"), activity__campaign=campaign, activity__state__in=COUNTED, activity__since__lte=on)
    clauses = list(Clause.objects.filter(version=campaign.version_id).select_related("parent").annotate(
        is_done=Exists(through), is_evidenced=Exists(through.filter(activity__evidence__isnull=False))).order_by("order", "pk"))
    planned: dict[int, int] = defaultdict(int)
    items = PlanItem.objects.filter(plan__campaign=campaign, clauses__isnull=False).exclude(state=PlanItemState.DROPPED)
    for clause in items.values_list("clauses", flat=True):
        planned[clause] += 1
    assigned = set(ResponsibilityItem.objects.filter(
        document__campaign=campaign, clause__isnull=False, assignments__isnull=False).values_list("clause_id", flat=True))
    lines = {one.pk: ClauseLine(one, one.is_done, one.is_evidenced, planned[one.pk], one.pk in assigned) for one in clauses}
    for one in reversed(clauses):  # a clause comes after what it stands in
        if one.parent_id in lines:
            above, line = lines[one.parent_id], lines[one.pk]
            above.is_leaf = False
            above.is_done |= line.is_done
            above.is_evidenced |= line.is_evidenced
            above.planned += line.planned
            above.is_assigned |= line.is_assigned
    return list(lines.values())

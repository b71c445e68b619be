"""The columns in which a plan goes out as a sheet and comes in again; and what may be chosen in them."""
from typing import Any

from django.utils.translation import gettext_lazy

from xuanguan.campaigns.models import ActivityKind, Campaign, PlanItem
from xuanguan.campaigns.models.plans import QUALIFIERS, kind_in_words
from xuanguan.campaigns.queries import kinds_of
from xuanguan.organisations.columns import Column

# What counts for an item, as one word: "" nothing on record, "*" whatever cites its clause, else the kind, or kind:measure.
NOTHING, ANYTHING = "", "*"
_CITING = gettext_lazy("Any activity that cites the clause")


class Counted:
    """A kind of activity, or one of its measures, that says its name in the language at hand."""

    def __init__(self, kind: ActivityKind, measure: str = "") -> None:
        self.kind, self.measure = kind, measure

    @property
    def code(self) -> str:
        return f"{self.kind.code}:{self.measure}" if self.measure else self.kind.code

    def __str__(self) -> str:
        return kind_in_words(self.kind, self.measure)


def what_can_count(campaign: Campaign) -> list[Counted]:
    """Every kind of the campaign and its measures, in the campaign's order."""
    return [one for kind in kinds_of(campaign) for one in (Counted(kind), *(Counted(kind, measure.code) for measure in kind.measures.all()))]


def counted_by(item: PlanItem) -> str:
    """The code of what counts for an item."""
    if item.kind is None:
        return ANYTHING if item.only_citing else NOTHING
    return Counted(item.kind, item.measure).code


def plan_columns(campaign: Campaign) -> list[Column]:
    # A kind words itself in the language at hand, as a lazy string does.
    counted: tuple[tuple[str, Any], ...] = ((ANYTHING, _CITING), *((one.code, one) for one in what_can_count(campaign)))
    return [
        Column("key", "编号", "Key", gettext_lazy("Leave it as it is; empty for a new item")),
        Column("number", "序号", "Number", gettext_lazy("As in the plan, as 一(一)")),
        Column("text", "工作内容", "What is to be done", gettext_lazy("One thing that the unit will do"), is_needed=True),
        Column("clauses", "条款编号", "Clause codes", gettext_lazy("Of the policy, as 3.a; several with 、 between them")),
        Column("starts", "开始日期", "Starts", gettext_lazy("2012-03-01; empty: when the campaign begins")),
        Column("due", "完成时限", "Due", gettext_lazy("2012-06-30")),
        Column("counts", "计入的活动", "What counts", gettext_lazy("From the list; empty: no record can tell how far it is"), choices=counted),
        Column("value", "目标值", "Target value", gettext_lazy("A number")),
        Column("qualifier", "限定", "Qualifier", gettext_lazy("From the list; empty: exactly"), choices=tuple(QUALIFIERS)),
        Column("word", "计量单位", "Unit of measure", gettext_lazy("场, 人次, %")),
        Column("units", "下达单位", "Handed down to", gettext_lazy("Names or codes of units below, with 、 between them")),
        Column("note", "备注", "Note", ""),
    ]

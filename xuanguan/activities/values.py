"""What a form, a spreadsheet or a bulletin hands to the actions: the same values, whoever filled them in."""
import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ParticipationRole, Qualifier
from xuanguan.campaigns.models import ActivityKind, Campaign, Front
from xuanguan.organisations.models import System, Unit
from xuanguan.policies.models import Clause


@dataclass(frozen=True, slots=True)
class When:
    """How long an activity lasted, where that is known, and the window it counts in (counting.md, rule 7).

    Made by `on`, `lasting` or `between`: they keep the rule that a dated activity counts on its last day.
    """

    earliest: dt.date
    latest: dt.date
    begins: dt.date | None = None
    ends: dt.date | None = None

    def __post_init__(self) -> None:
        if self.earliest > self.latest or (self.begins and self.ends and self.begins > self.ends):
            raise ValidationError({"when": _("The first day must not lie after the last day.")})

    @classmethod
    def on(cls, day: dt.date) -> Self:
        return cls(earliest=day, latest=day, begins=day, ends=day)

    @classmethod
    def lasting(cls, first: dt.date, last: dt.date) -> Self:
        return cls(earliest=last, latest=last, begins=first, ends=last)

    @classmethod
    def between(cls, earliest: dt.date, latest: dt.date) -> Self:
        """The day is not known, only that it lay between these two."""
        return cls(earliest=earliest, latest=latest)


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """A number of a measure of the campaign. `text` is how it was written, where it was written (130余场)."""

    code: str
    value: Decimal
    qualifier: str = Qualifier.EXACT
    unit_zh: str = ""
    text: str = ""

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "value": str(self.value), "qualifier": str(self.qualifier), "unit_zh": self.unit_zh, "text": self.text}


@dataclass(frozen=True, slots=True)
class ParticipationValue:
    """A unit's part; `shares` is what of the measures was its own ("12 of ours went")."""

    unit: Unit
    role: str = ParticipationRole.HOST
    shares: tuple[MeasureValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityValues:
    """Everything that a report says. Without participations the reporting unit was the host."""

    campaign: Campaign
    kind: ActivityKind
    front: Front
    reporting_unit: Unit
    when: When
    participations: tuple[ParticipationValue, ...] = ()
    measures: tuple[MeasureValue, ...] = ()
    title: str = ""
    place: str = ""
    audience: str = ""
    note: str = ""
    clauses: tuple[Clause, ...] = ()
    also_for: tuple[Campaign, ...] = ()
    # "等": the source named some organisers and left the list open.
    and_others: bool = False

    def __post_init__(self) -> None:
        if not self.participations:
            object.__setattr__(self, "participations", (ParticipationValue(self.reporting_unit),))


@dataclass(frozen=True, slots=True)
class StatementValues:
    """A total that `unit` states about a scope. With an empty `measure` it counts units; `named` are those it names."""

    campaign: Campaign
    unit: Unit
    territory: Unit
    front: Front
    kind: ActivityKind
    value: Decimal
    earliest: dt.date
    latest: dt.date
    measure: str = ""
    qualifier: str = Qualifier.EXACT
    unit_zh: str = ""
    system: System | None = None
    levels: tuple[int, ...] = ()
    named: tuple[Unit, ...] = field(default=())
    text: str = ""
    note: str = ""

"""Who did it and who took part, by kind of unit and role."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.activities.enums import ParticipationRole
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import Question
from xuanguan.figures.answers.values import Figure, figure_of_count, figure_of_sum
from xuanguan.organisations.enums import UnitKind


@dataclass(frozen=True, slots=True)
class ParticipantsRow:
    """Units of a kind in a role (None: they organised). units: how many different ones. shares: what of the measures was their own."""

    kind: UnitKind | None
    role: ParticipationRole | None
    activities: Figure
    units: int
    shares: tuple[Figure, ...]


def participants(question: Question) -> tuple[ParticipantsRow, ...]:
    """Asked by roles of those that took part, else of those that organised. Rows share activities and are never added up."""
    question = question.but(measure=None)
    rows = []
    for one in question.put(ground.participants) or ():
        role = ParticipationRole(one.role) if one.role in ParticipationRole.values else None
        narrowed = question.but(roles=(one.role,) if one.role else (), unit_kind=one.kind)
        rows.append(ParticipantsRow(
            UnitKind(one.kind) if one.kind in UnitKind.values else None, role, figure_of_count(narrowed, one.activities, name=_("Activities")),
            one.units, tuple(figure_of_sum(narrowed, share) for share in one.shares)))
    return tuple(rows)

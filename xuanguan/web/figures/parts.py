"""Figures inside other rooms' pages."""
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from xuanguan.campaigns.queries import current_campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.design.values import Link
from xuanguan.figures.answers import Question, children, question, totals
from xuanguan.figures.permissions import can_ask
from xuanguan.organisations.models import Unit
from xuanguan.web.figures import wording
from xuanguan.web.figures.asking import overview_address
from xuanguan.web.figures.overview import Shown, UnitRow, child_rows, shown


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What `figures/unit_figures.html` shows, as `figures` in its context."""

    question: Question
    whole: Shown
    fronts: list[tuple[str, Shown]]
    scale: float
    children: list[UnitRow]
    joint: int
    as_of_line: str
    overview: Link
    questions: Link


def unit_figures(request: HttpRequest, unit: Unit) -> UnitFigures | None:
    """The unit's figures in the campaign at hand. None where there is nothing that the person may see, or nothing to see."""
    campaign = current_campaign(request.session.get("campaign"), request.user)
    if campaign is None or not campaign.territory.first <= unit.first <= campaign.territory.last or not can_ask(request.user, unit):
        return None
    try:
        asked = question(campaign, request.user, unit=unit)
    except PersonError:
        return None
    fronts = [(str(row.front), shown(row.activities)) for row in totals(asked, by=("front",)) if row.front]
    below = children(asked)
    return UnitFigures(
        asked, shown(totals(asked)[0].activities), fronts, max((one.scale for _name, one in fronts), default=0), child_rows(asked, below.rows), below.joint,
        wording.as_of_line(asked), Link(campaign, overview_address(asked)),
        Link(_("Every question about it"), f"{reverse('figures:questions', args=[campaign.code])}?{asked.address}"))

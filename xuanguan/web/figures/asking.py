"""From a request to the question it asks, and the addresses of the pages that answer."""
import datetime as dt

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import campaigns_seen_by
from xuanguan.design.values import Link
from xuanguan.figures.answers import Figure, NoFiguresNow, Question, question_from
from xuanguan.figures.permissions import can_ask
from xuanguan.figures.queries import changes_waiting, waiting_since
from xuanguan.organisations.hierarchy import ancestors
from xuanguan.web.figures import wording
from xuanguan.web.figures.refresh import refresh_soon

# A refresh takes seconds. What waits longer than this does so because none went through (a full disk, say): then the page says so.
STUCK = dt.timedelta(minutes=5)


def campaign_of(request: HttpRequest, code: str) -> Campaign:
    """The campaign of the address, if the person may see it."""
    campaign = campaigns_seen_by(request.user).filter(code=code).first()
    if campaign is None:
        raise Http404
    return campaign


def question_of(request: HttpRequest, campaign: Campaign) -> Question:
    """Raises CannotAsk and NotAllowed, which become sentences. Where nothing is built yet, it is begun."""
    try:
        return question_from(said_of(request), campaign, request.user, several=True)
    except NoFiguresNow:
        refresh_soon()
        raise


def said_of(request: HttpRequest) -> dict[str, str]:
    """What the address says. Units may be named once with commas between them, or again and again; a form names a measure with its word."""
    said = request.GET.dict()
    if units := [one for one in request.GET.getlist("unit") if one.strip()]:
        said["unit"] = ",".join(units)
    if "counting" in said:
        said["measure"], _bar, said["word"] = said.pop("counting").partition("|")
    return said


def figure_address(question: Question, **more: str) -> str:
    return address("figures:figure", question, **more)


def overview_address(question: Question) -> str:
    return address("campaigns:overview", question.but(front=None, kind=None, measure=None, state="itemised", system=None, clause=None, roles=(), unit_kind=""))


def address(view: str, question: Question, *args, **more: str) -> str:
    query = {"campaigns:overview": "", "figures:coverage": ""}.get(view, question.address) or question.but(
        front=None, kind=None, measure=None, clause=None, roles=(), unit_kind="", state="itemised").address
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse(view, args=[question.campaign.code, *args])}?{query}{extra}"


def opens(figure: Figure) -> str:
    """The address of the figure's own page."""
    return figure_address(figure.question)


def units_above(question: Question, person) -> list[Link]:
    """The way up, as far as the person may ask; the last is the unit itself. Several units have no one way up."""
    if question.others:
        return [Link(wording.place(question), current=True)]
    line = [unit for unit in ancestors(question.unit) if question.campaign.territory.first <= unit.first and can_ask(person, unit)]
    return [Link(unit.short, overview_address(question.but(unit=unit))) for unit in line] + [Link(question.unit.short, current=True)]


def standing_note(question: Question) -> dict[str, object]:
    """The as-of line, and how many changes are not in it yet; those are then taken in."""
    waiting = changes_waiting()
    if waiting or question.reader.generation.is_fallback:
        refresh_soon()
    since = waiting_since() if waiting else None
    stuck = since if since and timezone.now() - since > STUCK else None
    return {"as_of_line": wording.as_of_line(question), "changes_waiting": waiting, "stuck_since": stuck,
            "is_fallback": question.reader.generation.is_fallback}


"""Calendars that other programs subscribe to, under a secret address that can be revoked."""
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xuanguan.accounts.models import User
from xuanguan.campaigns.calendars import AHEAD, calendar_of
from xuanguan.campaigns.enums import CampaignState
from xuanguan.campaigns.queries import Duty, campaigns_seen_by, duties_of, my_list
from xuanguan.notices import actions
from xuanguan.notices.digests import absolute
from xuanguan.notices.queries import calendar_address_by_token
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of
from xuanguan.organisations.queries import home_unit


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address. What is wrong, revoked or no longer the person's answers one plain sentence."""
    found = calendar_address_by_token(token)
    unit = unit_of_scope(found.person, found.scope) if found else None
    if found is None or (found.scope and unit is None):
        return HttpResponse(_("There is no calendar at this address. It may have been revoked; make a new one under “Your settings”."),
                            status=404, content_type="text/plain; charset=utf-8")
    person = found.person
    with translation.override("en" if person.language == "en" else "zh-hans"):
        name = _("Due: %(whose)s") % {"whose": unit or person}
        written = calendar_of(duties(person, unit), name=name, now=timezone.now(), address=lambda duty: absolute(
            reverse("campaigns:expectation", args=[duty.expectation.campaign.code, duty.expectation.code])))
    response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="xuanguan.ics"'
    response["Cache-Control"] = "private, max-age=900"
    # The address is the key: it must not be told to others.
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    scope = request.POST.get("scope", "")
    if scope and unit_of_scope(request.user, scope) is None:
        raise Http404
    actions.make_calendar_address(scope=scope, by=request.user)
    messages.success(request, _("The calendar has a new address. Copy it into your calendar program; whoever has it can read the calendar."))
    return redirect(reverse("accounts:settings") + "#calendars")


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    if actions.revoke_calendar_address(address=pk, by=request.user):
        messages.success(request, _("The address opens nothing any more."))
    return redirect(reverse("accounts:settings") + "#calendars")


def own_units(person: User) -> list[Unit]:
    """Units whose calendar the person may have: where they have a role, and where they work."""
    units = {grant.unit_id: grant.unit for grant in grants_of(person)}
    if home := home_unit(person):
        units.setdefault(home.pk, home)
    return list(units.values())


def unit_of_scope(person: User, scope: str) -> Unit | None:
    return next((unit for unit in own_units(person) if scope and unit.code == scope), None)


def duties(person: User, unit: Unit | None) -> list[Duty]:
    """What is and soon will be expected, done or not: of the person's list, or of the unit, in every campaign that runs."""
    found = []
    for campaign in campaigns_seen_by(person).filter(state=CampaignState.RUNNING):
        ahead = campaign.day_at_hand + AHEAD
        found += duties_of([unit], campaign, ahead) if unit is not None else my_list(person, campaign, ahead)
    return found

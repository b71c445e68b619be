"""The first step of a campaign: from a template, or as an earlier one was set up, a draft is made that can be left and taken up again."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xuanguan.campaigns import actions
from xuanguan.campaigns.enums import SetUpStep
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.permissions import check_set_up
from xuanguan.campaigns.queries import campaigns_seen_by, home_of
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.campaigns.forms import EARLIER, StartForm


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    check_set_up(request.user)
    earlier = campaigns_seen_by(request.user)
    if request.method != "POST":
        copied = request.GET.get("copy", "")
        return render(request, "campaigns/start.html", {"form": StartForm(initial=first_guess(request.user) | as_it_was(earlier, copied), campaigns=earlier)})
    form = StartForm(request.POST, campaigns=earlier)
    if form.is_valid():
        try:
            campaign = begun(form.cleaned_data, request.user)
        except actions.CannotStart as refused:
            form.add_error(refused.field, refused.sentence)
        except PersonError as refused:
            form.add_error("territory", refused.sentence)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            actions.confirm_step(campaign=campaign, step=SetUpStep.BASICS, by=request.user)
            messages.success(request, _("“%(campaign)s” is being prepared. Nobody is asked before it is issued; you can leave and come back.") % {"campaign": campaign})
            return redirect("campaigns:set-up", campaign.code)
    return render(request, "campaigns/start.html", {"form": form}, status=422)


def begun(words: dict, by) -> Campaign:
    said = {key: words[key] for key in ("code", "version", "territory", "lead_unit", "begins", "ends", "name_zh", "name_en")}
    if isinstance(words["template"], Campaign):
        takes = actions.Takes(words["takes_expectations"], words["takes_responsibilities"], words["takes_group"])
        return actions.copy_campaign(source=words["template"], takes=takes, **said, by=by)
    return actions.prepare_campaign(template=words["template"], **said, by=by)


def first_guess(person) -> dict[str, str]:
    """The unit where the person has a role leads; its territory is the campaign's."""
    grants = grants_of(person)
    if not grants:
        return {}
    unit = grants[0].unit
    return {"lead_unit": unit.code, "territory": home_of(unit).code}


def as_it_was(earlier, code: str) -> dict:
    """The fields as the campaign that is copied has them."""
    source = earlier.filter(code=code).first() if code else None
    if source is None:
        return {}
    return {"template": f"{EARLIER}{source.code}", "version": source.version_id, "territory": source.territory.code, "lead_unit": source.lead_unit.code}

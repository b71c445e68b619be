"""Starting a campaign from a template: fill in, see who would be asked what, start."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xuanguan.campaigns import actions, imports
from xuanguan.campaigns.permissions import check_set_up
from xuanguan.campaigns.queries import home_of
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.campaigns.forms import StartForm


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    check_set_up(request.user)
    if request.method != "POST":
        return render(request, "campaigns/start.html", {"form": StartForm(initial=first_guess(request.user))})
    form = StartForm(request.POST)
    if not form.is_valid():
        return render(request, "campaigns/start.html", {"form": form}, status=422)
    try:
        check_set_up(request.user, form.cleaned_data["territory"])
        if "start" in request.POST:
            return started(request, form)
        return previewed(request, form)
    except actions.CannotStart as refused:
        form.add_error(refused.field, refused.sentence)
    except PersonError as refused:
        form.add_error("territory", refused.sentence)
    except ValidationError as refused:
        form.add_error(None, refused)
    return render(request, "campaigns/start.html", {"form": form}, status=422)


def started(request: HttpRequest, form: StartForm) -> HttpResponse:
    words = form.cleaned_data
    campaign = actions.start_campaign(
        template=words["template"], code=words["code"], version=words["version"], territory=words["territory"], lead_unit=words["lead_unit"],
        begins=words["begins"], ends=words["ends"], name_zh=words["name_zh"], name_en=words["name_en"], by=request.user)
    request.session["campaign"] = campaign.code
    messages.success(request, _("“%(campaign)s” runs. This is what is expected of whom.") % {"campaign": campaign})
    return redirect("campaigns:expectations", campaign.code)


def previewed(request: HttpRequest, form: StartForm) -> HttpResponse:
    words = form.cleaned_data
    template = words["template"]
    return render(request, "campaigns/start.html", {
        "form": form, "template": template,
        "asked": imports.preview(template, territory=words["territory"], begins=words["begins"], ends=words["ends"]),
    })


def first_guess(person) -> dict[str, str]:
    """The unit where the person has a role leads; its territory is the campaign's."""
    grants = grants_of(person)
    if not grants:
        return {}
    unit = grants[0].unit
    return {"lead_unit": unit.code, "territory": home_of(unit).code}

"""Policy, period, territory and names; and the leading group with its member units and contact persons."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xuanguan.campaigns import actions, queries
from xuanguan.campaigns.enums import CampaignState, SetUpStep
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations import actions as organisations
from xuanguan.web.campaigns.set_up_forms import BasicsForm, ContactForm, GroupForm
from xuanguan.web.campaigns.views.preparing.steps import campaign_to_set_up, context_of, saved


@require_http_methods(["GET", "HEAD", "POST"])
def basics(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_to_set_up(request, campaign)
    form = BasicsForm(request.POST if request.method == "POST" else None, campaign=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_basics(campaign=found, **form.cleaned_data, by=request.user)
            return saved(request, found, SetUpStep.BASICS)
        except actions.CannotStart as refused:
            form.add_error(refused.field, refused.sentence)
        except PersonError as refused:
            form.add_error("territory", refused.sentence)
        except ValidationError as refused:
            form.add_error(None, refused)
        found = campaign_to_set_up(request, campaign)  # as it is, not as it was tried
    return render(request, "campaigns/preparing/basics.html", context_of(found, SetUpStep.BASICS) | {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, campaign: str) -> HttpResponse:
    """One page, three presses: which group and its members, a contact person more, one less."""
    found = campaign_to_set_up(request, campaign)
    form, contact = GroupForm(campaign=found), ContactForm(campaign=found)
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                gone = get_object_or_404(queries.contacts_of(found), pk=request.POST["remove"])
                organisations.remove_contact(contact=gone, on=max(found.begins, timezone.localdate()) if found.state != CampaignState.PREPARING else found.begins, by=request.user)
                return redirect("campaigns:set-up-group", found.code)
            if "add" in request.POST and found.leading_group is not None:
                contact = ContactForm(request.POST, campaign=found)
                if contact.is_valid():
                    organisations.add_contact(group=found.leading_group, **contact.cleaned_data, by=request.user)
                    messages.success(request, _("%(name)s is contact person of %(unit)s.") % {
                        "name": contact.cleaned_data["name"], "unit": contact.cleaned_data["unit"]})
                    return redirect("campaigns:set-up-group", found.code)
            elif "add" not in request.POST:
                form = GroupForm(request.POST, campaign=found)
                if form.is_valid():
                    keep_group(found, form.cleaned_data, request.user)
                    return saved(request, found, SetUpStep.GROUP)
        except PersonError as refused:
            (contact if "add" in request.POST else form).add_error(None, refused.sentence)
        except ValidationError as refused:
            contact.add_error(None, refused)
    return render(request, "campaigns/preparing/group.html", context_of(found, SetUpStep.GROUP) | {
        "form": form, "contact": contact, "contacts": queries.contacts_of(found) if found.leading_group else [],
    }, status=422 if form.errors or contact.errors else 200)


def keep_group(campaign: Campaign, words: dict, by) -> None:
    """Each part is an action of its own: a group that was opened stays, also where its members are refused afterwards."""
    group = words["group"]
    if words["new_name"]:
        group = organisations.open_group(name=words["new_name"], territory=campaign.territory, superior=campaign.lead_unit, by=by)
        campaign.refresh_from_db()
    if group != campaign.leading_group:
        actions.choose_group(campaign=campaign, group=group, by=by)
    if group is not None and (words["new_name"] or words["members_told"]):
        on = campaign.begins if campaign.state == CampaignState.PREPARING else timezone.localdate()
        organisations.set_members(group=group, units=words["members"], on=on, by=by)

"""An outline of one's own: its sections, what each tells; begun from one that is there."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from xuanguan.bulletins import actions
from xuanguan.bulletins.composing import outlines_of
from xuanguan.bulletins.forms import OutlineForm, PartForms
from xuanguan.bulletins.permissions import check_write, check_write_something
from xuanguan.campaigns.queries import current_campaign
from xuanguan.common.exceptions import ValidationError
from xuanguan.design.values import Link
from xuanguan.web.bulletins.views.listing import written_for
from xuanguan.writing import outline as writing


def outline_page(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(request.session.get("campaign"), request.user)
    if campaign is None:
        raise Http404
    check_write_something(request.user)
    home = written_for(request.user) or campaign.territory
    check_write(request.user, home)
    known = outlines_of(campaign, request.user)
    begun_from = known.get(request.GET.get("from", "")) or known["fronts"]
    fronts = [(front.code, str(front)) for front in campaign.fronts.order_by("order", "pk")]
    saved = request.GET.get("from", "").startswith("saved:")
    form = OutlineForm(request.POST or None, initial={"name": begun_from.name_zh if saved else ""})
    parts = PartForms(request.POST or None, initial=PartForms.of(begun_from), prefix="part", form_kwargs={"fronts": fronts})
    if request.method == "POST" and form.is_valid() and parts.is_valid():
        name = form.cleaned_data["name"]
        try:
            outline = actions.save_outline(campaign=campaign, unit=home, name=name, document=writing.as_json(parts.outline(name)), by=request.user)
        except ValidationError as error:
            form.add_error("name", error)
        else:
            messages.success(request, _("The outline “%(name)s” is saved. Bulletins can be composed after it.") % {"name": outline.name})
            return redirect(reverse("bulletins:compose") + f"?outline=saved:{outline.pk}")
    return render(request, "bulletins/outline.html", {
        "form": form, "parts": parts, "unit": home, "crumbs": [
            Link(_("Bulletins"), reverse("bulletins:list")), Link(_("Drafts"), reverse("bulletins:drafts")),
            Link(_("Write a bulletin"), reverse("bulletins:compose")), Link(_("An outline of your own"))],
    }, status=422 if form.errors or any(parts.errors) or (request.method == "POST" and parts.non_form_errors()) else 200)

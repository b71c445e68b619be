"""The acts on a record that need one button: submit, verify, return, withdraw, delete."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xuanguan.activities import actions
from xuanguan.web.activities.views.records import record_or_404


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.submit_activity(activity=record_or_404(request.user, pk), by=request.user)
        messages.success(request, _("The report is submitted. It counts as self-reported from now on."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return back(request, pk)


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    actions.verify_activity(activity=record_or_404(request.user, pk), by=request.user, number=number_seen(request))
    messages.success(request, _("Verified. The figures show it in a moment."))
    return back(request, pk)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    activity = record_or_404(request.user, pk)
    try:
        actions.return_activity(activity=activity, reason=request.POST.get("reason", ""), by=request.user, number=number_seen(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(safe_address(request, request.POST.get("stay")) or reverse("activities:activity", args=[pk]))
    messages.success(request, _("Returned. The unit sees your reason and can submit it again."))
    # Who returned it no longer sees it, unless they may edit it: the way on is the queue.
    return HttpResponseRedirect(safe_address(request, request.POST.get("next")) or reverse("activities:queue"))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    actions.withdraw_activity(activity=record_or_404(request.user, pk), by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("Withdrawn. It stays readable and counts no more."))
    return back(request, pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    actions.delete_draft(activity=record_or_404(request.user, pk), by=request.user)
    messages.success(request, _("The draft is deleted."))
    return HttpResponseRedirect(reverse("activities:list"))


def back(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponseRedirect(safe_address(request, request.POST.get("next")) or reverse("activities:activity", args=[pk]))


def safe_address(request: HttpRequest, address: str | None) -> str:
    """An address of this house that a form named, else nothing."""
    return address if address and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}) else ""


def number_seen(request: HttpRequest) -> int | None:
    """The version of the record that was on the screen."""
    number = request.POST.get("number", "")
    return int(number) if number.isdecimal() else None

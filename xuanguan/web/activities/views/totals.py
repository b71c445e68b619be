"""Totals that a unit states: the list, one total, stating, changing, withdrawing."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xuanguan.activities import actions
from xuanguan.activities.models import Statement
from xuanguan.activities.permissions import REPORTERS, can_change_statement, check_change_statement
from xuanguan.activities.queries import statements_seen_by
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.activities import wording
from xuanguan.web.activities.campaign import campaign_at_hand
from xuanguan.web.activities.forms.totals import TotalForm
from xuanguan.web.activities.paging import page_of


@require_safe
def total_list(request: HttpRequest) -> HttpResponse:
    campaign = campaign_at_hand(request)
    standing = statements_seen_by(request.user, campaign).filter(until=None).prefetch_related("named")
    page = page_of(request, standing)
    return render(request, "activities/totals.html", {
        "campaign": campaign, "page": page, "rows": [(one, wording.statement_in_words(one)) for one in page],
        "reports": bool(grants_of(request.user, *REPORTERS))})


@require_safe
def total(request: HttpRequest, pk: int) -> HttpResponse:
    statement = _seen(request, pk)
    return render(request, "activities/total.html", {
        "statement": statement, "words": wording.statement_in_words(statement), "named": statement.named.all(),
        "levels": [UnitLevel(level).label for level in statement.levels], "replaced_by": getattr(statement, "replaced_by", None),
        "claims": statement.claims.select_related("bulletin") if hasattr(statement, "claims") else [],
        "may_change": statement.until is None and can_change_statement(request.user, statement)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    campaign = campaign_at_hand(request)
    if not grants_of(request.user, *REPORTERS):
        raise NotAllowed(_("To state a total you need to report for a unit. Ask the administrator of your unit."))
    return _filled_in(request, TotalForm(request.POST or None, person=request.user, campaign=campaign))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    statement = _seen(request, pk)
    check_change_statement(request.user, statement)
    return _filled_in(request, TotalForm(request.POST or None, person=request.user, campaign=statement.campaign, statement=statement))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    actions.withdraw_statement(statement=_seen(request, pk), by=request.user)
    messages.success(request, _("Withdrawn. No figure shows it any more; it stays readable here."))
    return HttpResponseRedirect(reverse("activities:statement", args=[pk]))


def _filled_in(request: HttpRequest, form: TotalForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            statement = _save(request, form)
        except ValidationError as error:
            form.show(error)
        else:
            messages.success(request, _("The total is stated. It stands beside what is on record and is not added to it."))
            return HttpResponseRedirect(reverse("activities:statement", args=[statement.pk]))
    return render(request, "activities/total_form.html", {"form": form, "statement": form.statement, "campaign": form.campaign},
                  status=422 if form.errors else 200)


def _save(request: HttpRequest, form: TotalForm) -> Statement:
    if form.statement:
        return actions.change_statement(statement=form.statement, values=form.values(), by=request.user)
    return actions.state_total(values=form.values(), by=request.user)


def _seen(request: HttpRequest, pk: int) -> Statement:
    statement = statements_seen_by(request.user).filter(pk=pk).first()
    if statement is None:
        raise Http404
    return statement

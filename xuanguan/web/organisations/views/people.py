"""Who may do what in a unit, who works there, and who belongs to a leading group; for its administrator."""
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xuanguan.accounts.models import User
from xuanguan.common.exceptions import PersonError
from xuanguan.design.values import Link
from xuanguan.organisations import actions, queries
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Grant, Membership, Unit
from xuanguan.organisations.permissions import check_administer, check_administer_something
from xuanguan.web.organisations.forms import GrantForm, MembershipForm, PersonForm
from xuanguan.web.organisations.views.browse import address_of

MOST_PROPOSED = 12


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, code: str) -> HttpResponse:
    """The lists, and a form for each; `form` of the post says which was sent."""
    unit = _administered(request, code)
    is_group = unit.kind == UnitKind.LEADING_GROUP
    given = {"grant": (GrantForm, _grant), "person": (PersonForm, _person)} | ({"member": (MembershipForm, _member)} if is_group else {})
    sent = request.POST.get("form", "")
    shown: dict[str, forms.Form] = {name: form(request.POST if name == sent else None, prefix=name) for name, (form, _act) in given.items()}
    if sent in shown and shown[sent].is_valid() and _done(shown[sent], given[sent][1], unit, request):
        return redirect("organisations:people", unit.code)
    return render(request, "organisations/people.html", {
        "unit": unit, "forms": shown, "is_group": is_group, "wrong": next((form for form in shown.values() if form.errors), None), "today": timezone.localdate(),
        "grants": Grant.objects.filter(unit=unit).select_related("person", "system").order_by("role", "person__username"),
        "people": queries.people_of(unit), "members": Membership.objects.filter(group=unit).select_related("unit", "person").order_by("until", "role", "pk"),
        "trail": [Link(_("Units"), "/units/"), Link(unit.short, address_of(unit)), Link(_("People and roles"))]},
        status=400 if any(form.errors for form in shown.values()) else 200)


@require_POST
def withdraw(request: HttpRequest, code: str, grant: int) -> HttpResponse:
    unit = _administered(request, code)
    held = get_object_or_404(Grant.objects.select_related("person", "system"), pk=grant, unit=unit)
    actions.withdraw_role(person=held.person, role=held.role, unit=unit, system=held.system, by=request.user)
    messages.success(request, _("%(person)s holds the role no more from today on. The log keeps that they did.") % {"person": held.person})
    return redirect("organisations:people", unit.code)


@require_POST
def end_membership(request: HttpRequest, code: str, membership: int) -> HttpResponse:
    unit = _administered(request, code)
    held = get_object_or_404(Membership.objects.select_related("unit", "person", "group"), pk=membership, group=unit)
    actions.end_membership(membership=held, on=timezone.localdate(), by=request.user)
    messages.success(request, _("The membership ends today."))
    return redirect("organisations:people", unit.code)


@require_safe
def pick_account(request: HttpRequest) -> HttpResponse:
    """Accounts for a field's list of proposals, for those who administer something: 何佳 (suining-officer)."""
    check_administer_something(request.user)
    text = next((value.strip() for name, value in request.GET.items() if name.endswith(("person", "user"))), "")
    found = User.objects.filter(Q(username__icontains=text) | Q(name__icontains=text) | Q(name_en__icontains=text), is_active=True) if text else User.objects.none()
    return render(request, "organisations/pick_account.html", {"found": found.order_by("username")[:MOST_PROPOSED]})


def _administered(request: HttpRequest, code: str) -> Unit:
    unit = queries.unit_by_code(code)
    if unit is None:
        raise Http404
    check_administer(request.user, unit)
    return unit


def _done(form: forms.Form, act: Callable[..., str], unit: Unit, request: HttpRequest) -> bool:
    try:
        messages.success(request, act(unit, form.cleaned_data, by=request.user))
    except PersonError as refused:
        form.add_error(None, refused.sentence)
    except ValidationError as refused:
        form.add_error(None, refused)
    return not form.errors


def _grant(unit: Unit, said: dict, *, by) -> str:
    actions.grant_role(unit=unit, **said, by=by)
    return _("%(person)s has the role.") % {"person": said["person"]}


def _person(unit: Unit, said: dict, *, by) -> str:
    actions.add_person(unit=unit, **said, by=by)
    return _("%(name)s stands among the people of %(unit)s.") % {"name": said["name"], "unit": unit}


def _member(unit: Unit, said: dict, *, by) -> str:
    actions.add_membership(group=unit, **said, by=by)
    return _("%(unit)s is a member.") % {"unit": said["unit"]}

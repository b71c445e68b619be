"""Signing in and out, a new password, and a person's own settings."""
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xuanguan.accounts.actions import change_own_details
from xuanguan.accounts.models import User
from xuanguan.notices.actions import change_preferences
from xuanguan.notices.digests import absolute
from xuanguan.notices.queries import calendar_addresses_of, preferences_of
from xuanguan.organisations.queries import demo_people
from xuanguan.web.accounts.forms import SettingsForm
from xuanguan.web.language import keep_language
from xuanguan.web.notices.views.calendars import own_units


@method_decorator(login_not_required, name="dispatch")
class SignIn(views.LoginView):
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        people = demo_people() if settings.DEMO else []
        return super().get_context_data(demo_people=people, **kwargs)

    def form_valid(self, form):
        return in_own_language(super().form_valid(form), form.get_user())


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """In demo mode only: become one of the demo accounts by choosing it."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(User, username=request.POST.get("person", ""), is_demo=True, is_active=True)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else settings.LOGIN_REDIRECT_URL)


class SignOut(views.LogoutView):
    http_method_names = ("post", "options")


class ChangePassword(views.PasswordChangeView):
    template_name = "accounts/password.html"
    success_url = reverse_lazy("today")

    def form_valid(self, form):
        messages.success(self.request, _("Your password was changed."))
        return super().form_valid(form)


def own_settings(request: HttpRequest) -> HttpResponse:
    """The person's own address and language, how they are told, their calendars."""
    person, preferences = request.user, preferences_of(request.user)
    form = SettingsForm(request.POST or None, initial={
        "email": person.email, "language": person.language or request.language, "digest": preferences.digest, "weekday": preferences.weekday,
        "quiet_from": preferences.quiet_from, "quiet_until": preferences.quiet_until, "working_days_only": preferences.working_days_only})
    if request.method == "POST" and form.is_valid() and _kept(form, person):
        messages.success(request, _("Your settings were saved."))
        return in_own_language(redirect("accounts:settings"), person)
    return render(request, "accounts/settings.html", {"form": form, "calendars": calendars_of(person)}, status=400 if form.errors else 200)


def _kept(form: SettingsForm, person: User) -> bool:
    """Both acts, or neither; what is wrong stands at its field."""
    said = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            change_own_details(email=said.pop("email"), language=said.pop("language"), by=person)
            change_preferences(**said, by=person)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar that the person may subscribe to; `address` is None until they make one. `scope`: as notices keep it."""

    name: str
    scope: str
    pk: int | None
    address: str


def calendars_of(person: User) -> list[CalendarRow]:
    made = {one.scope: one for one in calendar_addresses_of(person)}
    choices = [(_("Everything expected of me"), ""), *((str(unit), unit.code) for unit in own_units(person))]
    return [CalendarRow(name, scope, made[scope].pk if scope in made else None,
                        absolute(reverse("notices:calendar", args=[made[scope].token])) if scope in made else "") for name, scope in choices]


def in_own_language(response: HttpResponse, person: User) -> HttpResponse:
    """From now on pages come in the language that the person chose for themselves, if they did."""
    if person.language:
        keep_language(response, person.language)
    return response


def locked_out(request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """Five wrong passwords for one name from one address: a pause, said plainly."""
    return render(request, "web/sentence.html", {
        "title": _("Too many attempts"),
        "sentence": _("This name was tried with a wrong password five times from here. Wait a quarter of an hour and try again, or ask your administrator for a new password."),
    }, status=429)


def client_address(request: HttpRequest) -> str:
    """The address of the person; the proxy's word for it counts only where settings say there is a proxy."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")

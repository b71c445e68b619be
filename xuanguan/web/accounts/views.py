"""Signing in and out, and a new password."""
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from xuanguan.organisations.queries import demo_people


@method_decorator(login_not_required, name="dispatch")
class SignIn(views.LoginView):
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        people = demo_people() if settings.DEMO else []
        return super().get_context_data(demo_people=people, **kwargs)


class SignOut(views.LogoutView):
    http_method_names = ("post", "options")


class ChangePassword(views.PasswordChangeView):
    template_name = "accounts/password.html"
    success_url = reverse_lazy("today")

    def form_valid(self, form):
        messages.success(self.request, _("Your password was changed."))
        return super().form_valid(form)


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

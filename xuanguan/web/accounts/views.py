"""Signing in and out, and a new password."""
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xuanguan.accounts.models import User
from xuanguan.organisations.queries import demo_people


@method_decorator(login_not_required, name="dispatch")
class SignIn(views.LoginView):
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        people = demo_people() if settings.DEMO else []
        return super().get_context_data(demo_people=people, **kwargs)


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

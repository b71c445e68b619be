"""What a person sees when something does not go: a page with a sentence and the way on; nothing typed is lost."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from xuanguan.common.exceptions import NotAllowed, PersonError


class SentencesMiddleware:
    """An error meant for the person becomes a message on the page they came from, not a failure page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            return not_allowed(request, exception)
        if isinstance(exception, PersonError):
            if request.method == "POST" and not request.headers.get("HX-Request"):
                messages.error(request, exception.sentence)
                return HttpResponseRedirect(request.META.get("HTTP_REFERER") or "/")
            return page(request, 409, _("This did not go through"), exception.sentence)
        return None


def page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    return render(request, "web/sentence.html", {"title": title, "sentence": sentence}, status=status)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = str(exception) or _("This page belongs to a unit or a role that is not yours. If it should be, ask the administrator of your unit.")
    return page(request, 403, _("Not yours to open"), sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404, _("Nothing at this address"),
                _("The record may have been a draft that was deleted, or the address may be mistyped. Use the search or the lists above."))


def went_wrong(request: HttpRequest) -> HttpResponse:
    return page(request, 500, _("Something went wrong on our side"),
                _("What you typed is kept in this browser. Try again in a minute; if it stays so, tell your administrator the time and the address."))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The session ended while a form was open (or the cookie is missing): sign in, and the draft kept in the browser comes back."""
    return page(request, 403, _("Your session ended while the form was open"),
                _("Nothing is lost: what you typed is kept in this browser. Sign in again and open the form; it comes back as you left it."))

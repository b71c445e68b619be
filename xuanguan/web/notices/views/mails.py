"""The link at the foot of a mail: it stops them, without signing in."""
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from xuanguan.notices import actions
from xuanguan.notices.digests import person_of_token


# Mail programs that offer "unsubscribe" send it without a cookie (RFC 8058); the signed token is all it takes.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, because mail programs open links by themselves; the button does."""
    person = person_of_token(token)
    if person is None:
        return render(request, "web/sentence.html", {
            "title": _("This link is not valid"),
            "sentence": _("It may have been cut off by the mail program. Sign in and choose under “Your settings” how you are told.")}, status=404)
    if request.method == "POST":
        actions.stop_digest(by=person)
        return render(request, "web/sentence.html", {
            "title": _("No more mails"),
            "sentence": _("You get no digest by e-mail any more. What waits for you stands on the page of today; under “Your settings” you can switch the mails on again.")})
    return render(request, "web_notices/stop.html", {"person": person})

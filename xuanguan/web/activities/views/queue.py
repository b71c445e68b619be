"""The queue of a verifier: the list left, the record right; one at a time by key or button, or several at once."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from xuanguan.activities import actions
from xuanguan.activities.models import Activity
from xuanguan.activities.queries import for_list, reports_awaiting
from xuanguan.web.activities.campaign import campaign_at_hand
from xuanguan.web.activities.paging import page_of
from xuanguan.web.activities.rows import rows_of
from xuanguan.web.activities.views.records import record_context, record_or_404


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    campaign = campaign_at_hand(request)
    page = page_of(request, reports_awaiting(request.user, campaign), lambda found: for_list(found).prefetch_related("kind__measures"))
    rows = rows_of(page)
    place = _place(request, [row.activity for row in rows])
    context = {"campaign": campaign, "page": page, "rows": rows}
    if place is not None:
        activity = record_or_404(request.user, rows[place].activity.pk)
        context |= record_context(request.user, activity) | {
            "previous": _address(page.number, rows[place - 1].activity) if place else "",
            "next": _address(page.number, rows[place + 1].activity) if place + 1 < len(rows) else "",
            "here": _address(page.number, activity)}
    return render(request, "activities/queue.html", context)


@require_POST
def verify_chosen(request: HttpRequest) -> HttpResponse:
    """Several at once, each as "id:number" of the version on the screen. What did not go through is said, record by record."""
    seen = dict(_pair(text) for text in request.POST.getlist("seen") if text.replace(":", "", 1).isdecimal() and ":" in text)
    results = actions.verify_many(seen=seen, by=request.user)
    if not results:
        messages.warning(request, _("Tick the reports that you looked at, then verify them together."))
    if done := sum(result.done for result in results):
        messages.success(request, ngettext("%(count)s report verified.", "%(count)s reports verified.", done) % {"count": done})
    for result in results:
        if not result.done:
            messages.error(request, _("Report %(number)s was not verified. %(sentence)s") % {"number": result.activity_id, "sentence": result.sentence})
    return HttpResponseRedirect(reverse("activities:queue"))


def _pair(text: str) -> tuple[int, int]:
    pk, number = text.split(":")
    return int(pk), int(number)


def _place(request: HttpRequest, activities: list[Activity]) -> int | None:
    """The place of the record that the address names; of the first where it is no longer in the queue."""
    wanted = request.GET.get("record", "")
    places = {str(activity.pk): place for place, activity in enumerate(activities)}
    return places.get(wanted, 0) if activities else None


def _address(page: int, activity: Activity) -> str:
    return f"{reverse('activities:queue')}?page={page}&record={activity.pk}"

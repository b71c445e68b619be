"""The list of a campaign's activities, narrowed by filters that stand in its address."""
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from xuanguan.activities.models import Activity
from xuanguan.activities.queries import activities_seen_by, drafts_of, filtered, for_list, returned_to
from xuanguan.organisations.enums import Role
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.activities.campaign import campaign_at_hand
from xuanguan.web.activities.forms.filters import FilterForm
from xuanguan.web.activities.paging import page_found_once, page_of, page_or_rows
from xuanguan.web.activities.rows import rows_of


@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    campaign = campaign_at_hand(request)
    form = FilterForm(request.GET, campaign=campaign)
    filters = form.filters
    found = filtered(activities_seen_by(request.user, campaign), filters, campaign)
    page = (page_found_once if filters.text else page_of)(request, found, _with_measures)
    # A click on the head of the day's column turns the order round and goes to the first page.
    address = request.GET.copy()
    address.pop("page", None)
    address["sort"] = "" if filters.oldest_first else "oldest"
    return page_or_rows(request, "activities/list.html", "rows", {
        "campaign": campaign, "form": form, "page": page, "rows": rows_of(page), "sorted": "ascending" if filters.oldest_first else "descending",
        "turn_round": f"?{address.urlencode()}", "is_narrowed": any(value for name, value in request.GET.items() if name not in ("page", "sort")),
        "waiting": {"drafts": drafts_of(request.user).select_related("kind")[:5],
                    "returned": returned_to(request.user, campaign).select_related("kind")[:5]},
        "reports": request.user.is_superuser or bool(grants_of(request.user, Role.OFFICER, Role.COORDINATOR, Role.WRITER))})


def _with_measures(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    return for_list(activities).prefetch_related("kind__measures")

"""What the person was told: a list, opened and read."""
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from xuanguan.design.values import Link
from xuanguan.notices import actions
from xuanguan.notices.models import Notice
from xuanguan.notices.queries import notices_of, unread_count
from xuanguan.notices.wording import address_of, sentence_of

ROWS = 30


@dataclass(frozen=True, slots=True)
class Row:
    notice: Notice
    sentence: str
    address: str


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """Open ones first asked for; `show=all` adds what is settled."""
    everything = notices_of(request.user)
    still_open = everything.filter(settled_at=None)
    shows_all = request.GET.get("show") == "all"
    page = Paginator(everything if shows_all else still_open, ROWS).get_page(request.GET.get("page"))
    tabs = [Link(pgettext("notices", "Open"), reverse("notices:list"), not shows_all, still_open.count()), Link(pgettext("notices", "All"), f"{reverse('notices:list')}?show=all", shows_all)]
    return render(request, "web_notices/list.html", {
        "page": page, "rows": [Row(one, sentence_of(one), address_of(one)) for one in page], "tabs": tabs, "unread": unread_count(request.user),
        "shows_all": shows_all})


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads it and goes where the thing is done."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    actions.mark_read(notices=[notice.pk], by=request.user)
    return redirect(address_of(notice) or reverse("notices:list"))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    if read := actions.mark_all_read(by=request.user):
        messages.success(request, ngettext("%(count)s notice read.", "%(count)s notices read.", read) % {"count": read})
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else reverse("notices:list"))

"""Fifty rows at a time, and only the rows where htmx asks for them."""
from collections.abc import Callable

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

ROWS = 50


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    """The page that the address asks for; the last one where there are fewer."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def page_found_once(request: HttpRequest, rows: QuerySet, fetch: Callable[[QuerySet], QuerySet]) -> Page:
    """As `page_of`, for what is slow to find: a search through text reads every row (90 ms of 100,000), so it is done once.

    The rows of the page are then fetched by their ids alone; with the search still in it, every row would be read again.
    """
    page = Paginator(list(rows.values_list("pk", flat=True)), ROWS).get_page(request.GET.get("page"))
    page.object_list = list(fetch(rows.model.objects.filter(pk__in=list(page.object_list))).order_by(*rows.query.order_by))
    return page


def page_or_rows(request: HttpRequest, template: str, partial: str, context: dict) -> HttpResponse:
    """The whole page, or for htmx its partial of that name. One address gives both, so caches are told to keep them apart."""
    whole = not request.htmx or request.htmx.history_restore_request
    response = render(request, template if whole else f"{template}#{partial}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response

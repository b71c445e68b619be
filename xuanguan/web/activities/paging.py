"""Fifty rows at a time, and only the rows where htmx asks for them."""
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

ROWS = 50


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    """The page that the address asks for; the last one where there are fewer."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def page_or_rows(request: HttpRequest, template: str, partial: str, context: dict) -> HttpResponse:
    """The whole page, or for htmx its partial of that name. One address gives both, so caches are told to keep them apart."""
    whole = not request.htmx or request.htmx.history_restore_request
    response = render(request, template if whole else f"{template}#{partial}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response

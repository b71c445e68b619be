"""Today: what is due, what was returned to me, what waits for me."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest) -> HttpResponse:
    return render(request, "web/today.html", {})

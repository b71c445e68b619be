"""Addresses of organisations."""
from django.urls import path

from xuanguan.web.organisations.views import browse, sheets, unit

app_name = "organisations"
urlpatterns = [
    path("", browse.unit_list, name="list"),
    path("search/", browse.search, name="search"),
    path("pick/", browse.pick, name="pick"),
    path("import/<str:kind>/", sheets.sheet_import, name="import"),
    path("import/<str:kind>/template/", sheets.sheet_template, name="template"),
    path("<str:code>/", unit.unit_page, name="unit"),
]

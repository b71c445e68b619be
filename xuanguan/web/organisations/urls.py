"""Addresses of organisations."""
from django.urls import path

from xuanguan.web.organisations.views import browse, changes, people, sheets, unit

app_name = "organisations"
urlpatterns = [
    path("", browse.unit_list, name="list"),
    path("search/", browse.search, name="search"),
    path("pick/", browse.pick, name="pick"),
    path("import/<str:kind>/", sheets.sheet_import, name="import"),
    path("import/<str:kind>/template/", sheets.sheet_template, name="template"),
    path("accounts/", people.pick_account, name="pick-account"),
    path("<str:code>/people/", people.people, name="people"),
    path("<str:code>/people/<int:grant>/withdraw/", people.withdraw, name="withdraw-role"),
    path("<str:code>/members/<int:membership>/end/", people.end_membership, name="end-membership"),
    path("<str:code>/change/<slug:act>/", changes.change, name="change"),
    path("<str:code>/", unit.unit_page, name="unit"),
]

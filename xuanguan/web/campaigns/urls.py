"""Addresses of campaigns. `start` and `choose` are no campaign's code (campaigns.actions.RESERVED_CODES)."""
from django.urls import path

from xuanguan.web.campaigns.views import expectations, listing, setting_up, starting

app_name = "campaigns"
urlpatterns = [
    path("", listing.campaign_list, name="list"),
    path("start/", starting.start, name="start"),
    path("choose/", listing.choose, name="choose"),
    path("<slug:campaign>/", listing.overview, name="overview"),
    path("<slug:campaign>/set-up/", setting_up.set_up, name="set-up"),
    path("<slug:campaign>/expectations/", expectations.expectation_list, name="expectations"),
    path("<slug:campaign>/expectations/nothing/", expectations.nothing, name="nothing"),
    path("<slug:campaign>/expectations/<slug:expectation>/", expectations.expectation, name="expectation"),
]

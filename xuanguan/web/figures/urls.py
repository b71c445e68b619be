"""Addresses of figures: each is a figure's own, and says in its query what is asked."""
from django.urls import path

from xuanguan.web.figures import views

app_name = "figures"
urlpatterns = [
    path("<slug:campaign>/", views.figure_page, name="figure"),
    path("<slug:campaign>/export/<slug:form>/", views.export, name="export"),
    path("<slug:campaign>/coverage/<slug:expectation>/", views.coverage_page, name="coverage"),
]

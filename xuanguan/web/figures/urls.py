"""Addresses of figures: each is a figure's own, and says in its query what is asked."""
from django.urls import path

from xuanguan.web.figures import views

app_name = "figures"
urlpatterns = [
    path("<slug:campaign>/", views.figure_page, name="figure"),
    path("<slug:campaign>/export/<slug:form>/", views.export, name="export"),
    path("<slug:campaign>/coverage/<slug:expectation>/", views.coverage_page, name="coverage"),
    path("<slug:campaign>/explore/", views.explore, name="explore"),
    path("<slug:campaign>/explore/export/<slug:form>/", views.explore_export, name="explore-export"),
    path("<slug:campaign>/questions/", views.questions_page, name="questions"),
    path("<slug:campaign>/questions/<slug:name>/", views.question_page, name="question"),
    path("<slug:campaign>/questions/<slug:name>/export/<slug:form>/", views.question_export, name="question-export"),
    path("<slug:campaign>/kept/", views.kept_page, name="kept"),
    path("<slug:campaign>/kept/keep/", views.view_keep, name="keep"),
    path("<slug:campaign>/kept/<int:pk>/delete/", views.view_delete, name="delete-view"),
    path("<slug:campaign>/dashboards/new/", views.dashboard_new, name="new-dashboard"),
    path("<slug:campaign>/dashboards/<int:pk>/", views.dashboard_page, name="dashboard"),
    path("<slug:campaign>/dashboards/<int:pk>/add/", views.dashboard_add, name="add-panel"),
    path("<slug:campaign>/dashboards/<int:pk>/delete/", views.dashboard_delete, name="delete-dashboard"),
    path("<slug:campaign>/dashboards/<int:pk>/panels/<int:panel>/remove/", views.dashboard_remove, name="remove-panel"),
    path("<slug:campaign>/comments/", views.comment, name="comment"),
    path("<slug:campaign>/comments/<int:pk>/take-back/", views.take_back, name="take-back-comment"),
]

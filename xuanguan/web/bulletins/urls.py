"""Bulletins: the list, taking one in, going through its claims."""
from django.urls import path

from xuanguan.web.bulletins import views

app_name = "bulletins"
urlpatterns = [
    path("", views.bulletins, name="list"),
    path("new/", views.take_in_bulletin, name="new"),
    path("<int:pk>/", views.reading_page, name="bulletin"),
    path("<int:pk>/file/", views.file, name="file"),
    path("<int:pk>/accept/", views.accept_many, name="accept-many"),
    path("<int:pk>/issuer/", views.change_issuer, name="issuer"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("claims/<int:pk>/accept/", views.accept, name="accept"),
    path("claims/<int:pk>/change/", views.change, name="change"),
    path("claims/<int:pk>/reject/", views.reject, name="reject"),
    path("claims/<int:pk>/reopen/", views.reopen, name="reopen"),
]

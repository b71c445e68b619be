"""Bulletins: the list, taking one in, going through its claims."""
from django.urls import path

from xuanguan.web.bulletins.views import reading

app_name = "bulletins"
urlpatterns = [
    path("", reading.bulletins, name="list"),
    path("new/", reading.take_in_bulletin, name="new"),
    path("<int:pk>/", reading.reading_page, name="bulletin"),
    path("<int:pk>/file/", reading.file, name="file"),
    path("<int:pk>/accept/", reading.accept_many, name="accept-many"),
    path("<int:pk>/issuer/", reading.change_issuer, name="issuer"),
    path("<int:pk>/withdraw/", reading.withdraw, name="withdraw"),
    path("claims/<int:pk>/accept/", reading.accept, name="accept"),
    path("claims/<int:pk>/change/", reading.change, name="change"),
    path("claims/<int:pk>/reject/", reading.reject, name="reject"),
    path("claims/<int:pk>/reopen/", reading.reopen, name="reopen"),
]

"""Addresses of notices; of calendars, which other programs read; and of the link that stops the mails."""
from django.urls import path

from xuanguan.web.notices.views import calendars, mails, notices

app_name = "notices"
urlpatterns = [
    path("", notices.notice_list, name="list"),
    path("read/", notices.read_all, name="read-all"),
    path("<int:pk>/open/", notices.open_notice, name="open"),
    path("calendar/new/", calendars.make, name="calendar-new"),
    path("calendar/<int:pk>/revoke/", calendars.revoke, name="calendar-revoke"),
    path("calendar/<str:token>.ics", calendars.feed, name="calendar"),
    path("stop/<str:token>/", mails.stop, name="stop"),
]

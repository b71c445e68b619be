"""What is due, as a calendar that other programs subscribe to (iCalendar, RFC 5545).

A due date is a whole day without a time zone: whoever reads it in Berlin sees the day that is meant in Chengdu. What was done is
sent as cancelled, with a higher sequence, so that it leaves the calendars that hold it and nothing rings any more.
"""
import datetime as dt
from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from xuanguan.campaigns.queries import Duty

# How far ahead: what begins within two months.
AHEAD = dt.timedelta(days=62)
# Rings at nine in the morning of the day before, by the clock of whoever reads it.
BEFORE = dt.timedelta(hours=-15)
# A calendar program asks again after this time.
REFRESH = dt.timedelta(hours=4)


def calendar_of(duties: Iterable[Duty], *, name: str, now: dt.datetime, address: Callable[[Duty], str] = lambda duty: "") -> bytes:
    """The duties that have a due date, in the order given. `address`: the page where a duty is done; `now`: when this was written."""
    calendar = Calendar()
    calendar.add("prodid", "-//Xuanguan//Notices//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for duty in duties:
        if (day := duty.due_by) is not None:
            calendar.add_component(_event(duty, day, now, address(duty)))
    return calendar.to_ical()


def _event(duty: Duty, day: dt.date, now: dt.datetime, address: str) -> Event:
    event = Event()
    # The same for as long as the expectation stands, whoever subscribes: a changed day moves the entry.
    event.add("uid", f"{duty.expectation.campaign.code}.{duty.expectation.code}.{duty.unit.code}.{duty.period or 'once'}@xuanguan")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", _("%(what)s · %(unit)s") % {"what": duty.expectation, "unit": duty.unit.short} + (f" · {duty.period}" if duty.period else ""))
    event.add("description", "\n".join(filter(None, (str(duty.expectation.campaign), str(duty.state.label) if duty.is_done else "", address))))
    event.add("transp", "TRANSPARENT")  # it takes no time of the day
    if address:
        event.add("url", address)
    event.add("sequence", int(duty.is_done))
    event.add("status", "CANCELLED" if duty.is_done else "CONFIRMED")
    if not duty.is_done:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(duty.expectation))
        alarm.add("trigger", BEFORE)
        event.add_component(alarm)
    return event

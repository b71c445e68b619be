"""Digests go out once, when people want them; one address that fails does not hold back the others."""
import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import timezone

from tests.builders import make_person
from xuanguan.audit.models import Event
from xuanguan.notices.actions import change_preferences, mark_all_read, send_digests, settle, stop_digest, tell
from xuanguan.notices.digests import is_quiet, person_of_token, span_of, stop_token
from xuanguan.notices.enums import DigestState, NoticeKind, Rhythm
from xuanguan.notices.models import Digest, Notice, Preferences

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2012, 5, 25, 10, 30)


def at(moment: dt.datetime) -> dt.datetime:
    return timezone.make_aware(moment)


@pytest.fixture
def officer():
    return person("officer")


def person(username: str, language: str = "en"):
    found = make_person(username)
    found.email, found.language = f"{username}@example.org", language
    found.save()
    return found


def told(*people, key="k", kind=NoticeKind.OVERDUE, text="Overdue", link=("activities:queue",)):
    tell(people=people, kind=kind, key=key, text=text, link=link, by=None)


def outcome(run) -> tuple[int, int, int]:
    return run.sent, run.later, len(run.failed)


def test_a_digest_holds_everything_that_is_open_and_goes_out_once(officer):
    told(officer, key="a")
    told(officer, key="b", kind=NoticeKind.RETURNED, text="Returned to you", link=("activities:activity", 17))

    runs = [outcome(send_digests(now=at(FRIDAY))), outcome(send_digests(now=at(FRIDAY)))]

    assert runs == [(1, 0, 0), (0, 0, 0)]
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == ("Xuanguan: Overdue 1, Returned to you 1", ["officer@example.org"])
    assert "\nOverdue (1)\n\n- [new] Overdue\n  http://127.0.0.1:8000/activities/queue/\n" in letter.body
    assert '<a href="http://127.0.0.1:8000/activities/17/">Returned to you</a>' in letter.alternatives[0].content
    assert letter.extra_headers["List-Unsubscribe"] == f"<http://127.0.0.1:8000/notices/stop/{stop_token(officer)}/>"
    assert list(Digest.objects.values_list("state", "notices", "first")) == [("sent", 2, FRIDAY.date())]
    assert Event.objects.filter(act="send digest").count() == 1


def test_the_next_day_nothing_is_sent_unless_there_is_something_new_and_then_all_of_it(officer):
    told(officer, key="a")
    send_digests(now=at(FRIDAY))
    monday = at(FRIDAY + dt.timedelta(days=3))

    nothing = outcome(send_digests(now=monday))
    told(officer, key="b", text="Due soon")
    something = outcome(send_digests(now=monday))

    assert (nothing, something) == ((0, 0, 0), (1, 0, 0))
    assert "- Overdue\n" in mail.outbox[1].body
    assert "- [new] Due soon\n" in mail.outbox[1].body


def test_what_was_read_or_done_before_the_mail_is_no_reason_for_one(officer):
    other = person("other")
    told(officer, other)
    mark_all_read(by=officer)
    settle(key="k", people=[other])

    assert outcome(send_digests(now=at(FRIDAY))) == (0, 0, 0)


def test_who_has_no_address_or_switched_it_off_gets_none(officer):
    nobody = make_person("nobody")
    told(officer, nobody)
    stop_digest(by=officer)

    assert outcome(send_digests(now=at(FRIDAY))) == (0, 1, 0)
    assert mail.outbox == []


@pytest.mark.parametrize(("language", "subject", "words"), [
    ("zh-hans", "宣贯：已逾期1", "以下是待您办理的事项"), ("zh-hant", "宣貫：已逾期1", "以下是待您辦理的事項"), ("", "Xuanguan: Overdue 1", "open for you")])
def test_a_mail_is_in_the_language_of_who_gets_it(language, subject, words, settings):
    settings.LANGUAGE_CODE = "en"
    told(person("reader", language))

    send_digests(now=at(FRIDAY))

    (letter,) = mail.outbox
    assert (letter.subject, words in letter.body, words in letter.alternatives[0].content) == (subject, True, True)


def test_a_long_list_is_cut_and_counted(officer):
    for n in range(33):
        told(officer, key=f"k{n}", kind=NoticeKind.DUE if n > 31 else NoticeKind.OVERDUE)
        told(officer, key=f"r{n}", kind=NoticeKind.RETURNED)

    send_digests(now=at(FRIDAY))

    (letter,) = mail.outbox
    assert letter.subject == "Xuanguan: Overdue 32, Returned to you 33; 1 more"
    assert "\nOverdue (32)\n" in letter.body
    assert "\n- and 2 more\n" in letter.body


def test_an_address_that_fails_does_not_hold_back_the_others_and_is_tried_three_times(officer, monkeypatch):
    bad, good = person("bad"), person("good")
    told(officer, bad, good)
    send = EmailMultiAlternatives.send

    def refusing(self, *args, **kwargs):
        if self.to == ["bad@example.org"]:
            raise OSError("550 no such mailbox")
        return send(self, *args, **kwargs)
    monkeypatch.setattr(EmailMultiAlternatives, "send", refusing)

    runs = [outcome(send_digests(now=at(FRIDAY))) for _ in range(4)]

    assert runs == [(2, 0, 1), (0, 0, 1), (0, 0, 1), (0, 1, 0)]
    assert sorted(letter.to[0] for letter in mail.outbox) == ["good@example.org", "officer@example.org"]
    failed = Digest.objects.get(person=bad)
    assert (failed.state, failed.attempts, failed.problem) == (DigestState.FAILED, 3, "OSError: 550 no such mailbox")


def test_an_address_that_works_again_gets_its_mail(officer, monkeypatch):
    told(officer)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", lambda self, *args, **kwargs: 1 / 0)
        send_digests(now=at(FRIDAY))

    assert outcome(send_digests(now=at(FRIDAY))) == (1, 0, 0)
    assert Digest.objects.get().state == DigestState.SENT


def test_two_that_see_the_same_failure_do_not_both_try_again(officer):
    told(officer)
    Digest.objects.create(person=officer, rhythm=Rhythm.DAILY, first=FRIDAY.date(), state=DigestState.FAILED, at=at(FRIDAY))

    class Quicker:
        """Another process takes it between the look and the change."""
        def __call__(self, execute, sql, params, many, context):
            if sql.startswith("UPDATE") and "digest" in sql and not self.done:
                self.done = True
                Digest.objects.update(attempts=2, state=DigestState.SENDING)
            return execute(sql, params, many, context)
        done = False

    with connection.execute_wrapper(Quicker()):
        run = send_digests(now=at(FRIDAY))

    assert (outcome(run), mail.outbox) == ((0, 1, 0), [])


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_send_one_mail_to_each():
    people = [person(f"p{n}") for n in range(4)]
    told(*people)
    barrier, sent = threading.Barrier(2), []

    def run():
        barrier.wait()
        sent.append(send_digests(now=at(FRIDAY)).sent)
        connection.close()
    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sum(sent), sorted(letter.to[0] for letter in mail.outbox)) == (4, [f"p{n}@example.org" for n in range(4)])


# When it may be sent

def chosen(**said) -> Preferences:
    return Preferences(**said)


@pytest.mark.parametrize(("begins", "ends", "quiet"), [
    (18, 8, [0, 7, 18, 23]), (8, 18, [8, 12, 17]), (12, 12, [])])
def test_quiet_hours_reach_over_midnight_where_they_begin_later_than_they_end(begins, ends, quiet):
    preferences = chosen(quiet_from=dt.time(begins), quiet_until=dt.time(ends))

    assert [hour for hour in (0, 7, 8, 12, 17, 18, 23) if is_quiet(preferences, dt.time(hour))] == quiet


@pytest.mark.parametrize(("moment", "first"), [
    (dt.datetime(2012, 5, 25, 10), dt.date(2012, 5, 25)),   # a Friday
    (dt.datetime(2012, 5, 25, 19), None),                   # quiet
    (dt.datetime(2012, 5, 26, 10), None),                   # a Saturday
    (dt.datetime(2012, 4, 1, 10), dt.date(2012, 4, 1)),     # a Sunday that was worked
])
def test_a_daily_digest_comes_on_working_days_outside_quiet_hours(moment, first):
    assert span_of(chosen(), moment) == first


def test_who_allows_all_days_gets_it_on_a_saturday():
    assert span_of(chosen(working_days_only=False), dt.datetime(2012, 5, 26, 10)) == dt.date(2012, 5, 26)


@pytest.mark.parametrize(("weekday", "sends"), [
    (0, [28, 29, 30, 31, 1]), (2, [30, 31, 1]), (4, [1])])
def test_a_weekly_digest_comes_on_its_day_or_when_it_was_missed_on_a_later_one(weekday, sends):
    week = [dt.datetime(2012, 5, 28, 10) + dt.timedelta(days=n) for n in range(7)]
    preferences = chosen(digest=Rhythm.WEEKLY, weekday=weekday)

    assert [day.day for day in week if span_of(preferences, day)] == sends
    assert {span_of(preferences, day) for day in week} - {None} == {dt.date(2012, 5, 28)}


def test_a_weekly_digest_whose_day_is_a_holiday_comes_on_the_last_working_day_before():
    # Friday 22 June 2012 was the Dragon Boat Festival, and the weekend after it free.
    week = [dt.datetime(2012, 6, 18, 10) + dt.timedelta(days=n) for n in range(7)]

    assert [day.day for day in week if span_of(chosen(digest=Rhythm.WEEKLY, weekday=4), day)] == [21]


def test_the_link_at_the_foot_of_a_mail_opens_for_its_person_alone(officer):
    token = stop_token(officer)
    gone = person("gone")
    gone.is_active = False
    gone.save()

    assert person_of_token(token) == officer
    assert [person_of_token(wrong) for wrong in (token[:-1], "", "1:x", stop_token(gone))] == [None] * 4


def test_a_person_chooses_and_the_log_keeps_it(officer):
    said = {"digest": "weekly", "weekday": 4, "quiet_from": dt.time(20), "quiet_until": dt.time(7), "working_days_only": True}

    for _ in range(2):
        kept = change_preferences(**said, by=officer)

    assert {name: getattr(Preferences.objects.get(), name) for name in said} == said
    assert kept.person == officer
    assert Event.objects.filter(act="change notice preferences").count() == 2


def test_notices_of_a_mail_that_failed_are_new_in_the_next(officer, monkeypatch):
    told(officer)
    monkeypatch.setattr(EmailMultiAlternatives, "send", lambda self, *args, **kwargs: 1 / 0)

    send_digests(now=at(FRIDAY))

    assert Notice.objects.get().mailed_at is None

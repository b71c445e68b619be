"""Somebody is told of a matter, once; when it is done, nobody is asked any more."""
import datetime as dt

import pytest
from django.utils import translation
from django.utils.translation import gettext_noop

from tests.builders import make_person, make_unit
from xuanguan.audit.models import Event
from xuanguan.notices.actions import Told, mark_all_read, mark_read, settle, tell, tell_many
from xuanguan.notices.enums import NoticeKind
from xuanguan.notices.models import Notice
from xuanguan.notices.queries import has_open, notices_of, open_notices, preferences_of, unread_count
from xuanguan.notices.wording import address_of, kept, sentence_of

pytestmark = pytest.mark.django_db
TEXT = gettext_noop("Overdue")


@pytest.fixture
def officer():
    return make_person("officer")


@pytest.fixture
def verifier():
    return make_person("verifier")


def told(*people, key="matter", kind=NoticeKind.RETURNED, by=None, **more) -> int:
    return tell(people=people, kind=kind, key=key, text=TEXT, by=by, **more)


def test_an_officer_is_told_once_however_often_it_is_said(officer):
    counts = [told(officer), told(officer), told(officer, officer)]

    assert counts == [1, 0, 0]
    assert [(one.person, one.key, one.is_unread) for one in Notice.objects.all()] == [(officer, "matter", True)]


def test_nobody_is_told_of_their_own_act_nor_somebody_whose_account_is_closed(officer, verifier):
    gone = make_person("gone")
    gone.is_active = False
    gone.save()

    assert told(officer, verifier, gone, by=verifier) == 1
    assert list(Notice.objects.values_list("person__username", "by__username")) == [("officer", "verifier")]


def test_a_settled_matter_is_open_no_more_and_opens_anew_when_it_comes_back(officer):
    told(officer)
    mark_all_read(by=officer)
    settled = settle(key="matter")

    assert (settled, has_open("matter"), unread_count(officer), list(open_notices(officer))) == (1, False, 0, [])

    again = told(officer)

    assert (again, has_open("matter"), unread_count(officer), Notice.objects.count()) == (1, True, 1, 1)


def test_a_matter_is_settled_for_one_person_and_stays_open_for_another(officer, verifier):
    told(officer, verifier)

    settle(key=["matter", "another"], people=[officer])

    assert (unread_count(officer), unread_count(verifier)) == (0, 1)


def test_what_only_tells_is_over_when_it_was_read_and_is_not_told_again(officer):
    told(officer, kind=NoticeKind.PLAN_ACCEPTED)
    mark_read(notices=[Notice.objects.get().pk], by=officer)

    assert (Notice.objects.get().is_open, told(officer, kind=NoticeKind.PLAN_ACCEPTED), unread_count(officer)) == (False, 0, 0)


def test_what_asks_for_something_stays_open_after_it_was_read(officer):
    told(officer)

    read = mark_read(notices=[Notice.objects.get().pk], by=officer)

    assert (read, unread_count(officer), len(open_notices(officer))) == (1, 0, 1)
    assert Event.objects.filter(act="read notices", object_id=str(officer.pk)).count() == 1


def test_nobody_marks_another_persons_notices(officer, verifier):
    told(officer)

    assert (mark_read(notices=[Notice.objects.get().pk], by=verifier), mark_all_read(by=verifier), unread_count(officer)) == (0, 0, 1)
    assert not Event.objects.filter(act="read notices").exists()


def test_everybody_reads_their_own_list_the_newest_first_and_the_open_ones_in_the_order_of_a_mail(officer, verifier):
    told(officer, kind=NoticeKind.DUE, key="due")
    told(officer, kind=NoticeKind.RETURNED, key="returned")
    told(officer, kind=NoticeKind.OVERDUE, key="overdue")
    told(verifier, key="other")
    settle(key="due")

    assert [one.key for one in notices_of(officer)] == ["overdue", "returned", "due"]
    assert [one.key for one in open_notices(officer)] == ["overdue", "returned"]


def test_a_sentence_is_worded_in_the_language_of_who_reads_it(officer):
    unit = make_unit("510900", "遂宁市")
    unit.name_en = "Suining"
    unit.save()
    tell(people=[officer], kind=NoticeKind.DUE, key="k", text="%(unit)s: %(title)s, %(day)s, %(count)s, %(state)s%(none)s",
         values={"unit": unit, "title": "四月讲座", "day": dt.date(2012, 4, 30), "count": 3, "state": NoticeKind.DUE.label, "none": None}, by=None)
    notice = Notice.objects.get()

    with translation.override("en"):
        english = sentence_of(notice)
    with translation.override("zh-hans"):
        chinese = sentence_of(notice)

    assert (english, chinese) == ("Suining: 四月讲座, 30 April 2012, 3, Due soon", "遂宁市: 四月讲座, 2012年4月30日, 3, 即将到期")


@pytest.mark.parametrize("value", [1.5, dt.datetime(2012, 4, 30, tzinfo=dt.UTC), ["a"]])
def test_a_value_that_no_sentence_can_word_is_refused(value):
    with pytest.raises(TypeError):
        kept(value)


def test_a_sentence_with_an_unfilled_place_is_refused_where_it_is_told(officer):
    with pytest.raises(KeyError):
        tell(people=[officer], kind=NoticeKind.DUE, key="k", text="%(unit)s is late", by=None)


def test_the_address_of_a_notice_is_found_when_it_is_read(officer):
    unit = make_unit("510900")
    matters = [
        Told([officer], NoticeKind.DUE, "there", TEXT, about=unit, link=("organisations:unit", "510900")),
        Told([officer], NoticeKind.DUE, "nowhere", TEXT), Told([officer], NoticeKind.DUE, "gone", TEXT, link=("no:such", 1))]

    tell_many(matters=matters, by=None)

    found = {one.key: (address_of(one), one.about) for one in Notice.objects.all()}
    assert found == {"there": ("/units/510900/", f"unit:{unit.pk}"), "nowhere": ("", ""), "gone": ("", "")}


def test_many_are_told_in_a_handful_of_statements(django_assert_max_num_queries):
    people = [make_person() for _ in range(3)]
    matters = [Told(people, NoticeKind.DUE, f"k{n}", TEXT) for n in range(100)]

    with django_assert_max_num_queries(6):
        counted = tell_many(matters=matters, by=None)

    assert (counted, Notice.objects.count()) == (300, 300)


def test_who_never_chose_has_a_daily_digest_on_working_days(officer):
    preferences = preferences_of(officer)

    assert (preferences.pk, preferences.digest, preferences.quiet_from, preferences.quiet_until, preferences.working_days_only) == (
        None, "daily", dt.time(18), dt.time(8), True)

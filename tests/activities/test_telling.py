"""Those whose turn it is are told; when it is done, nobody is asked any more."""
import datetime as dt

import pytest

from tests.builders import activity_values, make_draft, make_person, make_report, make_system, make_unit
from xuanguan.activities import actions
from xuanguan.notices.models import Notice
from xuanguan.notices.wording import address_of, sentence_of
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Grant
from xuanguan.organisations.queries import people_at, people_nearest

MARCH_5, MARCH_8 = dt.date(2012, 3, 5), dt.date(2012, 3, 8)


def open_ones() -> list[tuple[str, str]]:
    return sorted(Notice.objects.filter(settled_at=None).values_list("person__username", "kind"))


def test_a_submitted_report_waits_for_the_nearest_verifiers_who_are_told_once(here):
    make_report(here.campaign, here.county, by=here.officer)
    make_report(here.campaign, here.county, by=here.officer)

    assert open_ones() == [("verifier", "waiting")]
    notice = Notice.objects.get()
    assert (sentence_of(notice), address_of(notice)) == ("荣县 submitted reports that wait for you to verify them", "/activities/queue/")


def test_what_waits_is_settled_when_the_last_report_of_the_unit_is_verified(here):
    reports = [make_report(here.campaign, here.county, by=here.officer) for _ in range(2)]

    actions.verify_activity(activity=reports[0], by=here.verifier, on=MARCH_5)
    still = open_ones()
    actions.verify_activity(activity=reports[1], by=here.verifier, on=MARCH_5)

    assert (still, open_ones()) == ([("verifier", "waiting")], [])


def test_the_level_above_is_told_where_the_only_near_verifier_had_a_hand_in_it(here):
    Grant.objects.create(person=here.verifier, role=Role.OFFICER, unit=here.city)

    make_report(here.campaign, here.city, by=here.verifier)

    assert open_ones() == [("coordinator", "waiting")]


def test_a_returned_report_tells_who_sent_it_and_the_officers_of_the_unit_until_it_is_submitted_again(here):
    make_person("colleague", roles=[(Role.OFFICER, here.county)])
    report = make_report(here.campaign, here.county, by=here.city_officer)

    actions.return_activity(activity=report, reason="缺少佐证", by=here.verifier, on=MARCH_5)

    assert open_ones() == [("city officer", "returned"), ("colleague", "returned"), ("officer", "returned")]
    assert sentence_of(Notice.objects.filter(kind="returned").first()) == "“Lecture” of 荣县 was returned: 缺少佐证"

    actions.submit_activity(activity=report, by=here.officer, on=MARCH_8)

    assert open_ones() == [("verifier", "waiting")]


def test_a_report_returned_a_second_time_is_told_anew(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    for reason in ("一", "二"):
        actions.return_activity(activity=report, reason=reason, by=here.verifier, on=MARCH_5)
        if reason == "一":
            actions.submit_activity(activity=report, by=here.officer, on=MARCH_8)

    notice = Notice.objects.get(person=here.officer)
    assert (notice.is_unread, notice.values["reason"]) == (True, "二")


def test_a_withdrawn_report_asks_nobody(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.return_activity(activity=report, reason="重复", by=here.verifier, on=MARCH_5)

    actions.withdraw_activity(activity=report, by=here.officer, on=MARCH_8)

    assert open_ones() == []


def test_where_nobody_of_the_unit_is_left_the_nearest_who_may_mend_it_is_told(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    here.officer.is_active = False
    here.officer.save()

    actions.return_activity(activity=report, reason="缺少佐证", by=here.verifier, on=MARCH_5)

    assert open_ones() == [("city officer", "returned")]


def test_a_sheet_tells_its_verifiers_once_and_an_undone_one_asks_nobody(here):
    rows = [(n, activity_values(here.campaign, here.county)) for n in range(1, 4)]

    sheet = actions.apply_rows(campaign=here.campaign, name="a.xlsx", sha256="0" * 64, rows=rows, by=here.officer, on=MARCH_5)
    told = open_ones()
    actions.undo_sheet(sheet=sheet, by=here.officer, on=MARCH_8)

    assert (told, open_ones()) == ([("verifier", "waiting")], [])


def test_two_reports_made_one_leave_nothing_to_verify_but_what_is_still_open(here):
    kept, absorbed = (make_report(here.campaign, unit, by=by) for unit, by in ((here.city, here.city_officer), (here.county, here.officer)))
    actions.verify_activity(activity=kept, by=here.verifier, on=MARCH_5)

    actions.merge_activities(kept=kept, absorbed=absorbed, by=here.verifier, on=MARCH_8)

    assert open_ones() == []


def test_a_draft_tells_nobody(here):
    make_draft(here.campaign, here.county, by=here.officer)

    assert open_ones() == []


@pytest.fixture
def bureau(here):
    return make_unit("510321-qts", "荣县质监局", under=here.county, kind="bureau")


def test_who_acts_for_an_organ_holds_the_role_on_it_or_on_its_division(here, bureau):
    own = make_person("own", roles=[(Role.OFFICER, bureau)])

    assert people_at(bureau, Role.OFFICER) == [own, here.officer]
    assert people_at(here.county, Role.OFFICER) == [here.officer]
    assert people_nearest(bureau, Role.OFFICER) == [own]
    assert people_nearest(bureau, Role.OFFICER, without=[own, None]) == [here.officer]
    assert people_nearest(bureau, Role.ASSESSOR) == []


def test_a_role_that_ended_or_is_of_another_system_reaches_nobody(here, bureau):
    Grant.objects.filter(person=here.officer).update(until=dt.date(2012, 1, 1))
    make_person("of another line", roles=[(Role.OFFICER, here.county, make_system("health"))])

    assert people_nearest(bureau, Role.OFFICER) == [here.city_officer]

"""The pages of activities, as people use them."""
import datetime as dt
import io

import pytest
from django.urls import reverse
from PIL import Image

from tests.activities.province import Province, make_province
from tests.builders import make_draft, make_report
from xuanguan.activities import actions
from xuanguan.activities.models import Activity, Evidence, Statement


@pytest.fixture
def here(db) -> Province:
    return make_province()


def photo(name: str = "photo.jpg") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "JPEG")
    file.name = name
    file.seek(0)
    return file


def report_form(here: Province, **said) -> dict:
    """What the browser sends of the short form: kind, day, unit and one number."""
    sessions = here.campaign.kinds.get(code="lecture").measures.get(code="sessions")
    return {"kind": "lecture", "front": "government", "dating": "on", "first": "2012-03-01", "reporting_unit": here.county.pk, "unit_0": "荣县",
            "role_0": "host", f"value_{sessions.pk}": "1", f"qualifier_{sessions.pk}": "exact", "once": "a key", "act": "submit"} | said


def test_an_officer_reports_with_six_fields_and_a_photograph(client, here):
    client.force_login(here.officer)

    response = client.post(reverse("activities:new"), report_form(here, photo=photo()))

    report = Activity.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("activities:activity", args=[report.pk]))
    assert (report.state, report.reporting_unit, report.ends, report.evidence.count()) == ("submitted", here.county, dt.date(2012, 3, 1), 1)
    assert [(one.code, one.value) for one in report.measures.all()] == [("sessions", 1)]
    assert response.cookies["draft_saved"].value == "a key"


def test_the_form_comes_filled_in_as_far_as_it_can_be(client, here):
    client.force_login(here.officer)

    page = client.get(reverse("activities:new"))

    form = page.context["form"]
    assert (form["unit_0"].value(), form["role_0"].value(), form["dating"].value()) == ("荣县 (510321)", "host", "on")
    assert all(form[name].value() for name in ("first", "once"))
    assert form.fields["reporting_unit"].widget.is_hidden


def test_the_numbers_that_are_asked_are_those_of_the_kind(client, here):
    client.force_login(here.officer)

    page = client.get(reverse("activities:new"), {"kind": "lecture"})

    assert [row.code for row in page.context["form"].rows] == ["sessions", "participants"]


def test_a_report_sent_twice_is_one(client, here):
    client.force_login(here.officer)

    first = client.post(reverse("activities:new"), report_form(here))
    second = client.post(reverse("activities:new"), report_form(here))

    assert first["Location"] == second["Location"]
    assert Activity.objects.count() == 1


def test_a_form_with_a_mistake_comes_back_whole_and_keeps_the_photograph(client, here):
    client.force_login(here.officer)

    page = client.post(reverse("activities:new"), report_form(here, unit_0="没有这个县", photo=photo(), title="专题讲座"))
    form = page.context["form"]
    again = client.post(reverse("activities:new"), report_form(here, title=form["title"].value(), kept=form["kept"].value()))

    assert (page.status_code, list(form.errors)) == (422, ["unit_0"])
    assert again.status_code == 302
    assert (Activity.objects.get().title, Activity.objects.get().evidence.count()) == ("专题讲座", 1)


def test_the_list_of_kept_files_cannot_be_forged(client, here):
    secret = Evidence.objects.create(sha256="a" * 64, name="secret.pdf", content_type="application/pdf", size=1, by=here.stranger)
    client.force_login(here.officer)

    client.post(reverse("activities:new"), report_form(here, kept=f"[{secret.pk}]"))

    assert Activity.objects.get().evidence.count() == 0


def test_a_file_that_is_not_what_it_says_is_refused_in_a_sentence(client, here):
    file = io.BytesIO(b"MZ this is a program")
    file.name = "photo.jpg"
    client.force_login(here.officer)

    page = client.post(reverse("activities:new"), report_form(here, photo=file))

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["photo"])
    assert not Activity.objects.exists()


@pytest.mark.parametrize(("dating", "window", "lasted"), [
    ("on", (dt.date(2012, 3, 1), dt.date(2012, 3, 1)), (dt.date(2012, 3, 1), dt.date(2012, 3, 1))),
    ("lasted", (dt.date(2012, 3, 5), dt.date(2012, 3, 5)), (dt.date(2012, 3, 1), dt.date(2012, 3, 5))),
    ("between", (dt.date(2012, 3, 1), dt.date(2012, 3, 5)), (None, None)),
])
def test_a_day_several_days_or_only_the_period(client, here, dating, window, lasted):
    client.force_login(here.officer)

    client.post(reverse("activities:new"), report_form(here, dating=dating, last="2012-03-05"))

    report = Activity.objects.get()
    assert ((report.earliest, report.latest), (report.begins, report.ends)) == (window, lasted)


def test_days_the_wrong_way_round_are_named(client, here):
    client.force_login(here.officer)

    page = client.post(reverse("activities:new"), report_form(here, dating="between", last="2012-02-01"))

    assert list(page.context["form"].errors) == ["last"]


def test_a_unit_is_named_by_its_code_its_name_or_as_proposed(client, here):
    client.force_login(here.officer)

    for place, typed in enumerate(["510321", "荣县", "荣县 (510321)", "荣县(510321)"]):
        client.post(reverse("activities:new"), report_form(here, unit_0=typed, once=f"key {place}"))

    assert [activity.participations.get().unit for activity in Activity.objects.all()] == [here.county] * 4


def test_units_are_proposed_as_they_are_typed(client, here):
    client.force_login(here.officer)

    response = client.get(reverse("activities:units"), {"unit_1": "自贡"})

    assert response.content.decode() == '<option value="自贡市 (510300)"></option>'


def test_more_rows_for_units_lose_nothing(client, here):
    client.force_login(here.officer)

    page = client.post(reverse("activities:new"), report_form(here, unit_1="自贡市", more="units", title="讲座"))

    form = page.context["form"]
    assert (form["unit_1"].value(), form["title"].value(), form.unit_rows, form.errors) == ("自贡市", "讲座", 5, {})
    assert not Activity.objects.exists()


def test_a_draft_is_saved_edited_submitted(client, here):
    client.force_login(here.officer)

    client.post(reverse("activities:new"), report_form(here, act="save"))
    draft = Activity.objects.get()
    client.post(reverse("activities:edit", args=[draft.pk]), report_form(here, act="save", title="二稿"))
    states = [draft.state]
    client.post(reverse("activities:submit", args=[draft.pk]))

    draft.refresh_from_db()
    assert (states, draft.state, draft.title) == (["draft"], "submitted", "二稿")


def test_a_deleted_draft_leaves_a_page_that_says_so(client, here):
    draft = make_draft(here.campaign, here.county, by=here.officer)
    client.force_login(here.officer)

    client.post(reverse("activities:delete", args=[draft.pk]))
    page = client.get(reverse("activities:activity", args=[draft.pk]))

    assert page.status_code == 404
    assert page.context["sentence"]


def test_a_counted_report_is_revised_against_the_version_on_the_screen(client, here):
    report = make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.officer)
    address = reverse("activities:edit", args=[report.pk])
    client.post(address, report_form(here, number=1, title="先改的"))

    late = client.post(address, report_form(here, number=1, title="后改的"))
    again = client.post(address, report_form(here, number=late.context["form"]["number"].value(), title="后改的"))

    report.refresh_from_db()
    assert (late.status_code, again.status_code, report.title, report.number) == (422, 302, "后改的", 3)


@pytest.mark.parametrize("name", ["activity", "edit"])
def test_a_record_of_others_is_as_if_it_were_not_there(client, here, name):
    report = make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.stranger)

    assert client.get(reverse(f"activities:{name}", args=[report.pk])).status_code == 404


def test_a_verifier_goes_through_the_queue(client, here):
    first, second = (make_report(here.campaign, here.county, by=here.officer, title=title) for title in ("甲", "乙"))
    client.force_login(here.verifier)

    page = client.get(reverse("activities:queue"))
    client.post(reverse("activities:verify", args=[first.pk]), {"number": 1, "next": page.context["next"]})
    after = client.get(page.context["next"])

    first.refresh_from_db()
    assert (page.context["activity"], page.context["next"]) == (first, f"/activities/queue/?page=1&record={second.pk}")
    assert (first.state, after.context["activity"], after.context["next"]) == ("verified", second, "")


def test_several_are_verified_at_once_and_the_one_that_changed_is_named(client, here):
    reports = [make_report(here.campaign, here.county, by=here.officer) for _ in range(2)]
    client.force_login(here.verifier)

    page = client.post(reverse("activities:verify-chosen"), {"seen": [f"{reports[0].pk}:1", f"{reports[1].pk}:7", "nonsense"]}, follow=True)

    assert [Activity.objects.get(pk=report.pk).state for report in reports] == ["verified", "submitted"]
    assert [message.level_tag for message in page.context["messages"]] == ["success", "error"]


def test_a_report_is_returned_with_a_reason_and_not_without(client, here):
    report = make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.verifier)
    address = reverse("activities:return", args=[report.pk])

    client.post(address, {"reason": " ", "number": 1})
    without = Activity.objects.get().state
    client.post(address, {"reason": "请补充照片", "number": 1})
    client.force_login(here.officer)
    page = client.get(reverse("activities:activity", args=[report.pk]))

    assert (without, Activity.objects.get().state) == ("submitted", "returned")
    assert "请补充照片" in page.content.decode()


def test_the_second_verifier_reads_a_sentence(client, here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.verify_activity(activity=report, by=here.coordinator)
    client.force_login(here.verifier)

    page = client.post(reverse("activities:verify", args=[report.pk]), {"number": 1}, HTTP_REFERER="/activities/queue/", follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["error"]


def test_likely_duplicates_are_shown_merged_and_taken_apart(client, here):
    city = make_report(here.campaign, here.city, by=here.city_officer)
    county = make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.coordinator)
    shown = client.get(reverse("activities:activity", args=[city.pk])).context["duplicates"]

    client.post(reverse("activities:merge", args=[city.pk, county.pk]))
    merged = client.get(reverse("activities:activity", args=[city.pk])).context["merges"]
    client.post(reverse("activities:unmerge", args=[merged[0]["merge"].pk]))

    assert [one["pair"].activity for one in shown] == [county]
    assert Activity.objects.get(pk=county.pk).state == "submitted"
    assert client.get(reverse("activities:duplicates")).context["pairs"]


def test_a_county_says_that_its_citys_report_is_another_event(client, here):
    make_report(here.campaign, here.city, by=here.city_officer)
    county = make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.officer)
    (shown,) = client.get(reverse("activities:activity", args=[county.pk])).context["duplicates"]

    client.post(reverse("activities:apart", args=[county.pk, shown["pair"].activity.pk]))

    assert (shown["seen"], shown["may_merge"], shown["may_tell_apart"]) == (False, False, True)
    assert client.get(reverse("activities:activity", args=[county.pk])).context["duplicates"] == []


def test_a_file_is_shown_only_to_those_who_see_its_record(client, here):
    client.force_login(here.officer)
    client.post(reverse("activities:new"), report_form(here, photo=photo()))
    evidence = Evidence.objects.get()
    addresses = [reverse(f"activities:{name}", args=[evidence.pk]) for name in ("evidence", "thumbnail")]

    def answers(person) -> list[int]:
        client.force_login(person)
        responses = [client.get(address) for address in addresses]
        for response in responses:
            b"".join(response)  # to the end, so that the file is closed
        return [response.status_code for response in responses]

    assert answers(here.verifier) == [200, 200]
    assert answers(here.stranger) == [404, 404]


def test_evidence_is_added_to_a_record_that_stands(client, here):
    report = make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.officer)

    client.post(reverse("activities:add-evidence", args=[report.pk]), {"file": photo()})

    assert report.evidence.count() == 1


def total_form(here: Province, **said) -> dict:
    return {"kind": "lecture", "front": "government", "unit": here.province.pk, "territory": "四川省", "earliest": "2012-02-06", "latest": "2012-05-25",
            "levels": ["2"], "measure": "", "value": "14", "qualifier": "exact", "unit_zh": "市州", "named": "自贡市\n510500"} | said


def test_a_total_is_stated_replaced_and_withdrawn(client, here):
    client.force_login(here.coordinator)

    client.post(reverse("activities:new-statement"), total_form(here))
    first = Statement.objects.get()
    client.post(reverse("activities:change-statement", args=[first.pk]), total_form(here, value="15"))
    second = first.__class__.objects.get(replaces=first)
    client.post(reverse("activities:withdraw-statement", args=[second.pk]))

    assert {unit.code for unit in first.named.all()} == {"510300", "510500"}
    assert (Statement.objects.get(pk=first.pk).until is None, Statement.objects.get(pk=second.pk).state) == (False, "withdrawn")
    assert [client.get(reverse("activities:statement", args=[one.pk])).status_code for one in (first, second)] == [200, 200]


def test_a_name_that_no_unit_bears_is_named(client, here):
    client.force_login(here.coordinator)

    page = client.post(reverse("activities:new-statement"), total_form(here, named="自贡市\n某市"))

    assert list(page.context["form"].errors) == ["named"]
    assert "某市" in page.context["form"].errors["named"][0]


@pytest.mark.parametrize("person", ["officer", "verifier", "coordinator", "stranger"])
@pytest.mark.parametrize("name", ["list", "queue", "duplicates", "statements"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_list_opens_for_everyone_empty_and_full(client, here, person, name, language):
    client.force_login(getattr(here, person))
    client.cookies["language"] = language
    empty = client.get(reverse(f"activities:{name}"))
    make_report(here.campaign, here.county, by=here.officer)
    make_report(here.campaign, here.city, by=here.city_officer)
    make_report(here.campaign, here.other_city, by=here.stranger)

    full = client.get(reverse(f"activities:{name}"))

    assert (empty.status_code, full.status_code) == (200, 200)


def test_without_a_campaign_there_is_nothing_at_the_address(client, here):
    here.campaign.delete()
    client.force_login(here.officer)

    assert client.get(reverse("activities:list")).status_code == 404


@pytest.mark.parametrize("query", ["kind=unheard", "unit=没有", "earliest=never", "page=999", "page=x", "state=odd", "clause=99"])
def test_an_odd_address_still_shows_a_list(client, here, query):
    make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.officer)

    page = client.get(f"{reverse('activities:list')}?{query}")

    assert page.status_code == 200


def test_what_htmx_asks_for_is_a_part_of_the_whole_page(client, here):
    make_report(here.campaign, here.county, by=here.officer, title="讲座")
    client.force_login(here.officer)

    whole = client.get(reverse("activities:list"), {"state": "counted"})
    part = client.get(reverse("activities:list"), {"state": "counted"}, HTTP_HX_REQUEST="true")

    assert part.content.decode().strip() in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in whole["Vary"]


@pytest.mark.parametrize("name", ["list", "queue"])
def test_queries_do_not_grow_with_rows(client, here, name, django_assert_max_num_queries):
    client.force_login(here.coordinator)
    for _ in range(3):
        make_report(here.campaign, here.county, by=here.officer, hosts=[here.county, here.city], when=None)
    with django_assert_max_num_queries(60) as few:
        client.get(reverse(f"activities:{name}"))
    for _ in range(6):
        make_report(here.campaign, here.city, by=here.city_officer, kind="agreement", measures={}, hosts=[here.city, here.county])

    with django_assert_max_num_queries(len(few)):
        client.get(reverse(f"activities:{name}"))


def test_every_page_refuses_what_only_a_button_may_do(client, here):
    report = make_report(here.campaign, here.county, by=here.officer)
    client.force_login(here.coordinator)

    answers = {name: client.get(reverse(f"activities:{name}", args=[report.pk])).status_code for name in ("submit", "verify", "return", "withdraw", "delete")}

    assert set(answers.values()) == {405}

"""The pages of bulletins: the list, taking one in, the reading page with and without script."""
import pytest

from tests.bulletins.claims import make_bulletin, make_claim, measure
from tests.bulletins.conftest import place  # noqa: F401  the same province
from xuanguan.activities.models import Activity
from xuanguan.bulletins.models import Bulletin


@pytest.fixture
def bulletin(place):  # noqa: F811
    return make_bulletin(place.campaign, place.bureau, place.officer)


@pytest.fixture
def officer(client, place):  # noqa: F811
    client.force_login(place.officer)
    return client


def test_a_pasted_bulletin_leads_to_its_reading_page(officer, place):  # noqa: F811
    response = officer.post("/bulletins/new/", {"unit": "510500-qts", "text": "泸州市质监局3月12日举办讲座2场。", "published": "2012-03-20"})

    assert (response.status_code, response.url) == (302, f"/bulletins/{Bulletin.objects.get().pk}/")


def test_an_empty_form_is_told_what_it_needs_and_keeps_the_unit(officer):
    page = officer.post("/bulletins/new/", {"unit": "510500-qts"}).content.decode()

    assert ("Paste the text of the bulletin, or choose its file." in page, 'value="510500-qts"' in page) == (True, True)


def test_an_unreadable_text_stays_in_the_form(officer):
    response = officer.post("/bulletins/new/", {"unit": "510500-qts", "text": "only English words in this text, nothing else at all"})

    page = response.content.decode()
    assert (response.status_code, "The reader reads Chinese" in page, "only English words" in page) == (422, True, True)


def test_an_unknown_unit_gets_a_sentence(officer):
    assert "No unit called" in officer.post("/bulletins/new/", {"unit": "火星", "text": "讲座"}).content.decode()


def test_the_text_is_cut_at_its_claims_and_nothing_of_it_is_lost(officer, bulletin):
    make_claim(bulletin, quote="资阳、泸州、遂宁等14个市州专题学习了《纲要》")
    make_claim(bulletin, quote="县质监局举办讲座3场")

    page = officer.get(f"/bulletins/{bulletin.pk}/")

    pieces = [piece for paragraph in page.context["paragraphs"] for piece in paragraph]
    assert "".join(piece.text for piece in pieces) == bulletin.clean_text
    assert [piece.numbers for piece in pieces] == ["1", "", "2", ""]


def test_a_claim_is_accepted_without_script(officer, bulletin, place):  # noqa: F811
    claim = make_claim(bulletin, units=[("县质监局", place.bureau)])

    response = officer.post(f"/bulletins/claims/{claim.pk}/accept/")

    assert (response.url, Activity.objects.count()) == (f"/bulletins/{bulletin.pk}/#claim-1", 1)


def test_with_htmx_the_row_comes_back_with_the_tally(officer, bulletin, place):  # noqa: F811
    claim = make_claim(bulletin, units=[("县质监局", place.bureau)])

    page = officer.post(f"/bulletins/claims/{claim.pk}/accept/", headers={"HX-Request": "true"}).content.decode()

    assert ('id="claim-1"' in page, 'id="tally"' in page, "claim-accepted" in page, "<html" in page) == (True, True, True, False)


def test_a_changed_form_makes_what_the_person_said(officer, bulletin, place):  # noqa: F811
    claim = make_claim(bulletin, units=[("县质监局", place.bureau)], measures=[measure("sessions", 3, "场", "3场")])
    kind, front = place.campaign.kinds.get(code="lecture"), place.campaign.fronts.get(code="system")

    officer.post(f"/bulletins/claims/{claim.pk}/change/", {
        "makes": "activities", "kind": kind.pk, "front": front.pk, "units": "泸州市", "earliest": "2012-03-01", "latest": "2012-03-02", "lasted": "on",
        "measure-0-value": "4", "measure-0-qualifier": "at_least", "measure-0-measure": "sessions/场"})

    activity = Activity.objects.get()
    claim.refresh_from_db()
    assert (activity.front, activity.begins.isoformat(), activity.participations.get().unit, activity.measures.get().value, activity.measures.get().qualifier, claim.state) == (
        front, "2012-03-01", place.luzhou, 4, "at_least", "changed")


def test_a_wrong_form_comes_back_with_its_error_and_decides_nothing(officer, bulletin, place):  # noqa: F811
    claim = make_claim(bulletin, units=[("县质监局", place.bureau)])

    page = officer.post(f"/bulletins/claims/{claim.pk}/change/", {"makes": "activities", "units": "火星", "earliest": "2012-03-05", "latest": "2012-03-01"},
                        headers={"HX-Request": "true"}).content.decode()

    claim.refresh_from_db()
    assert ("No unit called" in page, "must not lie after the last day" in page, claim.state) == (True, True, "open")


def test_a_second_person_is_told_how_the_claim_stands(officer, bulletin, place):  # noqa: F811
    claim = make_claim(bulletin, units=[("县质监局", place.bureau)])
    officer.post(f"/bulletins/claims/{claim.pk}/reject/")

    page = officer.post(f"/bulletins/claims/{claim.pk}/accept/", headers={"HX-Request": "true"}).content.decode()

    assert "Somebody may have changed it a moment ago" in page


def test_a_bulletin_of_another_place_is_not_there(officer, place):  # noqa: F811
    elsewhere = make_bulletin(place.campaign, place.ziyang, place.writer)

    assert officer.get(f"/bulletins/{elsewhere.pk}/").status_code == 404


def test_the_file_comes_back_as_a_download_whatever_it_is(officer, place):  # noqa: F811
    officer.post("/bulletins/new/", {"unit": "510500-qts", "text": "<script>alert(1)</script>泸州市质监局举办讲座2场。"})
    response = officer.get(f"/bulletins/{Bulletin.objects.get().pk}/file/")

    response.close()
    assert (response["Content-Type"], response["Content-Disposition"].split(";")[0]) == ("application/octet-stream", "attachment")


def test_the_list_costs_the_same_for_one_bulletin_and_for_twenty(officer, place, django_assert_max_num_queries):  # noqa: F811
    for _n in range(20):
        make_claim(make_bulletin(place.campaign, place.bureau, place.officer))

    with django_assert_max_num_queries(14):
        officer.get("/bulletins/")


def test_the_reading_page_costs_the_same_for_one_claim_and_for_twenty(officer, bulletin, place, django_assert_max_num_queries):  # noqa: F811
    for _n in range(20):
        make_claim(bulletin, units=[("县质监局", place.bureau)])

    with django_assert_max_num_queries(30):
        officer.get(f"/bulletins/{bulletin.pk}/")

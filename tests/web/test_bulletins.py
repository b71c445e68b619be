"""The pages of bulletins: the list, taking one in, the reading page with and without script."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile as upload
from lxml import html

from tests.bulletins.claims import make_bulletin, make_claim, measure
from tests.bulletins.conftest import place  # noqa: F401  the same province
from tests.bulletins.sending import zipped
from xuanguan.activities.models import Activity
from xuanguan.bulletins.actions import take_in
from xuanguan.bulletins.models import Bulletin
from xuanguan.organisations.models import UnitName
from xuanguan.reading.confidence import reached


def make_bulletin_from(text: bytes, campaign, unit, by) -> Bulletin:
    return take_in(campaign=campaign, unit=unit, data=text, name="a.txt", by=by)


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


def chosen_in(page: str, name: str) -> str:
    """The value that a select of the first claim's form stands on."""
    select, = html.fromstring(page).xpath(f"//form[@id='change-1']//select[@name='{name}']")
    return "".join(select.xpath("./option[@selected]/@value"))


def test_what_needs_a_choice_stays_empty_until_it_is_made(officer, bulletin, place):  # noqa: F811
    claim = make_claim(bulletin, front="public", units=[("县质监局", place.bureau)])
    sent = {"makes": "activities", "kind": place.campaign.kinds.get(code="lecture").pk, "front": "", "units": "510500-qts", "earliest": "2012-03-01",
            "latest": "2012-03-02"}

    page = officer.get(f"/bulletins/{bulletin.pk}/").content.decode()
    answer = officer.post(f"/bulletins/claims/{claim.pk}/change/", sent, headers={"HX-Request": "true"}).content.decode()

    claim.refresh_from_db()
    assert (chosen_in(page, "front"), "Choose a front." in answer, claim.state, Activity.objects.count()) == ("", True, "open", 0)


@pytest.mark.parametrize(("chosen", "state"), [("", "open"), ("-", "changed")])
def test_a_number_without_a_place_is_given_one_or_left_out_by_the_person(officer, bulletin, place, chosen, state):  # noqa: F811
    claim = make_claim(bulletin, units=[("县质监局", place.bureau)], measures=[measure("banners", 4, "条", "4条")])

    page = officer.post(f"/bulletins/claims/{claim.pk}/change/", {
        "makes": "activities", "kind": place.campaign.kinds.get(code="lecture").pk, "front": place.campaign.fronts.get(code="system").pk,
        "units": "510500-qts", "earliest": "2012-03-01", "latest": "2012-03-02", "measure-0-value": "4", "measure-0-qualifier": "exact",
        "measure-0-measure": chosen}, headers={"HX-Request": "true"}).content.decode()

    claim.refresh_from_db()
    assert (claim.state, "Choose the measure of “4条”, or leave it out." in page) == (state, state == "open")


def test_a_threshold_says_how_many_it_takes_and_how_many_such_were_right(officer, bulletin, place):  # noqa: F811
    for confidence in (0.95, 0.72, 0.3):
        make_claim(bulletin, units=[("县质监局", place.bureau)], confidence=confidence)

    page = html.fromstring(officer.get(f"/bulletins/{bulletin.pk}/").content.decode())

    offered = {one.get("value"): " ".join(one.text_content().split()) for one in page.xpath("//select[@name='threshold']/option")}
    measured = {str(one["at_least"]): round(one["right"] * 100) for one in reached()}
    assert offered == {
        at: f"{round(float(at) * 100)} of 100 and more: {count} claim{'s' if count > 1 else ''} ({right} of 100 such were right)"
        for at, right in measured.items() for count in [1 + (float(at) <= 0.72)]}


def test_only_claims_at_the_threshold_chosen_are_accepted(officer, bulletin, place):  # noqa: F811
    for confidence in (0.95, 0.72, 0.3):
        make_claim(bulletin, units=[("县质监局", place.bureau)], confidence=confidence)

    officer.post(f"/bulletins/{bulletin.pk}/accept/", {"threshold": "0.7"})

    assert [claim.state for claim in bulletin.claims.all()] == ["accepted", "accepted", "open"]


def test_a_threshold_nobody_measured_is_taken_for_the_highest(officer, bulletin, place):  # noqa: F811
    for confidence in (0.95, 0.72):
        make_claim(bulletin, units=[("县质监局", place.bureau)], confidence=confidence)

    officer.post(f"/bulletins/{bulletin.pk}/accept/", {"threshold": "0.01"})

    assert [claim.state for claim in bulletin.claims.all()] == ["accepted", "open"]


def test_a_record_already_here_stands_beside_the_claim_and_takes_it_with_one_press(officer, bulletin, place):  # noqa: F811
    first = make_claim(bulletin, units=[("县质监局", place.bureau)])
    officer.post(f"/bulletins/claims/{first.pk}/accept/")
    known = Activity.objects.get()
    again = make_claim(bulletin, units=[("县质监局", place.bureau)])

    page = html.fromstring(officer.get(f"/bulletins/{bulletin.pk}/").content.decode())
    button, = page.xpath("//button[@form='change-2'][@name='same_as']")
    officer.post(f"/bulletins/claims/{again.pk}/change/", {
        "makes": "activities", "earliest": "2012-02-06", "latest": "2012-05-25", "same_as": ["", button.get("value")]})

    again.refresh_from_db()
    assert (Activity.objects.count(), again.state, list(again.activities.all())) == (1, "changed", [known])


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


def test_several_files_are_taken_in_and_each_is_told_what_became_of_it(officer, place):  # noqa: F811
    files = [upload("a.txt", "泸州市质监局3月12日举办讲座2场。".encode()), upload("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600),
             upload("all.zip", zipped({"三月/b.txt": "泸州市质监局举办讲座3场。".encode("gb18030")}, names="gb18030"))]

    response = officer.post("/bulletins/new/", {"unit": "510500-qts", "file": files})

    arrivals = response.context["outcomes"]
    assert [(one.name, str(one.state), one.claims) for one in arrivals] == [("a.txt", "taken", 1), ("旧.doc", "unread", 0), ("三月/b.txt", "taken", 1)]
    assert (response.status_code, "Taken in: 2. Already here: 0. Could not be read: 1. Not reached: 0." in response.content.decode()) == (200, True)


def test_one_file_leads_to_its_reading_page_and_belongs_to_the_unit_chosen(officer, place):  # noqa: F811
    response = officer.post("/bulletins/new/", {"unit": "510500-qts", "file": upload("a.txt", "泸州市举办讲座\n泸州市3月12日举办讲座2场。".encode())})

    bulletin = Bulletin.objects.get()
    assert (response.status_code, response.url, bulletin.unit) == (302, f"/bulletins/{bulletin.pk}/", place.bureau)


def test_a_bomb_stays_in_the_form_with_a_sentence(officer):
    response = officer.post("/bulletins/new/", {"unit": "510500-qts", "file": upload("a.zip", zipped({"a.txt": b"0" * 30_000_000}))})

    assert (response.status_code, Bulletin.objects.count(), "would unpack to" in response.content.decode()) == (422, 0, True)


def test_a_batch_that_is_too_large_is_told_the_way_out(officer):
    many = zipped({f"{n}.txt": b"x" for n in range(201)})

    response = officer.post("/bulletins/new/", {"unit": "510500-qts", "file": [upload("a.zip", many)]})

    assert (response.status_code, "xuanguan import bulletins" in response.content.decode(), Bulletin.objects.count()) == (422, True, 0)


def test_a_bulletin_of_somebody_else_that_is_here_is_not_shown_in_a_batch(officer, place):  # noqa: F811
    text = "资阳市3月12日举办讲座2场。".encode()
    make_bulletin_from(text, place.campaign, place.ziyang, place.writer)

    response = officer.post("/bulletins/new/", {"unit": "510500-qts", "file": [upload("a.txt", text), upload("b.txt", text + "讲座3场。".encode())]})

    assert [(str(one.state), one.bulletin is None) for one in response.context["outcomes"]] == [("here", True), ("taken", False)]


def test_the_least_sure_claims_come_first_when_asked_for(officer, bulletin):
    for confidence in (0.9, 0.3, 0.6):
        make_claim(bulletin, confidence=confidence)

    page = officer.get(f"/bulletins/{bulletin.pk}/?order=unsure")

    assert [row.claim.confidence for row in page.context["rows"]] == [0.3, 0.6, 0.9]


def test_only_open_claims_are_shown_when_asked_for_and_a_decision_comes_back_to_that_view(officer, bulletin, place):  # noqa: F811
    one, other = make_claim(bulletin), make_claim(bulletin)

    response = officer.post(f"/bulletins/claims/{one.pk}/reject/?show=open")

    assert response.url == f"/bulletins/{bulletin.pk}/?show=open#claim-1"
    assert [row.claim for row in officer.get(f"/bulletins/{bulletin.pk}/?show=open").context["rows"]] == [other]


def test_what_does_not_add_up_leads_to_its_claims(officer, bulletin):
    claim = make_claim(bulletin, quote="县质监局举办讲座3场")
    bulletin.reading["does_not_add_up"] = [{"code": "x", "working": "3 is not 4", "working_zh": "不符", "spans": [[claim.start, claim.end]], "claims": []}]
    bulletin.save()

    page = officer.get(f"/bulletins/{bulletin.pk}/")

    assert [(doubt.words, doubt.claims) for doubt in page.context["doubts"]] == [("3 is not 4", ((1, "#claim-1"),))]


def test_a_claim_that_the_view_leaves_out_is_led_to_on_the_whole_page(officer, bulletin):
    claim = make_claim(bulletin)
    bulletin.reading["does_not_add_up"] = [{"code": "x", "working": "3 is not 4", "working_zh": "不符", "spans": [], "claims": [claim.number]}]
    bulletin.save()
    officer.post(f"/bulletins/claims/{claim.pk}/reject/")

    page = officer.get(f"/bulletins/{bulletin.pk}/?show=open")

    assert page.context["doubts"][0].claims == ((1, f"/bulletins/{bulletin.pk}/#claim-1"),)


def test_a_correction_on_the_page_is_remembered_unless_the_box_is_emptied(officer, bulletin, place):  # noqa: F811
    claims = [make_claim(bulletin, actors=("老窖酒业研究会",)) for _ in range(2)]
    kind, front = place.campaign.kinds.get(code="lecture"), place.campaign.fronts.get(code="system")
    sent = {"makes": "activities", "kind": kind.pk, "front": front.pk, "units": "泸州市", "earliest": "2012-03-01", "latest": "2012-03-02"}

    shown = officer.get(f"/bulletins/{bulletin.pk}/").content.decode()
    officer.post(f"/bulletins/claims/{claims[0].pk}/change/", sent)
    before = list(UnitName.objects.filter(kind="alias"))
    page = officer.post(f"/bulletins/claims/{claims[1].pk}/change/", sent | {"remember": "on"}, headers={"HX-Request": "true"}).content.decode()

    assert ("Remember “老窖酒业研究会” as a name of the unit that you enter instead" in shown, before) == (True, [])
    assert [(name.name, name.unit) for name in UnitName.objects.filter(kind="alias")] == [("老窖酒业研究会", place.luzhou)]
    assert ["“老窖酒业研究会” is remembered as a name of the unit." in page, "</b> 泸州市" in page] == [True, True]


def test_another_issuer_is_said_on_the_page(client, place):  # noqa: F811
    client.force_login(place.writer)
    bulletin = make_bulletin_from("该局举办讲座2场。".encode(), place.campaign, place.province, place.writer)

    response = client.post(f"/bulletins/{bulletin.pk}/issuer/", {"unit": "510500-qts"})

    bulletin.refresh_from_db()
    assert (response.url, bulletin.unit, bulletin.claims.get().data["actors"]) == (f"/bulletins/{bulletin.pk}/", place.bureau, [place.bureau.name_zh])


def test_a_wrong_issuer_comes_back_with_a_sentence(officer, bulletin, place):  # noqa: F811
    unknown = officer.post(f"/bulletins/{bulletin.pk}/issuer/", {"unit": "火星"})
    foreign = officer.post(f"/bulletins/{bulletin.pk}/issuer/", {"unit": "资阳市"})

    assert (unknown.status_code, "No unit called" in unknown.content.decode()) == (422, True)
    assert (foreign.status_code, "you need to be" in foreign.content.decode()) == (422, True)


def test_the_second_opinion_is_shown_beside_its_claim(officer, bulletin):
    make_claim(bulletin)
    bulletin.reading["second_opinion"] = {"proposals": [{"claim": 1, "written": "县质监局", "seen": "合江质监局", "unit": {"code": "510522-qts", "name": "合江县质监局"}}]}
    bulletin.save()

    assert "Second opinion: “合江质监局” may be 合江县质监局 (510522-qts)." in officer.get(f"/bulletins/{bulletin.pk}/").content.decode()


def test_without_its_package_the_page_says_what_to_do(officer, bulletin):
    bulletin.reading["second_opinion"] = {"missing": True}
    bulletin.save()

    assert "its package is missing" in officer.get(f"/bulletins/{bulletin.pk}/").content.decode()

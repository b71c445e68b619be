"""Policies in the browser: read, open a clause, import with a dry run."""
import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.builders import make_campaign, make_person, make_unit
from xuanguan.activities.models import Activity, Participation
from xuanguan.figures.actions import refresh
from xuanguan.organisations.enums import Role
from xuanguan.policies.imports import apply_import, plan_import, read_policy
from xuanguan.policies.models import Clause, Policy, PolicyVersion
from xuanguan.web.policies.counts import counts_of

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[2] / "xuanguan" / "policies" / "data"
RULES = "---\ncode: rules\nversion: '1'\ntitle_zh: 办法\n---\n## 一、总则\n\n旧文。\n\n## 二、责任\n\n### （一）企业\n"


@pytest.fixture(autouse=True)
def figures_folder(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"


@pytest.fixture
def province():
    return make_unit("510000", "四川省")


@pytest.fixture
def coordinator(province):
    return make_person("coordinator", roles=[(Role.COORDINATOR, province)])


@pytest.fixture
def page(client, coordinator):
    """The coordinator's browser, in English."""
    client.force_login(coordinator)
    client.cookies["language"] = "en"
    return client


def imported(name: str, by) -> PolicyVersion:
    return apply_import(plan_import(read_policy((DATA / name).read_bytes(), name)), by=by)


def report(campaign, unit, by, *clauses, state="submitted", title="讲座") -> Activity:
    day = dt.date(2012, 3, 15)
    activity = Activity.objects.create(
        campaign=campaign, kind=campaign.kinds.get(code="lecture"), front=campaign.fronts.first(), title=title, begins=day, ends=day,
        earliest=day, latest=day, state=state, reporting_unit=unit, reported_by=by, since=day, submitted_at=timezone.now())
    Participation.objects.create(activity=activity, unit=unit)
    activity.clauses.set(clauses)
    return activity


def words(response) -> str:
    """The text of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def upload(text: str | bytes, name: str = "rules.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def test_the_reader_shows_the_outline_with_what_is_confirmed_and_what_is_missing(page, coordinator):
    imported("outline-2011-2020.md", coordinator)

    response = page.get("/policies/outline-2011-2020/")

    text = words(response)
    assert response.status_code == 200
    assert "Not the whole text" in text
    assert 'id="c-2.3.1"' in response.content.decode()
    assert [f"{word} {n}" in text for word, n in [
        ("Confirmed", 9), ("Name confirmed, number not", 13), ("Content confirmed, heading not", 8), ("Missing", 6)]] == [True] * 4
    assert "产品质量国家监督抽查合格率" in text


def test_a_whole_text_does_not_repeat_that_it_is_confirmed_under_every_clause(page, coordinator):
    imported("hand-hygiene.md", coordinator)

    html = page.get("/policies/hand-hygiene/").content.decode()

    assert '<p class="clause-known">' not in html


def test_the_english_text_stands_on_the_english_page(page, coordinator):
    imported("hand-hygiene.md", coordinator)
    imported("hand-hygiene.en.md", coordinator)

    english = words(page.get("/policies/hand-hygiene/"))
    page.cookies["language"] = "zh-hans"
    chinese = words(page.get("/policies/hand-hygiene/"))

    assert ("Article 5. Five moments" in english, "Article 5. Five moments" in chinese) == (True, False)
    assert "第五条 五个时刻" in chinese


def test_before_the_figures_are_built_a_policy_is_read_without_counts(page, coordinator, province):
    version = imported("outline-2011-2020.md", coordinator)
    campaign = make_campaign(province, version=version)

    assert counts_of(campaign, coordinator) == {}
    assert page.get("/policies/outline-2011-2020/").status_code == 200


def test_who_reaches_two_counties_counts_an_activity_of_both_once(coordinator, province):
    version = imported("outline-2011-2020.md", coordinator)
    counties = [make_unit(code, under=province) for code in ("510300", "510500")]
    province.refresh_from_db()
    campaign = make_campaign(province, version=version)
    officer = make_person("two counties", roles=[(Role.OFFICER, county) for county in counties])
    clause = version.clauses.get(code="2.3.1")
    both = report(campaign, counties[0], coordinator, clause)
    Participation.objects.create(activity=both, unit=counties[1], role="co_host")
    report(campaign, province, coordinator, clause)
    refresh()

    assert (counts_of(campaign, officer)[clause.pk], counts_of(campaign, coordinator)[clause.pk]) == (1, 2)


def test_a_clause_counts_its_activities_and_those_below_it_once_each(page, coordinator, province):
    version = imported("outline-2011-2020.md", coordinator)
    campaign = make_campaign(province, version=version)
    clause = {one.code: one for one in version.clauses.all()}
    report(campaign, province, coordinator, clause["2.3.1"], clause["2.3.2"])
    report(campaign, province, coordinator, clause["2.3.1"])
    report(campaign, province, coordinator, clause["2.3.1"], state="draft")

    refresh()

    counts = counts_of(campaign, coordinator)

    assert {one.code: counts[one.pk] for one in clause.values() if one.pk in counts} == {"2": 2, "2.3": 2, "2.3.1": 2, "2.3.2": 1}
    assert 'clauses/2.3/#activities">2 activities' in page.get("/policies/outline-2011-2020/").content.decode()


def test_a_clause_opens_to_the_activities_the_person_may_see(client, coordinator, province):
    version = imported("outline-2011-2020.md", coordinator)
    campaign = make_campaign(province, version=version)
    chengdu, suining = make_unit("510100", "成都市", under=province), make_unit("510900", "遂宁市", under=province)
    clause = version.clauses.get(code="2.3.1")
    report(campaign, chengdu, coordinator, clause, title="成都讲座")
    report(campaign, suining, coordinator, clause, title="遂宁讲座")
    client.force_login(make_person("officer", roles=[(Role.OFFICER, suining)]))

    text = words(client.get("/policies/outline-2011-2020/clauses/2.3/"))

    assert ("遂宁讲座" in text, "成都讲座" in text) == (True, False)


def test_a_missing_clause_says_that_it_is_missing(page, coordinator):
    imported("outline-2011-2020.md", coordinator)

    text = words(page.get("/policies/outline-2011-2020/clauses/6.x/"))

    assert "No source gives this part of the policy" in text


def test_words_are_found_in_the_text(page, coordinator):
    imported("hand-hygiene.md", coordinator)

    text = words(page.get("/policies/hand-hygiene/", {"q": "护手霜"}))

    assert "1 clause with “护手霜”" in text


def test_a_policy_or_clause_that_is_not_there_is_said_so(page, coordinator):
    imported("hand-hygiene.md", coordinator)

    codes = [page.get(address).status_code for address in (
        "/policies/none/", "/policies/hand-hygiene/clauses/99/", "/policies/hand-hygiene/?version=99999")]

    assert codes == [404, 404, 404]


def test_a_coordinator_imports_a_policy_after_a_dry_run(page):
    dry = page.post("/policies/import/", {"file": upload(RULES)})
    before = Policy.objects.count()
    carried = re.search(r'name="plan" value="([^"]+)"', dry.content.decode())[1]

    done = page.post("/policies/import/", {"plan": carried})

    assert before == 0
    assert (done.status_code, done.url) == (302, "/policies/rules/")
    assert list(Clause.objects.values_list("code", flat=True)) == ["1", "2", "2.1"]


def test_the_dry_run_of_a_changed_file_lists_what_would_change(page):
    carried(page, RULES)

    text = words(page.post("/policies/import/", {"file": upload(RULES.replace("旧文", "新文") + "\n### （二）政府\n")}))

    assert "一、总则 changed text" in text
    assert "（二）政府 created" in text


def carried(page, text: str) -> None:
    """Import a file whole: dry run and apply."""
    dry = page.post("/policies/import/", {"file": upload(text)})
    page.post("/policies/import/", {"plan": re.search(r'name="plan" value="([^"]+)"', dry.content.decode())[1]})


def test_if_somebody_changed_the_policy_meanwhile_the_dry_run_is_shown_again(page):
    carried(page, RULES)
    dry = page.post("/policies/import/", {"file": upload(RULES.replace("旧文", "甲文"))})
    plan = re.search(r'name="plan" value="([^"]+)"', dry.content.decode())[1]
    carried(page, RULES.replace("旧文", "乙文").replace("（一）企业", "（一）企业主体"))

    again = page.post("/policies/import/", {"plan": plan})

    assert again.status_code == 409
    assert "changed by somebody since the dry run" in words(again)
    assert Clause.objects.get(code="1").text == "乙文。"


def test_a_dry_run_of_another_person_cannot_be_applied(page, client, province):
    dry = page.post("/policies/import/", {"file": upload(RULES)})
    plan = re.search(r'name="plan" value="([^"]+)"', dry.content.decode())[1]
    client.force_login(make_person("other", roles=[(Role.ADMINISTRATOR, province)]))

    response = client.post("/policies/import/", {"plan": plan})

    assert response.url == "/policies/import/"
    assert Policy.objects.count() == 0


def test_what_the_file_does_not_say_is_asked_beside_its_field(page):
    response = page.post("/policies/import/", {"file": upload("# 办法\n\n## 一、总则\n")})

    assert response.status_code == 422
    assert "#id_code" in response.content.decode()


def test_a_bomb_an_old_format_and_a_text_about_nothing_get_sentences(page):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    files = [upload(bomb.getvalue(), "a.docx"), upload(b"\xd0\xcf\x11\xe0\xa1\xb1", "a.doc"), upload("nothing", "a.md"), upload("", "a.md")]

    responses = [page.post("/policies/import/", {"file": file, "code": "x", "version": "1"}) for file in files]

    assert [response.status_code for response in responses] == [422] * 4
    assert [sentence in words(response) for sentence, response in zip(
        ["was not opened", "save it as .docx", "no clause was found", "empty"], responses, strict=True)] == [True] * 4


def test_an_officer_may_not_import(client, province):
    client.force_login(make_person("officer", roles=[(Role.OFFICER, province)]))

    assert client.get("/policies/import/").status_code == 403


def test_the_list_names_what_is_only_structure(page, coordinator):
    imported("outline-2011-2020.md", coordinator)
    imported("hand-hygiene.md", coordinator)

    text = words(page.get("/policies/"))

    assert ("Structure only 6 parts missing" in text, "Whole text" in text, "demo data" in text) == (True, True, True)


def test_reading_a_policy_costs_the_same_for_many_clauses_and_activities(page, coordinator, province, django_assert_max_num_queries):
    version = imported("hand-hygiene.md", coordinator)
    campaign = make_campaign(province, version=version)
    for clause in version.clauses.all()[:20]:
        report(campaign, province, coordinator, clause)

    with django_assert_max_num_queries(20):
        page.get("/policies/hand-hygiene/")

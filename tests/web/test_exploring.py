"""Exploring in the browser: any table, kept and taken away, and what changed in a figure."""
import csv
import datetime as dt
import io
import json

import pytest

from tests.activities.province import Province, make_province
from tests.builders import make_report
from xuanguan.activities import actions
from xuanguan.campaigns.models import KindMeasure
from xuanguan.figures.actions import refresh
from xuanguan.figures.models import Comment, Dashboard, View
from xuanguan.web.figures import exploring

EXPLORE = "/figures/campaign/explore/"


@pytest.fixture(autouse=True)
def figures_folder(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"


@pytest.fixture
def here(db, client) -> Province:
    found = make_province()
    report = make_report(found.campaign, found.city, by=found.city_officer)
    actions.verify_activity(activity=report, by=found.coordinator, on=dt.date(2012, 3, 5))
    make_report(found.campaign, found.county, by=found.officer)
    refresh()
    client.force_login(found.coordinator)
    return found


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_begins_with_the_units_below_each_opening_to_its_figure(client, here):
    page = text(client.get(EXPLORE))

    assert "Activities: most in 自贡市, with 2" in page
    assert 'href="/figures/campaign/?unit=510300"' in page
    assert "1 verified, 1 self-reported" in page


def test_every_cell_says_how_it_is_known(client, here):
    found = exploring.explored({"rows": "child", "columns": "front"}, here.campaign, here.coordinator)

    drawn = exploring.context(found)

    assert [(row.label, [cell and (cell.value, cell.tenths) for cell in row.cells], row.total and row.total.value) for row in drawn["rows"]] == [
        ("自贡市", [("2", 5), None], "2"), ("泸州市", [None, None], None)]
    assert [cell.value for cell in drawn["column_sums"]] == ["2", "0"]


@pytest.mark.parametrize(("said", "shows"), [
    ({"rows": "month"}, ["line", "table"]), ({"rows": "front", "columns": "month"}, ["multiples", "bars", "table"]),
    ({"rows": "month", "columns": "front"}, ["multiples", "table"]), ({"rows": "child"}, ["bars", "map", "table"]), ({"rows": "kind"}, ["bars", "table"])])
def test_each_table_offers_the_drawings_that_fit_it_and_every_one_is_drawn(client, here, said, shows):
    found = exploring.explored(said, here.campaign, here.coordinator)

    assert exploring.shows_of(found.question, found.rows, found.columns) == shows
    assert {client.get(EXPLORE, {**said, "show": show}).status_code for show in shows} == {200}


def test_a_measure_is_chosen_with_its_word(client, here):
    measure = KindMeasure.objects.filter(kind__campaign=here.campaign).first()
    chosen = f"{measure.code}|{measure.unit_zh}"

    page = text(client.get(EXPLORE, {"rows": "front", "counting": chosen}))

    assert f'value="{chosen}" selected' in page


def test_sorted_by_the_most_the_others_follow(client, here):
    found = exploring.explored({"rows": "child", "sort": "least"}, here.campaign, here.coordinator)

    assert [row.label for row in exploring.context(found)["rows"]] == ["泸州市", "自贡市"]


@pytest.mark.parametrize(("said", "sentence"), [
    ({"rows": "colour"}, "“colour” cannot be asked here."), ({"rows": "front", "columns": "front"}, "Rows and columns are the same."),
    ({"rows": "day", "from": "2005-01-01"}, "Choose a coarser step")])
def test_what_cannot_be_asked_is_said_in_a_sentence(client, here, said, sentence):
    response = client.get(EXPLORE, said)

    assert response.status_code in (400, 409)
    assert sentence in text(response)


def test_a_stranger_explores_only_what_their_roles_reach(client, here):
    client.force_login(here.stranger)

    assert client.get(EXPLORE, {"unit": "510300"}).status_code == 403
    assert "自贡市" not in text(client.get(EXPLORE))


def test_the_table_is_taken_away_with_its_definition_and_its_day(client, here):
    told = json.loads(client.get(f"{EXPLORE}export/json/", {"rows": "child", "columns": "front"}).content)
    lines = client.get(f"{EXPLORE}export/csv/", {"rows": "child", "columns": "front"}).content.decode().splitlines()

    rows = [(row["row"], row["column"], row["value"]) for row in told["figures"]]
    assert rows == [
        ("自贡市", "Government", "2"), ("", "Government", "2"), ("", "Own system", "0"), ("自贡市", "", "2"), ("泸州市", "", "0"), ("", "", "2")]
    assert told["about"]["by"] == "child,front"
    assert "counted once however many units organised it" in told["about"]["definition"]
    assert [(row["row"], row["column"], row["value"]) for row in csv.DictReader(io.StringIO("\n".join(line for line in lines if not line.startswith("#"))))] == rows


def test_a_table_is_kept_and_opens_again(client, here):
    client.post("/figures/campaign/kept/keep/", {"title": "By month", "rows": "month", "show": "line", "is_shared": "1"})

    view = View.objects.get()
    assert (view.title, view.parameters, view.is_shared) == ("By month", {"unit": "510000", "rows": "month", "show": "line"}, True)
    assert f"{EXPLORE}?rows=month&amp;show=line&amp;unit=510000" in text(client.get("/figures/campaign/kept/"))


def test_what_cannot_be_read_is_not_kept(client, here):
    response = client.post("/figures/campaign/kept/keep/", {"title": "x", "rows": "colour"}, follow=True)

    assert "cannot be asked here" in text(response)
    assert View.objects.count() == 0


def test_a_second_view_of_the_same_name_is_refused_in_a_sentence(client, here):
    for _number in range(2):
        response = client.post("/figures/campaign/kept/keep/", {"title": "By front", "rows": "front"}, follow=True)

    assert "You have a view of this name already." in text(response)


def test_a_dashboard_shows_its_tables_to_each_person_with_their_own_rights(client, here):
    client.post("/figures/campaign/kept/keep/", {"title": "By city", "rows": "child", "unit": "510000", "is_shared": "1"})
    client.post("/figures/campaign/dashboards/new/", {"title": "Monday", "views": [View.objects.get().pk], "is_shared": "1"})
    dashboard = Dashboard.objects.get()

    own = text(client.get(f"/figures/campaign/dashboards/{dashboard.pk}/"))
    client.force_login(here.stranger)
    others = text(client.get(f"/figures/campaign/dashboards/{dashboard.pk}/"))

    assert "Activities: most in 自贡市, with 2" in own
    assert "The figures of 四川省 lie outside your reach" in others
    assert "自贡市" not in others


def test_a_dashboard_is_changed_by_its_owner(client, here):
    for title, rows in (("a", "front"), ("b", "kind")):
        client.post("/figures/campaign/kept/keep/", {"title": title, "rows": rows, "show": "table"})
    first, second = View.objects.order_by("title")
    client.post("/figures/campaign/dashboards/new/", {"title": "Monday", "views": [first.pk]})
    dashboard = Dashboard.objects.get()

    client.post(f"/figures/campaign/dashboards/{dashboard.pk}/add/", {"view": second.pk})
    client.post(f"/figures/campaign/dashboards/{dashboard.pk}/panels/{dashboard.panels.first().pk}/remove/")

    assert [panel.view for panel in dashboard.panels.all()] == [second]
    client.post(f"/figures/campaign/dashboards/{dashboard.pk}/delete/")
    assert Dashboard.objects.count() == 0
    client.post(f"/figures/campaign/kept/{first.pk}/delete/")
    assert View.objects.count() == 1


def test_a_dashboard_on_the_wall_asks_anew_every_minute(client, here):
    client.post("/figures/campaign/dashboards/new/", {"title": "Wall"})

    response = client.get(f"/figures/campaign/dashboards/{Dashboard.objects.get().pk}/", {"wall": "1"})

    assert response["Refresh"] == "60"


def test_the_number_of_queries_of_a_dashboard_does_not_grow_with_its_cells(client, here, django_assert_max_num_queries):
    client.post("/figures/campaign/kept/keep/", {"title": "Wide", "rows": "child", "columns": "kind", "show": "table"})
    client.post("/figures/campaign/dashboards/new/", {"title": "Monday", "views": [View.objects.get().pk]})

    with django_assert_max_num_queries(45):
        client.get(f"/figures/campaign/dashboards/{Dashboard.objects.get().pk}/")


def test_a_figure_says_what_changed_since_a_day(client, here):
    page = text(client.get("/figures/campaign/", {"since": "2012-01-01"}))

    assert "it was 0; now it is 2, because:" in page
    assert "New: 2" in page
    assert "Nothing changed in this figure since" in text(client.get("/figures/campaign/", {"since": dt.date.today().isoformat()}))


@pytest.mark.parametrize(("since", "sentence"), [("yesterday", "is no day of the calendar"), ("2999-01-01", "What changed is asked from an earlier day")])
def test_a_day_that_cannot_be_compared_is_said_in_a_sentence(client, here, since, sentence):
    assert sentence in text(client.get("/figures/campaign/", {"since": since}))


def test_a_comment_stands_on_the_figure_and_is_taken_back(client, here):
    client.post("/figures/campaign/comments/?unit=510300", {"text": "Two reports of one lecture?"})

    page = text(client.get("/figures/campaign/?unit=510300"))
    assert "Two reports of one lecture?" in page
    assert "the figure was 2 as of" in page
    client.post(f"/figures/campaign/comments/{Comment.objects.get().pk}/take-back/", {"next": "https://elsewhere.example/"})
    assert Comment.objects.count() == 0


def test_an_empty_comment_is_refused_in_a_sentence(client, here):
    response = client.post("/figures/campaign/comments/", {"text": ""}, follow=True)

    assert "This field cannot be blank." in text(response)


def test_the_drawing_is_taken_away_with_its_definition_its_moment_and_its_address(client, here):
    taken = client.get(f"{EXPLORE}export/svg/?rows=child&show=bars")

    svg = taken.content.decode()
    assert (taken.status_code, taken["Content-Type"]) == (200, "image/svg+xml")
    assert taken["Content-Disposition"].endswith('.svg"')
    assert "counted once" in svg
    assert "/figures/campaign/explore/" in svg
    assert str(dt.date.today().year) in svg


def test_the_drawing_is_taken_away_as_a_picture_too(client, here):
    taken = client.get(f"{EXPLORE}export/png/?rows=child&show=bars")

    assert (taken["Content-Type"], taken.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")


def test_a_table_that_is_not_drawn_has_no_drawing_to_take_and_says_so(client, here):
    page = client.get(f"{EXPLORE}?rows=child&show=table")
    refused = client.get(f"{EXPLORE}export/svg/?rows=child&show=table", follow=True)

    assert "/export/svg/" not in page.content.decode()
    assert "choose bars, a line or a map" in text(refused)


def test_a_form_that_is_not_offered_is_not_there(client, here):
    assert client.get(f"{EXPLORE}export/exe/").status_code == 404

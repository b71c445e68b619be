"""What people keep of the figures: a question under a name, a page of them, a word on a figure. Nobody sees more by it."""
import pytest
from django.core.exceptions import ValidationError

from tests.figures.history import FIRST, LAST
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import NotAllowed, PersonError
from xuanguan.figures.actions import (
    comment,
    delete_dashboard,
    delete_view,
    keep_view,
    make_dashboard,
    put_on_dashboard,
    rebuild,
    take_back_comment,
    take_from_dashboard,
)
from xuanguan.figures.answers import key_of, question
from xuanguan.figures.queries import comments_on, dashboards_seen_by, views_seen_by
from xuanguan.periods import Window

pytestmark = pytest.mark.django_db
FRONTS = {"rows": "front"}


def kept(here, title="By front", *, is_shared=False, by=None):
    return keep_view(campaign=here.campaign, title=title, parameters=FRONTS, is_shared=is_shared, by=by or here.verifier)


def test_a_view_is_seen_by_its_owner_until_it_is_shared(here):
    own, shared = kept(here), kept(here, "For all", is_shared=True)

    assert list(views_seen_by(here.verifier, here.campaign)) == [own, shared]
    assert list(views_seen_by(here.officer, here.campaign)) == [shared]


def test_two_views_of_one_person_have_two_names(here):
    kept(here)

    with pytest.raises(ValidationError, match="You have a view of this name already"):
        kept(here)
    assert kept(here, by=here.officer).title == "By front"


def test_a_view_without_a_name_is_not_kept(here):
    with pytest.raises(ValidationError):
        kept(here, "  ")


def test_only_the_owner_deletes_a_view_and_it_leaves_its_dashboards(here):
    view = kept(here, is_shared=True)
    dashboard = make_dashboard(campaign=here.campaign, title="Mine", views=[view], by=here.verifier)

    with pytest.raises(NotAllowed, match="belongs to somebody else"):
        delete_view(view=view, by=here.officer)
    delete_view(view=view, by=here.verifier)

    assert dashboard.panels.count() == 0


def test_a_shared_dashboard_holds_only_shared_views(here):
    dashboard = make_dashboard(campaign=here.campaign, title="All", is_shared=True, by=here.verifier)

    with pytest.raises(PersonError, match="Share the view first"):
        put_on_dashboard(dashboard=dashboard, view=kept(here), by=here.verifier)
    put_on_dashboard(dashboard=dashboard, view=kept(here, "Shared", is_shared=True), by=here.verifier)

    assert [panel.view.title for panel in dashboard.panels.all()] == ["Shared"]
    assert list(dashboards_seen_by(here.stranger, here.campaign)) == [dashboard]


def test_views_stand_on_a_dashboard_in_their_order_and_once(here):
    views = [kept(here, title) for title in ("b", "a", "c")]

    dashboard = make_dashboard(campaign=here.campaign, title="Mine", views=views, by=here.verifier)
    put_on_dashboard(dashboard=dashboard, view=views[0], by=here.verifier)

    assert [panel.view.title for panel in dashboard.panels.all()] == ["b", "a", "c"]


def test_a_dashboard_holds_twelve_tables_at_most(here):
    dashboard = make_dashboard(campaign=here.campaign, title="Mine", views=[kept(here, str(n)) for n in range(12)], by=here.verifier)

    with pytest.raises(PersonError, match="at most 12 tables"):
        put_on_dashboard(dashboard=dashboard, view=kept(here, "one more"), by=here.verifier)


def test_only_who_sets_up_the_campaign_gives_a_dashboard_to_a_role(here):
    with pytest.raises(NotAllowed, match="give a dashboard to a role"):
        make_dashboard(campaign=here.campaign, title="Leaders", role="analyst", by=here.verifier)

    assert make_dashboard(campaign=here.campaign, title="Leaders", role="analyst", by=here.coordinator).is_shared


def test_a_dashboard_is_changed_and_deleted_by_its_owner_and_its_views_stay(here):
    view = kept(here)
    dashboard = make_dashboard(campaign=here.campaign, title="Mine", views=[view], by=here.verifier)

    with pytest.raises(NotAllowed):
        delete_dashboard(dashboard=dashboard, by=here.officer)
    take_from_dashboard(panel=dashboard.panels.get(), by=here.verifier)
    delete_dashboard(dashboard=dashboard, by=here.verifier)

    assert list(views_seen_by(here.verifier, here.campaign)) == [view]
    assert list(Event.objects.order_by("pk").values_list("act", flat=True))[-5:] == [
        "keep_view", "make_dashboard", "put_on_dashboard", "take_from_dashboard", "delete_dashboard"]


def test_a_comment_stands_with_its_figure_whenever_it_is_asked(here):
    rebuild()
    asked = question(here.campaign, here.verifier, unit=here.city, period=Window(FIRST, LAST))

    said = comment(question=asked, text="The county counts twice.", value="7", by=here.verifier)

    assert list(comments_on(here.campaign, key_of(asked.but(as_of=LAST)))) == [said]
    assert list(comments_on(here.campaign, key_of(asked.but(unit=here.county)))) == []


def test_a_comment_is_written_by_those_who_may_ask_the_figure_and_taken_back_by_its_writer(here):
    rebuild()
    asked = question(here.campaign, unit=here.city, period=Window(FIRST, LAST))
    said = comment(question=asked, text="Seen.", by=here.verifier)

    with pytest.raises(NotAllowed):
        comment(question=asked, text="Let me in.", by=here.stranger)
    with pytest.raises(ValidationError):
        comment(question=asked, text=" ", by=here.verifier)
    with pytest.raises(NotAllowed, match="Only the person who wrote a comment"):
        take_back_comment(said=said, by=here.coordinator)
    take_back_comment(said=said, by=here.verifier)

    assert list(comments_on(here.campaign, key_of(asked))) == []

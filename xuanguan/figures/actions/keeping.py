"""Keeping tables and pages of them, and saying something of a figure. What is kept is a question; nobody sees more by it."""
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.permissions import can_set_up
from xuanguan.common.exceptions import NotAllowed, PersonError
from xuanguan.figures.answers import Question, key_of
from xuanguan.figures.models import Comment, Dashboard, Panel, View
from xuanguan.figures.permissions import check_ask

MOST_PANELS = 12


@transaction.atomic
def keep_view(*, campaign: Campaign, title: str, parameters: Mapping[str, str], is_shared: bool = False, by) -> View:
    """Raises ValidationError where the person has a view of this name, or none is given."""
    view = View(campaign=campaign, title=title.strip(), parameters=dict(parameters), is_shared=is_shared, by=by)
    view.full_clean()
    view.save()
    record("keep_view", view, by=by, campaign=campaign.code, title=view.title, shared=is_shared)
    return view


@transaction.atomic
def delete_view(*, view: View, by) -> None:
    """It leaves every dashboard too. Raises NotAllowed."""
    _check_own(view, by)
    record("delete_view", view, by=by, title=view.title)
    view.delete()


@transaction.atomic
def make_dashboard(*, campaign: Campaign, title: str, views: Sequence[View] = (), role: str = "", is_shared: bool = False, by) -> Dashboard:
    """Raises ValidationError; NotAllowed for one that is given to a role by somebody who does not set up the campaign."""
    if role and not can_set_up(by, campaign.territory):
        raise NotAllowed(_("Only those who set up the campaign give a dashboard to a role."))
    dashboard = Dashboard(campaign=campaign, title=title.strip(), role=role, is_shared=is_shared or bool(role), by=by)
    dashboard.full_clean()
    dashboard.save()
    record("make_dashboard", dashboard, by=by, campaign=campaign.code, title=dashboard.title, role=role)
    for view in views:
        put_on_dashboard(dashboard=dashboard, view=view, by=by)
    return dashboard


@transaction.atomic
def put_on_dashboard(*, dashboard: Dashboard, view: View, by) -> Panel:
    """At its end; a view that is there already stays where it is. Raises NotAllowed, PersonError."""
    _check_own(dashboard, by)
    if view.campaign_id != dashboard.campaign_id:
        raise PersonError(_("The view “%(view)s” is of another campaign.") % {"view": view})
    if dashboard.is_shared and not view.is_shared:
        raise PersonError(_("“%(view)s” is only yours, and this dashboard is for everybody. Share the view first.") % {"view": view})
    if dashboard.panels.exclude(view=view).count() >= MOST_PANELS:
        raise PersonError(_("A dashboard holds at most %(most)s tables: more than one page can show. Take one away first.") % {"most": MOST_PANELS})
    last = dashboard.panels.order_by("-order").values_list("order", flat=True).first() or 0
    panel, made = Panel.objects.get_or_create(dashboard=dashboard, view=view, defaults={"order": last + 1})
    if made:
        record("put_on_dashboard", dashboard, by=by, view=view.title)
    return panel


@transaction.atomic
def take_from_dashboard(*, panel: Panel, by) -> None:
    """Raises NotAllowed."""
    _check_own(panel.dashboard, by)
    record("take_from_dashboard", panel.dashboard, by=by, view=panel.view.title)
    panel.delete()


@transaction.atomic
def delete_dashboard(*, dashboard: Dashboard, by) -> None:
    """The views on it stay. Raises NotAllowed."""
    _check_own(dashboard, by)
    record("delete_dashboard", dashboard, by=by, title=dashboard.title)
    dashboard.delete()


@transaction.atomic
def comment(*, question: Question, text: str, value: str = "", by) -> Comment:
    """What somebody says of a figure that they may see. Raises NotAllowed, ValidationError."""
    check_ask(by, question.unit)
    said = Comment(campaign=question.campaign, key=key_of(question), question=question.lasting_address, value=value[:60],
                   as_of=question.as_of, text=text.strip(), by=by)
    said.full_clean()
    said.save()
    record("comment_on_figure", said, by=by, figure=said.question)
    return said


@transaction.atomic
def take_back_comment(*, said: Comment, by) -> None:
    """Raises NotAllowed for what another person said."""
    if said.by_id != by.pk:
        raise NotAllowed(_("Only the person who wrote a comment takes it back."))
    record("take_back_comment", said, by=by, figure=said.question)
    said.delete()


def _check_own(kept: View | Dashboard, by) -> None:
    if kept.by_id != by.pk:
        raise NotAllowed(_("“%(kept)s” belongs to somebody else. Keep one of your own.") % {"kept": kept})

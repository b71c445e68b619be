"""A campaign that was prepared is issued: from now on it asks every unit on its rosters."""
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.filling import fill_rosters
from xuanguan.campaigns.assigning import Problem
from xuanguan.campaigns.enums import CampaignState, SetUpStep
from xuanguan.campaigns.models import Campaign, RosterEntry
from xuanguan.campaigns.permissions import check_run
from xuanguan.campaigns.queries.preparing import preview_of
from xuanguan.common.exceptions import PersonError


class CannotIssue(PersonError):
    """A campaign that cannot be issued; `problems` are all that stand in the way, each with the step where it is mended."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        first = " ".join(f"{one.place}: {one.sentence}" if one.place else one.sentence for one in self.problems[:3])
        super().__init__(_("Nothing was issued. %(count)s to mend: %(first)s") % {"count": len(self.problems), "first": first})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the issuing is: so many of so many rosters are written; which was the last."""

    done: int
    total: int
    what: str


def issue_campaign(*, campaign: Campaign, on: dt.date | None = None, progress: Callable[[Progress], None] | None = None, by) -> Campaign:
    """Issue to all units on the rosters. An expected item is no row: what is written are the rosters, and that it runs.

    Raises CannotIssue with everything that stands in the way, NotAllowed; then nothing was written.
    """
    for step in issuing(campaign=campaign, on=on, by=by):
        if progress is not None:
            progress(step)
    campaign.refresh_from_db()
    return campaign


def issuing(*, campaign: Campaign, on: dt.date | None = None, by) -> Iterator[Progress]:
    """As `issue_campaign`, in steps for whoever shows them. One transaction: left half-way, nothing was issued."""
    with transaction.atomic():
        locked = Campaign.objects.select_for_update(of=("self",)).select_related("territory", "lead_unit", "leading_group", "version").get(pk=campaign.pk)
        check_run(by, locked)
        if locked.state != CampaignState.PREPARING:
            raise CannotIssue([Problem("", _("“%(campaign)s” was issued already.") % {"campaign": locked})])
        if problems := preview_of(locked).problems:
            raise CannotIssue(problems)
        for done, total, roster in fill_rosters(locked):
            yield Progress(done, total, str(roster))
        locked.state, locked.issued_on = CampaignState.RUNNING, on or timezone.localdate()
        locked.confirmed_steps = [step.value for step in SetUpStep]
        locked.save(update_fields=["state", "issued_on", "confirmed_steps"])
        record("issue_campaign", locked, by=by, on=locked.issued_on, expectations=locked.expectations.count(),
               units=RosterEntry.objects.filter(roster__campaign=locked, roster__expectations__isnull=False).values("unit").distinct().count())

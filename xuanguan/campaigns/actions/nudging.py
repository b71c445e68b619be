"""The list of gaps becomes questions: each unit is asked for what it misses, and nobody is asked twice within the time set."""
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xuanguan.audit.actions import record
from xuanguan.campaigns.models import Campaign, Nudge
from xuanguan.campaigns.permissions import REPORT, check_nudge
from xuanguan.campaigns.queries.gaps import Gap, asked_lately, nudge_key
from xuanguan.common.exceptions import PersonError
from xuanguan.notices.actions import Told, tell_many
from xuanguan.notices.enums import NoticeKind
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import people_at, people_nearest

# So many in one act: more is no question any more, but a campaign of its own.
MOST_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Nudged:
    """What became of it: who was asked now, how many were asked lately and are left in peace."""

    asked: tuple[Nudge, ...]
    spared: int

    @property
    def units(self) -> int:
        return len({one.unit_id for one in self.asked})


@transaction.atomic
def nudge(*, campaign: Campaign, gaps: Sequence[Gap], on: dt.date, by, text: str = "") -> Nudged:
    """Ask the units of these gaps. Raises PersonError where there are too many at once, NotAllowed."""
    if len(gaps) > MOST_AT_ONCE:
        raise too_many(len(gaps))
    units = Unit.objects.in_bulk({gap.unit for gap in gaps})
    check_nudge(by, campaign, list(units.values()))
    lately = asked_lately({gap.slice for gap in gaps}, on)
    wanted = [gap for gap in gaps if gap.unit not in lately[gap.slice.key]]
    made = Nudge.objects.bulk_create(
        [Nudge(expectation=gap.slice.expectation, unit=units[gap.unit], period=gap.slice.due.period, on=on, text=text.strip()[:300], by=by) for gap in wanted],
        batch_size=500)
    if made:
        by_expectation: dict[str, int] = defaultdict(int)
        for one in made:
            by_expectation[one.expectation.code] += 1
        record("nudge", campaign, by=by, units=len({one.unit_id for one in made}), asked=dict(by_expectation), spared=len(gaps) - len(made))
        _tell(campaign, wanted, units, text.strip(), by)
    return Nudged(tuple(made), len(gaps) - len(made))


def too_many(n: int) -> PersonError:
    return PersonError(_("These are %(n)s missing things; at most %(most)s are asked for at once. Narrow the list to a level, a unit or an expectation.") % {
        "n": n, "most": MOST_AT_ONCE})


ASKED = gettext_noop("%(unit)s is asked for “%(what)s”, which was due on %(day)s. %(text)s")
ASKED_PERIOD = gettext_noop("%(unit)s is asked for “%(what)s” for %(period)s, which was due on %(day)s. %(text)s")


def _tell(campaign: Campaign, gaps: Sequence[Gap], units: dict[int, Unit], text: str, by) -> None:
    """Those who report at each unit hear of it; where nobody does, those nearest above."""
    people = {pk: people_at(unit, *REPORT) or people_nearest(unit, *REPORT) for pk, unit in units.items()}
    tell_many(by=by, matters=[
        Told(people[gap.unit], NoticeKind.NUDGED, nudge_key(gap.slice.expectation.pk, gap.unit, gap.slice.due.period),
             ASKED_PERIOD if gap.slice.due.period else ASKED,
             {"unit": units[gap.unit], "what": gap.slice.expectation, "day": gap.due, "text": text} | ({"period": gap.slice.due.period} if gap.slice.due.period else {}),
             gap.slice.expectation, ("campaigns:expectations", campaign.code))
        for gap in gaps if people[gap.unit]])

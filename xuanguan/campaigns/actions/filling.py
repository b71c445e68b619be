"""The units on a campaign's rosters, written when it is issued."""
from collections.abc import Iterator

from xuanguan.campaigns.enums import RosterBy
from xuanguan.campaigns.models import Campaign, Roster, RosterEntry
from xuanguan.campaigns.queries.preparing import UnitsByRule

BATCH = 2000


def fill_rosters(campaign: Campaign) -> Iterator[tuple[int, int, Roster]]:
    """Write the units of every roster that is made by a rule, in place of those there. Yields after each: done, of how many, which.

    For actions, inside their transaction. Named and stated rosters keep the names they were given.
    """
    rosters = list(campaign.rosters.filter(by=RosterBy.RULE).select_related("under").order_by("level", "code"))
    rules = UnitsByRule(campaign)
    for done, roster in enumerate(rosters, 1):
        roster.entries.all().delete()
        RosterEntry.objects.bulk_create(
            (RosterEntry(roster=roster, unit=one.unit, since=one.since, until=one.until, instead_of=one.instead_of)
             for one in rules.of(roster)), batch_size=BATCH)
        yield done, len(rosters), roster

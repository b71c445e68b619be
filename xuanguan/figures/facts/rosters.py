"""The units that something is expected of, with the days on which each stood on its roster."""
from collections import defaultdict
from collections.abc import Iterator

from xuanguan.analytics import RosterFact, RosterMember
from xuanguan.campaigns.models import Roster, RosterEntry


def roster_facts() -> Iterator[RosterFact]:
    """All rosters, in two queries."""
    members: dict[int, list[RosterMember]] = defaultdict(list)
    for roster, unit, since, until in RosterEntry.objects.order_by("roster_id", "pk").values_list("roster_id", "unit_id", "since", "until"):
        members[roster].append(RosterMember(unit, since, until))
    for pk, size in Roster.objects.order_by("pk").values_list("pk", "stated_size"):
        yield RosterFact(pk, tuple(members[pk]), size)

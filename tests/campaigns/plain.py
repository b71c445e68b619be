"""How expected things stand, computed again slowly and plainly: for every unit and period by itself, straight from the rows."""
import datetime as dt

from xuanguan.campaigns.models import Exemption, Expectation, Extension, Fulfilment, RosterEntry
from xuanguan.organisations.models import Affiliation, Succession, Unit


def listed(expectation: Expectation, day: dt.date) -> set[int]:
    """Who is on the roster on a day, less those exempted."""
    found = set()
    for entry in RosterEntry.objects.filter(roster=expectation.roster):
        if (entry.since is None or entry.since <= day) and (entry.until is None or day < entry.until):
            found.add(entry.unit_id)
    return found - {one.unit_id for one in Exemption.objects.filter(expectation=expectation)}


def lies_under(unit: int, top: int, day: dt.date) -> bool:
    """By walking up from spell to spell."""
    at, steps = unit, 0
    while at is not None and steps < 20:
        if at == top:
            return True
        spells = [one for one in Affiliation.objects.filter(unit=at) if one.since is None or one.since <= day]
        at, steps = max(spells, key=lambda one: one.since or dt.date.min).territory_id if spells else None, steps + 1
    return False


def state(expectation: Expectation, period: str, first: dt.date, day: dt.date, due: dt.date | None, unit: int, on: dt.date) -> tuple[str, bool]:
    """(state, whether it was late) of one unit's item."""
    extended = until(expectation, period, unit, first, day, on)
    last = max(filter(None, (due, extended)), default=None)
    done = deed(expectation, period, unit, on)
    if done is None:
        done = before_it_came_to_be(expectation, period, unit, first, day, on)
    if done is not None:
        known, since = done
        return known, last is not None and since > last
    if first > on:
        return "ahead", False
    if due is None or due >= on:
        return "open", False
    return ("extended" if extended is not None and extended >= on else "overdue"), False


RANK = {"nothing": 1, "reported": 2, "verified": 3}


def deed(expectation, period, unit, on, before: dt.date | None = None):
    """The best way in which it is known, and the first day on which it was reported."""
    rows = [one for one in Fulfilment.objects.filter(expectation=expectation, period=period, unit=unit)
            if one.on <= on and (one.until is None or one.until > on)]
    if before is not None and (not rows or max(one.done_on or dt.date.min for one in rows) >= before):
        return None
    if not rows:
        return None
    known = ["verified" if one.verified_on is not None and one.verified_on <= on else "nothing" if one.state == "nothing" else "reported" for one in rows]
    return max(known, key=RANK.get), min(one.on for one in rows)


def parents(unit: int, first: dt.date, day: dt.date) -> tuple[list[int], dt.date] | None:
    """What the unit came out of, if it opened so in that time."""
    opened = Unit.objects.get(pk=unit).opened
    came = [one for one in Succession.objects.filter(successor=unit).order_by("on", "pk") if one.predecessor_id != unit and opened is not None and opened >= one.on]
    came = [one for one in came if first < one.on <= day]
    return ([one.predecessor_id for one in came], came[0].on) if came else None


def before_it_came_to_be(expectation, period, unit, first, day, on):
    """All that it came out of had done it before: then the weakest and latest of that."""
    came = parents(unit, first, day)
    if came is None:
        return None
    old, when = came
    old = [one for one in old if any(
        (entry.since is None or entry.since < when) and (entry.until is None or entry.until >= when)
        for entry in RosterEntry.objects.filter(roster=expectation.roster, unit=one))]
    deeds = [deed(expectation, period, one, on, before=when) for one in old]
    if not deeds or None in deeds:
        return None
    return min((known for known, _since in deeds), key=RANK.get), max(since for _known, since in deeds)


def until(expectation, period, unit, first, day, on) -> dt.date | None:
    whose = {unit, *(one.predecessor_id for one in Succession.objects.filter(successor=unit, on__gt=expectation.campaign.begins, on__lte=on)
                     if Unit.objects.get(pk=unit).opened is not None)}
    days = [one.until for one in Extension.objects.filter(expectation=expectation, period=period, unit__in=whose, state="granted") if one.answered_on <= on]
    return max(days, default=None)

"""A made-up half year in a small province: reports, verifications, returns, edits, withdrawals and merges, by seed."""
import datetime as dt
from decimal import Decimal
from random import Random

from tests.activities.province import Province
from tests.builders import make_person, make_unit
from xuanguan.activities import actions
from xuanguan.activities.models import Activity
from xuanguan.activities.values import ActivityValues, MeasureValue, ParticipationValue, When
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Unit

FIRST, LAST = dt.date(2012, 2, 6), dt.date(2012, 7, 31)


def live_through(here: Province, seed: int, acts: int = 60) -> list[Unit]:
    """Returns all units that can be asked."""
    chosen = Random(seed)
    bureau = make_unit("510300-qts", "自贡市质监局", under=here.city, kind=UnitKind.BUREAU, level=2)
    town = make_unit("510321001", "旭阳镇", under=here.county)
    for unit in (here.province, here.city, here.county, here.other_city, here.campaign.territory):
        unit.refresh_from_db()
    units = [here.province, here.city, here.county, here.other_city, bureau, town]
    reporter = make_person(f"reporter{seed}", roles=[(Role.OFFICER, here.province)])
    reviewer = make_person(f"reviewer{seed}", roles=[(Role.VERIFIER, here.province)])
    day = FIRST
    for _act in range(acts):
        day += dt.timedelta(days=chosen.choice((0, 1, 1, 2, 5)))
        try:
            one_act(here, chosen, units, reporter, reviewer, day)
        except PersonError:
            continue  # the act did not fit the record: as in life, it did not happen
    return units


def one_act(here: Province, chosen: Random, units: list[Unit], reporter, reviewer, day: dt.date) -> None:
    activities = list(Activity.objects.order_by("pk"))
    act = chosen.choice(("report", "report", "report", "verify", "verify", "return", "revise", "withdraw", "submit", "merge"))
    if act == "report" or not activities:
        actions.report_activity(values=values(here, chosen, units, day), by=reporter, on=day)
        return
    one = chosen.choice(activities)
    match act:
        case "verify":
            actions.verify_activity(activity=one, by=reviewer, on=day)
        case "return":
            actions.return_activity(activity=one, reason="look again", by=reviewer, on=day)
        case "revise":
            actions.revise_activity(activity=one, values=values(here, chosen, units, day), by=reporter, on=day)
        case "withdraw":
            actions.withdraw_activity(activity=one, by=reporter, on=day)
        case "submit":
            actions.submit_activity(activity=one, by=reporter, on=day)
        case "merge":
            actions.merge_activities(kept=one, absorbed=chosen.choice(activities), by=reviewer, on=day)


def values(here: Province, chosen: Random, units: list[Unit], day: dt.date) -> ActivityValues:
    hosts = chosen.sample(units, chosen.choice((1, 1, 1, 2, 3)))
    ended = day - dt.timedelta(days=chosen.randint(0, 40))
    when = chosen.choice((When.on(ended), When.on(ended), When.lasting(ended - dt.timedelta(days=9), ended), When.between(ended - dt.timedelta(days=20), ended)))
    kind = chosen.choice(list(here.campaign.kinds.all()))
    measures = () if kind.is_milestone else (
        MeasureValue("sessions", Decimal(chosen.randint(1, 9)), chosen.choice(("exact", "at_least", "about", "at_most"))),
        MeasureValue("participants", Decimal(chosen.randint(5, 200))))
    return ActivityValues(
        campaign=here.campaign, kind=kind, front=chosen.choice(list(here.campaign.fronts.all())), reporting_unit=hosts[0], when=when,
        participations=tuple(ParticipationValue(unit, "host" if place == 0 else "co_host") for place, unit in enumerate(hosts)), measures=measures)

"""A province with a lead bureau, two cities with bureaus, counties, a leading group with a member; and the people who plan there."""
import datetime as dt
from dataclasses import dataclass

from tests.builders import make_campaign, make_person, make_policy_version, make_system, make_unit, number_units
from xuanguan.accounts.models import User
from xuanguan.campaigns import models
from xuanguan.campaigns.actions import plans
from xuanguan.campaigns.planning import PlanItemValues
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Membership, Unit

MARCH, APRIL, JUNE = dt.date(2012, 3, 1), dt.date(2012, 4, 1), dt.date(2012, 6, 30)


@dataclass
class Cascade:
    """`lead` stands at the top, `city` below it, `county` below the city; `finance` is a member of the leading group."""

    campaign: models.Campaign
    units: dict[str, Unit]
    office: User
    verifier: User
    officer: User
    county_officer: User
    city_verifier: User

    @property
    def lead(self) -> Unit:
        return self.units["510000-qts"]

    @property
    def city(self) -> Unit:
        return self.units["510900-qts"]

    @property
    def county(self) -> Unit:
        return self.units["510922-qts"]

    @property
    def other_city(self) -> Unit:
        return self.units["511000-qts"]

    def plan(self, unit: Unit, by: User | None = None) -> models.Plan:
        return plans.open_plan(campaign=self.campaign, unit=unit, by=by or self.office)

    def item(self, unit: Unit, by: User | None = None, **said) -> models.PlanItem:
        """An item that the unit wrote itself; due at the end of June unless the test says otherwise."""
        values = PlanItemValues(**{"text": "举办讲座", "due": JUNE} | said)
        return plans.write_items(plan=self.plan(unit, by), new=[values], by=by or self.office, on=MARCH)[0]


def make_cascade() -> Cascade:
    quality = make_system()
    units = {}
    for code, name, under, kind, level, system, superior in (
            ("510000", "四川省", None, UnitKind.DIVISION, 1, None, None),
            ("510000-gov", "四川省政府", "510000", UnitKind.GOVERNMENT, 1, None, None),
            ("510000-qts", "四川质监局", "510000", UnitKind.BUREAU, 1, quality, "510000-gov"),
            ("510000-fin", "四川财政厅", "510000", UnitKind.DEPARTMENT, 1, None, "510000-gov"),
            ("510000-edu", "四川教育厅", "510000", UnitKind.DEPARTMENT, 1, None, "510000-gov"),
            ("510000-qlg", "质量领导小组", "510000", UnitKind.LEADING_GROUP, 1, None, None),
            ("510900", "遂宁市", "510000", UnitKind.DIVISION, 2, None, "510000"),
            ("510900-gov", "遂宁政府", "510900", UnitKind.GOVERNMENT, 2, None, "510000-gov"),
            ("510900-qts", "遂宁质监局", "510900", UnitKind.BUREAU, 2, quality, "510000-qts"),
            ("511000", "内江市", "510000", UnitKind.DIVISION, 2, None, "510000"),
            ("511000-qts", "内江质监局", "511000", UnitKind.BUREAU, 2, quality, "510000-qts"),
            ("510922", "射洪县", "510900", UnitKind.DIVISION, 3, None, "510900"),
            ("510922-qts", "射洪质监局", "510922", UnitKind.BUREAU, 3, quality, "510900-qts"),
            ("aqsiq", "质检总局", None, UnitKind.BUREAU, 0, None, None)):
        units[code] = make_unit(code, name, under=units.get(under), kind=kind, level=level, system=system, superior=units.get(superior), renumber=False)
    number_units()
    units = {unit.code: unit for unit in Unit.objects.select_related("territory", "system", "superior")}
    campaign = make_campaign(units["510000"], version=make_policy_version(clauses=4))
    campaign.lead_unit, campaign.leading_group = units["510000-qts"], units["510000-qlg"]
    campaign.save()
    Membership.objects.create(group=units["510000-qlg"], unit=units["510000-fin"])
    return Cascade(
        campaign, units, office=make_person("office", roles=[(Role.COORDINATOR, units["510000"])]),
        verifier=make_person("verifier", roles=[(Role.VERIFIER, units["510000"])]), officer=make_person("officer", roles=[(Role.OFFICER, units["510900"])]),
        county_officer=make_person("county", roles=[(Role.OFFICER, units["510922"])]),
        city_verifier=make_person("city-verifier", roles=[(Role.VERIFIER, units["510900"])]))

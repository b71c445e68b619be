"""A province with two cities and a county, and the people who report and verify there."""
from dataclasses import dataclass

from tests.builders import make_campaign, make_person, make_unit
from xuanguan.accounts.models import User
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit


@dataclass
class Province:
    province: Unit
    city: Unit
    county: Unit
    other_city: Unit
    campaign: Campaign
    officer: User            # reports for the county
    city_officer: User       # reports for the city and below
    verifier: User           # verifies in the city and below
    coordinator: User        # coordinates the whole province
    stranger: User           # reports for the other city


def make_province() -> Province:
    province = make_unit("510000", "四川省", renumber=False)
    city = make_unit("510300", "自贡市", under=province, renumber=False)
    county = make_unit("510321", "荣县", under=city, renumber=False)
    other_city = make_unit("510500", "泸州市", under=province)
    for unit in (province, city, county):
        unit.refresh_from_db()
    return Province(
        province, city, county, other_city, make_campaign(province),
        officer=make_person("officer", roles=[(Role.OFFICER, county)]),
        city_officer=make_person("city officer", roles=[(Role.OFFICER, city)]),
        verifier=make_person("verifier", roles=[(Role.VERIFIER, city)]),
        coordinator=make_person("coordinator", roles=[(Role.COORDINATOR, province)]),
        stranger=make_person("stranger", roles=[(Role.OFFICER, other_city)]))

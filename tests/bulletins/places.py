"""A province with two prefectures and a county bureau, a campaign, a writer and a verifier."""
from types import SimpleNamespace

from tests.builders import make_campaign, make_person, make_unit
from xuanguan.organisations.enums import Role, UnitKind


def make_place() -> SimpleNamespace:
    province = make_unit("510000", "四川省", level=1)
    ziyang = make_unit("512000", "资阳市", under=province)
    luzhou = make_unit("510500", "泸州市", under=province)
    bureau = make_unit("510500-qts", "泸州市质量技术监督局", under=luzhou, kind=UnitKind.BUREAU, level=2)
    institute = make_unit("whu", "武汉大学", under=province, kind=UnitKind.SCHOOL, level=1)
    for unit in (province, ziyang, luzhou, bureau, institute):
        unit.refresh_from_db()
    return SimpleNamespace(
        province=province, ziyang=ziyang, luzhou=luzhou, bureau=bureau, institute=institute, campaign=make_campaign(province),
        writer=make_person("writer", roles=[(Role.WRITER, province)]), officer=make_person("officer", roles=[(Role.OFFICER, luzhou)]),
        stranger=make_person("stranger", roles=[(Role.WRITER, ziyang)]))

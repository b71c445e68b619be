"""Made-up towns: the open lists hold the towns of five counties only, and a province has some 4,200."""
from random import Random

from xuanguan.organisations.enums import NameKind, UnitKind, UnitLevel
from xuanguan.organisations.models import Affiliation, Unit, UnitName
from xuanguan.organisations.pinyin import pinyin_of

TOWNS = 4_200
# Two characters of these make a name that sounds like a town of the basin; the county's code with a letter is its code, so
# that nobody takes it for a real one.
BEGINNINGS = "永长龙石金双新大白青高三太云清玉福水红兴"
ENDINGS = "兴安宁乐平山河溪桥场坝林泉湾峰坪沟岩江井"
KINDS = (("镇", 62), ("乡", 26), ("街道", 12))
NOTE = "演示数据：虚构的乡镇"


def make_towns(province: Unit, random: Random, *, wanted: int = TOWNS) -> int:
    """Give every county without towns its made-up ones, uneven as counties are, until the province has about as many as wanted. Returns how
    many were made: none where that was done before. The tree must be numbered again afterwards."""
    counties = list(Unit.objects.filter(
        kind=UnitKind.DIVISION, level=UnitLevel.COUNTY, is_open=True, first__range=(province.first, province.last)).order_by("code"))
    has_towns = set(Unit.objects.filter(kind=UnitKind.DIVISION, level=UnitLevel.TOWN, territory__in=counties).values_list("territory_id", flat=True))
    there = Unit.objects.filter(kind=UnitKind.DIVISION, level=UnitLevel.TOWN, territory__in=counties).count()
    bare = [county for county in counties if county.pk not in has_towns]
    if not bare or there >= wanted:
        return 0
    weights = [random.uniform(1, 5) for _county in bare]
    share = (wanted - there) / sum(weights)
    places = [(county, place) for county, weight in zip(bare, weights, strict=True) for place in range(1, max(1, round(weight * share)) + 1)]
    names = _names(bare, places, random)
    units = Unit.objects.bulk_create([
        Unit(code=f"{county.code}-t{place:03}", kind=UnitKind.DIVISION, level=UnitLevel.TOWN, name_zh=names[county.pk, place], note=NOTE, is_demo=True)
        for county, place in places], batch_size=1000)
    UnitName.objects.bulk_create([_official(unit) for unit in units], batch_size=1000)
    Affiliation.objects.bulk_create(
        [Affiliation(unit=unit, territory=county) for unit, (county, _place) in zip(units, places, strict=True)], batch_size=1000)
    return len(units)


def _names(counties: list[Unit], places: list[tuple[Unit, int]], random: Random) -> dict[tuple[int, int], str]:
    """No name twice in a county; in a province names repeat, as they do."""
    words = [beginning + ending for beginning in BEGINNINGS for ending in ENDINGS if beginning != ending]
    number = {county.pk: sum(1 for other, _place in places if other.pk == county.pk) for county in counties}
    drawn = {pk: random.sample(words, many) for pk, many in number.items()}
    kinds, weights = zip(*KINDS, strict=True)
    return {(county.pk, place): drawn[county.pk][place - 1] + random.choices(kinds, weights)[0] for county, place in places}


def _official(unit: Unit) -> UnitName:
    letters, initials = pinyin_of(unit.name_zh)
    return UnitName(unit=unit, kind=NameKind.OFFICIAL, language="zh", name=unit.name_zh, pinyin=letters, initials=initials)

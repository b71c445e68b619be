"""What bulletins can tell, as hypothesis makes it up."""
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import FigureRef, Known
from xuanguan.writing.told import Actors, Deed, Fact, MeasureTold, Standing, Told
from xuanguan.writing.wordings import CHINESE

PLACES = ("成都", "自贡", "攀枝花", "泸州", "德阳", "绵阳", "广元", "遂宁", "内江", "乐山", "南充", "眉山", "宜宾", "广安", "达州", "雅安", "巴中", "资阳")
KINDS = tuple(CHINESE)
values = st.one_of(st.integers(1, 40), st.integers(41, 99_999), st.integers(100_000, 9_999_999))
qualifiers = st.sampled_from((Qualifier.EXACT, Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT, Qualifier.AT_MOST))


def ref(question="activities", **said):
    return FigureRef.of(question, {"unit": "510000", **said}, generation=1)


def fact(value, word="", qualifier=Qualifier.EXACT, **said):
    return Fact(Quantity(Decimal(value), qualifier, word), Known.ITEMISED, (ref(**said),))


@st.composite
def actors(draw):
    own = draw(st.sampled_from(("", "", "省质监局", "省级单位")))
    total = draw(st.integers(0 if own else 1, len(PLACES)))
    places = draw(st.permutations(PLACES))[:total]
    return Actors(own, tuple(places), tuple(f"{one}市" for one in places), tuple(places), total, "个市州" if total else "", (ref("units"),))


ANY_KIND = st.sampled_from(KINDS)


@st.composite
def deeds(draw, kind=ANY_KIND):
    """One kind's activities, with some of the measures that its wording knows."""
    code = draw(kind)
    keys = draw(st.lists(st.sampled_from(sorted(CHINESE[code].measures)), max_size=3, unique=True)) if CHINESE[code].measures else []
    measures = tuple(
        MeasureTold(key, key, key.split(" ")[1], fact(draw(values), key.split(" ")[1], draw(qualifiers), kind=code, measure=key)) for key in keys)
    return Deed(code, "system", code, "名称", fact(draw(st.integers(1, 400)), kind=code), draw(actors()), measures)


def told_of(deeds, *, language="zh-Hans", **also):
    total = sum(int(one.activities.quantity.value) for one in deeds)
    standing = Standing(fact(total), fact(total // 2), fact(total - total // 2))
    return Told(
        language=language, title="宣贯工作简报", issuer="省质监局", subject="全省" if language != "en" else "the province",
        period=Window(date(2012, 1, 1), date(2012, 3, 31)), before=None, as_of=date(2012, 5, 25), campaign="sichuan-2012", unit="510000",
        generation=1, all=standing, fronts={"system": standing}, deeds=tuple(deeds), **also)

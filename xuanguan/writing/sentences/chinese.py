"""The sentences of a Chinese bulletin. What tells a kind of activity reads back as that kind; what tells how much is on record does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xuanguan.chinese.numerals import format_numeral
from xuanguan.periods import HalfYear, Month, Quarter, Window, Year
from xuanguan.quantities import Quantity
from xuanguan.writing.amounts import Rounding, share
from xuanguan.writing.draft import Known, Names, Number, Piece, Words
from xuanguan.writing.sentences.common import Said, as_titled, coverage, exactly, merged, names, number, phrases, with_number
from xuanguan.writing.spans import calendar_period
from xuanguan.writing.told import Actors, Case, Deed, ExpectedTold, Fact, Standing, StatedTold, Told
from xuanguan.writing.typography import set_chinese, without_end
from xuanguan.writing.wordings import wording_of

ZH = "zh"
_ONCE = {word: Quantity(Decimal(1), unit=word) for word in ("场", "次", "期")}
type Sentence = tuple[Piece, ...]


def opening(told: Told) -> Sentence:
    """How much in all, how it is known, how many took part, and beside the last period."""
    if not told.all.total.quantity.value:
        return merged([f"{period(told.period)}，{told.subject}暂无在案活动记录", *_beside_before(told.all, told.before), "。", *_undated(told.all)])
    pieces: list[Piece | str] = [f"{period(told.period)}，{told.subject}"]
    pieces += _on_record(told.all)
    if told.active and told.active.total:
        pieces += ["，涉及", names(told.active, ZH) or ""]
    pieces += [*_beside_before(told.all, told.before), "。", *_undated(told.all)]
    return merged(pieces)


def standing(one: Standing, told: Told) -> Sentence:
    if not one.total.quantity.value:
        return (Words("本期在案记录中没有这方面的活动。"),)
    return merged(["本期", *_on_record(one), *_beside_before(one, told.before), "。", *_undated(one)])


def deed(one: Deed, rounding: Rounding) -> Sentence:
    """资阳、泸州、遂宁等14个市州共举办专题讲座100余场，参加人员700余人次。"""
    said = list(phrases(one, wording_of(one.reads_as, one.name, ZH)))
    also = "共" if one.actors.are_many and said[0].fact is not None and not said[0].template.startswith(("在", "向", "通过", "将")) else ""
    return merged([*_subject(one.actors), also, *_phrases(said, rounding), "。"])


def stated(all_: Sequence[StatedTold], rounding: Rounding) -> Sentence:
    """据汇总，全省质监系统举办专题讲座100余场（其中逐项在案11场）；全省印制宣传资料20万余册。"""
    found = [one for told in all_ if (one := _stated(told, rounding))]
    return (*merged(piece for place, one in enumerate(found) for piece in ("；" if place else "据汇总，", *one)), Words("。")) if found else ()


def _stated(one: StatedTold, rounding: Rounding) -> list[Piece | str]:
    wording = wording_of(one.reads_as, one.name, ZH)
    if one.measure is None and one.actors is not None:
        pieces: list[Piece | str] = [names(one.actors, ZH) or "", wording.bare]
    elif one.measure is not None:
        template = wording.measures.get(one.measure.key, wording.bare + "，" + one.measure.name + "{n}")
        lead = one.measure.key in (*wording.leads, *wording.times) or one.measure.key not in wording.measures
        pieces = [one.subject, "" if lead else f"{wording.bare}，", *with_number(template, number(one.measure.fact, ZH, rounding), ZH)]
    else:
        return []
    return [*pieces, *_itemised(one)]


def expected(one: ExpectedTold) -> Sentence:
    """How many of those expected did it; of a single one only that it did, its gap is told among the gaps."""
    if not one.expected or (one.expected == 1 and not one.reached):
        return ()
    what, by = f"“{set_chinese(one.name)}”一项", {Known.STATED: "（含汇总数）"}.get(one.known, "")
    if one.expected == 1:
        return merged([what, coverage(one, "已完成"), f"{by}。"])
    if one.reached == 0:
        return merged([f"{what}，", coverage(one, f"应报{one.expected}{one.counted}，均暂无在案记录"), "。"])
    if one.reached == one.expected:
        return merged([f"{what}，", coverage(one, f"应报{one.expected}{one.counted}，均已完成"), f"{by}。"])
    percent = share(Decimal(one.reached), Decimal(one.expected))
    rate = Number(f"{percent}%", Quantity(percent, unit="%"), Known.DERIVED, one.figures, percent, f"{one.reached} ÷ {one.expected}")
    return merged([
        f"{what}，", coverage(one, f"应报{one.expected}{one.counted}，已有{one.reached}{one.counted}"), f"完成{by}，完成率", rate, "。"])


def gaps(all_: Sequence[ExpectedTold], today: date) -> list[Sentence]:
    """Who is still to report, politely: it asks, it does not accuse. Those who are asked alike are asked together."""
    asked: dict[str, list[Piece | str]] = {}
    for one in all_:
        if one.missing and (missing := names(one.missing, ZH)):
            ask = "请尽快补报" if one.due and one.due < today else f"请于{day(one.due)}前报送" if one.due else "请及时报送"
            said = asked.setdefault(ask, [])
            said += ["；" if said else "", f"“{set_chinese(one.name)}”一项，", missing, "暂无在案记录"]
    return [
        merged([*said, f"{'。' if sum(isinstance(piece, Names) for piece in said) > 1 else '，'}{ask}；已经完成的，请补登记录。"])
        for ask, said in asked.items()]


def no_gaps() -> Sentence:
    return (Words("应报事项均有在案记录。"),)


def case(one: Case, rounding: Rounding) -> Sentence:
    title = without_end(set_chinese(one.title))
    who = "" if title.startswith(one.who[:2]) else one.who + "："
    when = f"{day(one.on)}，" if one.on else ""
    pieces: list[Piece | str] = [f"{when}{who}", *as_titled(title, "题名所载")]
    wording = wording_of(one.reads_as, "", ZH)
    for measure in one.measures:
        if measure.fact.quantity == _ONCE.get(measure.unit):
            continue  # one session goes without saying
        template = "共{n}" if measure.key in wording.times else wording.measures.get(measure.key, set_chinese(measure.name) + "{n}")
        pieces += ["，", *with_number(template, number(measure.fact, ZH, rounding), ZH)]
    return merged([*pieces, "。"])


def stated_note() -> Sentence:
    """Totals about parts of the territory are too many to tell."""
    return (Words("各地另有分别上报的汇总数，未列入上述数字。"),)


def sources(told: Told) -> Sentence:
    """What the numbers are: said once at the end."""
    return (Words(f"说明：文中数字来自截至{day(told.as_of)}的在案记录，含已核实的和自报待核实的；标明“据汇总”的为各单位汇总上报数，未逐项列明，不计入在案记录。"),)


def heading(text: str, place: int) -> str:
    return f"{numeral(place)}、{text}"


def numeral(place: int) -> str:
    return format_numeral(place)


def day(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def period(window: Window) -> str:
    """2012年第一季度, 2012年3月, 2012年2月6日至5月25日."""
    first, last = window.first, window.last
    if known := calendar_name(window):
        return known
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)}至{day(last)}"
    return f"{day(first)}至{last.month}月{last.day}日" if first.month != last.month else f"{day(first)}至{last.day}日"


def calendar_name(window: Window) -> str:
    match calendar_period(window):
        case Year(year):
            return f"{year}年"
        case HalfYear(year, half):
            return f"{year}年{'上下'[half - 1]}半年"
        case Quarter(year, quarter):
            return f"{year}年第{'一二三四'[quarter - 1]}季度"
        case Month(year, month):
            return f"{year}年{month}月"
    return ""


def _on_record(one: Standing) -> list[Piece | str]:
    """在案活动记录127条，其中已核实63条、自报待核实64条."""
    pieces: list[Piece | str] = ["在案活动记录", exactly(one.total, ZH, "条")]
    if one.verified.quantity.value and one.self_reported.quantity.value:
        return [*pieces, "，其中已核实", exactly(one.verified, ZH, "条"), "、自报待核实", exactly(one.self_reported, ZH, "条")]
    if one.total.quantity.value:
        whole = "" if one.total.quantity.value == 1 else "均"
        pieces.append(f"，{whole}已核实" if one.verified.quantity.value else f"，{whole}为自报、待核实")
    return pieces


def _beside_before(one: Standing, before: Window | None) -> list[Piece | str]:
    if one.before is None or before is None:
        return []
    now, then = one.total.quantity.value, one.before.quantity.value
    if not now and not then:
        return []
    if now == then:
        return ["，与", *_then(before, one.before), "持平"]
    word = "增加" if now > then else "减少"
    change = Fact(Quantity(abs(now - then)), Known.DERIVED, (*one.total.figures, *one.before.figures), f"{now} − {then}")
    return ["，比", *_then(before, one.before), word, exactly(change, ZH, "条")]


def _then(before: Window, fact: Fact) -> list[Piece | str]:
    return [f"{period(before)}（", exactly(fact, ZH, "条"), "）"]


def _undated(one: Standing) -> list[Piece | str]:
    return ["另有", exactly(one.undated, ZH, "条"), "记录日期跨出本期，未计入。"] if one.undated and one.undated.quantity.value else []


def _subject(actors: Actors) -> list[Piece | str]:
    below = names(actors, ZH)
    if below is None:
        return [actors.own]
    between = "和" if below.others else "、"
    return [actors.own, between, below] if actors.own else [below]


def _phrases(said: list[Said], rounding: Rounding) -> list[Piece | str]:
    pieces: list[Piece | str] = []
    for place, one in enumerate(said):
        pieces.append("，" if place else "")
        pieces += [one.template] if one.fact is None else with_number(one.template, number(one.fact, ZH, rounding, one.word), ZH)
    return pieces


def _itemised(one: StatedTold) -> list[Piece | str]:
    if one.itemised is None or not one.itemised.quantity.value:
        return []
    if one.is_less_than_itemised:  # counting.md, rule 3: it is shown as such
        return ["（逐项在案", number(one.itemised, ZH, Rounding.FIELD), "，多于汇总数）"]
    return ["（其中逐项在案", number(one.itemised, ZH, Rounding.FIELD), "）"]

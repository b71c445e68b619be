"""The sentences of an English bulletin: the same content in the same order as the Chinese ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xuanguan.periods import HalfYear, Month, Quarter, Window, Year
from xuanguan.quantities import Quantity
from xuanguan.writing.amounts import Rounding, share
from xuanguan.writing.draft import Known, Number, Piece, Words
from xuanguan.writing.sentences.common import Said, as_titled, coverage, exactly, merged, names, number, phrases, with_number
from xuanguan.writing.spans import calendar_period
from xuanguan.writing.told import Actors, Case, Deed, ExpectedTold, Fact, Standing, StatedTold, Told
from xuanguan.writing.typography import without_end
from xuanguan.writing.wordings import wording_of

EN = "en"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
type Sentence = tuple[Piece, ...]


def opening(told: Told) -> Sentence:
    if not told.all.total.quantity.value:
        return merged([f"In {told.subject}, {period(told.period)}, no activity is on record", *_beside_before(told.all, told.before), ".", *_undated(told.all)])
    pieces: list[Piece | str] = [f"In {told.subject}, {period(told.period)}: ", *_on_record(told.all)]
    if told.active and told.active.total:
        pieces += [", organised in ", names(told.active, EN) or ""]
    return merged([*pieces, *_beside_before(told.all, told.before), ".", *_undated(told.all)])


def standing(one: Standing, told: Told) -> Sentence:
    if not one.total.quantity.value:
        return (Words("No activity on this front is on record for the period."),)
    return merged([f"In the period there {'is' if one.total.quantity.value == 1 else 'are'} ", *_on_record(one), *_beside_before(one, told.before), ".", *_undated(one)])


def deed(one: Deed, rounding: Rounding) -> Sentence:
    """Ziyang, Luzhou, Suining and 11 other prefectures held more than 100 lectures, with more than 700 attendances."""
    return _capital(merged([*_subject(one.actors), " ", *_phrases(list(phrases(one, wording_of(one.reads_as, one.name, EN))), rounding), "."]))


def stated(all_: Sequence[StatedTold], rounding: Rounding) -> Sentence:
    found = [one for told in all_ if (one := _stated(told, rounding))]
    return (*merged(piece for place, one in enumerate(found) for piece in ("; " if place else "As stated in total, ", *one)), Words(".")) if found else ()


def _stated(one: StatedTold, rounding: Rounding) -> list[Piece | str]:
    wording = wording_of(one.reads_as, one.name, EN)
    if one.measure is None and one.actors is not None:
        pieces: list[Piece | str] = [names(one.actors, EN) or "", f" {wording.bare}"]
    elif one.measure is not None:
        template = wording.measures.get(one.measure.key, f"{wording.bare}, {one.measure.name}: {{n}}")
        joint = "" if one.measure.key in (*wording.leads, *wording.times) else f"{wording.bare} " if one.measure.key in wording.measures else ""
        pieces = [f"{one.subject} ", joint, *with_number(template, number(one.measure.fact, EN, rounding), EN)]
    else:
        return []
    return [*pieces, *_itemised(one)]


def expected(one: ExpectedTold) -> Sentence:
    if not one.expected or (one.expected == 1 and not one.reached):
        return ()
    by = ", counting what is only stated" if one.known is Known.STATED else ""
    if one.expected == 1:
        return merged([f"{one.name}: ", coverage(one, "done"), f"{by}."])
    if one.reached == 0:
        return merged([f"{one.name}: ", coverage(one, f"none of the {one.expected} {one.counted}"), " has a record yet."])
    if one.reached == one.expected:
        return merged([f"{one.name}: ", coverage(one, f"all {one.expected} {one.counted}"), f" have done it{by}."])
    percent = share(Decimal(one.reached), Decimal(one.expected))
    rate = Number(f"{percent}%", Quantity(percent, unit="%"), Known.DERIVED, one.figures, percent, f"{one.reached} ÷ {one.expected}")
    return merged([f"{one.name}: ", coverage(one, f"{one.reached} of {one.expected} {one.counted}"), f" have done it{by} (", rate, ")."])


def gaps(all_: Sequence[ExpectedTold], today: date) -> list[Sentence]:
    """Who is still to report; those who are asked alike are asked together."""
    asked: dict[str, list[Piece | str]] = {}
    for one in all_:
        if one.missing and (missing := names(one.missing, EN)):
            ask = "A report soon would help" if one.due and one.due < today else f"It is due by {day(one.due)}" if one.due else "A report would help"
            asked.setdefault(ask, []).extend([f"{one.name}: no record yet from ", missing, ". "])
    return [merged([*said, f"{ask}; those who have done it are asked to enter it."]) for ask, said in asked.items()]


def no_gaps() -> Sentence:
    return (Words("There is a record for everything that was expected."),)


def case(one: Case, rounding: Rounding) -> Sentence:
    pieces: list[Piece | str] = [f"{day(one.on)}: " if one.on else "", f"{one.who}: ", *as_titled(without_end(one.title), "as its title says")]
    wording = wording_of(one.reads_as, "", EN)
    for measure in one.measures:
        if measure.key in wording.times and measure.fact.quantity.value == 1:
            continue  # one session goes without saying
        template = wording.measures.get(measure.key, f"{measure.name}: {{n}}")
        pieces += [", ", *with_number(template, number(measure.fact, EN, rounding), EN)]
    return merged([*pieces, "."])


def _capital(sentence: Sentence) -> Sentence:
    first = sentence[0]
    return (Words(first.text[:1].upper() + first.text[1:]), *sentence[1:]) if isinstance(first, Words) else sentence


def stated_note() -> Sentence:
    return (Words("Units below stated totals of their own, which are not in these numbers."),)


def sources(told: Told) -> Sentence:
    return (Words(
        f"Numbers are of the records as of {day(told.as_of)}, verified and self-reported together. What is “stated in total” was stated by "
        "units without listing its parts, and is not in the records."),)


def heading(text: str, place: int) -> str:
    return f"{place}. {text}"


def day(on: date | None) -> str:
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}" if on else ""


def period(window: Window) -> str:
    """in the first quarter of 2012; from 6 February to 25 May 2012."""
    match calendar_period(window):
        case Year(year):
            return f"in {year}"
        case HalfYear(year, half):
            return f"in the {('first', 'second')[half - 1]} half of {year}"
        case Quarter(year, quarter):
            return f"in the {('first', 'second', 'third', 'fourth')[quarter - 1]} quarter of {year}"
        case Month(year, month):
            return f"in {MONTHS[month - 1]} {year}"
    if window.first == window.last:
        return f"on {day(window.first)}"
    first = day(window.first) if window.first.year != window.last.year else f"{window.first.day} {MONTHS[window.first.month - 1]}"
    return f"from {first} to {day(window.last)}"


def _on_record(one: Standing) -> list[Piece | str]:
    many = "activity" if one.total.quantity.value == 1 else "activities"
    pieces: list[Piece | str] = [exactly(one.total, EN), f" {many} on record"]
    if one.verified.quantity.value and one.self_reported.quantity.value:
        return [*pieces, ", ", exactly(one.verified, EN), " verified and ", exactly(one.self_reported, EN), " self-reported"]
    if one.total.quantity.value:
        whole = "" if one.total.quantity.value == 1 else "all "
        pieces.append(f", {whole}verified" if one.verified.quantity.value else f", {whole}self-reported and not yet verified")
    return pieces


def _beside_before(one: Standing, before: Window | None) -> list[Piece | str]:
    if one.before is None or before is None:
        return []
    now, then = one.total.quantity.value, one.before.quantity.value
    if not now and not then:
        return []
    if now == then:
        return [", as many as ", period(before)]
    change = Fact(Quantity(abs(now - then)), Known.DERIVED, (*one.total.figures, *one.before.figures), f"{now} − {then}")
    return [", ", exactly(change, EN), f" {'more' if now > then else 'fewer'} than the ", exactly(one.before, EN), f" {period(before)}"]


def _undated(one: Standing) -> list[Piece | str]:
    return [" Not dated to the period, and not counted: ", exactly(one.undated, EN), "."] if one.undated and one.undated.quantity.value else []


def _subject(actors: Actors) -> list[Piece | str]:
    below = names(actors, EN)
    if below is None:
        return [actors.own]
    return [f"{actors.own} as well as ", below] if actors.own else [below]


def _phrases(said: list[Said], rounding: Rounding) -> list[Piece | str]:
    pieces: list[Piece | str] = []
    for place, one in enumerate(said):
        pieces.append(", " if place else "")
        pieces += [one.template] if one.fact is None else with_number(one.template, number(one.fact, EN, rounding), EN)
    return pieces


def _itemised(one: StatedTold) -> list[Piece | str]:
    if one.itemised is None or not one.itemised.quantity.value:
        return []
    if one.is_less_than_itemised:
        return [" (", number(one.itemised, EN, Rounding.FIELD), " are on record one by one, more than was stated)"]
    return [" (of these, ", number(one.itemised, EN, Rounding.FIELD), " are on record one by one)"]

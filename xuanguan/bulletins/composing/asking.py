"""What the figures say, asked in bulk: one question for all fronts and kinds, one for who did it on each front."""

from decimal import Decimal

from xuanguan.bulletins.composing import names
from xuanguan.bulletins.composing.cases import best_cases
from xuanguan.bulletins.composing.expecting import all_expected
from xuanguan.bulletins.composing.pictures import pictures_of
from xuanguan.bulletins.composing.references import fact_of, in_state, known_of, persons_of_one, reference
from xuanguan.bulletins.composing.stating import all_stated
from xuanguan.bulletins.composing.who import Who, who_did
from xuanguan.figures.answers import Figure, Question, TotalsRow, names_of, stated_of_parts, totals
from xuanguan.figures.answers.values import Definition
from xuanguan.periods import Window
from xuanguan.quantities import Quantity
from xuanguan.writing.spans import span_before
from xuanguan.writing.told import Deed, Fact, MeasureTold, Standing, Told

# The ids of records stand with a number where they are no more than these.
FEW_RECORDS = 12


def told_of(question: Question, person, *, language: str, title: str = "", addressee: str = "") -> Told:
    """All that a bulletin of this unit and period can tell, in one language."""
    campaign, unit = question.campaign, question.unit
    rows = totals(question, by=("front", "kind"))
    before = _span_before(question)
    then = _by_front(totals(question.but(period=before), by=("front",), measures=False)) if before else {}
    who = who_did(question, rows, language, few=FEW_RECORDS)
    fronts = names_of(campaign).fronts
    standings = {front.code: _standing(question.but(front=front), [row for row in rows if row.front == front], then.get(front.code), before)
                 for front in fronts.values()}
    return Told(
        language=language, title=title or _title(question, language), issuer=names.issuer(unit, campaign), addressee=addressee,
        subject=names.subject(unit, language), period=question.period, before=before, as_of=question.as_of, campaign=campaign.code, unit=unit.code,
        generation=question.reader.generation.number, all=_standing(question, list(rows), sum(then.values()) if before else None, before),
        active=who.all(question), fronts=standings, deeds=tuple(_deed(row, who) for row in rows if row.activities.itemised and row.front and row.kind),
        stated=all_stated(question, language), expected=all_expected(question, language), cases=best_cases(question, rows, person, language),
        pictures=pictures_of(question, who, language), stated_elsewhere=stated_of_parts(question) > 0)


def _title(question: Question, language: str) -> str:
    """A bulletin of a part of the territory names its unit, and not the whole."""
    campaign, unit, whole = str(question.campaign), question.unit, question.campaign.territory
    of_whole = unit.pk in (whole.pk, question.campaign.lead_unit_id)
    if language == "en":
        return f"Bulletin: {campaign}" if of_whole else f"Bulletin of {unit}: {campaign}"
    return f"{campaign}工作简报" if of_whole else f"{unit}{campaign.replace(whole.short, '', 1)}工作简报"


def _span_before(question: Question) -> Window | None:
    """The period before, where the campaign had begun in it."""
    before = span_before(question.period)
    return before if before.last >= question.campaign.begins else None


def _by_front(rows: tuple[TotalsRow, ...]) -> dict[str, int]:
    return {row.front.code: int(row.activities.itemised) for row in rows if row.front}


def _standing(question: Question, rows: list[TotalsRow], then: int | None, before: Window | None) -> Standing:
    """Of one front or of all: an activity has one front and one kind, so these add."""
    verified, reported = (sum((getattr(row.activities, part) for row in rows), Decimal(0)) for part in ("verified", "self_reported"))
    undated = sum(row.activities.undated for row in rows)
    whole = Figure(Definition.ACTIVITIES, question, "", "", Quantity(verified + reported), verified, reported)
    total = fact_of(whole)
    assert total is not None
    earlier = None
    if before is not None:
        asked = question.but(period=before)
        earlier = Fact(Quantity(Decimal(then or 0)), known_of(1, 1), (reference(asked, "activities"),))
    return Standing(
        total, in_state(whole, "verified"), in_state(whole, "self_reported"), earlier,
        Fact(Quantity(Decimal(undated)), total.known, (reference(question, "undated"),)) if undated else None)


def _deed(row: TotalsRow, who: Who) -> Deed:
    assert row.front is not None
    assert row.kind is not None
    records = who.records.get((row.front.pk, row.kind.pk), ())
    activities = fact_of(row.activities, records=records)
    assert activities is not None
    measures = tuple(told for one in row.measures if (told := _measure(one, row)) is not None)
    reads_as = row.kind.reads_as[0] if row.kind.reads_as else row.kind.code
    return Deed(row.kind.code, row.front.code, reads_as, str(row.kind), activities, who.of(row), measures)


def _measure(figure: Figure, row: TotalsRow) -> MeasureTold | None:
    """A measure as it may be said: persons of several activities only where the words are a ceiling."""
    key = figure.question.measure
    assert key is not None
    quantity = figure.value
    if figure.may_repeat and row.activities.itemised == 1:
        quantity = persons_of_one(figure)
    elif figure.may_repeat and quantity is not None and quantity.lowest is not None:
        return None  # "at least 182 persons" over three courses is no floor: they may be the same people
    fact = fact_of(figure, quantity=quantity)
    return MeasureTold(f"{key.name} {key.word}", figure.name, figure.word, fact) if fact else None

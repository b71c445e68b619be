"""Totals that were only stated, about the whole territory; each beside what of it is on record."""

from xuanguan.bulletins.composing import names
from xuanguan.bulletins.composing.references import reference
from xuanguan.figures.answers import Question, StatedFigure
from xuanguan.figures.answers import stated as stated_totals
from xuanguan.quantities import Quantity
from xuanguan.writing.draft import FigureRef, Known
from xuanguan.writing.told import Actors, Fact, MeasureTold, StatedTold
from xuanguan.writing.typography import set_chinese


def all_stated(question: Question, language: str) -> tuple[StatedTold, ...]:
    """In the order of fronts and kinds; totals that lie inside another are left to it."""
    found = stated_totals(question, parts=False)
    return tuple(_told(one, question, language) for one in found if not one.part_of)


def _told(one: StatedFigure, question: Question, language: str) -> StatedTold:
    statement = one.statement
    figures = (_reference(one, question),)
    reads_as = statement.kind.reads_as[0] if statement.kind.reads_as else statement.kind.code
    itemised = None
    if one.share is not None and one.share.itemised:
        figure = reference(question, "itemised", statement=str(statement.pk)) if one.counts_units else reference(one.question, "measure")
        itemised = Fact(Quantity(one.share.itemised, unit=set_chinese(one.value.unit)), Known.ITEMISED, (figure,))
    actors = measure = None
    if one.counts_units:
        named = sorted(statement.named.all(), key=lambda unit: unit.first)
        word = set_chinese(one.value.unit) if language != "en" else _english_word(statement.levels, question, language)
        actors = Actors(
            "", tuple(names.short(unit) for unit in named), (), tuple(unit.code for unit in named), int(one.value.value), word, figures, Known.STATED)
    else:
        key = f"{statement.measure} {_kept_word(one)}"
        measure = MeasureTold(key, one.name, one.word, Fact(one.value, Known.STATED, figures))
    subject = names.subject(statement.territory, language)
    if statement.system:
        subject = f"{subject}{statement.system}" if language != "en" else f"{subject}’s “{statement.system}” system"
    return StatedTold(statement.front.code, reads_as, str(statement.kind), subject, actors, measure, itemised)


def _kept_word(one: StatedFigure) -> str:
    return one.question.measure.word if one.question.measure else one.value.unit


def _reference(one: StatedFigure, question: Question) -> FigureRef:
    return FigureRef.of("stated", {
        "campaign": question.campaign.code, "unit": one.statement.territory.code, "statement": str(one.statement.pk), "front": one.statement.front.code,
        "kind": one.statement.kind.code}, generation=question.reader.generation.number)


def _english_word(levels: list[int], question: Question, language: str) -> str:
    return names.counted(question.campaign, levels[0], language) if len(levels) == 1 else names.units_counted(language)

"""What was expected: how many of those on the roster did it, and who is still to report."""

from xuanguan.bulletins.composing import names
from xuanguan.bulletins.composing.references import known_of, reference
from xuanguan.campaigns.models import Roster
from xuanguan.campaigns.queries import expectations_of
from xuanguan.figures.answers import CoverageAnswer, Question, coverages
from xuanguan.writing.draft import Known
from xuanguan.writing.lists import NAMED
from xuanguan.writing.told import Actors, ExpectedTold


def all_expected(question: Question, language: str) -> tuple[ExpectedTold, ...]:
    """Every expectation of which somebody in the territory is on the roster."""
    found = coverages(question, expectations_of(question.campaign))
    return tuple(_told(one, question, language) for one in found if one.size)


def _told(one: CoverageAnswer, question: Question, language: str) -> ExpectedTold:
    """Referred to by the period of the bulletin: which month or quarter is at hand follows from it."""
    expectation, roster = one.expectation, one.expectation.roster
    of_divisions = roster.organ == Roster.DIVISION and roster.level is not None and not one.nameless
    counted = names.counted(one.question.campaign, roster.level, language) if of_divisions else names.units_counted(language)
    figures = (reference(question, "coverage", expectation=expectation.code),)
    known = Known.STATED if one.reached > one.by_record else known_of(len(one.verified), len(one.self_reported))
    without = one.without_record
    missing = Actors(
        "", tuple(names.short(unit) for unit in without[:NAMED + 1]), tuple(names.full(unit) for unit in without[:NAMED]), tuple(unit.code for unit in without),
        len(without), counted, (reference(question, "missing", expectation=expectation.code),), Known.ITEMISED) if without else None
    return ExpectedTold(
        expectation.front.code if expectation.front else "", str(expectation), one.reached, one.size, counted, known, figures, missing,
        one.due.due if one.due else None)

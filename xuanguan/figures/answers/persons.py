"""Between how many persons lies an attendance (counting.md, rule 6)."""
from xuanguan.analytics import MeasureKey
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import Question


def persons(question: Question, *, measures: tuple[MeasureKey, ...] = ()) -> ground.PersonBounds | None:
    """Of the question's measure, or of several that count people. None where the figures do not know the unit."""
    keys = measures or ((question.measure,) if question.measure else ())
    return question.put(ground.persons, question.but(measure=None).asked, measures=tuple(keys))

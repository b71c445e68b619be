"""A figure moved since it was written down: the number is worded again in its own manner."""
from decimal import Decimal

import pytest

from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Coverage, FigureRef, Known, Names, Number
from xuanguan.writing.rebinding import amount
from xuanguan.writing.renewing import has_moved, renewed

FIGURE = (FigureRef.of("measure", {}),)


def number(text: str, value: int, qualifier: str, exactly: int, unit: str = "场") -> Number:
    return Number(text, Quantity(Decimal(value), Qualifier(qualifier), unit), Known.ITEMISED, FIGURE, Decimal(exactly))


@pytest.mark.parametrize(("piece", "now", "language", "text"), [
    (number("14场", 14, "exact", 14), 15, "zh-Hans", "15场"),
    (number("1200册", 1200, "exact", 1200, "册"), 1337, "zh-Hans", "1337册"),
    (number("100余场", 100, "at_least", 137), 238, "zh-Hans", "200余场"),
    (number("130余场", 130, "at_least", 137), 142, "zh-Hans", "140余场"),
    (number("130余场", 130, "at_least", 137), 150, "zh-Hans", "150场"),
    (number("1,200", 1200, "exact", 1200), 1337, "en", "1,337"),
    (number("more than 100", 100, "at_least", 137), 238, "en", "more than 200"),
    (Coverage("21个市州中有14个", 14, 21, "市州", Known.ITEMISED, FIGURE), 15, "zh-Hans", "21个市州中有15个"),
    (Names("资阳、泸州等14个市州", ("资阳", "泸州"), 14, "市州", Known.ITEMISED, (), FIGURE), 15, "zh-Hans", "资阳、泸州等15个市州"),
])
def test_a_moved_number_is_worded_as_before(piece, now, language, text):
    done = renewed(piece, Quantity(Decimal(now)), language=language)

    assert done.text == text
    assert has_moved(piece, Quantity(Decimal(now)))
    assert not has_moved(done, Quantity(Decimal(now)))
    assert done.figures == FIGURE


def test_what_is_printed_stays_true_of_the_figure():
    done = renewed(number("130余场", 130, "at_least", 137), Quantity(Decimal(1999)))

    assert amount(done) == Quantity(Decimal(1900), Qualifier.AT_LEAST, "场")


def test_the_number_of_those_expected_may_move_too():
    piece = Coverage("21个市州中有14个", 14, 21, "市州", Known.ITEMISED, FIGURE)

    assert has_moved(piece, Quantity(Decimal(14)), 22)
    assert renewed(piece, Quantity(Decimal(14)), 22).text == "22个市州中有14个"

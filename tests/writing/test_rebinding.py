"""Prose is changed, and its numbers stay bound; what is typed by hand is marked."""
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.drafts import paragraphs
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import FigureRef, Known, Names, Number, Paragraph, Words
from xuanguan.writing.rebinding import bound_to, explained, needs_a_source, rebound, typed

LECTURES = FigureRef.of("measure", {"kind": "lecture", "measure": "sessions"})
CITIES = FigureRef.of("coverage", {"expectation": "study"})
FOURTEEN = Names("资阳、泸州、遂宁等14个市州", ("资阳", "泸州", "遂宁"), 14, "市州", Known.STATED, figures=(CITIES,))
SESSIONS = Number("130余场", Quantity(Decimal(130), Qualifier.AT_LEAST, "场"), Known.ITEMISED, (LECTURES,), Decimal(137))
PIECES = (FOURTEEN, Words("专题学习了《纲要》，共举办讲座"), SESSIONS, Words("。"))
TEXT = "资阳、泸州、遂宁等14个市州专题学习了《纲要》，共举办讲座130余场。"


def shown(pieces) -> str:
    """Bound numbers in [], those typed by hand in {}."""
    return "".join(piece.text if isinstance(piece, Words) else f"[{piece.text}]" if piece.is_bound else f"{{{piece.text}}}" for piece in pieces)


@pytest.mark.parametrize(("edited", "found"), [
    (TEXT, "[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座[130余场]。"),
    ("截至目前，" + TEXT, "截至目前，[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座[130余场]。"),
    ("全省举办讲座130余场，资阳、泸州、遂宁等14个市州学习了《纲要》。", "全省举办讲座[130余场]，[资阳、泸州、遂宁等14个市州]学习了《纲要》。"),
    # Worded anew, and still true of 137 and of 14.
    (TEXT.replace("130余场", "137场"), "[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座[137场]。"),
    (TEXT.replace("130余场", "100余场"), "[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座[100余场]。"),
    (TEXT.replace("资阳、泸州、遂宁等14个", "资阳、泸州等14个"), "资阳、泸州等[14个]市州专题学习了《纲要》，共举办讲座[130余场]。"),
    # No longer true of them, or of something else.
    (TEXT.replace("130余场", "150余场"), "[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座{150余场}。"),
    (TEXT.replace("130余场", "1130余场"), "[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座{1130余场}。"),
    (TEXT.replace("130余场", "130余人"), "[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座{130余人}。"),
    (TEXT.replace("。", "，发放资料5000册。"), "[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座[130余场]，发放资料{5000册}。"),
    # Days are no amounts.
    ("5月25日，" + TEXT, "5月25日，[资阳、泸州、遂宁等14个市州]专题学习了《纲要》，共举办讲座[130余场]。"),
    ("", ""),
])
def test_changed_prose_keeps_its_numbers_bound_and_marks_what_was_typed(edited, found):
    assert shown(rebound(PIECES, edited)) == found


def test_a_number_that_was_moved_to_another_paragraph_stays_bound():
    assert shown(rebound((), "全省讲座130余场。", spare=[SESSIONS])) == "全省讲座[130余场]。"


def test_words_that_nobody_touched_are_not_searched_for_numbers():
    pieces = (Words("五个方面3项工作，"), SESSIONS)

    assert shown(rebound(pieces, "五个方面3项工作，讲座130余场")) == "五个方面3项工作，讲座[130余场]"


@settings(deadline=None)
@given(paragraphs, st.text(alphabet="全省14个130余场，。500册 \n", max_size=40))
def test_the_pieces_are_the_text_whatever_was_typed(paragraph, text):
    assert "".join(piece.text for piece in rebound(paragraph.pieces, text)) == text


@settings(deadline=None)
@given(st.text(alphabet="全省举办讲座，。", max_size=20), st.integers(0, 30))
def test_words_without_numbers_typed_between_pieces_unbind_nothing(words, place):
    place = min(place, len(TEXT))
    inside = any(start < place < start + len(piece.text) for start, piece in ((TEXT.index(one.text), one) for one in (FOURTEEN, SESSIONS)))
    edited = TEXT[:place] + words + TEXT[place:]

    if not inside or not words:
        assert [piece for piece in rebound(PIECES, edited) if not isinstance(piece, Words)] == [FOURTEEN, SESSIONS]


def test_a_typed_number_is_bound_or_explained():
    paragraph = Paragraph(typed("发放资料5000册，赠书300本。"))
    copies = FigureRef.of("measure", {"measure": "copies"})

    done = explained(bound_to(paragraph, 0, (copies,), known=Known.VERIFIED, value=Decimal(5000)), 1, "市质监局电话核实")

    assert [needs_a_source(piece) for piece in paragraph.bound] == [True, True]
    assert [(piece.figures, piece.working, needs_a_source(piece)) for piece in done.bound] == [((copies,), "", False), ((), "市质监局电话核实", False)]
    assert done.text == paragraph.text

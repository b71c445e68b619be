"""The four marks are told apart by shape and word, not by colour."""
import re

from django.template.loader import render_to_string

from xuanguan.design.components.words import MARK_MEANINGS, MARK_WORDS
from xuanguan.design.marks import FOUR_MARKS, Mark


def symbols() -> dict[str, str]:
    sprite = render_to_string("design/symbols.html")
    return dict(re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', sprite))


def test_every_mark_has_a_symbol_a_word_and_a_meaning():
    assert set(symbols()) == {mark.css for mark in Mark}
    assert set(MARK_WORDS) == set(Mark)
    assert set(MARK_MEANINGS) == set(Mark)


def test_the_shapes_of_any_two_marks_differ_when_all_colour_is_taken_away():
    shapes = {name: (body.count("shape-solid"), body.count("shape-hatch"), body.count("shape-outline"), body.count("shape-dotted"),
                     body.count("shape-heavy")) for name, body in symbols().items()}

    assert len(set(shapes.values())) == len(Mark)


def test_no_shape_carries_a_colour_of_its_own():
    assert re.findall(r"#[0-9a-f]{3,6}\b(?!\")|rgb|hsl", render_to_string("design/symbols.html")) == []


def test_the_words_of_the_marks_differ():
    assert len({str(word) for word in MARK_WORDS.values()}) == len(Mark)


def test_perhaps_is_not_one_of_the_four_marks_of_a_length():
    assert FOUR_MARKS == (Mark.VERIFIED, Mark.SELF_REPORTED, Mark.STATED, Mark.MISSING)

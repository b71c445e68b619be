import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.reading.text import Text

WORDS = st.text(st.sampled_from("甲乙丙丁(a)b。\n"), max_size=40)


def test_a_span_leads_back_over_what_was_removed():
    text = Text.of("共標(biāo)準(zhǔn)化").edit([(2, 8, ""), (9, 15, "")])

    assert text.string == "共標準化"
    assert text.source_span(1, 3) == (1, 9)
    assert text.source_span(2, 2) == (8, 8)
    assert text.source_span(4, 4) == (16, 16)


def test_a_replacement_of_another_length_stands_for_the_whole_of_what_it_replaces():
    text = Text.of("a&ldquo;b").replace(1, 8, "“")

    assert (text.string, text.source_span(1, 2), text.source_span(2, 3)) == ("a“b", (1, 8), (8, 9))


def test_what_the_source_does_not_have_stands_at_a_place_of_it():
    text = Text.join([Text.of("甲乙").slice(0, 1), Text.between("\n", 1), Text.of("甲乙").slice(1, 2)])

    assert (text.string, text.source_span(1, 2), text.source_span(0, 3)) == ("甲\n乙", (1, 1), (0, 2))


def test_edits_out_of_order_or_outside_are_refused():
    for edits in ([(2, 3, ""), (0, 1, "")], [(0, 9, "")], [(2, 1, "")]):
        with pytest.raises(ValueError, match="out of order or outside"):
            Text.of("甲乙丙").edit(edits)
    with pytest.raises(IndexError):
        Text.of("甲").source_span(0, 2)
    with pytest.raises(ValueError, match="keep the length"):
        Text.of("甲").recast("甲乙")


@given(WORDS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), WORDS), max_size=6))
@settings(deadline=None)
def test_edits_give_what_plain_slicing_gives(words, wanted):
    edits, done = [], 0
    for start, length, string in sorted(wanted):
        if done <= start <= len(words):
            end = min(start + length, len(words))
            edits.append((start, end, string))
            done = end

    plain = words
    for start, end, string in reversed(edits):
        plain = plain[:start] + string + plain[end:]
    text = Text.of(words).edit(edits)

    assert text.string == plain
    assert len(text.starts) == len(text.ends) == len(plain)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)


@given(WORDS)
@settings(deadline=None)
def test_what_was_not_replaced_is_found_at_its_place_in_the_source(words):
    text = Text.of(words).sub(re.compile(r"\(a\)|b"), "")

    assert all(words[slice(*text.source_span(i, i + 1))] == text.string[i] for i in range(len(text)))
    assert text.string == words.replace("(a)", "").replace("b", "")

"""Drafts as hypothesis makes them."""
from decimal import Decimal

from hypothesis import strategies as st

from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Coverage, Draft, FigureRef, Known, Names, Number, Paragraph, Picture, Role, Section, Words

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
figures = st.builds(
    FigureRef.of, st.sampled_from(["activities", "measure", "stated", "coverage"]), st.dictionaries(words.filter(bool), words, max_size=4),
    generation=st.integers(0, 10**6), records=st.lists(st.integers(1, 10**9), max_size=3).map(tuple))
several = st.lists(figures, max_size=2).map(tuple)
values = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2)
quantities = st.builds(Quantity, values, st.sampled_from(Qualifier), st.sampled_from(["", "场", "人次", "册"]))
known = st.sampled_from(Known)
counts = st.integers(0, 10_000)
pieces = st.one_of(
    st.builds(Words, words),
    st.builds(Number, words, quantities, known, several, st.none() | values.map(Decimal), words),
    st.builds(Coverage, words, counts, counts, words, known, several),
    st.builds(Names, words, st.lists(words, max_size=3).map(tuple), counts, words, known, st.lists(words, max_size=3).map(tuple), several),
    st.builds(Picture, words, words, words, several))
paragraphs = st.builds(Paragraph, st.lists(pieces, max_size=4).map(tuple), st.sampled_from(Role), words, words, words)
sections = st.builds(Section, words, words, st.lists(paragraphs, max_size=3).map(tuple), words)
periods = st.tuples(st.dates(), st.dates()).map(lambda days: Window(min(days), max(days)))
drafts = st.builds(
    Draft, st.sampled_from(["zh-Hans", "zh-Hant", "en"]), words, words, periods, st.dates(), st.lists(sections, max_size=3).map(tuple), words, words,
    st.integers(0, 10**6), words)

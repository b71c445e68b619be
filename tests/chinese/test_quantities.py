"""Numbers with marks and measure words, as bulletins print them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.chinese.numerals import NotANumeral
from xuanguan.chinese.quantities import COUNTED_NOUNS, MEASURE_WORDS, find_quantities, format_quantity, parse_quantity
from xuanguan.quantities import Qualifier, Quantity

E, L, A, M = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT, Qualifier.AT_MOST


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "unit"),
    [
        ("130余场", 130, L, "场"), ("近5万册", 50_000, A, "册"), ("上百份", 100, L, "份"), ("百余人", 100, L, "人"),
        ("80人余次", 80, L, "人次"), ("50人/次", 50, E, "人次"), ("8多万人次", 80_000, L, "人次"), ("近1400余份", 1400, A, "份"),
        ("5万余册", 50_000, L, "册"), ("180余万条", 1_800_000, L, "条"), ("超过5.4万人", 54_000, L, "人"), ("逾万人", 10_000, L, "人"),
        ("不少于1万份", 10_000, L, "份"), ("300份以上", 300, L, "份"), ("不超过20人", 20, M, "人"), ("20场以内", 20, M, "场"),
        ("约1.2万人次", 12_000, A, "人次"), ("60场左右", 60, A, "场"), ("两千三百余名", 2300, L, "名"), ("四百多名", 400, L, "名"),
        ("十二所", 12, E, "所"), ("二十三条", 23, E, "条"), ("3.6万户", 36_000, E, "户"), ("1,200件", 1200, E, "件"),
        ("2台次", 2, E, "台次"), ("200余项次", 200, L, "项次"), ("三部门", 3, E, "部门"), ("3000余手机用户", 3000, L, "手机用户"),
        ("突破1000份", 1000, L, "份"), ("一千余份", 1000, L, "份"), ("近百场", 100, A, "场"), ("十几场", 10, L, "场"),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_marks(text, value, qualifier, unit):
    assert parse_quantity(text) == Quantity(Decimal(value), qualifier, unit)


@pytest.mark.parametrize(
    "text",
    ["第48个质量月", "数百份资料", "几十场", "一场讲座", "万人签名", "百名律师", "GB12个", "三五个", "好几场", "若干名", "12·4"],
)
def test_what_counts_nothing_is_passed_over(text):
    assert list(find_quantities(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("发放折页600份、购物袋350个", ["600份", "350个"]), ("累计达100多场", ["100多场"]), ("预约260人次", ["260人次"]),
     ("A资料28种60000余份", ["28种", "60000余份"]), ("设咨询台、快检台各5个", ["各5个"]), ("线上12场", ["12场"]),
     ("21个市州局,168个县(区)局", ["21个", "168个"])],
)  # fmt: skip
def test_a_number_is_its_shortest_words(text, words):
    assert [text[f.start : f.end] for f in find_quantities(text)] == words


numbers = st.one_of(st.integers(2, 9999), st.integers(1, 9999).map(lambda n: n * 10_000), st.integers(2, 10**8))
units = st.sampled_from([u for u in MEASURE_WORDS if "/" not in u and "(" not in u and u[0] not in "余千百万"])


@given(numbers, st.sampled_from([E, L, A, M]), units)
@settings(deadline=None)
def test_every_quantity_goes_round(number, qualifier, unit):
    quantity = Quantity(Decimal(number), qualifier, unit)

    assert parse_quantity(format_quantity(quantity)) == quantity


@given(numbers, st.sampled_from([E, L, A, M]), st.sampled_from(COUNTED_NOUNS), st.text("发放资料，。、共", max_size=6))
@settings(deadline=None)
def test_a_quantity_is_found_in_running_text(number, qualifier, noun, before):
    quantity = Quantity(Decimal(number), qualifier, noun)
    text = f"{before}，{format_quantity(quantity)}。"

    assert [f.quantity for f in find_quantities(text)] == [quantity]


@given(st.text(max_size=80))
@settings(deadline=None)
def test_spans_always_lie_in_the_text(text):
    for found in find_quantities(text):
        assert 0 <= found.start < found.end <= len(text)


def test_words_that_are_no_number_are_refused():
    with pytest.raises(NotANumeral):
        parse_quantity("许多资料")

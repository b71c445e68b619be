"""Whatever is thrown at it: a reading whose offsets are valid, or a sentence that says why not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.reading import UnreadableDocument, read, read_text

words = st.sampled_from([
    "县司法局", "联合", "在人民广场", "开展宣传活动", "，", "。", "；", "、", "\n", "发放资料", "500余份", "等12个单位", "“", "”", "《", "》", "（", "将", "下一步",
    "其中", "各5个", "6月3日", "截至目前", "该局", "市长要求", "举办讲座", "近", "3场", "由", "主办", "一是", "◆", "100%", "同比增长", "12·4", "㊙", "\u200b", "臺",
])  # fmt: skip
prose = st.lists(words, max_size=60).map("".join)


def check(reading, length):
    text = reading.clean_text
    for claim in (*reading.claims, *reading.plans):
        assert text[claim.start : claim.end] == claim.quote
        assert 0 <= claim.start < claim.end <= len(text)
        assert 0 <= claim.source_span[0] <= claim.source_span[1] <= length
        assert 0 <= claim.confidence <= 1
        for measure in claim.measures:
            assert text[measure.start : measure.end] == measure.text


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_read_or_refused_with_a_sentence(data):
    refusal = None
    try:
        check(read(data, name="x.txt"), len(data))
    except UnreadableDocument as error:
        refusal = error

    assert refusal is None or all("x.txt" in words for words in (refusal.message_en, refusal.message_zh))


@given(prose)
@settings(deadline=None, max_examples=150)
def test_any_prose_gives_valid_offsets(text):
    check(read_text(text, date="2024-06-30", title="县司法局开展宣传"), len(text))


@given(prose)
@settings(deadline=None, max_examples=50)
def test_reading_twice_gives_the_same(text):
    first, second = (read_text(text, date="2024-06-30").to_json(explain=True) for _ in range(2))

    assert first == second


@pytest.mark.parametrize("data", [b"", b"   \n", b"\x00\x01\x02" * 40, b"PK\x03\x04broken", b"Only English here, nothing else at all to read."])
def test_what_cannot_be_read_says_why(data):
    with pytest.raises(UnreadableDocument) as refusal:
        read(data, name="bad.bin")

    assert "bad.bin" in refusal.value.message_en

"""Properties of opening and cleaning: whatever comes, nothing crashes, hangs or loses its place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.making import INFO, PARAGRAPHS, TITLE
from tests.reading.test_cleaning import SPAM
from xuanguan.chinese.script import to_simplified, to_traditional
from xuanguan.reading.cleaning import clean
from xuanguan.reading.documents import Source, UnreadableDocument, open_document

PIECES = [
    *SPAM, *PARAGRAPHS, TITLE, INFO, "标(biāo)准(zhǔn)", "????", "，，", "\n", "\r\n", "\u200b", "<p>", "</p>", "<br", "&nbsp;", "&#20320;",
    "<!--", "-->", "<script>", "(记者 李明)", "责编:王", "来源:", "|", "_", "\ufffd", "锟斤拷", "乾隆", "幹部", "\ud800", "标", " ", "\u3000",
    "<table><tr><td>", "2013年9月6日", "附件", "首页 > 正文", "\f", "\x00", "版权所有",
]  # fmt: skip
MESSES = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)
BODIES = st.lists(
    st.builds(
        "{}{}在{}{}，{}{}{}{}。".format,
        st.sampled_from(["9月5日，", "近日，", "活动期间，"]),
        st.sampled_from(["县质监局", "临江镇", "市司法局联合团市委"]),
        st.sampled_from(["人民广场", "中心小学", "工业园区"]),
        st.sampled_from(["开展宣传活动", "举办专题讲座", "组织集中学习"]),
        st.sampled_from(["发放资料", "接受咨询", "培训学员"]),
        st.sampled_from(["近", "共", "超过"]),
        st.integers(1, 90000),
        st.sampled_from(["余份", "人次", "多名"]),
    ),
    min_size=1,
    max_size=6,
)


@given(MESSES)
@settings(deadline=None, max_examples=300)
def test_offsets_are_valid_whatever_the_text(words):
    _check_offsets(clean(Source.plain("mess", "txt", words)), words)


@given(MESSES)
@settings(deadline=None, max_examples=200)
def test_offsets_are_valid_whatever_the_page(words):
    page = f"<html><body>{words}{PARAGRAPHS[0]}".encode("utf-8", "replace")
    source, _ = _opened(page, "mess.html")

    if source:
        _check_offsets(clean(source), source.raw)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"\xff\xfe", b"MIME-Version: 1.0\nContent-Type: text/html\n\n"]),
)
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_read_or_refused_with_a_sentence(data, head):
    source, refused = _opened(head + data, "noise.bin")

    assert source or ("noise.bin" in refused.message_en and "“noise.bin”" in refused.message_zh)
    if source:
        _check_offsets(clean(source), source.raw)


@given(BODIES, st.lists(st.tuples(st.integers(0, 6), st.sampled_from(SPAM)), max_size=4), st.booleans())
@settings(deadline=None, max_examples=200)
def test_the_body_comes_out_whole_whatever_is_injected_where(paragraphs, injected, traditional):
    lines = [TITLE, INFO, *paragraphs]
    for place, spam in injected:
        lines.insert(min(place, len(lines)), spam)
    words = "\n\n".join(lines)

    cleaned = clean(open_document((to_traditional(words) if traditional else words).encode(), "bulletin.txt"))

    assert cleaned.text.string == to_simplified("\n".join(paragraphs))
    assert cleaned.title == TITLE


@given(BODIES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
@settings(deadline=None)
def test_cleaning_what_is_clean_changes_nothing(paragraphs, encoding):
    body = "\n".join(paragraphs)

    once = clean(open_document(body.encode(encoding), "body.txt")).text.string
    twice = clean(open_document(once.encode(encoding), "body.txt")).text.string

    assert once == twice == body


LARGE = 700_000  # characters: 2 MB of UTF-8
ADVERSARIAL = {
    "prose": "".join(PARAGRAPHS) * 9000, "no line ends": "9月5日,县局开展活动,发放资料30份" * 40000, "pinyin": "標(biāo)準(zhǔn)" * 60000,
    "open brackets": "标(" * LARGE, "pinyin that never closes": "标(biāo zhǔn " * 60000, "chains": "贷款|" * 200000, "underscores": "装修_" * 200000,
    "question marks": "?" * LARGE + "好人好事", "commas": "， " * LARGE + "好人好事", "blanks": " " * LARGE + "好人好事", "keys": "来源:" * 200000,
    "credits": "(记者 " * 150000, "lines": "好人\n" * 200000, "wrapped": "这是一行没有标点的文字一共二十个字左右吧\n" * 35000, "dates": "2012年5月25日 " * 60000,
    "tags": "<html>好人好事" + "<a " * 200000, "comments": "<html>好人好事" + "<!--" * 200000, "scripts": "<html>好人好事" + "<script>" * 100000,
    "quotes": "<html>好人好事" + '<a b=">' * 100000, "depth": "<html>好人好事" + "<div>" * 100000, "dashes": "<html><title>" + "-" * LARGE + "</title>好人好事",
    "hidden": "<html>好人好事" + '<a style="display' + " " * 15000 + '">' * 40, "entities": "<html>好人好事" + "&" * LARGE,
    "headers": "A: b\n" * 100000 + "好人好事", "mojibake": "四川省质量\n".encode("gb18030").decode("latin-1") * 30000,
}  # fmt: skip


@pytest.mark.parametrize("kind", ADVERSARIAL)
def test_two_megabytes_of_anything_are_read_in_time(kind):
    """Linear in length: a pattern that backtracks would need hours for these, not seconds."""
    begun = time.process_time()

    source, refused = _opened(ADVERSARIAL[kind].encode(), kind)
    if source:
        clean(source)

    assert source or refused.code in ("not_chinese", "no_text")
    assert time.process_time() - begun < 10


def _opened(data: bytes, name: str) -> tuple[Source | None, UnreadableDocument | None]:
    try:
        return open_document(data, name), None
    except UnreadableDocument as refused:
        return None, refused


def _check_offsets(cleaned, raw: str) -> None:
    text = cleaned.text
    assert len(text.starts) == len(text.ends) == len(text.string)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    assert all(0 <= start <= end <= len(raw) for start, end in zip(text.starts, text.ends, strict=True))
    assert all(0 <= item.start < item.end <= len(raw) for item in cleaned.removed)
    for i, character in enumerate(text.string):
        found = raw[text.starts[i] : text.ends[i]]
        assert (
            not found
            or len(found) > 1
            or found == character
            or to_simplified(found) == character
            or character.isspace()
            or ord(character) > 127
        )

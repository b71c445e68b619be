import codecs

import pytest

from tests.reading.making import BODY, DOCUMENT, INFO, PARAGRAPHS, TITLE, a_docx, a_page, a_pdf, a_scan, a_zip, an_ofd
from xuanguan.chinese.script import to_traditional
from xuanguan.reading.cleaning import clean
from xuanguan.reading.documents import UnreadableDocument, open_document

TRADITIONAL = to_traditional(DOCUMENT)


@pytest.mark.parametrize(
    "data",
    [
        DOCUMENT.encode("utf-8"),
        DOCUMENT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + DOCUMENT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + DOCUMENT.encode("utf-16-be"),
        DOCUMENT.encode("utf-16-le"),
        DOCUMENT.encode("utf-16-be"),
        DOCUMENT.encode("utf-32"),
        DOCUMENT.encode("gb18030"),
        DOCUMENT.encode("gbk"),
        TRADITIONAL.encode("big5hkscs"),
        TRADITIONAL.encode("utf-8"),
        DOCUMENT.replace("\n", "\r\n").encode("utf-8"),
        DOCUMENT.replace("\n", "\r").encode("gb18030"),
    ],
    ids=["utf8", "bom", "utf16le-bom", "utf16be-bom", "utf16le", "utf16be", "utf32", "gb18030", "gbk", "big5", "traditional", "crlf", "cr"],
)
def test_every_encoding_gives_the_same_body(data):
    cleaned = clean(open_document(data, "bulletin.txt"))

    assert (cleaned.title, cleaned.date, cleaned.issuer) == (TITLE, "2013-09-06", "临江县质监局")
    assert cleaned.text.string == BODY


@pytest.mark.parametrize(
    ("meant", "mistaken"),
    [("utf-8", "latin-1"), ("gb18030", "latin-1"), ("utf-8", "gb18030"), ("gb18030", "cp1252")],
)
def test_text_decoded_with_the_wrong_table_is_brought_back_where_it_can_be(meant, mistaken):
    words = "四川省质监局开展活动\n临江县发放资料三千份\n群众踊跃参加\n"
    mojibake = words.encode(meant).decode(mistaken, "ignore")
    undone = mojibake.encode(mistaken, "ignore").decode(meant, "replace")

    source = open_document(mojibake.encode("utf-8"), "old.txt")

    assert source.text.string.split("\n")[0] == undone.split("\n")[0]
    first = source.text.string.index("省")
    start, end = source.text.source_span(first, first + 1)
    assert source.raw[start:end].encode(mistaken).decode(meant, "ignore").strip("\ufffd") in ("省", "")


def test_good_text_is_never_taken_for_mojibake():
    source = open_document("鑫淼炜烨犇骉镇赟昇琰珺堃村召开会议。".encode(), "names.txt")

    assert source.text.string == source.raw


def test_a_page_gives_its_article_and_sets_its_furniture_aside():
    page = a_page("".join(f"<p>&emsp;&emsp;{words}</p>\n" for words in PARAGRAPHS))

    source = open_document(page.encode(), "page.html")

    assert source.text.string.split("\n")[:2] == [TITLE, INFO + " 浏览次数:21"]
    assert clean(source).text.string == BODY
    assert {item.why for item in source.set_aside} == {"navigation"}
    assert [word for item in source.set_aside for word in ("政务公开", "相关阅读", "版权所有") if word in page[item.start : item.end]] == [
        "政务公开",
        "相关阅读",
        "版权所有",
    ]


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "GB18030", "utf-8"])
def test_a_page_is_read_in_the_charset_it_declares(charset):
    page = a_page("".join(f"<p>{words}</p>" for words in PARAGRAPHS), charset=charset)

    assert clean(open_document(page.encode(charset), "page.htm")).text.string == BODY


@pytest.mark.parametrize(
    "body",
    [
        "<br>".join(PARAGRAPHS),
        "<P>" + "<P>".join(PARAGRAPHS),
        "".join(f"<div><span>{w[:9]}</span><span>{w[9:]}</span></div>" for w in PARAGRAPHS),
        "<table><tr><td>" + "<br/>".join(f"&nbsp;&nbsp;{w}" for w in PARAGRAPHS) + "</td></tr></table>",
        "".join(f"<p>{w[:10]}\n      {w[10:]}</p>" for w in PARAGRAPHS),
        "<script>var a='<p>不是正文,不是。</p>'</script><!-- <p>也不是,真的不是正文。 -->" + "".join(f"<p>{w}</p>" for w in PARAGRAPHS),
        "".join(f"<p>{w}</p>" for w in PARAGRAPHS) + '<p style="display: none">隐藏的广告,谁也看不见。</p>',
        "".join(f'<p data-x="a>b">{w}</p>' for w in PARAGRAPHS),
    ],
    ids=["br", "unclosed", "spans", "table", "wrapped", "script", "hidden", "quoted"],
)
def test_a_page_reads_alike_however_it_is_marked_up(body):
    assert clean(open_document(a_page(body).encode(), "page.html")).text.string == BODY


def test_every_character_of_a_page_knows_its_place_in_the_markup():
    page = a_page("<p>发放&ldquo;质量&rdquo;资料<b>1200</b>余份,接受咨询。</p>" + f"<p>{PARAGRAPHS[0]}</p>")

    cleaned = clean(open_document(page.encode(), "page.html"))

    start = cleaned.text.string.index("“")
    assert page[slice(*cleaned.text.source_span(start, start + 1))] == "&ldquo;"
    start = cleaned.text.string.index("1200余份")
    assert page[slice(*cleaned.text.source_span(start, start + 6))] == "1200</b>余份"


def test_docx_gives_paragraphs_and_tables_in_their_order():
    data = a_docx([TITLE, INFO, PARAGRAPHS[0]], [["项目", "数量"], ["发放资料", "1200余份"]], [PARAGRAPHS[2]])

    source = open_document(data, "bulletin.docx")

    assert (source.kind, source.raw.split("\n")) == (
        "docx",
        [TITLE, INFO, PARAGRAPHS[0], "项目 数量", "发放资料 1200余份", PARAGRAPHS[2]],
    )


def test_docx_shows_insertions_and_hides_deletions():
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = "<w:r><w:t>共发放</w:t></w:r><w:del><w:r><w:delText>五</w:delText></w:r></w:del><w:ins><w:r><w:t>六</w:t></w:r></w:ins><w:r><w:t>百份</w:t></w:r>"
    data = a_zip({"word/document.xml": f"<w:document {space}><w:body><w:p>{runs}</w:p></w:body></w:document>"})

    assert open_document(data, "reviewed.docx").raw == "共发放六百份"


def test_a_pdf_gives_its_paragraphs_without_page_numbers():
    words = "".join(PARAGRAPHS[:2])
    lines = [words[i : i + 28] for i in range(0, len(words), 28)]

    source = open_document(a_pdf([TITLE, *lines, "— 1 —"]), "bulletin.pdf")

    assert source.kind == "pdf"
    assert source.text.string.replace("\n", "") == TITLE + words


def test_an_ofd_gives_its_lines_from_top_to_bottom():
    source = open_document(an_ofd([TITLE, *PARAGRAPHS]), "bulletin.ofd")

    assert (source.kind, source.text.string) == ("ofd", f"{TITLE}\n{BODY}")


def test_a_letter_gives_its_text_its_subject_and_its_day():
    letter = (
        "From: a@example.cn\r\nSubject: =?utf-8?B?6L2s5Y+R77ya6LSo6YeP5pyI566A5oql?=\r\nDate: Fri, 06 Sep 2013 10:00:00 +0800\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ).encode("ascii") + BODY.encode("gbk")

    source = open_document(letter, "letter.eml")
    cleaned = clean(source)

    assert (source.kind, cleaned.title, cleaned.date, cleaned.text.string) == ("eml", "质量月简报", "2013-09-06", BODY)


def test_a_letter_that_carries_a_bulletin_gives_the_bulletins_own_title():
    letter = f"Subject: report\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{DOCUMENT}"

    cleaned = clean(open_document(letter.encode(), "letter.eml"))

    assert (cleaned.title, cleaned.date, cleaned.text.string) == (TITLE, "2013-09-06", BODY)


def test_a_page_saved_as_mhtml_gives_its_article():
    page = a_page("".join(f"<p>{words}</p>" for words in PARAGRAPHS)).encode()
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.cn/\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n----x\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n"
    )

    source = open_document(head + codecs.encode(page, "base64") + b"\r\n----x--\r\n", "page.mhtml")

    assert (source.kind, clean(source).text.string) == ("mhtml", BODY)


BOMB = a_zip({"word/document.xml": b"\0" * 50_000_000})
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("empty", b""),
        ("empty", b" \r\n\t "),
        ("binary", b"\x7fELF" + bytes(range(256))),
        ("binary", bytes(range(256)) * 40),
        ("binary", a_zip({"a.txt": "x"})),
        ("scan", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
        ("scan", a_scan()),
        ("huge", b"a" * 50_000_001),
        ("zip_bomb", BOMB),
        ("damaged", b"PK\x03\x04 and nothing more"),
        ("damaged", b"%PDF-1.7 and nothing more"),
        ("damaged", a_zip({"word/document.xml": "<w:document"})),
        ("legacy_word", OLE),
        ("spreadsheet", OLE + "Workbook".encode("utf-16-le")),
        ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("encrypted", a_zip({"OFD.xml": "<x/>", "Doc_0/Encryptions.xml": "<x/>"})),
        ("spreadsheet", a_zip({"xl/workbook.xml": "<x/>"})),
        ("not_chinese", b"This report is about quality and nothing else."),
        ("not_chinese", "この文書は日本語で書かれています。質量の月です。".encode()),
        ("encoding", bytes([0xFF, 0x81, 0x20, 0xFE, 0xC0]) * 100),
        ("no_text", b"<html><body><script>1</script></body></html>"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_that_names_the_file(code, data):
    with pytest.raises(UnreadableDocument) as caught:
        open_document(data, "上报材料.bin")

    assert caught.value.code == code
    assert caught.value.message_en.startswith("上报材料.bin") or "上报材料.bin" in caught.value.message_en
    assert "“上报材料.bin”" in caught.value.message_zh


def test_a_bomb_of_entities_in_a_docx_does_not_explode():
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "好" * 10}">' for i in range(12))
    xml = f"<!DOCTYPE x [{entities}]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"

    with pytest.raises(UnreadableDocument):
        open_document(a_zip({"word/document.xml": xml}), "bomb.docx")

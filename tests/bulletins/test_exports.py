"""Bulletins as files: what stands in each, in the official form, and that nothing of the text is lost on the way."""
import datetime as dt
import io
import json
import re
import zipfile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from tests.writing.telling import told_of
from tests.writing.test_sentences import lecture
from xuanguan.bulletins.exports import FORMS, Official, export, file_name, printing
from xuanguan.writing.amounts import Rounding
from xuanguan.writing.draft import Draft, Paragraph, Picture, Role, Section
from xuanguan.writing.kept import from_json
from xuanguan.writing.outline import by_fronts
from xuanguan.writing.script import in_traditional
from xuanguan.writing.sentences import told_draft

FRONTS = [("system", "系统内部深入", "In depth within the system")]
SVG = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60"><rect x="1" y="1" width="120" height="40" fill="#1f4e79"/>'
       '<text x="10" y="20" font-size="12">遂宁</text></svg>')
OFFICIAL = Official(
    number="川质监〔2012〕15号", addressee="国家质检总局", on=dt.date(2012, 5, 25), attachments=("情况表", "材料汇编"), copies="各市（州）人民政府。",
    printed_by="省质监局办公室", printed_on=dt.date(2012, 5, 28), secret="内部")


def a_draft(language: str = "zh-Hans") -> Draft:
    """The same each time: two kinds of activity, a picture, a note."""
    draft = told_draft(told_of([lecture()], language=language), by_fronts(FRONTS), rounding=Rounding.FIELD)
    picture = Paragraph((Picture("覆盖图：遂宁1", SVG, "覆盖图"),), Role.PICTURE)
    first, *rest = draft.sections
    return draft.but(sections=(Section(first.heading, first.front, (*first.paragraphs, picture)), *rest))


def words_of_pdf(data: bytes) -> str:
    """All its text, without breaks of lines and the marks between them."""
    pages = pypdfium2.PdfDocument(data)
    return bare("".join(page.get_textpage().get_text_range() for page in pages))


def bare(text: str) -> str:
    """Without spaces, ends of lines and hyphens, which a page sets as it needs them."""
    return re.sub(r"[\s\ufffe-]", "", text)


def has_chinese_font() -> bool:
    try:
        printing.fonts_for("zh-Hans")
    except printing.NoChineseFont:
        return False
    return True


needs_font = pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font on this machine")


def test_text_and_json_keep_everything():
    draft = a_draft()

    assert export(draft, "text").decode() == draft.text
    assert from_json(json.loads(export(draft, "json"))) == draft


def test_every_form_has_a_name_that_file_systems_take():
    draft = a_draft().but(title="《纲要》宣贯/简报: 2012")

    assert [file_name(draft, form) for form in FORMS] == [
        f"纲要-宣贯-简报-2012-20120331.{ending}" for ending in ("txt", "html", "json", "jsonld", "docx", "pdf")]


# Word

def test_a_word_document_has_the_measures_of_the_standard():
    made = docx.Document(io.BytesIO(export(a_draft(), "docx", OFFICIAL)))

    section = made.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)] == [
        210, 297, 37, 35, 28, 26]
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"
    body = next(one for one in made.paragraphs if "举办专题讲座" in one.text)
    assert (body.paragraph_format.line_spacing.pt, body.runs[0].font.size.pt) == (28.95, 16)
    assert body.runs[0]._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert [(one.style.name, one.text) for one in made.paragraphs if one.style.name in ("Title", "Heading 1")] == [
        ("Title", "宣贯工作简报"), ("Heading 1", "一、系统内部深入")]


def test_a_word_document_carries_the_text_and_what_stands_around_it_in_order():
    draft = a_draft()

    lines = [one.text for one in docx.Document(io.BytesIO(export(draft, "docx", OFFICIAL))).paragraphs if one.text]

    told = [one.text for one in draft.paragraphs if one.role is not Role.PICTURE]
    assert [line for line in lines if line in told] == told
    assert lines[:5] == ["内部", "省质监局", "川质监〔2012〕15号", "宣贯工作简报", "国家质检总局："]
    assert lines[-6:] == ["附件：1. 情况表", "　　　2. 材料汇编", "省质监局", "2012年5月25日", "抄送：各市（州）人民政府。", "省质监局办公室\t2012年5月28日印发"]


def test_pictures_in_word_have_their_words():
    made = zipfile.ZipFile(io.BytesIO(export(a_draft(), "docx")))

    assert made.read("word/media/image1.png")[:4] == b"\x89PNG"
    assert 'descr="覆盖图：遂宁1"' in made.read("word/document.xml").decode()


def test_a_plain_document_has_no_red_head():
    plain, official = (docx.Document(io.BytesIO(export(a_draft(), "docx", Official(plain=one, number="川质监〔2012〕15号")))) for one in (True, False))

    assert [one.text for one in plain.paragraphs][:1] == ["宣贯工作简报"]
    assert [one.text for one in official.paragraphs][:3] == ["省质监局", "川质监〔2012〕15号", "宣贯工作简报"]


# PDF

@needs_font
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_pdf_is_tagged_and_carries_the_text(language):
    draft = in_traditional(a_draft()) if language == "zh-Hant" else a_draft(language)

    data = export(draft, "pdf", OFFICIAL)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert (b"/StructTreeRoot" in data, b"/MarkInfo" in data) == (True, True)
    words = words_of_pdf(data)
    for one in draft.paragraphs:
        if one.role is Role.BODY:
            assert bare(one.text) in words.replace("—1—", "").replace("—2—", "")


@needs_font
def test_the_same_draft_makes_the_same_pages():
    assert words_of_pdf(export(a_draft(), "pdf", OFFICIAL)) == words_of_pdf(export(a_draft(), "pdf", OFFICIAL))


@needs_font
def test_a_name_of_any_length_stays_on_the_page():
    long = "阿坝藏族羌族自治州质量发展纲要宣传贯彻工作领导小组办公室" * 2

    pages = pypdfium2.PdfDocument(export(a_draft(), "pdf", Official(mark=long, signed=long, copies=long * 6)))

    for page in pages:
        for found in range((text := page.get_textpage()).count_rects()):
            left, _bottom, right, _top = text.get_rect(found)
            assert 0 <= left <= right <= page.get_width()


def test_a_machine_without_a_chinese_font_says_what_to_do_and_english_goes_on(monkeypatch):
    monkeypatch.setattr(printing, "families", lambda: frozenset({"Libertinus Serif"}))

    with pytest.raises(printing.NoChineseFont, match="This machine has no Chinese font, so no PDF can be set"):
        export(a_draft(), "pdf")

    assert export(a_draft("en"), "pdf")[:5] == b"%PDF-"


@needs_font
def test_the_fonts_of_the_standard_come_first_where_they_are(monkeypatch):
    here = printing.families()
    monkeypatch.setattr(printing, "families", lambda: here | {"仿宋_GB2312", "方正小标宋简体"})

    assert [printing.fonts_for("zh-Hans")[role][1] for role in ("title", "body")] == ["方正小标宋简体", "仿宋_GB2312"]


# Web and machines

def test_a_web_page_stands_alone_and_marks_every_number():
    draft = a_draft()

    page = export(draft, "html", OFFICIAL).decode()

    assert [piece.text for piece in draft.bound if f">{piece.text}</data>" not in page] == []
    assert ("<script src" in page, "http://" in page.replace("http://www.w3.org", ""), '<html lang="zh-Hans">' in page) == (False, False, True)


def test_what_was_typed_does_not_become_markup():
    draft = a_draft().but(title="<script>alert(1)</script>", issuer="</script><b>")

    page = export(draft, "html").decode()

    assert "<script>alert(1)" not in page
    assert page.count("</script>") == 1


def test_each_number_is_a_claim_with_its_review():
    draft = a_draft()

    report, *claims = json.loads(export(draft, "jsonld", OFFICIAL))["@graph"]

    assert (report["@type"], report["headline"], report["reportNumber"], report["datePublished"]) == ("Report", "宣贯工作简报", "川质监〔2012〕15号", "2012-05-25")
    assert [one["@type"] for one in claims] == ["ClaimReview"] * len(list(draft.bound))
    assert [one["itemReviewed"]["text"] for one in claims] == [piece.text for piece in draft.bound]
    lectures = next(one for one in claims if one["itemReviewed"]["text"] == "100余场")
    assert lectures["claimReviewed"] == "资阳、泸州、遂宁等14个市州共举办专题讲座100余场，参加近5万人次"
    assert (lectures["reviewRating"]["alternateName"], lectures["reviewBody"]) == ("部分已核实", "100")


def test_what_stands_around_the_text_is_kept_and_read_back():
    assert Official.from_kept(json.loads(json.dumps(OFFICIAL.kept()))) == OFFICIAL
    assert Official().kept() == {}
    assert Official.from_kept({"later": "x", "mark": "省质监局"}) == Official(mark="省质监局")


def test_a_traditional_head_is_converted_with_the_text():
    said = OFFICIAL.in_traditional()

    assert (said.addressee, said.attachments, said.on) == ("國家質檢總局", ("情況表", "材料彙編"), OFFICIAL.on)

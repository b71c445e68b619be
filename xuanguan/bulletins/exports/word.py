"""A bulletin as a Word document after GB/T 9704-2012 (党政机关公文格式); the numbers in comments are its clauses.

Fonts are named as the standard names them; a reader without them shows its own. Where the standard gives a size in 号: 2号 is
22 pt, 3号 16 pt, 4号 14 pt.
"""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from xuanguan.bulletins.exports.official import Official
from xuanguan.bulletins.exports.printing import picture_as_png
from xuanguan.writing.draft import Draft, Paragraph, Picture, Role

LINE = Pt(28.95)  # 22 lines on the 225 mm of the page (5.2.3)
TITLE, BODY, HEADING, SUBHEADING = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
RED = RGBColor(0xE6, 0, 0)
LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en-GB"}
WIDTH = Mm(156)
ENGLISH = 12  # no rule binds it: a page of English in 16 pt on this pitch is hard to read


def as_docx(draft: Draft, official: Official) -> bytes:
    """A tagged text: headings are headings, the title is the document's, pictures have their words."""
    document = docx.Document()
    said = official.as_data(draft.language)
    _page(document, draft)
    if not official.plain:
        _head(document, said)
    _line(document, draft.title, font=TITLE, size=22, align=ALIGN.CENTER, style="Title", after=1, bold=official.plain)
    if said["addressee"]:  # 7.3.2: 主送机关 at the margin, a blank line under the title
        _line(document, said["addressee"] + (":" if draft.language == "en" else "："), size=_size(draft.language))
    for section in draft.sections:
        if section.heading:
            if draft.language == "en":
                _line(document, section.heading, style="Heading 1", size=13, bold=True, exact=False, before=14)
            else:
                _line(document, section.heading, font=HEADING, style="Heading 1", indent=True)
        for paragraph in section.paragraphs:
            _paragraph(document, paragraph, draft.language)
    _sign(document, said, draft.language)
    _foot(document, said, draft.language)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Any, draft: Draft) -> None:
    """5.1, 5.2: A4; 37 mm above, 28 mm at the binding, text 156 × 225 mm, so 35 mm below and 26 mm outside."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    section.footer_distance = Mm(25)  # 7.5: the page number stands 7 mm under the text
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(LINE.pt * 20)))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    if draft.language != "en":
        section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        _page_number(footer.paragraphs[0], align)
    document.core_properties.title, document.core_properties.author = draft.title, draft.issuer
    document.core_properties.language = LANGUAGES[draft.language]
    normal = document.styles["Normal"]
    _font(normal.element.get_or_add_rPr(), BODY, draft.language)
    normal.font.name, normal.font.size = LATIN, Pt(16)
    for name in ("Title", "Heading 1"):
        style = document.styles[name]
        style.font.color.rgb, style.font.bold, style.font.name = RGBColor(0, 0, 0), False, LATIN
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)


def _page_number(paragraph: Any, align: Any) -> None:
    """7.5: 4号宋体, — 1 —, outside on every page, a character from the edge."""
    paragraph.alignment = align
    spacing = paragraph.paragraph_format
    spacing.right_indent, spacing.left_indent = (Pt(14), None) if align == ALIGN.RIGHT else (None, Pt(14))
    for words in ("— ", None, " —"):
        run = paragraph.add_run(words or "")
        run.font.size = Pt(14)
        _font(run._r.get_or_add_rPr(), "宋体")
        if words is None:
            for kind, instruction in (("begin", None), (None, "PAGE"), ("end", None)):
                run._r.append(_field(kind, instruction))


def _field(kind: str | None, instruction: str | None) -> Any:
    if kind:
        found = OxmlElement("w:fldChar")
        found.set(qn("w:fldCharType"), kind)
        return found
    found = OxmlElement("w:instrText")
    found.text = instruction
    return found


def _head(document: Any, said: dict[str, Any]) -> None:
    """7.2: 份号, 密级, 紧急程度 at the upper left; the issuer's mark in red; its number; the red line 4 mm under it."""
    for words in (said["serial"], said["secret"], said["urgency"]):
        if words:
            _line(document, words, font=HEADING)
    size = min(44.0, 440 / max(len(said["mark"]), 1))
    _line(document, said["mark"], font=TITLE, size=size, align=ALIGN.CENTER, color=RED, exact=False, before=12, after=1)
    number = _line(document, said["number"], align=ALIGN.CENTER, after=1)
    properties = number._p.get_or_add_pPr()
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "11"), ("color", "E60000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _paragraph(document: Any, paragraph: Paragraph, language: str) -> None:
    if paragraph.role is Role.PICTURE:
        for piece in paragraph.pieces:
            if isinstance(piece, Picture):
                _picture(document, piece)
        return
    if language == "en":
        _line(document, paragraph.text, size=10.5 if paragraph.role is Role.NOTE else ENGLISH, exact=False, before=6)
        return
    font, size = (SUBHEADING, 14) if paragraph.role is Role.NOTE else (BODY, 16)
    _line(document, paragraph.text, font=font, size=size, indent=True, align=ALIGN.JUSTIFY)


def _picture(document: Any, piece: Picture) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.keep_with_next = ALIGN.CENTER, True
    _off_the_grid(paragraph)
    shape = paragraph.add_run().add_picture(io.BytesIO(picture_as_png(piece.svg)), width=Mm(156 * piece.share))
    shape._inline.docPr.set("descr", piece.text)
    _line(document, piece.caption, size=12, align=ALIGN.CENTER, exact=False)


def _sign(document: Any, said: dict[str, Any], language: str) -> None:
    """7.3.5: the date four characters from the right, the name centred over it; with a seal, room above for it."""
    if said["attachments"]:
        many = len(said["attachments"]) > 1
        for place, words in enumerate(said["attachments"], 1):  # 7.3.4: numbered in Arabic where there are several, without a full stop
            mark = ("Attachments: " if language == "en" else "附件：") if place == 1 else "" if language == "en" else "　　　"
            _line(document, f"{mark}{f'{place}. ' if many else ''}{words}", indent=language != "en", size=_size(language), before=6 if language == "en" else 0)
    for _ in range(2 if said["seal"] and not said["plain"] else 1):
        _line(document, "")
    name = _line(document, said["signed"], align=ALIGN.RIGHT, size=_size(language))
    on = _line(document, said["on"], align=ALIGN.RIGHT, size=_size(language))
    on.paragraph_format.right_indent = Pt(16 * 4)
    wider = _width(said["signed"]) - _width(said["on"])
    name.paragraph_format.right_indent = Pt(max(16 * (4 - wider / 2), 0))
    name.paragraph_format.keep_with_next = True
    on.paragraph_format.keep_with_next = bool(said["copies"] or said["printed_by"])


def _size(language: str) -> float:
    return ENGLISH if language == "en" else 16


def _width(words: str) -> float:
    """In characters of full width."""
    return sum(0.5 if ord(letter) < 0x2E80 else 1 for letter in words)


def _foot(document: Any, said: dict[str, Any], language: str) -> None:
    """7.4: 版记 between two lines as wide as the text, in 4号: copies, who printed it and when."""
    copies = f"{'Copies: ' if language == 'en' else '抄送：'}{said['copies']}" if said["copies"] else ""
    printed = "\t".join(filter(None, (said["printed_by"], said["printed_on"] and said["printed_on"] + ("" if language == "en" else "印发"))))
    lines = [words for words in (copies, printed) if words]
    for place, words in enumerate(lines):
        paragraph = _line(document, words, size=14)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH - Pt(14), WD_TAB_ALIGNMENT.RIGHT)
        borders = OxmlElement("w:pBdr")
        edges = [("top", "8" if place == 0 else "6"), *([("bottom", "8")] if place == len(lines) - 1 else [])]
        for edge, thick in edges:
            line = OxmlElement(f"w:{edge}")
            for name, value in (("val", "single"), ("sz", thick), ("space", "1"), ("color", "000000")):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _line(document: Any, words: str, *, font: str = BODY, size: float = 16, align: Any = None, style: str = "Normal", color: RGBColor | None = None,
          indent: bool = False, exact: bool = True, before: float = 0, after: int = 0, bold: bool = False) -> Any:
    """One paragraph. exact: on the pitch of 28.95 pt. after: so many blank lines."""
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(words)
    run.font.size, run.font.bold = Pt(size), bold
    if color is not None:
        run.font.color.rgb = color
    _font(run._r.get_or_add_rPr(), font)
    spacing = paragraph.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(LINE.pt * after)
    spacing.line_spacing_rule, spacing.line_spacing = (WD_LINE_SPACING.EXACTLY, LINE) if exact else (WD_LINE_SPACING.SINGLE, 1.0)
    if style == "Title":
        spacing.line_spacing = Pt(36)
    if style == "Title" or not exact:
        _off_the_grid(paragraph)
    if align is not None:
        paragraph.alignment = align
    if indent:
        indents = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indents.set(qn("w:firstLineChars"), "200")
        indents.set(qn("w:firstLine"), str(int(size * 2 * 20)))
    return paragraph


def _off_the_grid(paragraph: Any) -> None:
    """A line that is not of the body's height would else be given two lines of the grid."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def _font(properties: Any, name: str, language: str = "") -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.set(qn("w:eastAsia"), name)
    for script in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{script}"), LATIN)
    if language:
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), LANGUAGES["en"])
        spoken.set(qn("w:eastAsia"), LANGUAGES[language] if language != "en" else "zh-CN")
        properties.append(spoken)

"""Numbers that Word counts by itself: a paragraph in a numbered list has no number in its text."""
import re
from collections import Counter

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from xuanguan.chinese.numerals import format_numeral

# How Word names the formats that clauses are numbered in; others (bullets, letters) are not clause numbers.
CHARACTERS = {"chineseCounting", "chineseCountingThousand", "ideographTraditional", "japaneseCounting", "taiwaneseCounting"}
DIGITS = {"decimal", "decimalFullWidth"}


class ListNumbers:
    """Counts the lists of a document while its paragraphs are asked for from top to bottom."""

    def __init__(self, document: Document) -> None:
        self.counts: Counter[tuple[str, int]] = Counter()
        self.formats: dict[tuple[str, int], tuple[str, str]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        levels = {
            abstract.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"))): (value(level, "w:numFmt"), value(level, "w:lvlText")) for level in abstract.findall(qn("w:lvl"))}
            for abstract in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            for level, form in levels.get(value(number, "w:abstractNumId"), {}).items():
                self.formats[number.get(qn("w:numId")), level] = form

    def printed(self, paragraph: Paragraph) -> str:
        """The number that Word would print before the paragraph, "" where it prints none or only a bullet."""
        place = self.place(paragraph)
        if place is None or place not in self.formats:
            return ""
        list_id, level = place
        self.counts[place] += 1
        for deeper in [key for key in self.counts if key[0] == list_id and key[1] > level]:
            del self.counts[deeper]
        form, pattern = self.formats[place]
        if form not in CHARACTERS | DIGITS:
            return ""
        return re.sub(r"%(\d)", lambda match: self.counted(list_id, int(match[1]) - 1), pattern) + " "

    def counted(self, list_id: str, level: int) -> str:
        number = max(self.counts[list_id, level], 1)
        return format_numeral(number) if self.formats.get((list_id, level), ("", ""))[0] in CHARACTERS else str(number)

    def place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or by its style."""
        style = paragraph.style
        for element in (paragraph._p, style.element if style is not None else None):
            properties = element.find(qn("w:pPr")) if element is not None else None
            numbered = properties.find(qn("w:numPr")) if properties is not None else None
            if numbered is not None and (list_id := value(numbered, "w:numId")) not in ("", "0"):
                return list_id, int(value(numbered, "w:ilvl") or 0)
        return None


def value(element, tag: str) -> str:
    found = element.find(qn(tag))
    return found.get(qn("w:val"), "") if found is not None else ""

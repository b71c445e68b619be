"""Policies in docx: clauses by the styles of headings and by the numbers that paragraphs begin with."""
import io
import re
from dataclasses import replace

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from xuanguan.policies.enums import Certainty
from xuanguan.policies.parsing import errors
from xuanguan.policies.parsing.building import Tree
from xuanguan.policies.parsing.marks import take_id, take_marks
from xuanguan.policies.parsing.numbering import Number, number_of
from xuanguan.policies.parsing.values import FrontMatter, ParsedPolicy
from xuanguan.policies.parsing.wordnumbers import ListNumbers
from xuanguan.reading.documents.errors import UnreadableDocument
from xuanguan.reading.documents.packages import Package

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_ISSUED_AS = re.compile(r"[\u4e00-\u9fff]{1,6}(?:字|发|函|办)?[〔\[（(]\d{4}[〕\])）]第?\d+号")
_TAGGED_HEADING = re.compile(r"^[【（(]([^】）)]{1,30})[】）)]\s*")
# A heading written on one line with its text ends at the first stop; a longer first sentence is text.
LONGEST_HEADING = 40
# Unnumbered headings by style stand below each other by their level, above all numbers.
STYLE_RANK = -10


def read_word(data: bytes, name: str) -> ParsedPolicy:
    """The policy in a docx. Raises UnreadablePolicy."""
    try:
        package = Package(data, name)
        if "word/document.xml" not in package.names:
            raise errors.wrong_kind(name)
        document = Document(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
    except UnreadableDocument as error:
        raise (errors.zip_bomb(name) if error.code == "zip_bomb" else errors.damaged(name)) from None
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, SyntaxError):
        raise errors.damaged(name) from None
    numbers = ListNumbers(document)
    tree, front = Tree(), FrontMatter()
    for block in blocks:
        if isinstance(block, Table):
            add_table(tree, block)
            continue
        line = numbers.printed(block) + block.text.strip()
        if line:
            front = add_paragraph(tree, front, block, line)
    if not tree.clauses:
        raise errors.no_clauses(name)
    return ParsedPolicy(front=front, clauses=tree.done())


def add_paragraph(tree: Tree, front: FrontMatter, paragraph: Paragraph, line: str) -> FrontMatter:
    """A clause, or text of the clause before it, or what stands above the first clause: title and document number."""
    level, found = heading_level(paragraph), number_of(line)
    if found is None and level is None:
        if tree.last is None:
            return head_line(front, line)
        tree.last.text.append(line)
        return front
    if found is None and level == 0:
        return replace(front, title_zh=front.title_zh or line)
    code, line = take_id(line)
    certainty, judged, line = take_marks(line)
    number, rest = number_of(line) or (None, line)
    heading, text = split_heading(number, rest, styled=level is not None)
    clause = tree.add(rank=number.rank if number else STYLE_RANK + (level or 0), number=number, heading=heading, code=code,
                      place_is_judged=judged, certainty=certainty or Certainty.CONFIRMED)
    if text:
        clause.text.append(text)
    return front


def heading_level(paragraph: Paragraph) -> int | None:
    """1 to 9 by the style of the paragraph or the style it is based on; 0 for a title; None for plain text."""
    style = paragraph.style
    while style is not None:
        if match := _HEADING_STYLE.match(style.name or ""):
            return int(match[1])
        if (style.name or "").lower() in ("title", "标题"):
            return 0
        style = style.base_style
    return None


def split_heading(number: Number | None, rest: str, *, styled: bool) -> tuple[str, str]:
    """The heading and the text that follows it on the same line.

    （一）严格责任。企业是… has both; 第二条【适用范围】… names its heading in brackets; 第一条 为了…，制定本办法。 is text only.
    """
    if styled:
        return rest, ""
    if tagged := _TAGGED_HEADING.match(rest):
        return tagged[1], rest[tagged.end():]
    first, stop, text = rest.partition("。")
    if not stop:
        return (rest, "") if len(rest) <= LONGEST_HEADING and not rest.endswith(("：", ":", "；", ";")) else ("", rest)
    if (number is not None and number.is_article) or len(first) > LONGEST_HEADING or "，" in first or not text.strip():
        return "", rest
    return first, text.strip()


def head_line(front: FrontMatter, line: str) -> FrontMatter:
    """A line above the first clause: the document's number, else the first one is the title."""
    if match := _ISSUED_AS.search(line):
        return replace(front, number=front.number or match.group())
    return front if front.title_zh or len(line) > 80 else replace(front, title_zh=line)


def add_table(tree: Tree, table: Table) -> None:
    if tree.last is not None:
        tree.last.text += ["　".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in table.rows]

"""A text laid out for the rules: paragraphs, sentences and atoms that all keep their offsets.

An atom is the smallest stretch that can carry one deed: a clause, cut once more where a counted thing ends and another
begins (发放折页600份、购物袋350个). `even` has one punctuation and digit width; `mask` is `even` with names in quotation
marks blanked. Both are as long as the text, so an offset in one is an offset in all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from xuanguan.chinese.dates import Mention, find_dates
from xuanguan.chinese.quantities import Found, find_quantities
from xuanguan.chinese.sentences import clauses, evened, masked, paragraphs, sentences
from xuanguan.reading.places import PREFECTURES

# Names that say what kind of thing they are, and so may wake a rule.
_TELLING = re.compile(
    r"《[^《》\n]{1,14}(?:(?<!海)(?<!简)报|周刊|杂志)》|《[^《》\n]{0,20}(?:公约|承诺书|倡议书|责任书|责任状|协议书?|备忘录)》|"
    r"“[^“”\n]{0,16}进(?:社区|校园|企业|农村|乡村|机关|家庭|万家|军营|工地|景区|村组)”|“边[^“”\n]{1,12}边[^“”\n]{1,8}”|“[^“”\n]{0,10}承诺[^“”\n]{0,6}”|“[^“”\n]{0,16}(?:课|课堂|讲堂|夜校|村村响|村村通|大喇叭|开放日|晨读|诵读|嘉年华|沙龙|擂台赛|知识赛|讲坛|论坛|市集|集市|游园会|大赛|竞赛|比赛|答题|展览)”"
)
_ITEM = re.compile(
    r"\s*(?:【[^】，。]{1,16}】|[◆●▲■★※·]+|[—-]{2,}|[（(][一二三四五六七八九十\d]{1,3}[)）]|"
    r"[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]是|"
    r"\d{1,2}[.．、](?!\d)|[①②③④⑤⑥⑦⑧⑨⑩]|首先|其次|再次|第[一二三四五六][，、])"
)


@dataclass(slots=True)
class Atom:
    """One clause or part of one; `quantities` and `dates` are those that stand in it."""

    start: int
    end: int
    sentence: int
    paragraph: int
    quantities: list[Found] = field(default_factory=list)
    dates: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """A sentence and its atoms; `opens` tells whether it is the first of its paragraph, `alone` the only one."""

    start: int
    end: int
    paragraph: int
    atoms: list[Atom]
    opens: bool
    alone: bool


@dataclass(slots=True)
class Paragraph:
    """A line of the text; `item` is true where it begins with an enumerator (一是, ◆, （二）)."""

    start: int
    end: int
    item: bool
    sentences: list[Sentence] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """The whole text, laid out."""

    text: str
    even: str
    mask: str
    paragraphs: list[Paragraph]
    atoms: list[Atom]
    starts: list[int] = field(default_factory=list)  # where each atom begins
    places: frozenset[str] = PREFECTURES  # short names that act where they stand alone before a verb
    heads: dict[tuple[int, int], int] = field(default_factory=dict)  # of clauses already asked: where a subject can begin
    subjects: dict[int, Any] = field(default_factory=dict)  # of clauses already asked, by where they begin: who acts, or None

    def atom_at(self, offset: int) -> int:
        """The index of the atom in which an offset stands."""
        return bisect_right(self.starts, offset) - 1


def lay_out(text: str, *, written: str | None = None, places: frozenset[str] = PREFECTURES) -> Page:
    """Cuts a clean text into its pieces. `written` is the day of the text, ISO, for dates without a year.

    >>> [len(p.sentences) for p in lay_out("一是进企业。走访企业3家，发放资料20份。").paragraphs]
    [2]
    """
    even = evened(text)
    mask = _mask(even)
    page = Page(text, even, mask, [], [], places=places)
    quantities, dates = list(find_quantities(mask)), list(find_dates(mask, written))
    ends = {found.end for found in quantities}
    for piece in paragraphs(mask):
        index = len(page.paragraphs)
        paragraph = Paragraph(piece.start, piece.end, bool(_ITEM.match(even, piece.start, piece.end)))
        page.paragraphs.append(paragraph)
        pieces = list(sentences(mask, piece))
        for number, one in enumerate(pieces):
            sentence = Sentence(one.start, one.end, index, [], number == 0, len(pieces) == 1)
            for clause in clauses(mask, one):
                for start, end in _split_at_counts(mask, clause.start, clause.end, ends):
                    sentence.atoms.append(Atom(start, end, number, index))
            paragraph.sentences.append(sentence)
            page.atoms.extend(sentence.atoms)
    page.starts = [atom.start for atom in page.atoms]
    _place(page, quantities, dates)
    return page


def item_mark(even: str, start: int, end: int) -> int:
    """Where the text behind an enumerator begins; `start` if there is none."""
    match = _ITEM.match(even, start, end)
    return match.end() if match else start


def _mask(even: str) -> str:
    """Masks names, but leaves those readable that tell a kind: 在《榆林日报》刊发, 签订《公约》, 上“第一课”."""
    return masked(even, keep=_TELLING)


def _split_at_counts(mask: str, start: int, end: int, ends: set[int]) -> list[tuple[int, int]]:
    """Cuts behind 600份、 and behind 》、 where another subject with its own verb follows."""
    out, first = [], start
    position = mask.find("、", start, end)
    while position != -1:
        if position in ends or (mask[position - 1] in "》” " and _NEW_SUBJECT.match(mask, position + 1, end)):
            out.append((first, position + 1))
            first = position + 1
        position = mask.find("、", position + 1, end)
    out.append((first, end))
    return out


_NEW_SUBJECT = re.compile(
    r"[^，。；、《》“”]{2,16}(?:局|台|委|办|院|所|公司|政府|镇|乡|街道|中心|协会)(?:开辟|开设|举办|组织|召开|开展|"
    r"播放|播出|刊发|推出|发放|印发|制作)"
)


def _place(page: Page, quantities: list[Found], dates: list[Mention]) -> None:
    for found in quantities:
        page.atoms[page.atom_at(found.start)].quantities.append(found)
    for mention in dates:
        page.atoms[page.atom_at(mention.start)].dates.append(mention)

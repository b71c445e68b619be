"""Who answers for what, in prose: 由发展改革委牵头，财政部、工信部配合，6月底前完成; （教育部、公安部负责）; 牵头单位：… 配合单位：….

Each stretch that names units becomes one item with the task before it. The four ways of documents are kept apart: the first
listed leads (列第一位者为牵头部门, 下同), labelled, listed together, each by its own duties. Names stay as written; which unit
a name stands for is another question.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xuanguan.chinese.sentences import evened, paragraphs
from xuanguan.reading.deadlines import Deadline, find_deadline

LEAD, SUPPORT, JOINT, BY_FUNCTION = "lead", "support", "joint", "by_function"
FIRST_LISTED, LABELLED = "first_listed", "labelled"
# Longer than any list of units of one task in the documents at hand.
LONGEST_MARK = 600

# （市、区）, （州） belong to a name; made unlike the brackets and commas that part names, character for character.
_INNER = re.compile(r"（(市、区|县、区|区、市|市|州|区|县|委|厅|局)）")
_ORGAN = "局|部|委|厅|办|院|署|会|政府|公司|中心|集团|海关|处|站|校|单位|部门|市|州|县|区|盟|行|社|协|联|总队|支队|银行|法院|检察院"
_ENDS_AS_ORGAN = re.compile(rf"(?:{_ORGAN})$")
_TAIL = re.compile(r"等(?:相关|有关|\d+个|[一二三四五六七八九十]+个)?(?:部门|单位|成员单位)?$")
_LABEL = r"(?P<label>牵头|责任|主办|主责|负责|配合|协办|协助|参加|参与|支持)(?:部门|单位|领导|处室|科室)"
_LABELLED = re.compile(rf"{_LABEL}[：为](?P<list>[^。；：\n（）]+?)(?=[；。\n]|，?(?:牵头|责任|主办|配合|协办|参加|参与|支持)(?:部门|单位)|，?[^，。；]{{0,12}}前|$)")
_ACT = r"牵头|负责|配合|参与|参加|协助|协同|协办|支持|落实"
_IN_BRACKETS = re.compile(r"（([^（）\n]{2,%d})）" % LONGEST_MARK)  # noqa: UP031  braces of the quantifier
# 牵头 and its like after a list; the list begins at 由, at a comma or at the beginning of a sentence.
_INLINE = re.compile(rf"由(?=[^。；：（）\n]{{2,160}}?(?:牵头|负责|会同|配合))[^。；\n]{{2,{LONGEST_MARK}}}")
_FIRST_LEADS = re.compile(r"列第一位(?:者|的)?(?:部门|单位)?(?:为|是)牵头(?:部门|单位)?|第一个?(?:部门|单位)为牵头(?:部门|单位)?")
_SAID = re.compile(
    rf"^(?:由)?(?P<list>.+?)(?P<how>(?:按照?)?(?:各自)?(?:职责|职能)(?:分工)?(?:范围)?(?:分别|共同)?(?:负责)?(?:落实|实施|推进)?|(?:分别|共同|联合)?(?:{_ACT})"
    r"(?:负责|组织|组织实施|落实|实施|推进|抓好|做好|完成|单位|部门|有关工作)?)$")
_WITH = re.compile(rf"^(?:由)?(?P<lead>.+?)(?:会同|商)(?P<list>.+?)(?:(?:{_ACT}|组织|实施|制定|制订|研究|提出|开展|完成|推进).*)?$")
_NUMBERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"([一二三四五六七八九十百]+)、")),
    (2, re.compile(r"（([一二三四五六七八九十]+)）")),
    (3, re.compile(r"(\d{1,3})[.、](?!\d)")),
    (4, re.compile(r"（(\d{1,3})）")),
)
_GROUP_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("county", re.compile(r"^各(?:县|区)|^各级?市[、（]?县|各县")),
    ("prefecture", re.compile(r"^各(?:设区)?(?:的)?(?:市|州|地)|^各市")),
    ("town", re.compile(r"^各(?:乡|镇|街)")),
    ("province", re.compile(r"^各(?:省|自治区|直辖市)")),
)


@dataclass(frozen=True, slots=True)
class Name:
    """A unit as the text writes it, its role, and where it stands."""

    words: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Divided:
    """One task and who answers for it. `rule`: how the lead is marked here; `start` and `end`: the words that name the units."""

    number: str
    task: str
    names: tuple[Name, ...]
    rule: str
    is_open: bool
    deadline: Deadline | None
    start: int
    end: int


@dataclass(slots=True)
class _Numbers:
    """The numbers above the line at hand: 一、, （一）, 1. together make 一(一)1."""

    parts: dict[int, str] = field(default_factory=dict)

    def take(self, line: str) -> int:
        """How many characters of the line are its number; it is remembered."""
        at = len(line) - len(line.lstrip())
        for depth, pattern in _NUMBERS:
            if match := pattern.match(line, at):
                self.parts = {known: part for known, part in self.parts.items() if known < depth}
                self.parts[depth] = match[1]
                return match.end()
        return at

    def __str__(self) -> str:
        form = {1: "{}", 2: "({})", 3: "{}", 4: "({})"}
        return "".join(form[depth].format(self.parts[depth]) for depth in sorted(self.parts))


def read_responsibility(text: str, written: dt.date | None = None) -> list[Divided]:
    """Every task of the text that names who answers for it, in the order of the text.

    >>> [item] = read_responsibility("1.推广先进质量管理方法。由发展改革委牵头,财政部、工信部配合,6月底前完成。", dt.date(2012, 3, 1))
    >>> item.number, item.task, [(name.words, name.role) for name in item.names], item.deadline.day.isoformat()
    ('1', '推广先进质量管理方法', [('发展改革委', 'lead'), ('财政部', 'support'), ('工信部', 'support')], '2012-06-30')
    """
    even = _INNER.sub(lambda match: f"〔{match[1].replace('、', '·')}〕", evened(text))
    numbers, found, first_leads = _Numbers(), [], False
    waiting: tuple[int, int] | None = None  # a numbered line whose units stand on the next
    for line in paragraphs(even):
        begin = line.start + numbers.take(even[line.start:line.end])
        at = begin
        for start, end, inner in _marks(even, begin, line.end):
            said = _Said(text, even, inner, written)
            if not said.names:
                continue
            task = _task(text, at, start)
            if not task and waiting is not None:
                task, waiting = _task(text, *waiting), None
            first_leads = first_leads or said.first_leads_from_here
            names, rule = said.settled(first_leads=first_leads or said.first_leads)
            found.append(Divided(str(numbers), task, names, rule, said.is_open, said.deadline or _deadline(text, at, start, written), start, end))
            at = end
        waiting = (begin, line.end) if at == begin else None
    return found


def split_names(words: str) -> list[tuple[str, int]]:
    """The names of a list and where each begins. 和, 与, 及 part names only where both sides are units (工业和信息化部 is one).

    >>> [name for name, _at in split_names("工业和信息化部、财政部和农业部")]
    ['工业和信息化部', '财政部', '农业部']
    """
    found, at = [], 0
    for piece in re.split(r"([、，；])", words):
        if piece not in "、，；":
            found += _parted(piece, at)
        at += len(piece)
    return found


def group_of(name: str) -> tuple[str, str]:
    """Whether a name stands for many units: ("level", "county") for 各县区政府, ("members", "") for 成员单位, else ("", "").

    >>> group_of("各县区政府"), group_of("领导小组成员单位"), group_of("有关部门"), group_of("财政部")
    (('level', 'county'), ('members', ''), ('other', ''), ('', ''))
    """
    for level, pattern in _GROUP_LEVELS:
        if pattern.search(name):
            return "level", level
    if name.endswith("成员单位"):
        return "members", ""
    if name.startswith(("各", "有关", "相关")) or name.endswith(("各部门", "有关部门", "相关部门", "有关单位", "相关单位")):
        return "other", ""
    return "", ""


class _Said:
    """What the words of one mark say: names with roles, whether the list is open, the deadline."""

    def __init__(self, text: str, even: str, inner: tuple[int, int], written: dt.date | None) -> None:
        self.text, self.even = text, even
        self.names: list[Name] = []
        self.is_open = self.first_leads = self.first_leads_from_here = self.is_labelled = False
        self.plain: list[Name] = []
        body = even[slice(*inner)]
        if leads := _FIRST_LEADS.search(body):
            self.first_leads, self.first_leads_from_here = True, "下同" in body[leads.end():]
            body = body[:leads.start()].rstrip("，；") or body[leads.end():]
        self.deadline = _deadline(text, inner[0], inner[0] + len(body), written)
        if _LABELLED.search(body):
            for match in _LABELLED.finditer(body):
                role = LEAD if match["label"] in ("牵头", "主办", "主责", "负责") else JOINT if match["label"] == "责任" else SUPPORT
                self.add(match["list"], inner[0] + match.start("list"), role)
            self.is_labelled = any(name.role in (LEAD, SUPPORT) for name in self.names)
            return
        self.read_clauses(body, inner[0])

    def read_clauses(self, body: str, offset: int) -> None:
        at = pending = 0
        for piece in re.split(r"([，；])", body):
            clause, here = body[pending:at + len(piece)], offset + pending
            at += len(piece)
            # A list may be parted by commas: what has no verb yet waits for the next clause, unless it dates the task.
            if piece in "，；" or self.said(clause, here) or find_deadline(piece) or not _ENDS_AS_ORGAN.search(_TAIL.sub("", piece)):
                pending = at
        if pending < len(body) and not self.names:
            self.add_plain(body[pending:], offset + pending)

    def said(self, clause: str, offset: int) -> bool:
        if match := _WITH.match(clause):
            before = len(self.names)
            if self.add(match["lead"], offset + match.start("lead"), LEAD) and self.add(match["list"], offset + match.start("list"), SUPPORT):
                self.is_labelled = True
                return True
            del self.names[before:]
        match = _SAID.match(clause)
        if match is None:
            return False
        how = match["how"]
        role = BY_FUNCTION if "职" in how else LEAD if "牵头" in how else SUPPORT if re.match(r"配合|参与|参加|协|支持", how) else JOINT
        if not self.add(match["list"], offset + match.start("list"), role):
            return False
        self.is_labelled = self.is_labelled or role in (LEAD, SUPPORT)
        return True

    def add(self, words: str, start: int, role: str) -> bool:
        """False where the words are no list of units."""
        trimmed = words.rstrip("，；、")
        tail = _TAIL.search(trimmed)
        listed = trimmed[:tail.start()] if tail else trimmed
        named = [(name, at) for name, at in split_names(listed) if name]
        if not named or not all(_is_unit(name) for name, _at in named):
            return False
        self.is_open = self.is_open or tail is not None
        for name, at in named:
            begin = start + at
            if all(known.words != self.text[begin:begin + len(name)] for known in self.names):
                self.names.append(Name(self.text[begin:begin + len(name)], role, begin, begin + len(name)))
        return True

    def add_plain(self, words: str, start: int) -> None:
        """（质检总局、农业部）: a list without a verb. One name alone in brackets may be anything."""
        if len(split_names(words)) > 1 or self.first_leads:
            self.add(words, start, JOINT)

    def settled(self, *, first_leads: bool) -> tuple[tuple[Name, ...], str]:
        """The names with their last roles, and the rule."""
        roles = {name.role for name in self.names}
        if first_leads and not roles & {LEAD, SUPPORT, BY_FUNCTION}:
            first, *others = self.names
            return (_as(first, LEAD), *(_as(one, SUPPORT) for one in others)), FIRST_LISTED
        if self.is_labelled:
            # 由甲负责，乙配合: whoever is responsible beside supporters leads.
            named = [_as(one, LEAD) if one.role == JOINT and LEAD not in roles else one for one in self.names]
            return tuple(named), LABELLED
        if roles == {BY_FUNCTION}:
            return tuple(self.names), BY_FUNCTION
        if len(self.names) == 1 and not self.is_open and not group_of(self.names[0].words)[0]:
            return (_as(self.names[0], LEAD),), LABELLED
        return tuple(self.names), JOINT


def _as(name: Name, role: str) -> Name:
    return Name(name.words, role, name.start, name.end)


def _marks(even: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """(start, end, inner) of every stretch that may name units: in brackets, after labels, after 由."""
    taken = [(match.start(), match.end(), match.span(1)) for match in _IN_BRACKETS.finditer(even, start, end)]
    outside = _without(even, [(one[0], one[1]) for one in taken], start, end)
    for begin, stop in outside:
        label = _LABELLED.search(even, begin, stop)
        inline = _INLINE.search(even, begin, stop)
        if label:
            taken.append((label.start(), stop, (label.start(), stop)))
        elif inline:
            taken.append((inline.start(), inline.end(), inline.span()))
        else:
            taken += _led(even, begin, stop)
    yield from sorted(taken)


def _led(even: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """质检总局牵头，农业部等参与 as a sentence of its own, without brackets and without 由."""
    for match in re.compile(r"[^。；\n]+").finditer(even, start, end):
        if re.search(r"牵头(?!单位|部门)", match[0]) and re.match(rf"[^，]{{2,120}}(?:{_ORGAN})(?:等)?牵头", match[0]):
            yield match.start(), match.end(), match.span()


def _without(even: str, spans: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for begin, stop in [*spans, (end, end)]:
        if begin > at:
            yield at, begin
        at = stop


def _task(text: str, start: int, end: int) -> str:
    return text[start:end].strip().strip("，,。；;：: 、")


def _deadline(text: str, start: int, end: int, written: dt.date | None) -> Deadline | None:
    found = find_deadline(evened(text[start:end]), written)
    return Deadline(found.start + start, found.end + start, text[found.start + start:found.end + start], found.day) if found else None


def _parted(piece: str, at: int) -> list[tuple[str, int]]:
    name = piece.strip()
    at += len(piece) - len(piece.lstrip())
    for match in re.finditer(r"以及|和|与|及", name):
        left, right = name[:match.start()], name[match.end():]
        if _ENDS_AS_ORGAN.search(left) and _ENDS_AS_ORGAN.search(_TAIL.sub("", right)) and len(left) > 1 and len(right) > 1:
            return [*_parted(left, at), *_parted(right, at + match.end())]
    return [(name, at)] if name else []


def _is_unit(name: str) -> bool:
    return 2 <= len(name) <= 40 and bool(_ENDS_AS_ORGAN.search(name) or group_of(name)[0])

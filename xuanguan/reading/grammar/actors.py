"""Who did it: the subject at the head of a clause, its partners, its count, and what 该局 and 省局 stand for.

A subject is the stretch before the first predicate word whose head is an acting noun (局, 委, 镇, 公司, 局长…). Neither
half alone is enough: 市委组织部 holds 组织, and 图片展板 is followed by a verb but acts on nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xuanguan.chinese.quantities import Found
from xuanguan.reading.grammar.heads import (
    ACCOUNT,
    CHANNEL,
    HEAD_PERSON,
    NOT_ACTING,
    PAPER,
    PERSON_FIRST,
    PERSON_LAST,
    TITLED,
    UNIT,
    heads_staff,
    heads_unit,
)
from xuanguan.reading.grammar.measures import PERSONS
from xuanguan.reading.grammar.predicates import STARTER
from xuanguan.reading.lexicon import FIRM, LEADER
from xuanguan.reading.tokens import Atom, Page, item_mark

LONGEST_SUBJECT = 64
_NO_COUNT_OF_UNITS = {"级", "年", "月", "日", "天", "次", "元", "时", "场", "期", "岁", "届", "个月", "号"}

_ADJUNCT = re.compile(
    r"\s*(?:(?:当[天日]|同[日天]|当[晚]|翌日|次日)(?:一早|上午|下午|晚上|晚)?|(?:上午|下午|晚上|一早|早上|上旬|中旬|"
    r"下旬)(?:\d{1,2}[时点](?:\d{1,2}分|半|许|整)?)?|其中|同时|此外|另外|随后|目前|与此同时|活动现场|现场|活动中|"
    r"活动期间|会上|会前|会后|课间|"
    r"此前的?|前期|据(?:统计|介绍|了解|悉)|特别是|尤其是|期间|其间|今年|以来|起|时|前后|活动结束后|连日来|近日|日前|"
    r"近期|仪式上|期|[^，。；]{1,8}(?:期间|以来|当天|前夕|之际|过程中)|(?:全[省市县区镇州])?(?:目前|现)?已?有(?=\d)|"
    r"[、，：—\s]|由(?!于)|日|月|份|一早|凌晨|傍晚|全天|一大早)"
)
_ADVERB = re.compile(r"(?:还|又|也|近日|积极|主动|及时|随后|已|先后|专门)")
_JOINER = re.compile(
    r"(?:联合|联同|会同|携手|协同|联手|偕同|与|和|协调)(?!志|事|时|步|期|等|样|谐|平|会)|同(?!志|事|时|步|期|等|样|安|仁|江|德|心|学|行|比|意|类|一|城)"
)
_TOGETHER = re.compile(r"(?:合办|合作|共建|联办|共同|联合|合作|携手|一起|一道|共建|签订|签署|在|联手|，|开展|举办|举行|组织|走进|来到)")
_HOSTS = re.compile(
    r"由(?P<main>[^，。；]{2,60}?)(?:联合|共同|牵头)?(?:主办|举办|发起|组织|"
    r"牵头)(?:[，、](?P<more>[^，。；、的]{2,40}(?:、[^，。；、的]{2,24}){0,5}?)(?:共同|联合|具体)?(?:承办|主办|"
    r"协办))?(?:[，、](?P<rest>[^，。；、的]{2,40})(?:共同)?(?:协办))?"
)
_THEIR_LEADERS = re.compile(r"(?:的)?(?:分管|主要)?(?:负责同志|领导|副?[省市州县区]长|书记)$")
_TAIL_COUNT = re.compile(r"等(?P<tail>[^，。；]{0,24})$")
_AND = re.compile(r"、|和(?!平|谐|睦|田|县|顺|硕|龙|静|林)|以及|及(?!时)|与")
_MEETING_OF = re.compile(
    r"(?P<unit>[^，。；]{1,14}?(?:政府|党委|党组|[省市县区州镇乡]委|局|委员会))(?:第[\d一二三四五六七八九十]+次|"
    r"本届)?[^，。；]{0,6}(?:常务会议?|常委会会议|党组会议?|党委会议?|办公会议?|局务会议?|会议)"
)
_SHARED = re.compile(r"(?P<base>[一二三四五六七八九两十\d]+)(?:个)?(?P<noun>部门|单位|家单位|家|地|镇|局|所|方)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """The acting names and where their words stand; `count` is the number of acting units, as written."""

    start: int
    end: int
    names: tuple[str, ...]
    kind: str  # unit, staff, person, group, counted
    count: Found | None = None
    count_noun: str = ""
    joint: bool = False
    classes: tuple[Subject, ...] = ()  # two classes with two counts: 21个市局、120个县局


_ATTENDING = re.compile(
    r"(?:等|共|约|近|逾|总)?(?:\d[\d.,]*[万千百]?[余多]?(?:人次|人|名|位))?[^，。；]{0,6}?(?:参加(?!电视)|参与|参训|"
    r"参赛|参演|到课|参会|到会|出席|到场|观摩|驻足|旁听|听课|同台|同场|全程服务|比拼|受益|同步授课)"
)


_LISTENING = re.compile(r"(?:同步|通过[^，。；]{0,16}|集体|在线|现场)?(?:收听|收看|聆听|观看)")


def skip_adjuncts(page: Page, start: int, end: int) -> int:
    """Where the subject can begin: behind enumerators, dates, 当天, 活动中, 据统计."""
    known = page.heads.get((start, end))
    if known is None:
        known = page.heads[start, end] = _behind_adjuncts(page, start, end)
    return known


def _behind_adjuncts(page: Page, start: int, end: int) -> int:
    position = item_mark(page.even, start, end)
    dates = {m.start: m.end for m in page.atoms[page.atom_at(start)].dates}
    while position < end:
        if position in dates and dates[position] > position:
            position = dates[position]
            continue
        match = _ADJUNCT.match(page.mask, position, end)
        if not match or match.end() == position:
            break
        position = match.end()
    return position


def subject_of(page: Page, atom: Atom) -> Subject | None:
    """The subject at the head of a clause, with partners it names (联合, 会同, 与…共同); None where it is dropped."""
    if atom.start not in page.subjects:
        page.subjects[atom.start] = _subject_of(page, atom)
    found: Subject | None = page.subjects[atom.start]
    return found


def _subject_of(page: Page, atom: Atom) -> Subject | None:
    hosts = _HOSTS.search(page.mask, atom.start, min(len(page.mask), atom.end + 120)) if "由" in page.mask[atom.start : atom.end] else None
    if hosts and hosts.start() < atom.end:
        found = _from_hosts(page, hosts)
        if found:
            return found
    start = skip_adjuncts(page, atom.start, atom.end)
    if page.even[start : start + 1] in ("“", "《"):
        named = ACCOUNT.match(page.even, start, atom.end) or PAPER.match(page.even, start, atom.end)
        if named:
            return Subject(start, named.end(), (named["name"],), "account")
    partner = _JOINER.match(page.mask, start, atom.end)
    if partner and len(partner[0]) == 2 and partner[0] != "协调":
        joined = _noun_phrase(page, atom, partner.end(), atom.end)
        if joined is not None and joined.kind == "unit":
            return replace(joined, start=start, names=("", *joined.names), joint=True)
    if partner and partner[0] in ("与", "同"):
        joined = _noun_phrase(page, atom, partner.end(), atom.end)
        if joined is not None and joined.kind == "unit" and re.match(r"共同|联合|合作|携手|一起|联手|合办", page.mask[joined.end : joined.end + 2]):
            return replace(joined, start=start, names=("", *joined.names), joint=True)
    subject = _noun_phrase(page, atom, start, atom.end)
    if subject is None:
        return None
    if subject.kind == "person" and page.mask.startswith(("高度重视", "十分重视", "非常重视"), subject.end):
        return None  # 分行领导高度重视，制订方案: the branch does
    if subject.kind == "counted" and page.mask[start - 1 : start] == "由":
        return None  # 由12名律师为居民提供咨询: whom the host sends
    return _with_partners(page, atom, subject)


def _noun_phrase(page: Page, atom: Atom, start: int, end: int) -> Subject | None:
    limit = min(end, start + LONGEST_SUBJECT)
    mask = page.mask
    if STARTER.match(mask, start, limit) and mask[start] not in "全各":
        return None
    people = [f.start for f in atom.quantities if start < f.start < limit and f.quantity.unit in PERSONS]
    days = [mention.start for mention in atom.dates if start < mention.start < limit]
    found_stop = False
    for stop in _stops(mask, start, limit, sorted({*people, *days})):
        found_stop = True
        if stop == start:
            if mask[start] in "全各":
                continue
            return None
        subject = _acting(page, atom, start, stop)
        if subject is None and stop in people:
            unit = _longest_unit(mask[start:stop])
            subject = _plain(page.text[start : start + len(unit)], start, stop) if unit and not NOT_ACTING.search(unit) else None
        if subject is None:
            if _STRONG.match(mask, stop, limit):
                return None  # a verb has passed: what follows is no longer a subject
            continue
        listed = stop in people and page.mask[stop:limit].find("、") in range(2, 8)
        if listed or (stop in people and subject.kind not in ("unit", "counted")):
            return None  # 志愿者共312人参加: those who came, not those who did it
        return None if _attends(page, subject, end) else subject
    if found_stop:
        return None
    stop = end
    while stop > start and mask[stop - 1] in "，；：。、 ！":
        stop -= 1
    counted = stop - start <= 40 and any(_inside(f, start, stop) for f in atom.quantities)
    return _acting(page, atom, start, stop) if counted else None


_AUDIENCE = re.compile(r"学生|群众|市民|居民|家长|驾驶|师生|客户|游客|妇女|村民|员工|用户|读者|老人")
_STRONG = re.compile(r"认真|落实|积极|广泛|深入|举办|举行|召开|开展|发放|推进|推动|加强|印发|邀请|走进|来到")


def _stops(mask: str, start: int, limit: int, others: list[int]) -> Iterator[int]:
    """Where the subject may end, left to right: before a predicate word, a count of persons or a date."""
    for match in STARTER.finditer(mask, start, limit):
        while others and others[0] <= match.start():
            if others[0] < match.start():
                yield others[0]
            others.pop(0)
        yield match.start()
    yield from others


def _attends(page: Page, subject: Subject, end: int) -> bool:
    """24个成员单位参加, 社区志愿者共312人到场: an audience, whose numbers are measures."""
    if subject.kind == "person":
        return False
    if subject.kind == "counted" and _LISTENING.match(page.mask, subject.end, end):
        return True  # 1.2万名职工通过视频收看
    return bool(_ATTENDING.match(page.mask, subject.end, end))


def _acting(page: Page, atom: Atom, start: int, end: int) -> Subject | None:
    """The words [start, end) as a subject, if their head can act."""
    meeting = _MEETING_OF.search(page.even, start, end) if "会" in page.even[max(start, end - 3) : end] else None
    if meeting and meeting.end() == end:
        end = meeting.end("unit")  # 市政府第18次常务会议学习…: the government acts
    words = page.text[start:end].strip()
    if len(words) < 2 or NOT_ACTING.search(page.mask[start:end]):
        return None
    tail = _TAIL_COUNT.search(words)
    listed = words[: tail.start()] if tail else words
    head = (tail["tail"] if tail else words) or ""
    counts = [f for f in atom.quantities if _inside(f, start, end) and f.quantity.unit not in _NO_COUNT_OF_UNITS]
    quantity = counts[0] if counts else None
    if tail and not listed.strip("、 "):
        return None  # 等12个单位 without a name before it
    if tail and quantity is not None and quantity.start >= start + tail.start():
        noun = page.text[quantity.end : end]
        leaders = _THEIR_LEADERS.search(noun)
        if leaders:  # 雅安、广元等6个市分管副市长
            return Subject(start, end, _split(listed), "person", quantity, _count_noun(quantity, noun[: leaders.start()]), joint=True)
        if not (heads_unit(head) or heads_staff(head)):
            return None
        return Subject(start, end, _split(listed), "unit", quantity, _count_noun(quantity, noun), joint=True)
    if tail:
        if head and not (heads_unit(head) or heads_staff(head) or head in ("地", "方")):
            return None
        return Subject(start, end, _split(listed), "unit", joint=True)
    if len(counts) == 1 and "、" in words[: counts[0].start - start] and heads_unit(page.text[counts[0].end : end]):
        cut = page.text.rindex("、", start, counts[0].start)
        before = page.text[start:cut]
        near = counts[0].start - cut <= 4 and not re.search(r"[两三四五六七八九十\d]+个?(?:部门|单位)$", words)
        if near and all(heads_unit(part) for part in before.split("、")):
            return Subject(start, end, (*_split(before), page.text[cut + 1 : end]), "unit", joint=True)
    if len(counts) == 2 and "、" in words:
        cut = page.text.index("、", counts[0].end)
        classes = (_counted(page, counts[0], start, cut), _counted(page, counts[1], cut + 1, end))
        if classes[0] and classes[1]:
            return replace(classes[0], end=end, classes=(classes[0], classes[1]))
    if quantity is not None:
        return _counted(page, quantity, start, end)
    members = tuple(re.split(r"、|和|及", words))
    if all(member in page.places for member in members):
        return Subject(start, end, members, "unit", joint=len(members) > 1)  # 甘孜印发方案, 自贡、内江分别举办
    return _plain(words, start, end)


def _counted(page: Page, quantity: Found, start: int, end: int) -> Subject | None:
    """21个市州局, 29名“法律明白人”, 全市15个消防中队: the phrase itself is the name; A、B三部门: a list and its count."""
    words, noun = page.text[start:end], page.text[quantity.end : end]
    shared = _SHARED.search(words)
    if shared and "、" in words[: shared.start()] and quantity.end >= end - 3:
        names = _split(words[: quantity.start - start])
        return Subject(start, end, names, "unit", quantity, shared["noun"], joint=True)
    prefix = words[: quantity.start - start]
    if quantity.quantity.unit in PERSONS and _AUDIENCE.search(noun):
        return None
    if "、" in prefix and heads_unit(noun or quantity.quantity.unit) and quantity.quantity.unit not in PERSONS:
        return Subject(start, end, _split(prefix), "unit", quantity, _count_noun(quantity, noun), joint=True)
    if quantity.quantity.unit in PERSONS and len(prefix) > 1 and heads_unit(prefix):
        return _plain(prefix, start, end)  # 县法院12位法官: the court acts, twelve are its measure
    if not (heads_unit(noun.strip()) or heads_staff(noun) or quantity.quantity.unit in ("部门", "单位", "乡镇", "市州") or noun.startswith("“")
            or re.search(rf"{FIRM}$", noun)):
        return None
    name = re.sub(r"(?:的)?(?:代表|负责人)$", "", words)
    return Subject(start, end, (name,), "counted", quantity, _count_noun(quantity, noun))


def _plain(words: str, start: int, end: int) -> Subject | None:
    words = re.sub(r"(?:先后|多次|\d+[余多]?次)$", "", CHANNEL.sub("", words).removesuffix("一行"))
    staff = heads_staff(words)
    if staff:
        unit = _longest_unit(staff["unit"])
        if unit and not re.match(r"^(?:各|全)", unit):
            return Subject(start, end, _split(unit), "unit")
        if re.match(r"^(?:各|全)", words):
            return Subject(start, end, (words,), "group")
        return None
    if re.search(r"(?:班主任|大堂经理|理财经理|客户经理)$", words):
        return None  # 班主任 is nobody's leader: the school acts
    titled = TITLED.match(words.rpartition("、")[2])
    if titled and len(titled["title"]) >= 2 and not heads_unit(words) and not heads_staff(titled["name"]):
        return Subject(start, end, (titled["name"],), "person")
    if "、" in words and all(PERSON_FIRST.match(part) for part in words.split("、")):
        return Subject(start, end, tuple(_person(part) for part in words.split("、")), "person")
    if HEAD_PERSON.search(words) or PERSON_LAST.match(words):
        return Subject(start, end, (_person(words),), "person")
    first, _, last = words.rpartition("、")
    if first and 1 < len(last) <= 5 and heads_unit(first) and not NOT_ACTING.search(last):
        return Subject(start, end, _split(words), "unit", joint=True)  # one member of a list with a head we do not know
    if not heads_unit(words) and not re.match(r"^[省市县区州镇乡]里$", words) and not words.endswith("报》"):
        return None
    names = _split(words)
    kind = "group" if re.match(r"^(?:各|全)", words) else "unit"
    return Subject(start, end, names, kind, joint=len(names) > 1)


def _longest_unit(words: str) -> str:
    """该局标准化 → 该局, 县局法制股 → 县局法制股: what is left of staff when the last words are a field of work."""
    for cut in range(len(words), max(1, len(words) - 8), -1):
        if heads_unit(words[:cut]) and words[cut : cut + 1] != "民":  # 听讲村民 is no village
            return words[:cut]
    return ""


def _person(words: str) -> str:
    """省局局长刘云夏 → 刘云夏; 甘霖副省长 and 市长 stay as written."""
    words = words.rpartition("、")[2] if PERSON_FIRST.match(words.rpartition("、")[2]) else words  # 书记、院长温岚
    named = PERSON_FIRST.match(words)
    if named and not re.search(rf"(?:{UNIT[3:-1]}|{LEADER[3:-1]})$", named["name"]) and not re.search(rf"{LEADER}$", words):
        return named["name"]
    return words


def _split(words: str) -> tuple[str, ...]:
    """The members of a list as written; 和 splits only between two acting names."""
    if re.search(r"[两三四五]级", words):
        return (words,)  # 全省市、县两级质监部门 is one name
    members: list[str] = []
    for part in words.split("、"):
        pieces, last = [], 0
        for match in _AND.finditer(part):
            left, right = part[last : match.start()], part[match.end() :]
            if len(left) > 1 and len(right) > 1 and (heads_unit(left) or heads_staff(left)):
                pieces.append(left)
                last = match.end()
        pieces.append(part[last:])
        members += [piece.strip() for piece in pieces if piece.strip()]
    return tuple(members)


def _count_noun(quantity: Found, noun: str) -> str:
    unit = quantity.quantity.unit
    return (noun if unit == "个" and noun else unit + noun).strip("“”的") or unit


def _inside(found: Found, start: int, end: int) -> bool:
    return start <= found.start and found.end <= end


def _with_partners(page: Page, atom: Atom, subject: Subject) -> Subject:
    """Adds B、C of A联合B、C and of A与B共同…; leaves 联合印发 and 与市民交流 alone."""
    adverb = _ADVERB.match(page.mask, subject.end, atom.end)
    joiner = _JOINER.match(page.mask, adverb.end() if adverb else subject.end, atom.end)
    if not joiner or subject.kind == "person" or joiner[0] == "协调":
        return subject
    partners = _noun_phrase(page, atom, joiner.end(), atom.end) or _rest(page, atom, joiner.end())
    if partners is None or partners.kind not in ("unit", "counted"):
        return subject
    if joiner[0] in ("与", "和", "同") and partners.kind == "counted":
        return subject  # 与86家企业签订承诺书: whom it signed with is counted
    if joiner[0] in ("与", "和", "同") and not _TOGETHER.match(page.mask, partners.end, page.atoms[page.atom_at(atom.start)].end + 1):
        return subject
    names = partners.names if partners.kind == "unit" else tuple(one.names[0] for one in partners.classes or (partners,))
    return replace(subject, end=partners.end, names=(*subject.names, *names), joint=True,
                   count=partners.count, count_noun=partners.count_noun)


def _rest(page: Page, atom: Atom, start: int) -> Subject | None:
    stop = atom.end
    while stop > start and page.mask[stop - 1] in "，；：。、 ":
        stop -= 1
    return _acting(page, atom, start, stop)


def _from_hosts(page: Page, match: re.Match[str]) -> Subject | None:
    names: list[str] = []
    for group in ("main", "more", "rest"):
        if match[group]:
            start, end = match.span(group)
            words = re.sub(r"^(?:由|共同|[^，。；]{0,6}个?部门参与)|(?:联合|共同|牵头)$", "", page.text[start:end])
            if re.search(r"\d", words) and group != "main":
                continue
            names += _split(re.split(r"等\d*", words)[0])
    good = [name for name in names if heads_unit(name)]
    if not good:
        return None
    return Subject(match.start(), match.end(), tuple(good), "unit", joint=len(good) > 1)


_HEADING = re.compile(r"\s*(?:【(?P<a>[^】，。]{2,16})】|(?P<b>[^，。；：]{2,14})：)")


def heading_unit(page: Page, start: int, end: int) -> str | None:
    """The unit that heads a paragraph: 【松岭镇】…, （二）高邑县：…; it acts where nobody else is named."""
    match = _HEADING.match(page.even, item_mark(page.even, start, end), end) or _HEADING.match(page.even, start, end)
    name = (match["a"] or match["b"]) if match else None
    return name if name and heads_unit(name) and not NOT_ACTING.search(name) else None

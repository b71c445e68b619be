"""Reads one sentence: which deed is on, which clauses furnish it, which numbers wait for one.

Clauses without a deed of their own give their numbers to the deed before them; boards and banners of a closing tally go
to the event of the scene; guests and audiences are measures, not actors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xuanguan.chinese.quantities import Found
from xuanguan.reading.assembly.deeds import STREET, Deed, Number
from xuanguan.reading.fronts import Setting, front_of
from xuanguan.reading.grammar import plans
from xuanguan.reading.grammar.actors import Subject, skip_adjuncts, subject_of
from xuanguan.reading.grammar.measures import PERSONS, Context, name_of
from xuanguan.reading.lexicon import FIRM, LEADER, MEDIA
from xuanguan.reading.rules import Event, Rank
from xuanguan.reading.tokens import Atom, Sentence

if TYPE_CHECKING:
    from xuanguan.reading.assembly.walk import Walk

_SCENES = frozenset({STREET, "conference", "training_course", "enterprise_training", "lecture", "enterprise_visit", "study_session", "quiz_or_contest", "signature_or_pledge"})
_DISPLAY = frozenset({"boards", "banners"})
_TALLY = re.compile(r"共|累计|活动|统计|总计|合计|现场|期间|整场")
_BARE_VIDEOS = re.compile(r"(?:视频|公益片|宣传片|短片)[^，。；]{0,6}\d")
_BARE_PIECES = re.compile(r"(?:刊发|刊登|刊载)[^，。；报]{0,14}\d")
_SCREENS = re.compile(r"屏|喇叭|应急广播|村村响")
_MEANS = re.compile(r"(?:通过|采取|以)[^。；]{0,60}(?:等|相结合的)(?:多种)?(?:形式|方式|途径)|引导[^，。；]{0,20}$")
# A meeting that turns out to study, a visit that turns out to check: one deed, named by what was done there.
_BECOMES = {("conference", "study_session"), ("enterprise_visit", "inspection")}
_ANEW = re.compile(r"(?:并|还|又|再|同时)?(?:赴|前往)|(?:并|还|又|再|同时)邀请")  # 并赴南充等地宣讲: a second talk
_TAUGHT = re.compile(r"(?:共|累计)?培训(?!班|会|课)[^，。；\d]{0,14}\d[\d.,]*[万千百]?[余多]?(?:人次|人|名)")
_SIGHT = re.compile(r"(?:缩影|剪影|一角|一幕)。?$")  # 这是…巡讲的一个缩影: says again what is told elsewhere
_AUDIENCE_OF_MEDIA = re.compile(r"^(?!.*(?:发布|推送|推出|开设))[^，。]{0,14}(?:播放|阅读|点击|浏览|观看)量")
_CONTENT = re.compile(
    r"(?:并)?明确|对[^，。；]{0,30}(?:作出|进行|提出|做出)(?:了)?(?:具体)?(?:安排|部署|要求)|"
    r"就[^，。；]{0,30}(?:作出|进行)(?:安排|部署)"
)
# What is made ready for the deed that follows: its numbers wait for it.
_MAKES_READY = re.compile(
    r"(?:还|并|又|同时|先后|共|积极|已|分头|分别)?(?:走进|深入|来到|分赴|奔赴|前往|走遍|组建|成立|抽调|选派|派出|动员|编印|编写|编制|开发|招募|聘请|选取|选定|组成|整合|投入|筹集|安排|搭建|搭起)"
)
# What goes on telling of the same deed behind a semicolon.
_GOES_ON = re.compile(
    r"(?:共|累计|合计|总计|其中|参加|参与|参训|到场|吸引|覆盖|惠及|受益|受教育|受众|观众|听众|服务|阅读|播放|点击|浏览|接待|收到|征集|"
    r"[^，。；]{0,10}\d[^，。；]{0,10}(?:参加|参与|参训|到场|观看|受益))"
)
# Whose actors' names tell the audience too.
_BY_NAME = frozenset({"plan_issued", "responsibility_assignment", "agreement", "training_course", "study_session"})
_ENTERS = re.compile(r"(?:走进|深入)[^，。；]{2,12}\d$")
_HELD_BY = re.compile(r"(?:此次|本次|该|当天的)?(?:活动|启动仪式|仪式|培训班?|竞赛|比赛|讲座|会议|论坛|展览|大赛)由")
_HANDS = re.compile(r"发放|派发|散发|分发|赠|送|印|张贴|寄")
# What an event shows is not what it hands out.
_SHOWS = re.compile(r"(?:现场|还|并|共)?(?:展示|展出|陈列|摆放|设置|悬挂|搭建|摆出)")
# Built to stay: no furniture of one day.
_LASTING = re.compile(r"建成|新?建|打造|建立|刷写|绘制|喷绘")
# Deeds of another trade: what they count belongs to no claim.
_OTHER_TRADE = re.compile(
    r"(?:现场|并|还|共|已|同时|累计|依法)?(?:通报|追回|查处|发现|整改|下架|罚款|抽检|排查|检定|立案|侦破|办理|办结|化解|调处|销毁|没收|拨付|落实资金|投资|"
    r"修订|评出|表彰|捐赠|捐款|募集|献血|采集|栽种|种植|清运|清理|救助|慰问|录用|招聘|达成)"
)
# A sentence that splits what the one before it told.
_PARTS = re.compile(r"(?:其中|分类|按类|按对象|具体(?:为|是|看)|从类别)")
_ATTENDED = re.compile(r"参加|参训|出席|到会|参与|观摩|聆听|驻足|签名|到场|旁听|参会|参赛|听课")


class SentenceWalk:
    """One sentence: which deed is on, which numbers wait for one."""

    def __init__(self, walk: Walk, sentence: Sentence, first: int) -> None:
        self.walk, self.page, self.sentence, self.first = walk, walk.page, sentence, first
        self.plan_at = plans.plan_from(walk.page, sentence)
        self.order_at = plans.order_from(walk.page, sentence)
        self.subject: Subject | None = None
        self.names: tuple[str, ...] = ()
        self.subject_fresh = False
        self.classes: list[Subject] = []
        self.deeds: list[Deed] = []
        self.waiting: list[tuple[Atom, Found]] = []
        self.run_start: int | None = None
        self.offset = 0
        self.last_event = max((i for i in range(len(sentence.atoms)) if first + i in walk.events), default=-1)

    def run(self) -> None:
        if self.walk.deeds and _PARTS.match(self.page.mask, self.sentence.start, self.sentence.end):
            last = self.walk.deeds[-1]
            if last.sentence.paragraph == self.sentence.paragraph and not last.planned:
                self.deeds.append(last)
        self._hosts_told_after()
        for offset, atom in enumerate(self.sentence.atoms):
            self.offset = offset
            self.walk.time.pass_atom(self.page, atom)
            if _SIGHT.search(self.page.mask, atom.start, atom.end):
                return
            events = self.walk.events.get(self.first + offset, [])
            if events and events[0].rule.rank == Rank.DIRECTIVE:
                if self._directive(atom, events[0]):
                    return
                events = [event for event in events if event.rule.rank != Rank.DIRECTIVE]
            if self.order_at is not None and atom.end > self.order_at:
                break
            self._atom(atom, events)
        self._leftovers()

    def _hosts_told_after(self) -> None:
        """活动由A、B主办: who held the event of the sentence before, where that named nobody or only its place."""
        scene = self.walk.scene
        if scene is None or not _HELD_BY.match(self.page.mask, self.sentence.start, self.sentence.end):
            return
        if scene.sentence.paragraph != self.sentence.paragraph or scene.planned or scene.named == "sentence":
            return
        subject = subject_of(self.page, self.sentence.atoms[0])
        if subject is None or subject.kind != "unit" or not subject.names[0]:
            return
        names = self.walk.name_actors(subject)
        if scene.named == "clause" and not all(re.search(r"[省市县区州镇乡旗]$", name) for name in scene.actors):
            return
        scene.actors, scene.subject, scene.named = names, subject, "sentence"
        self.walk.remember(subject, names)

    # -- clauses --------------------------------------------------------------------------------------------------

    def _atom(self, atom: Atom, events: list[Event]) -> None:
        planned = self.plan_at is not None and atom.end > self.plan_at
        inside = self.subject is not None and atom.start < self.subject.end
        subject = None if inside or self._far_from_any_deed(atom) else subject_of(self.page, atom)
        if events and _MEANS.search(self.page.mask, atom.start, atom.end) and not atom.quantities:
            events = [event for event in events if event.rule.activity not in (STREET, "lecture", "materials_distributed", "consultation_service")]
        if events and self.offset < self.last_event and _ENTERS.match(self.page.mask, events[0].start, events[0].end):
            events = []  # 走进学校186所，开展讲座: where it was done
        if subject is not None and subject.kind == "person":
            self.walk.persons.update(subject.names)
        chosen = self._choose(events, atom)
        if subject is not None and not self._only_attends(subject, atom, chosen):
            self._take_subject(subject, planned)
        if chosen and self._is_content(atom, chosen[0]):
            chosen = []
        if not chosen:
            self._numbers_only(atom)
            if self.run_start is None:
                self.run_start = subject.start if subject else None
            return
        for event in chosen:
            self._deed(event, atom, subject, planned)
        self._give_numbers(atom, chosen)
        self.subject_fresh, self.run_start, self.classes = False, None, []
        if self.subject is not None and (self.subject.kind == "account" or (self.subject.kind == "unit" and self.names and self.walk.is_outlet(self.names[-1]))):
            self.subject, self.names = None, ()

    def _far_from_any_deed(self, atom: Atom) -> bool:
        """In a sentence without any deed only its head can name who acts next; behind the last deed, nobody acts."""
        if self.last_event < 0:
            return atom is not self.sentence.atoms[0] and atom is not self.sentence.atoms[min(1, len(self.sentence.atoms) - 1)]
        return self.offset > self.last_event and not atom.quantities

    def _only_attends(self, subject: Subject, atom: Atom, chosen: list[Event]) -> bool:
        """Guests and audiences named in a clause of their own: their numbers belong to the deed before."""
        if not self.deeds and not (self.subject and subject.kind == "counted"):
            return False
        if not chosen:
            rest = self.page.mask[atom.start : min(self.sentence.end, atom.end + 60)]
            return bool(_ATTENDED.search(rest)) or subject.kind == "person"
        return False

    def _is_content(self, atom: Atom, event: Event) -> bool:
        """What a plan says (明确开展16项活动) or a talk was about (约谈会，宣讲《纲要》) is no deed of its own."""
        if not self.deeds or self.subject_fresh:
            return False
        current = self.deeds[-1].activity
        if "分会场" in self.page.mask[event.start : event.end] and current in _SCENES and current != STREET:
            return True
        if event.rule.name == "live stream" and re.search(r"收看|收听|观看|参加|参训|参会", self.page.mask[atom.start : atom.end]) and current not in MEDIA:
            return True  # 另有260人通过线上直播收看: more of the audience
        if current in MEDIA and _AUDIENCE_OF_MEDIA.match(self.page.mask[atom.start : atom.end]):
            return True
        if current == "plan_issued":
            return bool(_CONTENT.match(self.page.mask, skip_adjuncts(self.page, atom.start, atom.end), atom.end))
        if current in ("enterprise_interview", "training_course", "enterprise_training", "conference"):
            bare = event.rule.activity in ("lecture", "study_session") and not atom.quantities
            return bare and current != "conference" and not re.search(r"邀请|请", self.page.mask[atom.start : event.end])
        return False

    def _take_subject(self, subject: Subject, planned: bool) -> None:
        if subject.classes:
            self.classes = list(subject.classes)
        elif subject.kind != "counted":
            self.classes = []
        elif self.subject is not None and self.subject_fresh and self.subject.kind == "counted":
            self.classes = [*(self.classes or [self.subject]), subject]
        self.subject, self.names, self.subject_fresh = subject, self.walk.name_actors(subject), True
        if not planned:
            self.walk.remember(subject, self.names)
        self.run_start = subject.start

    def _choose(self, events: list[Event], atom: Atom) -> list[Event]:
        """Of the readings of one clause the best rank; channels named together stand side by side."""
        if not events:
            return []
        best = events[0]
        if best.rule.activity == "materials_distributed" and not _HANDS.search(self.page.mask, atom.start, atom.end):
            led = [event for event in events if event.rule.activity in MEDIA and event.start < best.start]
            best = led[0] if led else best  # 依托官方微信发布倡议书1份: the channel carries it
        if best.rule.activity not in MEDIA:
            return [best]
        channels: dict[str, Event] = {}
        for event in events:
            if event.rule.activity in MEDIA:
                channels.setdefault(event.rule.activity, event)
        if len(channels) > 1 and "broadcast_video" in channels and not _SCREENS.search(self.page.mask, atom.start, atom.end):
            del channels["broadcast_video"]
        return list(channels.values())

    # -- deeds ------------------------------------------------------------------------------------------------------

    def _deed(self, event: Event, atom: Atom, subject: Subject | None, planned: bool) -> None:
        activity = self._activity(event, atom)
        scene = self._scene_for(event, activity, planned)
        if scene is not None:
            return
        if self._attends_the_scene(event, activity, atom, planned):
            return
        current = self.deeds[-1] if self.deeds else None
        if (activity == "materials_distributed" or activity in MEDIA) and not self.subject_fresh:
            current = next((deed for deed in reversed(self.deeds) if deed.activity == activity), current)
        if current is not None and self._continues(current, activity, atom, planned):
            if (current.activity, activity) in _BECOMES:
                current.activity, current.event = activity, event
            current.end = self._end(atom)
            return
        if current is not None and current.activity in MEDIA and not self.subject_fresh and self._only_counts(current, event, activity, atom):
            current.end = self._end(atom)
            return
        for one in (*self.classes,) or (None,):
            self._open(event, activity, atom, one, planned)

    def _open(self, event: Event, activity: str, atom: Atom, one: Subject | None, planned: bool) -> None:
        subject = one or self.subject
        if activity == "signature_or_pledge" and "签名" in self.page.mask[event.start : event.end] and self._signs_only(subject):
            subject = self.subject = one = None  # 60家企业签名: those who sign are counted, another body asked them to
        if subject is None and self.walk.organiser is not None and self.walk.organisers and self.walk.organiser.joint:
            subject = self.walk.organiser
        if one is not None:
            names = self.walk.name_actors(one)
            start = self.classes[0].start
        else:
            names = self.names if self.subject else self.walk.inherited()
            start = self.run_start if self.run_start is not None else skip_adjuncts(self.page, atom.start, atom.end)
        if event.back >= 0 and self.run_start is None:
            start = min(start, self._back_to(event.back))
        start = min(start, event.start)
        deed = Deed(event, activity, self.sentence, start, self._end(atom), names, subject, self._when(activity, atom), planned)
        deed.named = "clause" if subject is not None and self.subject_fresh else "sentence" if self.subject is not None else (
            "carried" if self.walk.organisers else "reporter"
        )
        deed.rivals = len({e.rule.activity for e in self.walk.events.get(event.atom, ())} - {event.rule.activity})
        self.deeds.append(deed)
        self.walk.deeds.append(deed)
        if not planned:
            deed.front = self._front(deed)
            if activity == STREET:
                self.walk.street = deed
            if activity in _SCENES:
                self.walk.scene = deed

    def _only_counts(self, current: Deed, event: Event, activity: str, atom: Atom) -> bool:
        """短视频9部, 刊载稿件17篇 behind a channel: more of what it carried, no channel of its own."""
        words = self.page.mask[event.start : event.end]
        listed = (self.page.mask[atom.start - 1 : atom.start] == "、" or self.page.mask.startswith("其中", atom.start)) and current.activity == "social_media"
        if activity == "broadcast_video":
            return listed and bool(_BARE_VIDEOS.match(words))
        return activity == "newspaper" and current.activity in ("website_column", "social_media") and bool(_BARE_PIECES.match(words))

    def _signs_only(self, subject: Subject | None) -> bool:
        return subject is not None and subject.kind == "counted" and bool(re.search(FIRM + r"|人员|代表|职工|居民|[名人]", subject.names[0]))

    def _back_to(self, offset: int) -> int:
        atom = self.page.atoms[self.page.atom_at(offset)]
        return skip_adjuncts(self.page, atom.start, atom.end)

    def _activity(self, event: Event, atom: Atom) -> str:
        if event.rule.activity != "training_course":
            return event.rule.activity
        clause = self.page.mask[atom.start : atom.end]
        near = clause + self.page.mask[atom.end : atom.end + 40].split("。")[0]
        if self.walk.section == "enterprises":
            return "enterprise_training"
        if self.walk.section in ("government", "departments", "internal"):
            return "training_course"
        by_firm = self.subject is not None and any(
            re.search(r"公司|企业$|(?<!医疗)(?<!医院)(?<!教育)集团|厂$", name) and (self.walk.by_firm or not name.startswith("集团")) for name in self.names
        )
        audience = re.search(r"首席质量官|安全总监|质量安全员|" + FIRM + r"[^，。；]{0,24}(?:培训|负责人|人员|参训|员工|职工|骨干|经营者)|(?:企业|经营者|从业人员|员工)[^，。；]{0,16}(?:培训|参训|轮训)|培训[^，。；]{0,8}" + FIRM, near)
        return "enterprise_training" if by_firm or (audience and not re.search(r"监管人员|执法人员|局长", clause)) else "training_course"

    def _continues(self, current: Deed, activity: str, atom: Atom, planned: bool) -> bool:
        if current.planned != planned or (self.subject_fresh and self.subject is not current.subject):
            return False
        if current.activity == activity:
            first = skip_adjuncts(self.page, atom.start, atom.end)
            same_time = current.when == self._when(activity, atom) or self.page.mask.startswith("其中", atom.start)
            if not current.numbers and activity not in MEDIA and not _ANEW.match(self.page.mask, first, atom.end):
                return True  # 巡讲活动由A主办，…已举办报告会9场: told twice, counted once
            return same_time and not _ANEW.match(self.page.mask, first, atom.end)
        if current.activity == "lecture" and activity == "training_course" and _TAUGHT.match(self.page.mask, atom.start, atom.end):
            told = self.page.mask[self.sentence.start : current.start + 4]
            return current.end >= atom.start - 2 and not re.search(r"共|累计", told)  # 授课28场，培训3900人: one deed
        return (current.activity, activity) in _BECOMES

    def _attends_the_scene(self, event: Event, activity: str, atom: Atom, planned: bool) -> bool:
        """各市分管领导近170人参加培训, behind the sentence that opened the course: who came, no second course."""
        scene = self.walk.scene
        if scene is None or planned or self.deeds or scene.activity != activity or scene.planned:
            return False
        if scene.sentence.paragraph != self.sentence.paragraph or not re.match(r"参加|参与|出席", self.page.mask[event.start : event.end]):
            return False
        if self.subject_fresh or not any(found.quantity.unit in PERSONS for found in atom.quantities):
            return False
        if any(number.name == "participants" for number in scene.numbers):
            return False
        self.deeds.append(scene)
        scene.end = max(scene.end, self._end(atom)) if atom.start - scene.end < 120 else scene.end
        return True

    def _scene_for(self, event: Event, activity: str, planned: bool) -> Deed | None:
        """The street event that a stall, boards or banners named later only furnish; None where they stand alone."""
        street = self.walk.street
        words = self.page.mask[event.start : event.end]
        if street is None or planned or activity not in (STREET, "outdoor_advert") or "counted" in event.rule.name or _LASTING.match(words):
            return None
        if activity == STREET and self.deeds and self.deeds[-1] is street and not self.subject_fresh:
            return None
        same_actor = not self.subject_fresh and (not self.subject or set(self.names) & set(street.actors) or self.subject.kind == "counted")
        near = self.sentence.paragraph - street.sentence.paragraph <= 1
        if not (same_actor and near and self.walk.time.now == street.when):
            return None
        if activity == STREET and event.rule.name.startswith("event at") and self.sentence.paragraph != street.sentence.paragraph:
            return None
        return street

    # -- numbers ------------------------------------------------------------------------------------------------------

    def _give_numbers(self, atom: Atom, chosen: list[Event]) -> None:
        mine = [deed for deed in self.deeds if deed.event in chosen or deed.end >= atom.end - 1]
        target = mine[-1] if mine else None
        if len(mine) > 1 and all(deed.event in chosen and deed.activity in MEDIA for deed in mine):
            target = mine[0]  # of channels named together the first carries the count
        if target is None and self.walk.street is not None:
            for found in self._countable(atom):
                self._to_street(atom, found, tally=True)
            return
        waiting, self.waiting = self.waiting, []
        if target is not None and target.activity in ("materials_distributed", "consultation_service", "other"):
            waiting = [(where, found) for where, found in waiting if not self._to_street(where, found, tally=True)]
        for where, found in [*waiting, *((atom, found) for found in self._countable(atom))]:
            if not self._give(target, where, found, in_quote=where is atom or self.run_start is not None or True):
                self._to_street(where, found, tally=bool(waiting))

    def _numbers_only(self, atom: Atom) -> None:
        current = self.deeds[-1] if self.deeds else None
        fresh = self.subject_fresh and current is not None and self.subject is not current.subject
        fresh = fresh and not _ATTENDED.search(self.page.mask, atom.start, atom.end)
        if _OTHER_TRADE.match(self.page.mask, skip_adjuncts(self.page, atom.start, atom.end), atom.end):
            return
        first = skip_adjuncts(self.page, atom.start, atom.end)
        held = current is not None and self._is_for_what_follows(atom)
        shown = current is not None and current.activity in ("materials_distributed", "consultation_service") and _SHOWS.match(self.page.mask, first, atom.end)
        apart = not held and self.page.mask[max(0, atom.start - 1) : atom.start] == "；" and _MAKES_READY.match(self.page.mask, first, atom.end)
        if shown or apart:
            for found in self._countable(atom) if shown else ():
                self._to_street(atom, found, tally=True)
            return
        for found in self._countable(atom):
            if held:
                self.waiting.append((atom, found))
            elif current is not None and not fresh and self._give(current, atom, found, in_quote=True):
                current.end = max(current.end, self._end(atom))
            elif current is not None and not fresh:
                self._to_street(atom, found, tally=True)
            else:
                self.waiting.append((atom, found))

    def _is_for_what_follows(self, atom: Atom) -> bool:
        """组建9支小分队，走进工地…: told before the deed it serves; nothing follows a last clause."""
        if not self._deed_follows():
            return False
        first = skip_adjuncts(self.page, atom.start, atom.end)
        if self.subject is not None and atom.start <= self.subject.start < atom.end:
            first = self.subject.end
        if _MAKES_READY.match(self.page.mask, first, atom.end):
            return True
        before = self.page.mask[max(0, atom.start - 1) : atom.start]
        return before == "；" and not _GOES_ON.match(self.page.mask, first, atom.end)

    def _deed_follows(self) -> bool:
        """Whether a clause before the next semicolon tells a deed of its own."""
        for offset in range(self.offset + 1, len(self.sentence.atoms)):
            atom = self.sentence.atoms[offset]
            if self.page.mask[atom.start - 1] == "；":
                return False
            if self.first + offset in self.walk.events:
                return True
        return False

    def _give(self, deed: Deed | None, atom: Atom, found: Found, *, in_quote: bool) -> bool:
        if deed is None:
            return False
        name = name_of(found, deed.activity, Context.of(self.page, found, atom.start, atom.end))
        if name is None:
            return True
        if not deed.takes(name):
            return False
        for number, times in ((Number(name, found, in_quote), self._times(atom, found)),):
            deed.numbers += [number] * times
        if not in_quote:
            deed.numbers[-1].in_quote = False
        deed.start = min(deed.start, found.start) if in_quote else deed.start
        return True

    def _times(self, atom: Atom, found: Found) -> int:
        """各6个 over a list of things: one measure each."""
        words = self.page.mask[found.start : found.end]
        if not words.startswith("各"):
            return 1
        listed = re.search(r"([^，。；]*)$", self.page.mask[atom.start : found.start])
        return 1 + (listed[1].count("、") if listed else 0)

    def _countable(self, atom: Atom) -> list[Found]:
        """The numbers of a clause, without those that count its actors or repeat a date."""
        classes = self.subject.classes if self.subject else ()
        taken = [s.count for s in (self.subject, *self.classes, *classes) if s is not None and s.count is not None]
        return [found for found in atom.quantities if found not in taken]

    def _to_street(self, atom: Atom, found: Found, *, tally: bool) -> bool:
        """Gives a number to the event of the scene, if it is one that an event has."""
        street = self.walk.street
        if street is None or (self.plan_at is not None and atom.end > self.plan_at):
            return False
        if self.sentence.paragraph - street.sentence.paragraph > 3 or self.walk.time.now != street.when:
            return False
        if self.subject is not None and not set(self.names) & set(street.actors):
            return False
        name = name_of(found, STREET, Context.of(self.page, found, atom.start, atom.end))
        allowed = _DISPLAY | {"people_reached", "participants"} | ({"items", "units", "enterprises"} if tally else set())
        if name not in allowed:
            return False
        inside = street.start <= found.start < street.end
        street.numbers += [Number(name, found, inside)] * self._times(atom, found)
        return True

    def _leftovers(self) -> None:
        for atom, found in self.waiting:
            scene = self.walk.scene
            near = scene is not None and self.sentence.paragraph == scene.sentence.paragraph and scene.when == self.walk.time.now
            if near and not self.deeds and _ATTENDED.search(self.page.mask, found.end, min(atom.end, found.end + 30)):
                self._give(scene, atom, found, in_quote=False)
                if scene.activity in ("conference", "training_course"):
                    scene.front = self._front(scene, also=self.page.mask[self.sentence.start : self.sentence.end])
                continue
            words = self.page.mask[max(atom.start, found.start - 10) : min(atom.end, found.end + 10)]
            if self.walk.street is not None and (_TALLY.search(words) or re.search(r"展板|横幅|围观|驻足|受教育|参加|参与|吸引|咨询台|标语", words)):
                self._to_street(atom, found, tally=False)

    # -- details ------------------------------------------------------------------------------------------------------

    def _directive(self, atom: Atom, event: Event) -> bool:
        subject = subject_of(self.page, atom)
        if subject is not None and subject.kind == "person":
            names, start = self.walk.name_actors(subject), subject.start
        elif self.subject is not None and self.subject.kind == "person":
            subject, names, start = self.subject, self.names, self.run_start or self.subject.start
        elif (name := self.page.text[event.start : event.end][:-2]) in self.walk.persons or self._has_title(name, event.start):
            subject, names, start = None, (name,), event.start  # 谢志远强调: introduced with a title before
        else:
            return False
        if self.plan_at is not None and self.plan_at < event.start:
            return True
        end = self._end(self.sentence.atoms[-1])
        deed = Deed(event, "leaders_directive", self.sentence, start, end, names, subject, self._when("leaders_directive", atom), False)
        deed.front = "government"
        self.deeds.append(deed)
        self.walk.deeds.append(deed)
        return True

    def _has_title(self, name: str, before: int) -> bool:
        """Whether the name was written behind a title: 镇党委书记梁栋 … 梁栋强调."""
        text = self.page.text
        place = text.rfind(name, 0, before) if 2 <= len(name) <= 3 else -1
        return place > 0 and bool(re.search(LEADER + "$", text[max(0, place - 6) : place]))

    def _when(self, activity: str, atom: Atom) -> str | None:
        if activity == "work_report_inclusion":
            year = re.search(r"(\d{4})年(?:政府)?工作报告", self.page.mask[atom.start : atom.end])
            if year:
                return year[1]
            if self.walk.time.written and "今年" in self.page.mask[atom.start : atom.end]:
                return self.walk.time.written[:4]
        return self.walk.time.now

    def _front(self, deed: Deed, also: str = "") -> str:
        after_subject = deed.subject.end if deed.subject is not None and deed.subject.kind != "counted" and deed.start <= deed.subject.end <= deed.end else deed.start
        own = self.page.mask[deed.start if deed.activity in _BY_NAME else after_subject : deed.end]
        after = self.page.mask[deed.end : min(self._next_deed(), deed.end + 40)]
        scene = self.walk.scene
        host = scene.front if scene is not None and scene is not deed and deed.sentence.paragraph - scene.sentence.paragraph <= 2 else None
        if deed.activity == "quiz_or_contest" and scene is not None and scene.sentence is not self.sentence:
            host = None
        if deed.activity in ("training_course", "lecture", "conference", "study_session", "quiz_or_contest"):
            own = own + after.split("；")[0] + also
        before = next((one.front for one in reversed(self.deeds) if one is not deed and one.front not in ("", "media")), None)
        around = Setting(self.walk.section, host if host != "media" else None, before, deed.actors, self.walk.by_firm)
        return front_of(deed.activity, own, ruled=deed.event.rule.front, setting=around)

    def _next_deed(self) -> int:
        """Where the next clause with a deed of its own begins: its audience is not this deed's."""
        for offset in range(self.offset + 1, len(self.sentence.atoms)):
            events = self.walk.events.get(self.first + offset)
            if events and events[0].rule.activity != self.deeds[-1].activity:
                return self.sentence.atoms[offset].start
        return self.sentence.end

    def _end(self, atom: Atom) -> int:
        end = atom.end
        while end > atom.start and self.page.mask[end - 1] in "，。；：！？、 \n":
            end -= 1
        return end

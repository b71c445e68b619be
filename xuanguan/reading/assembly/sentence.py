"""Reads one sentence: which deed is on, which clauses furnish it, which numbers wait for one.

Clauses without a deed of their own give their numbers to the deed before them; boards and banners of a closing tally go
to the event of the scene; guests and audiences are measures, not actors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xuanguan.chinese.quantities import Found
from xuanguan.reading.assembly.deeds import STREET, Deed
from xuanguan.reading.assembly.telling import Telling
from xuanguan.reading.assembly.wordings import (
    ANEW,
    ATTENDED,
    AUDIENCE_OF_MEDIA,
    BARE_PIECES,
    BARE_VIDEOS,
    BECOMES,
    CONTENT,
    ENTERS,
    HANDS,
    HELD_BY,
    LASTING,
    MEANS,
    PARTS,
    SCENES,
    SCREENS,
    SIGHT,
    TAUGHT,
)
from xuanguan.reading.grammar import plans
from xuanguan.reading.grammar.actors import Subject, skip_adjuncts, subject_of
from xuanguan.reading.grammar.measures import PERSONS
from xuanguan.reading.lexicon import FIRM, MEDIA
from xuanguan.reading.rules import Event, Rank
from xuanguan.reading.tokens import Atom, Sentence

if TYPE_CHECKING:
    from xuanguan.reading.assembly.walk import Walk


class SentenceWalk(Telling):
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
        if self.walk.deeds and PARTS.match(self.page.mask, self.sentence.start, self.sentence.end):
            last = self.walk.deeds[-1]
            if last.sentence.paragraph == self.sentence.paragraph and not last.planned:
                self.deeds.append(last)
        self._hosts_told_after()
        for offset, atom in enumerate(self.sentence.atoms):
            self.offset = offset
            self.walk.time.pass_atom(self.page, atom)
            if SIGHT.search(self.page.mask, atom.start, atom.end):
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
        if scene is None or not HELD_BY.match(self.page.mask, self.sentence.start, self.sentence.end):
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
        if events and MEANS.search(self.page.mask, atom.start, atom.end) and not atom.quantities:
            events = [event for event in events if event.rule.activity not in (STREET, "lecture", "study_session", "materials_distributed", "consultation_service")]
        if events and self.offset < self.last_event and ENTERS.match(self.page.mask, events[0].start, events[0].end):
            events = []  # 走进学校186所，开展讲座: where it was done
        if events and events[0].rule.name == "firms visited" and not atom.quantities and self._told_next():
            events = []  # 深入企业、车间，宣讲《工会法》: the way to what was done
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

    def _told_next(self) -> bool:
        """Whether the next clause of the same sentence tells a talk or a handing out."""
        events = self.walk.events.get(self.first + self.offset + 1, []) if self.offset + 1 < len(self.sentence.atoms) else []
        return bool(events) and events[0].rule.activity in ("lecture", "training_course", "materials_distributed")

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
            return bool(ATTENDED.search(rest)) or subject.kind == "person"
        return False

    def _is_content(self, atom: Atom, event: Event) -> bool:
        """What a plan says (明确开展16项活动) or a talk was about (约谈会，宣讲《纲要》) is no deed of its own."""
        if not self.deeds or self.subject_fresh:
            return False
        current = self.deeds[-1].activity
        if "分会场" in self.page.mask[event.start : event.end] and current in SCENES and current != STREET:
            return True
        if event.rule.name == "live stream" and re.search(r"收看|收听|观看|参加|参训|参会", self.page.mask[atom.start : atom.end]) and current not in MEDIA:
            return True  # 另有260人通过线上直播收看: more of the audience
        if current in MEDIA and AUDIENCE_OF_MEDIA.match(self.page.mask[atom.start : atom.end]):
            return True
        if current == "plan_issued":
            return bool(CONTENT.match(self.page.mask, skip_adjuncts(self.page, atom.start, atom.end), atom.end))
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
        if best.rule.activity == "materials_distributed" and not HANDS.search(self.page.mask, atom.start, atom.end):
            led = [event for event in events if event.rule.activity in MEDIA and event.start < best.start]
            best = led[0] if led else best  # 依托官方微信发布倡议书1份: the channel carries it
        if best.rule.activity not in MEDIA:
            return [best]
        channels: dict[str, Event] = {}
        for event in events:
            if event.rule.activity in MEDIA:
                channels.setdefault(event.rule.activity, event)
        if len(channels) > 1 and "broadcast_video" in channels and not SCREENS.search(self.page.mask, atom.start, atom.end):
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
            if (current.activity, activity) in BECOMES:
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
            if activity in SCENES:
                self.walk.scene = deed

    def _only_counts(self, current: Deed, event: Event, activity: str, atom: Atom) -> bool:
        """短视频9部, 刊载稿件17篇 behind a channel: more of what it carried, no channel of its own."""
        words = self.page.mask[event.start : event.end]
        listed = (self.page.mask[atom.start - 1 : atom.start] == "、" or self.page.mask.startswith("其中", atom.start)) and current.activity == "social_media"
        if activity == "broadcast_video":
            return listed and bool(BARE_VIDEOS.match(words))
        return activity == "newspaper" and current.activity in ("website_column", "social_media") and bool(BARE_PIECES.match(words))

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
            if not current.numbers and activity not in MEDIA and not ANEW.match(self.page.mask, first, atom.end):
                return True  # 巡讲活动由A主办，…已举办报告会9场: told twice, counted once
            return same_time and not ANEW.match(self.page.mask, first, atom.end)
        if current.activity == "lecture" and activity == "training_course" and TAUGHT.match(self.page.mask, atom.start, atom.end):
            told = self.page.mask[self.sentence.start : current.start + 4]
            return current.end >= atom.start - 2 and not re.search(r"共|累计", told)  # 授课28场，培训3900人: one deed
        return (current.activity, activity) in BECOMES

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
        if street is None or planned or activity not in (STREET, "outdoor_advert") or "counted" in event.rule.name or LASTING.match(words):
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

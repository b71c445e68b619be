"""Walks a page once and keeps who, when and what scene is on."""

from __future__ import annotations

import re

from xuanguan.chinese.dates import Form
from xuanguan.reading.assembly.deeds import Deed
from xuanguan.reading.assembly.sentence import SentenceWalk
from xuanguan.reading.fronts import section_front
from xuanguan.reading.grammar import plans
from xuanguan.reading.grammar.actors import Subject, heading_unit
from xuanguan.reading.grammar.anaphors import is_anaphor, spelled_out, what_it_stands_for, written_out
from xuanguan.reading.grammar.timeline import Timeline, during_campaign
from xuanguan.reading.rules import Event
from xuanguan.reading.tokens import Page, Paragraph

# 该局 means one of the last few named; a longer memory would also make long texts slow.
MOST_KNOWN = 40
_ORGAN = re.compile(r"(?:党委|党组|中心组|党支部|机关党委)$")  # part of the reporter: what follows is the whole's
# A station or a paper that reports is no organiser of what the text goes on to tell.
_OUTLETS = re.compile(r"(?:电视台|电台|日报|晚报|报社|报》|卫视)$")
_FIRMS = re.compile(r"(?:公司|(?<!医疗)(?<!教育)集团|厂|矿|企业|酒店|商场)(?:工会|党委|团委|[^省市县区局]{0,6})?$")
_TAKING_PART = re.compile(r"(?:各|有关|相关)?(?:参与|参加|参展|主办|联办)?(?:单位|部门)")
_THESE = re.compile(r"[两三四五六七八九十\d]+个?(?:部门|单位|家单位|地)$")


def assemble(page: Page, events: dict[int, list[Event]], *, written: str | None, reporter: str | None,
             publisher: str | None = None) -> list[Deed]:
    """The deeds and plans of a page, in the order of the text."""
    return Walk(page, events, written=written, reporter=reporter, publisher=publisher).run()


class Walk:
    """One pass over one page. `reporter` is who issued the text, as far as title and source tell."""

    def __init__(self, page: Page, events: dict[int, list[Event]], *, written: str | None, reporter: str | None,
                 publisher: str | None = None) -> None:
        self.page, self.events, self.reporter = page, events, reporter
        self.time = Timeline(written)
        self.by_firm = any(_FIRMS.search(name) for name in (reporter, publisher) if name)
        self.known: list[str] = [name for name in (publisher, reporter) if name]
        self.organisers: tuple[str, ...] = ()
        self.joint: tuple[str, ...] = ()  # the last organisers named together: whom 六部门 means
        self.persons: set[str] = set()  # those introduced with their title
        self.organiser: Subject | None = None  # the words that named them, for their count
        self.section: str | None = None
        self.street: Deed | None = None
        self.scene: Deed | None = None
        self.deeds: list[Deed] = []
        self.index = 0
        self.topics = 0  # paragraphs in a row that open with a topic sentence

    def run(self) -> list[Deed]:
        for paragraph in self.page.paragraphs:
            self._paragraph(paragraph)
        return [deed for deed in self.deeds if not deed.event.rule.needs_number or deed.numbers]

    def _paragraph(self, paragraph: Paragraph) -> None:
        self.section = None
        if paragraph.sentences and not plans.opens_topic(self.page, paragraph, paragraph.sentences[0]):
            self.topics = 0
        listed = paragraph.item
        self.time.enter(item=paragraph.item)
        head = heading_unit(self.page, paragraph.start, paragraph.end)
        if paragraph.item or head:
            self.organisers = (head,) if head else ()
            self.organiser = None if head else self.organiser
            if head:
                self.scene = self.street = None
        elif self.organiser is not None and not self.organiser.joint:
            self.organisers = ()  # only those who act together carry on into the next paragraph
        for sentence in paragraph.sentences:
            first = self.index
            self.index += len(sentence.atoms)
            if plans.opens_topic(self.page, paragraph, sentence):
                self.time.enter(item=True)
                listed = True
                for atom in sentence.atoms:
                    self.time.pass_atom(self.page, atom)
                self.topics += 1
                if self.topics > 1:  # one topic after the other: each begins anew with who reports
                    self.organisers, self.organiser = (() if not head else (head,)), None
                self.section = section_front(self.page.mask[sentence.start : sentence.end])
                continue
            if any(m.form in (Form.UNTIL, Form.UNTIL_NOW) for atom in sentence.atoms[:2] for m in atom.dates):
                self.organisers, self.scene = (), None  # a closing tally is the reporter's, not the last event's
            elif not paragraph.item and during_campaign(self.page, sentence.atoms[0]):
                self.organisers = ()
            SentenceWalk(self, sentence, first).run()
            self.time.end_sentence()
        self.time.leave(item=listed)

    # -- what the sentence walk asks ----------------------------------------------------------------------------

    def name_actors(self, subject: Subject) -> tuple[str, ...]:
        out: list[str] = []
        for name in subject.names:
            if _TAKING_PART.fullmatch(name) and len(self.organisers) > 1:
                out += self.organisers
            elif name == "" or name in ("主办方", "承办方", "主办单位") or (_THESE.match(name) and len(self.joint) > 1):
                fitting = self.joint if _THESE.match(name) else (self.inherited()[:1] if name == "" else self.inherited())
                out += fitting
            elif is_anaphor(name):
                full = what_it_stands_for(name, self.known) or spelled_out(name, self.page.text[:400]) or written_out(name, self.page.text, subject.start)
                out.append(full or name)
            else:
                out.append(name)
        return tuple(dict.fromkeys(out))

    def inherited(self) -> tuple[str, ...]:
        return self.organisers or ((self.reporter,) if self.reporter else ())

    def is_outlet(self, name: str) -> bool:
        return name != self.reporter and bool(_OUTLETS.search(name))

    def remember(self, subject: Subject, names: tuple[str, ...]) -> None:
        if subject.kind in ("unit", "group") and not self.is_outlet(names[-1]):
            if not _ORGAN.search(subject.names[0]):
                self.organisers, self.organiser = names, subject
                self.joint = names if subject.joint else self.joint
            if subject.kind == "group":
                self.scene = None
            # 该局 after 税务局与教育局联手 is the first of them, so it is remembered last
            self.known = [*self.known, *(name for name in reversed(names) if not is_anaphor(name))][-MOST_KNOWN:]

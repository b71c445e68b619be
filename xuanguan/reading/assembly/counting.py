"""Which deed of a sentence each number belongs to: its own clause's, one told before or after, the event of the scene, none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xuanguan.chinese.quantities import Found
from xuanguan.reading.assembly.deeds import STREET, Deed, Number
from xuanguan.reading.assembly.wordings import (
    ATTENDED,
    DISPLAY,
    GOES_ON,
    MAKES_READY,
    OTHER_TRADE,
    SHOWS,
    TALLY,
)
from xuanguan.reading.grammar.actors import Subject, skip_adjuncts, subject_of
from xuanguan.reading.grammar.measures import Context, name_of
from xuanguan.reading.lexicon import MEDIA
from xuanguan.reading.rules import Event
from xuanguan.reading.tokens import Atom, Page, Sentence

if TYPE_CHECKING:
    from xuanguan.reading.assembly.walk import Walk


class Counting:
    """The numbers of one sentence; what the walk over it keeps stands declared here."""

    walk: Walk
    page: Page
    sentence: Sentence
    first: int  # index of the sentence's first atom
    offset: int  # of the atom being read
    last_event: int
    plan_at: int | None
    subject: Subject | None
    names: tuple[str, ...]
    classes: list[Subject]
    subject_fresh: bool
    run_start: int | None
    deeds: list[Deed]
    waiting: list[tuple[Atom, Found]]

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
        fresh = fresh and not ATTENDED.search(self.page.mask, atom.start, atom.end)
        first = skip_adjuncts(self.page, atom.start, atom.end)
        found_there = current is not None and current.activity == "inspection"  # 检查并宣讲1次，发现问题1个
        if (OTHER_TRADE.match(self.page.mask, first, atom.end) and not found_there) or self._others_turn(current):
            return
        held = current is not None and self._is_for_what_follows(atom)
        shown = current is not None and current.activity in ("materials_distributed", "consultation_service") and SHOWS.match(self.page.mask, first, atom.end)
        apart = not held and self.page.mask[max(0, atom.start - 1) : atom.start] == "；" and MAKES_READY.match(self.page.mask, first, atom.end)
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
                if current.activity != "message_push":  # 发送短信1次，覆盖单位1个: nothing of a street
                    self._to_street(atom, found, tally=True)
            else:
                self.waiting.append((atom, found))

    def _others_turn(self, current: Deed | None) -> bool:
        """Whether a semicolon has passed since the deed and another began to act: 省局举办培训；省药检院…，接待270人次."""
        if current is None or current.sentence is not self.sentence:
            return False
        for offset in range(self.offset, 0, -1):
            atom = self.sentence.atoms[offset]
            if atom.start <= current.start:
                return False
            if self.page.mask[atom.start - 1] == "；" and atom.start >= current.end:
                subject = subject_of(self.page, atom)
                return subject is not None and subject.kind == "unit" and not ATTENDED.search(self.page.mask, atom.start, atom.end)
        return False

    def _is_for_what_follows(self, atom: Atom) -> bool:
        """组建9支小分队，走进工地…: told before the deed it serves; nothing follows a last clause."""
        if not self._deed_follows():
            return False
        first = skip_adjuncts(self.page, atom.start, atom.end)
        if self.subject is not None and atom.start <= self.subject.start < atom.end:
            first = self.subject.end
        if MAKES_READY.match(self.page.mask, first, atom.end):
            return True
        before = self.page.mask[max(0, atom.start - 1) : atom.start]
        return before == "；" and not GOES_ON.match(self.page.mask, first, atom.end)

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
        allowed = DISPLAY | {"people_reached", "participants"} | ({"items", "units", "enterprises"} if tally else set())
        if name not in allowed:
            return False
        inside = street.start <= found.start < street.end
        street.numbers += [Number(name, found, inside)] * self._times(atom, found)
        return True

    def _leftovers(self) -> None:
        for atom, found in self.waiting:
            scene = self.walk.scene
            if (
                scene is not None and self.sentence.paragraph == scene.sentence.paragraph and scene.when == self.walk.time.now
                and not self.deeds and ATTENDED.search(self.page.mask, found.end, min(atom.end, found.end + 30))
            ):
                self._give(scene, atom, found, in_quote=False)
                if scene.activity in ("conference", "training_course", "lecture"):
                    scene.front = self._front(scene, also=self.page.mask[self.sentence.start : self.sentence.end])
                continue
            words = self.page.mask[max(atom.start, found.start - 10) : min(atom.end, found.end + 10)]
            if self.walk.street is not None and (TALLY.search(words) or re.search(r"展板|横幅|围观|驻足|受教育|参加|参与|吸引|咨询台|标语", words)):
                self._to_street(atom, found, tally=False)

    def _end(self, atom: Atom) -> int:
        raise NotImplementedError

    def _front(self, deed: Deed, also: str = "") -> str:
        raise NotImplementedError

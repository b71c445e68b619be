"""What is said of one deed beside its numbers: whose instruction it was, its day, its front, where its words end."""

from __future__ import annotations

import re

from xuanguan.reading.assembly.counting import Counting
from xuanguan.reading.assembly.deeds import Deed
from xuanguan.reading.assembly.wordings import BY_NAME
from xuanguan.reading.fronts import Setting, front_of
from xuanguan.reading.grammar.actors import subject_of
from xuanguan.reading.lexicon import LEADER
from xuanguan.reading.rules import Event
from xuanguan.reading.tokens import Atom


class Telling(Counting):
    """Instructions, days and fronts of one sentence."""

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
        own = self.page.mask[deed.start if deed.activity in BY_NAME else after_subject : deed.end]
        after = self.page.mask[deed.end : min(self._next_deed(), deed.end + 40)]
        scene = self.walk.scene
        host = scene.front if scene is not None and scene is not deed and deed.sentence.paragraph - scene.sentence.paragraph <= 2 else None
        if host in ("internal", "departments", "government") and scene is not None and self.sentence.start > scene.sentence.end + 1:
            host = None  # what was for a class of officials ends with it
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

"""The day a deed belongs to: what the text says beside it, or what the paragraph and the campaign carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xuanguan.chinese.dates import Form, Mention, names_a_deed
from xuanguan.reading.tokens import Atom, Page

_BIRTHDAY = re.compile(r"(?:是|为|系)[^，。]{0,12}(?:第|首个|全国|国际|世界|一年一度)|设立为|恰逢|正值|被定为|前后$")
_SINCE = re.compile(r"[^，。；]{1,30}以来")
_DURING = re.compile(r"(?:周|月|活动|宣传)[”]?期间|(?:宣传周|宣传月|活动月|质量月)里|全月")
_ORIGIN = re.compile(r"(?:会|方案|通知|办法|条例)(?:上)?(?:通过|印发|决定)")


@dataclass(slots=True)
class Timeline:
    """Walks the text once; `now` is the date that a deed without one of its own inherits."""

    written: str | None
    now: str | None = None
    day: str | None = None      # the last day named: what 当天 means
    period: str | None = None   # a declared period that a closing total refers to
    in_item: bool = False
    feast: str | None = None    # 12月2日是全国交通安全日: what the next sentences tell happened on it
    base: str | None = None     # what held before a list began

    def enter(self, *, item: bool) -> None:
        """A new paragraph. Items of a list go back to what stood before the list; a vague date (6月上旬) ends here."""
        self.in_item = item
        if item:
            self.now = self.base
        elif self.now is not None and len(self.now) <= 7 and self.now != self.period:
            self.now = None

    def end_sentence(self) -> None:
        """A month named in passing dates its own sentence only, unless it is the month of the whole text."""
        if self.now is not None and len(self.now) == 7 and self.now != self.period:
            self.now = None
        if self.now is None and self.feast is not None:
            self.now = self.feast
        self.feast = None

    def leave(self, *, item: bool) -> None:
        if not item:
            self.base = self.now

    def pass_atom(self, page: Page, atom: Atom) -> None:
        """Lets the dates of one clause take effect, in order."""
        if _DURING.search(page.even, atom.start, atom.end) and (self.period or len(self.now or "") == 10):
            self.now = self.period  # None too: 活动期间 is more than the day of its opening
        for mention in atom.dates:
            self._take(page, mention, atom)

    def _take(self, page: Page, mention: Mention, atom: Atom) -> None:
        if not names_a_deed(page.mask, mention.end) or _ORIGIN.search(page.mask, mention.end, atom.end):
            return
        match mention.form:
            case Form.SAME_DAY:
                self.now = self.day or self.now
            case Form.UNKNOWN:
                if page.mask[mention.start : mention.end] != "以来" and atom.start + 6 > mention.start:
                    self.now = None
            case Form.UNTIL_NOW | Form.UNTIL:
                first = (self.period or "").split("/")[0]
                last = mention.iso
                self.now = f"{first}/{last}" if first and last and len(last) == 10 and "-" in first[4:] and len(first) == 10 else None
            case Form.DAY:
                self.day = mention.iso
                birthday = _BIRTHDAY.search(page.mask, mention.end, min(atom.end, mention.end + 22))
                if _SINCE.match(page.mask, mention.end, atom.end) and mention.iso and self.written:
                    self.now = f"{mention.iso}/{self.written}"
                    self.period = self.period or self.now
                elif not birthday:
                    self.now = mention.iso
                else:
                    self.feast = mention.iso
            case Form.YEAR if mention.iso and page.mask[mention.start] not in "全":
                return
            case Form.MONTH if mention.iso and self.written and _SINCE.match(page.mask, mention.end, atom.end):
                self.now = f"{mention.iso}-01/{self.written}"
                self.period = self.period or self.now
            case Form.MONTH if _BIRTHDAY.search(page.mask, mention.end, min(atom.end, mention.end + 22)):
                return
            case _:
                self.now = mention.iso
                whole = mention.form in (Form.INTERVAL, Form.SINCE) or (mention.form is Form.MONTH and self.day is None)
                if whole and mention.iso and self.period is None and not self.in_item:
                    self.period = mention.iso


def during_campaign(page: Page, atom: Atom) -> bool:
    """活动期间, 宣传月里, 全月: a return from one event to the whole campaign."""
    return bool(_DURING.search(page.even, atom.start, atom.end))

"""Sentences that tell how much is on record and who is missing. The reader passes them over, for they are no deeds; here they are checked.

在案活动记录121条，其中已核实61条、自报待核实60条，涉及成都、遂宁、内江等21个市州，比2012年第一季度（41条）增加80条
“市（州）局制定宣贯方案”一项，应报21个单位，已有15个单位完成，完成率71.4%
“…”一项，攀枝花质监局、广安质监局等6个单位暂无在案记录
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.bulletins.checking import words
from xuanguan.bulletins.checking.asking import Figures, address_of, days_to_look_back
from xuanguan.bulletins.checking.explaining import Asked, Explainer
from xuanguan.bulletins.checking.findings import Finding, Part
from xuanguan.bulletins.checking.subjects import Subjects, names_of
from xuanguan.bulletins.checking.texts import PERIOD, Text, window_of
from xuanguan.bulletins.composing.references import reference
from xuanguan.bulletins.enums import Verdict
from xuanguan.campaigns.models import Front
from xuanguan.chinese.numerals import parse_numeral
from xuanguan.figures.answers import CoverageAnswer, Figure, Question, coverage
from xuanguan.organisations.models import Unit
from xuanguan.quantities import Quantity
from xuanguan.writing.agreeing import Agreement, agreement
from xuanguan.writing.amounts import share
from xuanguan.writing.typography import set_chinese

_N = r"[\d.万亿]+"
_BEFORE = rf"(?:，[比与](?P<before>[^（），]+)（(?P<then>{_N}条)）(?P<way>增加|减少|持平)(?P<change>{_N}条)?)?"
STANDING = re.compile(
    rf"(?:(?P<lead>[^。\n]{{4,40}}?)|本期)(?:在案活动记录(?P<all>{_N}条)|暂无在案活动记录)"
    rf"(?:，其中已核实(?P<verified>{_N}条)、自报待核实(?P<reported>{_N}条)|，(?P<how>均?已核实|均?为自报、待核实))?(?:，涉及(?P<units>[^，。]+))?{_BEFORE}")
UNDATED = re.compile(rf"另有(?P<n>{_N}条)记录日期跨出本期")
EXPECTED = re.compile(
    rf"“(?P<name>[^”\n]{{1,80}})”一项(?:，应报(?P<expected>{_N})(?P<word>[^，。\d]{{1,10}})，(?:已有(?P<reached>{_N})[^，。\d]{{1,10}}?完成|(?P<whole>均已完成|均暂无在案记录))|(?P<one>已完成))"
    rf"(?P<stated>（含汇总数）)?(?:，完成率(?P<share>[\d.]+)%)?")
MISSING = re.compile(r"“(?P<name>[^”\n]{1,80})”一项，(?!应报)(?P<units>[^“”。；\n]+?)暂无在案记录")
_LIST = re.compile(rf"^(?P<names>[^等]*?)(?:等?(?P<n>{_N})(?P<word>个?[^\d、，。]{{1,8}}))?$")


@dataclass
class Ledger:
    text: Text
    figures: Figures
    subjects: Subjects
    explainer: Explainer

    def findings(self) -> Iterator[Finding]:
        for pattern, check in ((STANDING, self._standing), (UNDATED, self._undated), (EXPECTED, self._expected), (MISSING, self._missing)):
            for match in pattern.finditer(self.text.text):
                if parts := tuple(sorted(check(match), key=lambda part: part.start)):
                    yield Finding(match.start(), match.end(), match[0], self._about(match), parts)

    def period(self) -> Iterator[Finding]:
        """The period that the text tells of itself, beside the one that is asked."""
        if self.text.period is None:
            return
        window, start, end = self.text.period
        asked, text = self.figures.question.period, self.text.text[start:end]
        if window != asked and self.text.strict:
            sentence = _("The text tells of another period than is asked: %(period)s.") % {"period": words.period(asked)}
            yield Finding(start, end, text, _("Period"), (Part(text, start, end, Verdict.CONTRADICTS, sentence),))

    def as_of(self) -> Iterator[Finding]:
        """The day of knowledge that the text names: its numbers must be those of that day."""
        if self.text.as_of is None:
            return
        day, start, end = self.text.as_of
        question, text = self.figures.question, self.text.text[start:end]
        now, then = self._all(question), self._all(question.but(as_of=min(day, question.as_of)))
        told = next((_number(match["all"]) for match in STANDING.finditer(self.text.text) if match["all"]), None)
        if day > question.as_of:
            part = Part(text, start, end, Verdict.STALE, _("That day has not ended yet: what is known now is as of %(day)s.") % {"day": words.day(question.as_of)})
        elif now != then and told == now:
            part = Part(text, start, end, Verdict.STALE, _("At the end of that day %(then)s activities were on record; the numbers are those of %(day)s. Write that day.") % {
                "then": then, "day": words.day(question.as_of)})
        else:
            part = Part(text, start, end, Verdict.MATCHES, _("%(then)s activities were on record at the end of that day.") % {"then": then})
        yield Finding(start, end, text, _("Day of knowledge"), (part,))

    def _all(self, question: Question) -> int:
        row = self.figures.row(None, None, asked=question)
        return int(row.activities.itemised) if row else 0

    # How much is on record

    def _standing(self, match: re.Match[str]) -> Iterator[Part]:
        front = self._front(match)
        whole, all_ = self._count(front), _number(match["all"]) if match["all"] else Decimal(0)
        if match["all"]:
            yield self._of(match, "all", whole, front)
        elif whole is not None and whole.itemised:
            yield Part(*_span(match, 0), Verdict.CONTRADICTS, words.of_agreement(Agreement.SAME, whole, whole.value, ""), address_of(whole))
        verified, reported = _number(match["verified"]), _number(match["reported"])
        if whole is not None and match["verified"]:
            yield self._plain(match, "verified", whole.verified, whole, _("verified"))
            yield self._plain(match, "reported", whole.self_reported, whole, _("self-reported"))
            if all_ is not None and verified is not None and reported is not None and verified + reported != all_:
                yield Part(*_span(match, "all"), Verdict.DOES_NOT_ADD_UP, _("%(a)s + %(b)s is %(sum)s, the text says %(said)s.") % {
                    "a": verified, "b": reported, "sum": verified + reported, "said": all_})
        if whole is not None and match["how"]:
            holds = not (whole.self_reported if match["how"].endswith("已核实") else whole.verified)
            yield Part(*_span(match, "how"), Verdict.MATCHES if holds else Verdict.CONTRADICTS, words.of_agreement(Agreement.SAME, whole, whole.value, ""))
        if match["units"]:
            yield self._units(match, "units", [self.figures.below[pk] for pk in self.figures.doers(front, None).below if pk in self.figures.below])
        if match["then"]:
            yield from self._before(match, front, all_)

    def _before(self, match: re.Match[str], front: Front | None, now: Decimal | None) -> Iterator[Part]:
        named = PERIOD.match(match["before"])
        window = window_of(named) if named else None
        then = _number(match["then"])
        if window is None or then is None or now is None:
            return
        row = self.figures.row(front, None, asked=self.figures.question.but(period=window))
        known = row.activities.itemised if row else Decimal(0)
        yield Part(*_span(match, "then"), Verdict.MATCHES if then == known else Verdict.CONTRADICTS,
                   _("On record in %(period)s: %(known)s.") % {"period": words.period(window), "known": f"{known:.0f}"})
        way = "持平" if now == then else "增加" if now > then else "减少"
        change = _number(match["change"])
        right = way == match["way"] and (change is None or change == abs(now - then))
        yield Part(*_span(match, "change" if match["change"] else "way"), Verdict.MATCHES if right else Verdict.DOES_NOT_ADD_UP,
                   _("%(now)s and %(then)s differ by %(change)s.") % {"now": now, "then": then, "change": abs(now - then)})

    def _undated(self, match: re.Match[str]) -> Iterator[Part]:
        whole = self._count(self._front(match))
        if whole is not None:
            right = _number(match["n"]) == whole.undated
            yield Part(*_span(match, "n"), Verdict.MATCHES if right else Verdict.CONTRADICTS, ngettext(
                "%(n)s record has a time that sticks out of the period.", "%(n)s records have a time that sticks out of the period.", whole.undated) % {"n": whole.undated})

    def _count(self, front: Front | None) -> Figure | None:
        row = self.figures.row(front, None)
        return row.activities if row else None

    def _of(self, match: re.Match[str], group: str, figure: Figure | None, front: Front | None) -> Part:
        said = _number(match[group]) or Decimal(0)
        known = figure.itemised if figure else Decimal(0)
        if figure is None or said == known:
            verdict = Verdict.CONTRADICTS if said != known else Verdict.SELF_REPORTED if figure and figure.self_reported and not figure.verified and not match["how"] else Verdict.MATCHES
            return Part(*_span(match, group), verdict, words.of_agreement(Agreement.SAME, figure, figure.value, "") if figure else _("Nothing is on record."),
                        address_of(figure) if figure else None)
        found = agreement(Quantity(said), Quantity(known))
        reason = self.explainer.reason(Asked(front, None, None, Quantity(said), match[group], known))
        sentence = words.of_agreement(found, figure, figure.value, match[group])
        return Part(*_span(match, group), reason.verdict if reason else Verdict.CONTRADICTS, words.both(sentence, reason.sentence) if reason else sentence, address_of(figure))

    def _plain(self, match: re.Match[str], group: str, known: Decimal, whole: Figure, how: str) -> Part:
        right = _number(match[group]) == known
        return Part(*_span(match, group), Verdict.MATCHES if right else Verdict.CONTRADICTS, _("On record: %(known)s %(how)s.") % {"known": f"{known:.0f}", "how": how},
                    address_of(whole))

    # What was expected

    def _expected(self, match: re.Match[str]) -> Iterator[Part]:
        found = self._expectation(match["name"])
        if found is None:
            yield Part(match["name"], *match.span("name"), Verdict.CANNOT, _("The campaign expects nothing of this name."))
            return
        ref = reference(found.question, "coverage", expectation=found.expectation.code)
        expected = _number(match["expected"]) if match["expected"] else Decimal(1)
        reached = _number(match["reached"]) if match["reached"] else Decimal(0) if match["whole"] == "均暂无在案记录" else expected
        if match["expected"]:
            yield Part(*_span(match, "expected"), Verdict.MATCHES if expected == found.size else Verdict.CONTRADICTS, ngettext(
                "%(n)s unit is on the roster.", "%(n)s units are on the roster.", found.size) % {"n": found.size}, ref)
        yield self._reached(match, reached, found, ref)
        if match["share"] and expected and reached is not None:
            follows = share(reached, expected)
            right = Decimal(match["share"]) == follows or abs(Decimal(match["share"]) - reached * 100 / expected) <= Decimal("0.05")
            yield Part(match["share"] + "%", match.start("share"), match.end("share") + 1, Verdict.MATCHES if right else Verdict.DOES_NOT_ADD_UP,
                       _("%(part)s ÷ %(whole)s is %(share)s %%.") % {"part": reached, "whole": expected, "share": follows}, ref)

    def _reached(self, match: re.Match[str], said: Decimal | None, found: CoverageAnswer, ref) -> Part:
        known = _("%(n)s did it: %(verified)s verified, %(reported)s self-reported, the others only named or counted by a total.") if found.reached > found.by_record else _(
            "%(n)s did it: %(verified)s verified, %(reported)s self-reported.")
        sentence = known % {"n": found.reached, "verified": len(found.verified), "reported": len(found.self_reported)}
        span = _span(match, next(group for group in ("reached", "whole", "one") if match[group]))
        if said == found.reached:
            if found.reached > found.by_record:
                return Part(*span, Verdict.STATED, sentence, ref, asks=not match["stated"])
            return Part(*span, Verdict.SELF_REPORTED if found.self_reported and not found.verified else Verdict.MATCHES, sentence, ref)
        if said == found.by_record and not match["stated"]:
            return Part(*span, Verdict.MATCHES, sentence, ref)
        for day in days_to_look_back(self.figures.question, self.explainer.days)[:3]:
            if coverage(self.figures.question.but(as_of=day), found.expectation).reached == said:
                return Part(*span, Verdict.STALE, _("%(sentence)s It was so on %(day)s; reports and corrections have come in since.") % {
                    "sentence": sentence, "day": words.day(day)}, ref)
        return Part(*span, Verdict.CONTRADICTS, sentence, ref)

    def _missing(self, match: re.Match[str]) -> Iterator[Part]:
        found = self._expectation(match["name"])
        if found is not None:
            ref = reference(found.question, "coverage", expectation=found.expectation.code)
            part = self._units(match, "units", list(found.without_record))
            yield Part(part.text, part.start, part.end, part.verdict, part.working, ref)

    def _expectation(self, name: str) -> CoverageAnswer | None:
        return next((one for one in self.figures.coverages if set_chinese(one.expectation.name_zh) == name), None)

    # Lists of units

    def _units(self, match: re.Match[str], group: str, known: list[Unit]) -> Part:
        """Named units are among those known, and as many as the list counts."""
        listed = _LIST.match(match[group])
        names = [one for one in (listed["names"] if listed else match[group]).split("、") if one]
        counted = _number(listed["n"]) if listed and listed["n"] else Decimal(len(names))
        all_names = {name: unit for unit in known for name in names_of(unit)}
        strange = [one for one in names if one not in all_names]
        sentence = ngettext("It is %(n)s unit: %(names)s", "It is %(n)s units: %(names)s", len(known)) % {
            "n": len(known), "names": words.joined([one.short for one in known[:6]])} + (_(" …") if len(known) > 6 else _("."))
        if not known:
            sentence = _("No unit is.")
        right = not strange and counted == len(known)
        if strange and known:
            sentence = _("%(names)s is not among them. %(sentence)s") % {"names": words.joined(strange), "sentence": sentence}
        return Part(*_span(match, group), Verdict.MATCHES if right else Verdict.CONTRADICTS, sentence)

    def _front(self, match: re.Match[str]) -> Front | None:
        return self.figures.front(self.text.section_at(match.start()).front)

    def _about(self, match: re.Match[str]) -> str:
        said = match.groupdict()
        if said.get("name"):
            return said["name"]
        front = self._front(match)
        return _(" · ").join([*([str(front)] if front else []), _("On record")])


def _number(written: str | None) -> Decimal | None:
    return parse_numeral(written.removesuffix("条")) if written else None


def _span(match: re.Match[str], group: str | int) -> tuple[str, int, int]:
    return match[group], match.start(group), match.end(group)

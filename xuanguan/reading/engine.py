"""Runs the rules: one pass for all anchors, then each woken rule on its own atom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import ahocorasick

from xuanguan.reading.rules import Event, Rule
from xuanguan.reading.tokens import Page

# How many clauses a rule may look back: 联合…, 走进…广场, 开展活动 is the longest chain seen.
BACK = 3


class Engine:
    """Rules made ready. Making one takes a few milliseconds; keep it."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Sequence[Rule] = tuple(rules)
        by_anchor: dict[str, list[int]] = {}
        for index, rule in enumerate(self.rules):
            for anchor in rule.anchors:
                by_anchor.setdefault(anchor, []).append(index)
        self._automaton = ahocorasick.Automaton()
        for anchor, indexes in by_anchor.items():
            self._automaton.add_word(anchor, tuple(indexes))
        self._automaton.make_automaton()
        self.looks = 0  # how often a pattern was tried: what the growth test counts

    def events(self, page: Page) -> dict[int, list[Event]]:
        """Every match of every rule, by atom, best rank first."""
        woken: dict[int, set[int]] = {}
        for end, indexes in self._automaton.iter(page.mask):
            woken.setdefault(page.atom_at(end), set()).update(indexes)
        out: dict[int, list[Event]] = {}
        for atom in sorted(woken):
            found = [event for index in sorted(woken[atom]) if (event := self._try(self.rules[index], page, atom))]
            if found:
                out[atom] = sorted(found, key=lambda event: (event.rule.rank, event.start))
        return out

    def _try(self, rule: Rule, page: Page, index: int) -> Event | None:
        self.looks += 1
        atom = page.atoms[index]
        match = rule.pattern.search(page.mask, atom.start, atom.end)
        if match:
            return Event(rule, index, match.start(), match.end())
        if not rule.reaches_back:
            return None
        start = atom.start
        for back in range(index - 1, max(-1, index - 1 - BACK), -1):
            before = page.atoms[back]
            if (before.paragraph, before.sentence) != (atom.paragraph, atom.sentence):
                break
            start = before.start
        match = rule.pattern.search(page.mask, start, atom.end)
        if match and match.end() > atom.start:
            return Event(rule, index, max(match.start(), atom.start), match.end(), match.start())
        return None

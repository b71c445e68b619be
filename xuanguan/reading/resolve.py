"""From names as written to units: inside a scope, on a day, with candidates where a name could mean several.

A name alone decides little in China: 市中区 stands in three cities, 资阳 is a city and was a county, 合作 is a town and a
verb. So only names that act in a claim are looked up, the scope and the day narrow them, and what is left over is said.
Persons are not units.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import ahocorasick

from xuanguan.reading.claims import UnitMatch
from xuanguan.reading.lexicon import LEADER, UnitName

EXACT, SHORT, LEADING = 1.0, 0.95, 0.5
# 成都市 is known as 成都, 九寨沟县 as 九寨沟, 甘孜藏族自治州 as 甘孜: what people drop when they list names.
_SUFFIX = re.compile(
    r"(?:(?:[\u4e00-\u9fff]{1,2}族){1,3}自治[州县区旗]|自治[区州县旗]|特别行政区|省|市|地区|盟|州|县|区|旗|街道|镇|"
    r"乡)$"
)
_PERSON = re.compile(rf"^[\u4e00-\u9fff]{{0,14}}{LEADER}$")
_LEVELS = {"国": 0, "country": 0, "province": 1, "prefecture": 2, "county": 3, "town": 4}
_WRITTEN_LEVEL = {"省": "province", "市": "", "州": "prefecture", "县": "county", "区": "county", "旗": "county", "镇": "town", "乡": "town"}


class Resolver:
    """A lexicon made ready: one automaton over all names. Make one and keep it."""

    def __init__(self, units: Sequence[UnitName]) -> None:
        self._by_code: dict[str, list[UnitName]] = defaultdict(list)
        self._by_word: dict[str, list[tuple[UnitName, float]]] = defaultdict(list)
        for unit in units:
            self._by_code[unit.code].append(unit)
            words = {unit.name: EXACT}
            for short in shortened(unit):
                words.setdefault(short, SHORT)
            for word, sure in words.items():
                self._by_word[word].append((unit, sure))

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for word in self._by_word:
            automaton.add_word(word, word)
        automaton.make_automaton()
        return automaton

    def resolve(self, written: str, *, scope: str | None = None, date: str | None = None) -> UnitMatch | None:
        """The unit that a name means, or None. Below a `scope` (a code) and on a `date` (ISO) if they are given.

        >>> units = [UnitName("512000", "资阳市", "资阳", "prefecture"), UnitName("511000", "内江市", "内江", "prefecture")]
        >>> Resolver(units).resolve("资阳").code
        '512000'
        """
        if _PERSON.match(written):
            return None
        found = [(unit, sure) for unit, sure in self._by_word.get(written, ()) if self._fits(unit, scope, date)]
        if not found:
            found = self._leading(written, scope, date)
        if not found:
            return None
        found.sort(key=lambda one: (-one[1], _LEVELS.get(one[0].level, 5), one[0].code))
        distinct = {unit.code: (unit, sure) for unit, sure in reversed(found)}
        best, sure = distinct[found[0][0].code]
        rivals = [code for code, (unit, other) in distinct.items() if code != best.code and other >= sure - 0.06]
        higher = all(_LEVELS.get(distinct[code][0].level, 5) > _LEVELS.get(best.level, 5) for code in rivals)
        confidence = sure if not rivals else (sure * 0.7 if higher else sure / (1 + len(rivals)))
        return UnitMatch(best.code, best.name, written, round(confidence, 2), tuple(sorted(rivals)))

    def all(self, names: tuple[str, ...], *, scope: str | None = None, date: str | None = None) -> tuple[UnitMatch, ...]:
        """The units of a list of names, in its order; names that mean none are left out."""
        found = (self.resolve(name, scope=scope, date=date) for name in names)
        return tuple(match for match in found if match is not None)

    def province_of(self, written: str, date: str | None = None) -> str | None:
        """The code of the province a unit belongs to: the scope in which its own texts are read."""
        match = self.resolve(written, date=date)
        code = match.code if match and not match.candidates else None
        while code:
            unit = next((u for u in self._by_code.get(code, ()) if _held(u, date)), None)
            if unit is None:
                return None
            if unit.level == "province" or not unit.parent_code:
                return code
            code = unit.parent_code
        return None

    def _leading(self, written: str, scope: str | None, date: str | None) -> list[tuple[UnitName, float]]:
        """广元市元坝区政府 → 元坝区: the last division that the name leads through, inside the ones before it."""
        chain: UnitName | None = None
        position = 0
        hits: dict[int, list[str]] = defaultdict(list)
        for end, word in self._automaton.iter(written):
            hits[end - len(word) + 1].append(word)
        options: list[tuple[UnitName, float]] = []
        while position in hits:
            word = max(hits[position], key=len)
            step = [u for u, _ in self._by_word[word] if self._fits(u, chain.code if chain else scope, date)]
            if not step and chain is not None:
                break
            if not step:
                return []
            position += len(word)
            if position < len(written) and written[position] in _WRITTEN_LEVEL and word + written[position] not in self._by_word:
                step = [u for u in step if u.name.endswith(written[position])] or step
            options = [(unit, LEADING) for unit in step]
            chain = step[0] if len(step) == 1 else None
        return options

    def _fits(self, unit: UnitName, scope: str | None, date: str | None) -> bool:
        return _held(unit, date) and (scope is None or self._below(unit, scope, date))

    def _below(self, unit: UnitName, scope: str, date: str | None) -> bool:
        seen = 0
        current: UnitName | None = unit
        while current is not None and seen < 8:
            if scope in (current.code, current.parent_code):
                return True
            parent = current.parent_code
            current = next((u for u in self._by_code.get(parent, ()) if _held(u, date)), None) if parent else None
            seen += 1
        return False


def shortened(unit: UnitName) -> list[str]:
    """甘孜藏族自治州 is called 甘孜 and 甘孜州."""
    bare = _SUFFIX.sub("", unit.name) if unit.kind == "division" else ""
    own = re.search(r"自治([州县区旗])$", unit.name)
    names = [unit.short, bare, bare + own[1] if own and bare else ""]
    return [name for name in names if len(name) > 1]


def _held(unit: UnitName, date: str | None) -> bool:
    return date is None or ((not unit.since or unit.since <= date) and (not unit.until or date < unit.until))

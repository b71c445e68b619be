"""From the words of a sheet to the things of the campaign: looked up once for the whole sheet, never row by row."""
import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import batched

from django.utils.translation import gettext as _

from xuanguan.activities.imports.cells import CellProblem
from xuanguan.activities.imports.fields import bare
from xuanguan.activities.values import When
from xuanguan.campaigns.models import ActivityKind, Campaign, Front
from xuanguan.chinese.script import to_simplified
from xuanguan.organisations.enums import NameKind
from xuanguan.organisations.models import Succession, Unit, UnitName
from xuanguan.policies.models import Clause

_CODE_AT_THE_END = re.compile(r"^(.*?)\s*[(（]([0-9A-Za-z_-]+)[)）]$")
_PARTED = re.compile(r"[;；\n]+")
_PARTED_FINER = re.compile(r"[;；、,，\n]+")
# As many names in one query as every database takes.
AT_ONCE = 500


def parts(text: str) -> list[str]:
    """What semicolons or lines part."""
    return [part.strip() for part in _PARTED.split(text) if part.strip()]


def finer_parts(text: str) -> list[str]:
    return [part.strip() for part in _PARTED_FINER.split(text) if part.strip()]


class Chosen[T: (ActivityKind, Front)]:
    """Kinds or fronts by name in either language, or by code."""

    def __init__(self, things: Iterable[T], unknown: Callable[[str, str], str]):
        self.things: list[T] = list(things)
        self.unknown = unknown
        self.by_name: dict[str, T] = {bare(name): thing for thing in self.things for name in (thing.code, thing.name_zh, thing.name_en) if name}

    def find(self, text: str) -> T:
        found = self.by_name.get(bare(text)) or self.by_name.get(bare(to_simplified(text)))
        if found is None:
            raise CellProblem(self.unknown(text, _(", ").join(str(thing) for thing in self.things[:6])))
        return found


def kinds_of(campaign: Campaign) -> Chosen[ActivityKind]:
    return Chosen(
        ActivityKind.objects.filter(campaign=campaign).select_related("usual_front").order_by("order"),
        lambda text, some: _("“%(text)s” is not a kind of activity of this campaign. Choose from the list: %(some)s …") % {"text": text[:40], "some": some})


def fronts_of(campaign: Campaign) -> Chosen[Front]:
    return Chosen(Front.objects.filter(campaign=campaign).order_by("order"),
                  lambda text, some: _("“%(text)s” is not a front of this campaign. Choose from the list: %(some)s …") % {"text": text[:40], "some": some})


def clause_label(clause: Clause) -> str:
    """A clause as the template's list writes it: the code first, by which it is known again."""
    return f"{clause.code} {clause}".replace(";", ",").replace("；", "，")[:100].strip()


class Clauses:
    """Clauses by label, code, number or heading."""

    def __init__(self, campaign: Campaign):
        self.by_name: dict[str, Clause | None] = {}
        clauses = list(Clause.objects.filter(version=campaign.version_id).order_by("order"))
        for clause in clauses:
            for name in {bare(name) for name in (clause.number, clause.heading, clause.heading_en, str(clause)) if name}:
                self.by_name[name] = None if name in self.by_name else clause  # a heading that two bear names neither
        for clause in clauses:
            self.by_name[bare(clause.code)] = clause
        self.by_code = {clause.code: clause for clause in clauses}
        self._found: dict[str, tuple[Clause, ...]] = {}

    def find_all(self, text: str) -> tuple[Clause, ...]:
        if text not in self._found:
            self._found[text] = self._find_all(text)
        return self._found[text]

    def _find_all(self, text: str) -> tuple[Clause, ...]:
        found: list[Clause] = []
        for part in parts(text):
            if (clause := self._find(part)) is not None:
                found.append(clause)
                continue
            for finer in finer_parts(part):
                if (clause := self._find(finer)) is None:
                    raise CellProblem(_("“%(text)s” is not a clause of this policy. Choose from the list, or write its code.") % {"text": finer[:40]})
                found.append(clause)
        return tuple(dict.fromkeys(found))

    def _find(self, text: str) -> Clause | None:
        return self.by_name.get(bare(text)) or self.by_code.get(text.split(" ")[0])


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a unit with its spell; `rank` prefers codes to official, short and other names."""

    unit: Unit
    rank: int
    since: dt.date | None
    until: dt.date | None

    def holds(self, day: dt.date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


_RANKS = {NameKind.CODE: 0, NameKind.OFFICIAL: 1, NameKind.SHORT: 2, NameKind.ALIAS: 3}


class Units:
    """All units that the sheet names, each by any name or code it ever had; the day of the row decides which it is."""

    def __init__(self, texts: Iterable[str], campaign: Campaign):
        self.campaign = campaign
        self.names: dict[str, list[_Name]] = {}
        wanted = {name for text in texts for name in _spellings(text)}
        # Codes that somebody wrote with the name: 荣县 (510321).
        for chunk in batched(sorted(wanted), AT_ONCE):
            for unit in Unit.objects.filter(code__in=chunk).select_related("territory"):
                self.names.setdefault(unit.code, []).append(_Name(unit, -1, None, None))
            for name in UnitName.objects.filter(name__in=chunk).select_related("unit__territory").order_by("unit__level", "unit__first"):
                self.names.setdefault(name.name, []).append(_Name(name.unit, _RANKS[NameKind(name.kind)], name.since, name.until))
        closed = {one.unit.pk for names in self.names.values() for one in names if one.unit.closed}
        self._found: dict[tuple[str, When, int], Unit] = {}
        self.heirs: dict[int, list[str]] = {}
        for change in Succession.objects.filter(predecessor__in=closed).select_related("successor"):
            self.heirs.setdefault(change.predecessor_id, []).append(str(change.successor))

    def find(self, text: str, when: When, *, near: Unit) -> Unit:
        """The unit that `text` meant at the time of the row; `near` (who reports) decides between units of one name."""
        asked = text, when, near.pk
        if asked not in self._found:
            self._found[asked] = self._find(text, when, near)
        return self._found[asked]

    def _find(self, text: str, when: When, near: Unit) -> Unit:
        for spelling in _spellings(text):
            if names := self.names.get(spelling):
                return self._of(names, text, when, near)
        raise CellProblem(_("No unit is called “%(text)s”. Choose it from the list, or write its full name or its code.") % {"text": text[:60]})

    def _of(self, names: list[_Name], text: str, when: When, near: Unit) -> Unit:
        there = [one for one in names if _existed(one.unit, when)]
        if not there:
            raise CellProblem(self._not_then(names[0].unit))
        candidates = [one for one in there if one.holds(when.latest)] or there
        best = min(one.rank for one in candidates)
        units = list({one.unit.pk: one.unit for one in candidates if one.rank == best}.values())
        for narrower in (self.campaign.territory, near):
            if len(units) > 1 and (inside := [unit for unit in units if narrower.first <= unit.first <= narrower.last]):
                units = inside
        if len(units) > 1 and near in units:
            return near
        if len(units) > 1:
            raise CellProblem(_("Several units are called “%(text)s”: %(units)s. Write the code of the one you mean.") % {
                "text": text[:40], "units": _(", ").join(f"{unit} ({unit.code})" for unit in units[:4])})
        return units[0]

    def _not_then(self, unit: Unit) -> str:
        if unit.closed and (heirs := self.heirs.get(unit.pk)):
            return _("%(unit)s no longer existed on that day: it was closed on %(day)s. Name what followed it: %(heirs)s.") % {
                "unit": unit, "day": unit.closed, "heirs": _(", ").join(heirs[:3])}
        if unit.closed:
            return _("%(unit)s no longer existed on that day: it was closed on %(day)s. Name the unit that took its place.") % {
                "unit": unit, "day": unit.closed}
        return _("%(unit)s did not exist yet on that day: it was opened on %(day)s. Correct the day, or name the unit that was there before.") % {
            "unit": unit, "day": unit.opened}


def _existed(unit: Unit, when: When) -> bool:
    return not (unit.opened and unit.opened > when.latest) and not (unit.closed and unit.closed <= when.earliest)


@lru_cache(maxsize=8192)
def _spellings(text: str) -> tuple[str, ...]:
    """What the text may mean, the surest first: the code at its end, the text, the text in Simplified characters."""
    text = text.strip()
    spellings = [text, to_simplified(text)]
    if match := _CODE_AT_THE_END.match(text):
        spellings = [match[2], *spellings, match[1]]
    return tuple(one for one in dict.fromkeys(spellings) if one)

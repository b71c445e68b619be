"""A campaign's template as a value: fronts, kinds with their measures, who must do what by when.

Templates are data (`templates_data/*.yaml`): nothing in the code knows a front, a level or a kind of any of them.
"""
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from xuanguan.campaigns.enums import DueBy, FulfilledBy, Rhythm, RosterBy
from xuanguan.campaigns.models import Roster
from xuanguan.common.exceptions import PersonError
from xuanguan.quantities import Qualifier


class TemplateError(PersonError):
    """A template that cannot be used; `problems` are all of them, each a sentence with its place."""

    def __init__(self, name: str, problems: list[str]):
        self.name, self.problems = name, problems
        super().__init__(_("The template “%(name)s” cannot be used: %(first)s") % {"name": name, "first": " ".join(problems[:3])})


@dataclass(frozen=True, slots=True)
class LevelName:
    """What a level of the tree is called in this campaign, and whether it is asked for reports."""

    code: str
    order: int
    name_zh: str
    name_en: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True)
class FrontTemplate:
    code: str
    name_zh: str
    name_en: str = ""
    order: int = 0
    reads_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureTemplate:
    code: str
    name_zh: str
    name_en: str = ""
    unit_zh: str = ""
    unit_en: str = ""
    order: int = 0
    reads_as: str = ""
    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    usual_qualifier: str = Qualifier.EXACT
    is_additive: bool = True


@dataclass(frozen=True, slots=True)
class KindTemplate:
    code: str
    name_zh: str
    name_en: str = ""
    order: int = 0
    usual_front: str = ""
    is_milestone: bool = False
    reads_as: tuple[str, ...] = ()
    measures: tuple[MeasureTemplate, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterTemplate:
    """Of whom: every unit of a level by a rule, or a stated size of which some are named.

    `organ` as in Roster: "*" any unit of the level, "" the divisions themselves, else the ending of the units' codes.
    """

    by: str
    level: int
    organ: str = Roster.ANY
    size: int | None = None
    named: tuple[str, ...] = ()
    expected_size: int | None = None
    name_zh: str = ""
    name_en: str = ""
    # Of a rule: the code of the unit under which (empty: the campaign's territory), and the day whose tree it follows.
    under: str = ""
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ExpectationTemplate:
    """`due` is the day of the template's own campaign; another campaign counts `due_after_days` from its first day."""

    code: str
    name_zh: str
    name_en: str
    roster: RosterTemplate
    front: str = ""
    kinds: tuple[str, ...] = ()
    fulfilled_by: str = FulfilledBy.SELF
    taking_part_counts: bool = False
    rhythm: str = Rhythm.ONCE
    due: dt.date | None = None
    due_after_days: int | None = None
    due_days: int = 5
    nothing_counts: bool = False
    facts: tuple[str, ...] = ()
    demo: tuple[str, ...] = ()
    due_by: str = DueBy.CALENDAR
    waits_for_work: bool = False
    ask_again_days: int = 7
    note: str = ""

    def due_in(self, begins: dt.date, template_begins: dt.date | None) -> dt.date | None:
        """The day it is due in a campaign that begins on `begins`; None for a rhythm."""
        if self.rhythm != Rhythm.ONCE:
            return None
        if self.due and (begins == template_begins or self.due_after_days is None):
            return self.due
        return begins + dt.timedelta(days=self.due_after_days) if self.due_after_days is not None else None


@dataclass(frozen=True, slots=True)
class Template:
    code: str
    name_zh: str
    name_en: str
    description_zh: str
    description_en: str
    levels: tuple[LevelName, ...]
    fronts: tuple[FrontTemplate, ...]
    kinds: tuple[KindTemplate, ...]
    expectations: tuple[ExpectationTemplate, ...]
    # What the template's own campaign was called, its policy, lead unit and days: name_zh, name_en, policy, lead_unit, from, to.
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def begins(self) -> dt.date | None:
        return self.defaults.get("from")


def parse_template(text: str, name: str) -> Template:
    """The template in a YAML text. Raises TemplateError with everything that is wrong."""
    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise TemplateError(name, [str(error).replace("\n", " ")]) from None
    if not isinstance(said, dict):
        raise TemplateError(name, [_("The file is not a list of keys with values.")])
    reading = _Reading(said)
    template = reading.template()
    if reading.problems:
        raise TemplateError(name, reading.problems)
    return template


class _Reading:
    """Reads the parts of one template and gathers what is wrong with them."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self.problems: list[str] = []
        self.systems = {system.get("organ"): system for system in said.get("systems") or []}

    def template(self) -> Template:
        said = self.said
        self.need(said, "template", "code", "name_zh", "levels", "fronts", "kinds")
        self.levels = tuple(self.level(level) for level in self.rows("levels", "code", "order", "name_zh"))
        self.level_orders = {level.code: level for level in self.levels}
        fronts = tuple(self.front(front) for front in self.rows("fronts", "code", "name_zh"))
        self.fronts = self.unique("fronts", (front.code for front in fronts))
        kinds = tuple(self.kind(kind) for kind in self.rows("kinds", "code", "name_zh"))
        self.kinds = self.unique("kinds", (kind.code for kind in kinds))
        expectations = tuple(self.expectation(one) for one in self.rows("expectations", "code", "name_zh", "roster"))
        self.unique("expectations", (one.code for one in expectations))
        self.check_references(kinds, expectations)
        return Template(
            code=str(said.get("code", "")), name_zh=str(said.get("name_zh", "")), name_en=said.get("name_en") or "",
            description_zh=said.get("description_zh") or "", description_en=said.get("description_en") or "", levels=self.levels,
            fronts=fronts, kinds=kinds, expectations=expectations, defaults=said.get("defaults") or {})

    def rows(self, key: str, *needed: str) -> list[dict[str, Any]]:
        """The rows under a key that are whole; the others become problems."""
        return [row for row in self.said.get(key) or [] if self.need(row, f"{key}: {row.get('code', '?') if isinstance(row, dict) else row}", *needed)]

    def need(self, row: Any, place: str, *keys: str) -> bool:
        lacking = [key for key in keys if not isinstance(row, dict) or row.get(key) in (None, "")]
        if lacking:
            self.problems.append(_("%(place)s: %(keys)s is missing.") % {"place": place, "keys": ", ".join(lacking)})
        return not lacking

    def unique(self, key: str, codes: Iterable[str]) -> set[str]:
        seen: set[str] = set()
        for code in codes:
            if code in seen:
                self.problems.append(_("%(place)s: the code %(code)s stands twice.") % {"place": key, "code": code})
            seen.add(code)
        return seen

    def one_of(self, place: str, value: Any, choices: Iterable[str]) -> str:
        if value not in list(choices):
            self.problems.append(_("%(place)s: “%(value)s” is not one of %(choices)s.") % {
                "place": place, "value": value, "choices": ", ".join(choices)})
        return str(value)

    def level(self, row: dict[str, Any]) -> LevelName:
        return LevelName(row["code"], int(row["order"]), row["name_zh"], row.get("name_en") or "", bool(row.get("asked", True)))

    def front(self, row: dict[str, Any]) -> FrontTemplate:
        return FrontTemplate(row["code"], row["name_zh"], row.get("name_en") or "", row.get("order", 0), tuple(row.get("reads_as") or ()))

    def kind(self, row: dict[str, Any]) -> KindTemplate:
        measures = tuple(
            self.measure(measure) for measure in row.get("measures") or [] if self.need(measure, f"kinds: {row['code']}", "code", "name_zh", "unit_zh"))
        return KindTemplate(
            row["code"], row["name_zh"], row.get("name_en") or "", row.get("order", 0), row.get("usual_front") or "",
            bool(row.get("is_milestone", False)), tuple(row.get("reads_as") or ()), measures)

    def measure(self, row: dict[str, Any]) -> MeasureTemplate:
        return MeasureTemplate(
            row["code"], row["name_zh"], row.get("name_en") or "", row["unit_zh"], row.get("unit_en") or "", row.get("order", 0),
            row.get("reads_as") or "", tuple(row.get("units") or ()), tuple(row.get("verbs") or ()),
            self.one_of(f"measures: {row['code']}", row.get("usual_qualifier", "exact"), [q.value for q in Qualifier]),
            bool(row.get("additive", True)))

    def expectation(self, row: dict[str, Any]) -> ExpectationTemplate:
        place = f"expectations: {row['code']}"
        due = row.get("due")
        if due is not None and not isinstance(due, dt.date):
            self.problems.append(_("%(place)s: %(key)s must be a day such as 2012-04-30.") % {"place": place, "key": "due"})
            due = None
        return ExpectationTemplate(
            code=row["code"], name_zh=row["name_zh"], name_en=row.get("name_en") or "", roster=self.roster(place, row["roster"]),
            front=row.get("front") or "", kinds=tuple(row.get("kinds") or ()),
            fulfilled_by=self.one_of(place, row.get("fulfilled_by", "self"), FulfilledBy.values),
            taking_part_counts=bool(row.get("taking_part_counts", False)),
            rhythm=self.one_of(place, row.get("rhythm", "once"), Rhythm.values), due=due, due_after_days=row.get("due_after_days"),
            due_days=row.get("due_days", 5), nothing_counts=bool(row.get("nothing_to_report", False)),
            facts=tuple(row.get("facts") or ()), demo=tuple(row.get("demo") or ()), due_by=self.one_of(place, row.get("due_by", "calendar"), DueBy.values),
            waits_for_work=bool(row.get("waits_for_work", False)), ask_again_days=int(row.get("ask_again_days", 7)), note=row.get("note") or "")

    def roster(self, place: str, row: Any) -> RosterTemplate:
        if not self.need(row, place, "by", "level"):
            return RosterTemplate(RosterBy.RULE, 0)
        by = self.one_of(place, row["by"], RosterBy.values)
        level = self.level_orders.get(self.one_of(place, row["level"], self.level_orders))
        size = row.get("size")
        if by == RosterBy.STATED and not isinstance(size, int):
            self.problems.append(_("%(place)s: a stated roster needs its size.") % {"place": place})
        organ = (row["organ"] or Roster.DIVISION) if "organ" in row else Roster.ANY
        name_zh, name_en = self.roster_names(level, organ, size if by == RosterBy.STATED else None)
        return RosterTemplate(
            by, level.order if level else 0, organ, size, tuple(row.get("named") or ()), row.get("expected_size"),
            row.get("name_zh") or name_zh, row.get("name_en") or name_en, str(row.get("under") or ""), row.get("as_of"))

    def roster_names(self, level: LevelName | None, organ: str, size: int | None) -> tuple[str, str]:
        """"各市(州)质量技术监督系统", "each prefecture, quality and technical supervision"; a stated size says so."""
        if level is None:
            return "", ""
        system = self.systems.get(organ) or {}
        zh = f"{level.name_zh}{system.get('name_zh', '')}"
        en = ", ".join(part for part in (level.name_en, system.get("name_en", "")) if part)
        return (f"各{zh}", en and f"each {en}") if size is None else (f"{zh}（据称{size}个）", en and f"{en} ({size} as stated)")

    def check_references(self, kinds: Iterable[KindTemplate], expectations: Iterable[ExpectationTemplate]) -> None:
        for kind in kinds:
            if kind.usual_front:
                self.one_of(f"kinds: {kind.code}", kind.usual_front, sorted(self.fronts))
        for one in expectations:
            if one.front:
                self.one_of(f"expectations: {one.code}", one.front, sorted(self.fronts))
            for code in one.kinds:
                self.one_of(f"expectations: {one.code}", code, sorted(self.kinds))

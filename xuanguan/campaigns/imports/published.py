"""Published documents that divide tasks among units, from a YAML list of facts; and the same list written out again.

    documents:
    - {id: …, title: …, number: …, date: …, level: national, lead_rule: joint, complete: false, tasks: [{number: 一, task: …, units: [...], open: true}]}
    target_cascades:
    - {indicator: …, rows: [{level: national, division_code: '000000', year: 2015, value: 90, bound: at_least, source: …}]}

A key that is not known is refused, so that nothing of a file is lost without a word.
"""
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.campaigns import actions
from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues, NamesAtHand, Problem, ReturnValues, TargetValues
from xuanguan.campaigns.enums import AssignmentRole, LeadRule
from xuanguan.campaigns.models import Campaign, ResponsibilityDocument, ResponsibilityItem
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.models import Unit
from xuanguan.policies.enums import Relation
from xuanguan.policies.models import TargetCascade

LEVEL_WORDS = {"national": UnitLevel.NATION, "province": UnitLevel.PROVINCE, "prefecture": UnitLevel.PREFECTURE, "county": UnitLevel.COUNTY, "town": UnitLevel.TOWN}
_WORDS = {level: word for word, level in LEVEL_WORDS.items()}
_ROLE_OF_RULE = {LeadRule.BY_FUNCTION: AssignmentRole.BY_FUNCTION}
# Key of the file: field of the values.
_DOCUMENT = {"id": "code", "title": "title", "number": "number", "date": "issued_on", "issuer": "issuer", "level": "level", "division_code": "division_code",
             "implements": "implements", "implements_checked": "implements_checked", "lead_rule": "lead_rule", "lead_rule_text": "lead_rule_text",
             "one_lead": "one_lead", "complete": "is_complete", "size": "size_text", "target_year": "target_year", "url": "url", "note": "note"}
_TASK = {"number", "task", "units", "lead", "support", "rule", "open", "due", "due_text", "note", "targets"}
_ROW = {"level", "division_code", "year", "value", "bound", "source", "note"}


class PublishedError(PersonError):
    """A list of facts that cannot be read; `problems` are all that is wrong with it."""

    def __init__(self, name: str, problems: list[Problem]):
        self.name, self.problems = name, problems
        first = "; ".join(f"{one.place}: {one.sentence}" if one.place else one.sentence for one in problems[:3])
        super().__init__(_("“%(name)s” was not taken in. %(count)s to mend: %(first)s") % {"name": name, "count": len(problems), "first": first})


@dataclass(frozen=True, slots=True)
class Published:
    """What a file holds: documents, and indicators that several levels set."""

    documents: tuple[DocumentValues, ...]
    cascades: tuple[dict[str, Any], ...]


def read_published(text: str, name: str) -> Published:
    """The documents and cascades of a YAML text; names are not looked up yet. Raises PublishedError with everything that is wrong."""
    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise PublishedError(name, [Problem("", str(error).replace("\n", " "))]) from None
    reading = _Reading()
    if not isinstance(said, dict) or not said.keys() & {"documents", "target_cascades"}:
        raise PublishedError(name, [Problem("", _("The file needs a list “documents” or “target_cascades”."))])
    reading.keys(said, {"documents", "target_cascades"}, "")
    documents = tuple(reading.document(one) for one in said.get("documents") or [])
    cascades = tuple(reading.cascade(one) for one in said.get("target_cascades") or [])
    codes = [one.code for one in documents]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        reading.problems.append(Problem(code, _("The code stands twice.")))
    if reading.problems:
        raise PublishedError(name, reading.problems)
    return Published(documents, cascades)


class _Reading:
    """Reads the parts of one file and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def keys(self, row: Any, known: Iterable[str], place: str, *needed: str) -> bool:
        if not isinstance(row, dict):
            self.problems.append(Problem(place, _("This is no list of keys with values.")))
            return False
        for key in sorted(set(row) - set(known)):
            self.problems.append(Problem(place, _("“%(key)s” is not known here.") % {"key": key}))
        for key in needed:
            if row.get(key) in (None, ""):
                self.problems.append(Problem(place, _("“%(key)s” is missing.") % {"key": key}))
        return True

    def document(self, row: Any) -> DocumentValues:
        place = str(row.get("id", "?")) if isinstance(row, dict) else "?"
        if not self.keys(row, {*_DOCUMENT, "tasks", "returns"}, place, "id", "title"):
            return DocumentValues("", "")
        said = {field: row[key] for key, field in _DOCUMENT.items() if row.get(key) is not None}
        said["issued_on"] = self.day(row.get("date"), place)
        said["level"] = self.one_of(row.get("level"), LEVEL_WORDS, place)
        said["lead_rule"] = self.one_of(row.get("lead_rule"), {str(rule): str(rule) for rule in LeadRule}, place) or ""
        items = tuple(self.item(one, n, place, said["lead_rule"], row.get("target_year")) for n, one in enumerate(row.get("tasks") or [], 1))
        returns = tuple(ReturnValues(str(one.get("what", "")), self.day(one.get("due"), place)) for one in row.get("returns") or []
                        if self.keys(one, {"what", "due"}, place, "what"))
        return DocumentValues(**said, items=items, returns=returns, is_published=True)

    def item(self, row: Any, n: int, document: str, rule: str, year: int | None) -> ItemValues:
        if isinstance(row, dict):
            # `no:` is what files often write for the number, and YAML reads it as the word for false.
            row = {"number" if key in ("no", False) else key: value for key, value in row.items()}
        place = f"{document} {row.get('number') or n}" if isinstance(row, dict) else document
        if not self.keys(row, _TASK, place, "task"):
            return ItemValues("")
        own = str(self.one_of(row.get("rule"), {str(one): str(one) for one in LeadRule}, place) or "")
        targets = tuple(self.target(one, place, year) for one in row.get("targets") or []
                        if self.keys(one, {"indicator", "value", "unit", "bound"}, place, "indicator", "value"))
        return ItemValues(
            text=str(row.get("task", "")), number=str(row.get("number", "")), rule=own, is_open=bool(row.get("open", False)), due=self.day(row.get("due"), place),
            due_text=str(row.get("due_text", "")), note=str(row.get("note", "")), assignments=self.assignments(row, own or rule, place), targets=targets, place=place)

    def assignments(self, row: dict[str, Any], rule: str, place: str) -> tuple[AssignmentValues, ...]:
        """`lead` (one, several, none) and `support`; or `units` together, of which the rule says whether the first leads."""
        if "units" in row and ("lead" in row or "support" in row):
            self.problems.append(Problem(place, _("Either “units” together, or “lead” and “support”.")))
        together = _names(row.get("units"))
        if rule == LeadRule.FIRST_LISTED and together:
            return tuple(AssignmentValues(name, AssignmentRole.SUPPORT if n else AssignmentRole.LEAD) for n, name in enumerate(together))
        role = _ROLE_OF_RULE.get(rule, AssignmentRole.JOINT)  # type: ignore[call-overload]  # a rule read as text
        return (*(AssignmentValues(name, AssignmentRole.LEAD) for name in _names(row.get("lead"))),
                *(AssignmentValues(name, AssignmentRole.SUPPORT) for name in _names(row.get("support"))),
                *(AssignmentValues(name, role) for name in together))

    def target(self, row: dict[str, Any], place: str, year: int | None) -> TargetValues:
        if not year:
            self.problems.append(Problem(place, _("Targets need the document's “target_year”.")))
        return TargetValues(str(row.get("indicator")), self.number(row.get("value"), place), str(row.get("unit") or ""),
                            str(self.one_of(row.get("bound") or "equal", {str(one): str(one) for one in Relation}, place) or ""), year or 0)

    def cascade(self, row: Any) -> dict[str, Any]:
        place = str(row.get("indicator", "?")) if isinstance(row, dict) else "?"
        if not self.keys(row, {"indicator", "note", "rows"}, place, "indicator", "rows"):
            return {}
        rows = [{"level": self.one_of(one.get("level"), LEVEL_WORDS, place), "division_code": str(one.get("division_code", "")), "year": one.get("year"),
                 "number": self.number(one.get("value"), place), "relation": self.one_of(one.get("bound") or "equal", {str(x): str(x) for x in Relation}, place),
                 "source": str(one.get("source", "")), "note": str(one.get("note", ""))}
                for one in row.get("rows") or [] if self.keys(one, _ROW, place, "level", "division_code", "year", "value", "source")]
        return {"indicator": place, "note": str(row.get("note", "")), "rows": rows}

    def one_of(self, value: Any, choices: Mapping[str, Any], place: str) -> Any:
        if value is None:
            return None
        if value not in choices:
            self.problems.append(Problem(place, _("“%(value)s” is not one of %(choices)s.") % {"value": value, "choices": ", ".join(choices)}))
        return choices.get(value)

    def day(self, value: Any, place: str) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.problems.append(Problem(place, _("“%(text)s” is no day. Write it as 2012-05-25.") % {"text": value}))
            return None

    def number(self, value: Any, place: str) -> Decimal:
        try:
            return Decimal(str(value))
        except InvalidOperation:
            self.problems.append(Problem(place, _("“%(value)s” is no number.") % {"value": value}))
            return Decimal(0)


def _names(said: Any) -> list[str]:
    if said is None:
        return []
    return [str(one) for one in said] if isinstance(said, list) else [str(said)]


@transaction.atomic
def load_published(published: Published, *, campaign: Campaign | None = None, replaces: bool = False, by) -> list[ResponsibilityDocument]:
    """Enter every document and cascade of a file, or nothing; names that are units here are linked to them. Raises CannotAssign."""
    made = [actions.write_document(campaign=campaign, values=_looked_up(values, campaign), replaces=replaces, by=by) for values in published.documents]
    for cascade in published.cascades:
        actions.write_cascade(indicator=cascade["indicator"], note=cascade["note"], rows=cascade["rows"], by=by)
    return made


def _looked_up(values: DocumentValues, campaign: Campaign | None) -> DocumentValues:
    territory = Unit.objects.filter(code=values.division_code).first() if values.division_code else campaign.territory if campaign else None
    # A document of a division that is not loaded: 省质监局 there is nobody here.
    is_elsewhere = bool(values.division_code) and territory is None
    names = NamesAtHand((one.name for item in values.items for one in item.assignments), territory)
    return _with_items(values, tuple(_item_looked_up(item, names, is_elsewhere) for item in values.items))


def _item_looked_up(item: ItemValues, names: NamesAtHand, is_elsewhere: bool) -> ItemValues:
    found, units = [], set()
    for one in item.assignments:
        known = names.find(one.name).assigned(one.role)
        if known.unit is not None and (is_elsewhere or known.unit.pk in units):
            known = AssignmentValues(one.name, one.role)
        units |= {known.unit.pk} if known.unit else set()
        found.append(known)
    return ItemValues(**{name: getattr(item, name) for name in ItemValues.__slots__ if name != "assignments"}, assignments=tuple(found))


def _with_items(values: DocumentValues, items: tuple[ItemValues, ...]) -> DocumentValues:
    return DocumentValues(**{name: getattr(values, name) for name in DocumentValues.__slots__ if name != "items"}, items=items)


# Out again

def as_facts(documents: Iterable[ResponsibilityDocument], cascades: Iterable[TargetCascade] = ()) -> dict[str, Any]:
    """Documents and cascades in the form that `read_published` reads."""
    said: dict[str, Any] = {"documents": [_document_facts(document) for document in documents]}
    if rows := [_cascade_facts(cascade) for cascade in cascades]:
        said["target_cascades"] = rows
    return said


def _document_facts(document: ResponsibilityDocument) -> dict[str, Any]:
    facts: dict[str, Any] = {"id": document.code, "title": document.title, "number": document.number or None,
                             "date": document.issued_on.isoformat() if document.issued_on else None,
                             "level": _WORDS[UnitLevel(document.level)] if document.level is not None else None, "division_code": document.division_code or None,
                             "issuer": document.issuer or None, "implements": document.implements or None,
                             "implements_checked": None if document.implements_checked else False, "url": document.url or None,
                             "size": document.size_text or None, "lead_rule": document.lead_rule or None, "lead_rule_text": document.lead_rule_text or None,
                             "one_lead": document.one_lead or None, "complete": document.is_complete, "target_year": document.target_year, "note": document.note or None}
    facts = {key: value for key, value in facts.items() if value is not None}
    if returns := [{"what": one.what, **({"due": one.due.isoformat()} if one.due else {})} for one in document.returns.all()]:
        facts["returns"] = returns
    items = document.items.prefetch_related("assignments", "targets").order_by("order")
    facts["tasks"] = [_item_facts(item, document.lead_rule) for item in items]
    return facts


def _item_facts(item: ResponsibilityItem, rule: str) -> dict[str, Any]:
    by_role: dict[str, list[str]] = {}
    for one in item.assignments.all():
        by_role.setdefault(one.role, []).append(one.name)
    leads, together = by_role.get(AssignmentRole.LEAD, []), by_role.get(AssignmentRole.JOINT, []) + by_role.get(AssignmentRole.BY_FUNCTION, [])
    facts: dict[str, Any] = {"number": item.number, "task": item.text, "rule": item.rule}
    facts = {key: value for key, value in facts.items() if value}
    if (item.rule or rule) in (LeadRule.JOINT, LeadRule.BY_FUNCTION) or together:
        facts["units"] = together
    else:
        facts |= {"lead": leads[0] if len(leads) == 1 else leads or None, "support": by_role.get(AssignmentRole.SUPPORT, [])}
    more = {"open": item.is_open or None, "due": item.due and item.due.isoformat(), "due_text": item.due_text or None, "note": item.note or None}
    facts |= {key: value for key, value in more.items() if value is not None}
    if targets := [{"indicator": one.indicator, "value": _plain(one.number), "unit": one.unit, "bound": one.relation} for one in item.targets.order_by("pk")]:
        facts["targets"] = targets
    return facts


def _cascade_facts(cascade: TargetCascade) -> dict[str, Any]:
    rows = [{"level": _WORDS[UnitLevel(row.level)], "division_code": row.division_code, "year": row.year, "value": _plain(row.number), "bound": row.relation,
             "source": row.source, **({"note": row.note} if row.note else {})} for row in cascade.rows.all()]
    return {"indicator": cascade.indicator, **({"note": cascade.note} if cascade.note else {}), "rows": rows}


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)

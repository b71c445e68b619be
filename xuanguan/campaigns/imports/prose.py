"""Who answers for what, from prose: what the reader proposes, and what a person made of it."""
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues, Known, NamesAtHand, Problem, looked_up_as, shown_as
from xuanguan.campaigns.enums import LeadRule
from xuanguan.campaigns.imports.responsibility_sheets import unknown_sentence
from xuanguan.campaigns.models import Campaign
from xuanguan.policies.models import Clause
from xuanguan.reading.responsibility import Divided, Name, read_responsibility

# Shorter headings stand in too many tasks to tell which clause is meant.
SHORTEST_HEADING = 4
MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class ProposedName:
    """A name of the text, its role, and what it is taken for; `key` is its place in the form."""

    key: str
    name: Name
    known: Known


@dataclass(frozen=True, slots=True)
class ProposedItem:
    key: str
    divided: Divided
    names: tuple[ProposedName, ...]
    clause: Clause | None

    @property
    def is_settled(self) -> bool:
        return all(one.known.is_settled for one in self.names)


def propose(text: str, *, campaign: Campaign, written: dt.date | None = None) -> list[ProposedItem]:
    """What the text says, name by name, with the unit that each name stands for where that is certain."""
    divided = read_responsibility(text[:MOST_CHARACTERS], written or campaign.begins)
    names = NamesAtHand((name.words for item in divided for name in item.names), campaign.territory)
    clauses = list(campaign.version.clauses.order_by("-depth", "order"))
    return [ProposedItem(
        f"i{n}", item, tuple(ProposedName(f"i{n}n{m}", name, names.find(name.words)) for m, name in enumerate(item.names)), _clause(item, clauses))
        for n, item in enumerate(divided)]


def _clause(item: Divided, clauses: Sequence[Clause]) -> Clause | None:
    """The clause whose heading the task repeats."""
    def said(clause: Clause) -> str:
        return clause.heading or clause.text

    return next((clause for clause in clauses if said(clause) == item.task), None) or next(
        (clause for clause in clauses if len(said(clause)) >= SHORTEST_HEADING and (said(clause) in item.task or (len(item.task) >= SHORTEST_HEADING and item.task in said(clause)))),
        None)


def decided(items: Sequence[ProposedItem], said: Mapping[str, str], *, campaign: Campaign, title: str, code: str) -> tuple[DocumentValues, list[Problem]]:
    """The document as a person left it in the form (`said`), and the names that still are no unit.

    Fields: i0-keep, i0-task, i0-clause, i0-due; i0n0-role, i0n0-unit (a name or code), i0n0-keep (as written, without a unit).
    """
    kept = [item for item in items if said.get(f"{item.key}-keep")]
    typed = [looked_up_as(said.get(f"{one.key}-unit", "").strip()) for item in kept for one in item.names]
    names = NamesAtHand([one for one in typed if one], campaign.territory)
    clauses = {clause.code: clause for clause in campaign.version.clauses.all()}
    problems: list[Problem] = []
    values = tuple(_decided_item(item, said, names, clauses, problems) for item in kept)
    rules = {item.divided.rule for item in kept}
    rule = rules.pop() if len(rules) == 1 else LeadRule.LABELLED if LeadRule.LABELLED in rules else ""
    if not kept:
        problems.append(Problem("", _("No task is kept. Tick at least one.")))
    return DocumentValues(code=code, title=title, items=tuple(
        value if item.divided.rule == rule else ItemValues(**{name: getattr(value, name) for name in ItemValues.__slots__ if name != "rule"}, rule=item.divided.rule)
        for value, item in zip(values, kept, strict=True)), lead_rule=str(rule)), problems


def as_proposed(items: Sequence[ProposedItem], *, keeps_unknown: bool = False) -> dict[str, str]:
    """The fields of `decided` as they stand before anybody touched them; with `keeps_unknown` names of no unit are ticked to be kept."""
    said: dict[str, str] = {}
    for item in items:
        day = item.divided.deadline.day if item.divided.deadline else None
        said |= {f"{item.key}-keep": "1", f"{item.key}-task": item.divided.task, f"{item.key}-clause": item.clause.code if item.clause else "",
                 f"{item.key}-due": day.isoformat() if day else ""}
        for one in item.names:
            said |= {f"{one.key}-role": str(one.name.role), f"{one.key}-unit": one.known.unit.code if one.known.unit else "",
                     f"{one.key}-keep": "1" if keeps_unknown else ""}
    return said


def _decided_item(item: ProposedItem, said: Mapping[str, str], names: NamesAtHand, clauses: Mapping[str, Clause], problems: list[Problem]) -> ItemValues:
    assignments = []
    place = item.divided.number or said.get(f"{item.key}-task", "")[:20]
    for one in item.names:
        role = said.get(f"{one.key}-role", one.name.role)
        text = said.get(f"{one.key}-unit", "").strip()
        if not role:
            continue
        if not text:
            if one.known.group or said.get(f"{one.key}-keep"):
                assignments.append(Known(one.name.words, group=one.known.group, group_level=one.known.group_level).assigned(role))
            else:
                problems.append(Problem(place, unknown_sentence(one.known), one.key))
            continue
        known = names.find(looked_up_as(text))
        if known.unit is None:
            problems.append(Problem(place, unknown_sentence(Known(shown_as(text), several=known.several)), one.key))
        assignments.append(AssignmentValues(one.name.words, role, known.unit))
    due, due_text = _due(item, said, place, problems)
    return ItemValues(text=said.get(f"{item.key}-task", item.divided.task).strip(), number=item.divided.number[:40], clause=clauses.get(said.get(f"{item.key}-clause", "")),
                      is_open=item.divided.is_open, due=due, due_text=due_text, assignments=tuple(assignments), place=place)


def _due(item: ProposedItem, said: Mapping[str, str], place: str, problems: list[Problem]) -> tuple[dt.date | None, str]:
    text = said.get(f"{item.key}-due", "").strip()
    words = item.divided.deadline.words[:60] if item.divided.deadline else ""
    try:
        return (dt.date.fromisoformat(text) if text else None), words
    except ValueError:
        problems.append(Problem(place, _("“%(text)s” is no day. Write it as 2012-05-25.") % {"text": text[:40]}, f"{item.key}-due"))
        return None, words

"""Who answers for what, as values before they are written; and which unit a name stands for."""
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils.text import slugify

from xuanguan.campaigns.enums import AssignmentRole, GroupName
from xuanguan.chinese.script import to_simplified
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.models import Unit, UnitName
from xuanguan.policies.models import Clause
from xuanguan.reading.responsibility import group_of


@dataclass(frozen=True, slots=True)
class AssignmentValues:
    """A name with its role; the unit where it is known, the group where the name stands for many."""

    name: str
    role: str
    unit: Unit | None = None
    group: str = ""
    group_level: int | None = None


@dataclass(frozen=True, slots=True)
class TargetValues:
    indicator: str
    number: Decimal
    unit: str
    relation: str
    year: int


@dataclass(frozen=True, slots=True)
class ItemValues:
    """One task. `place` says where it stands in what was brought in (row 7), for the sentence when it cannot be taken."""

    text: str
    number: str = ""
    clause: Clause | None = None
    rule: str = ""
    is_open: bool = False
    due: dt.date | None = None
    due_text: str = ""
    note: str = ""
    assignments: tuple[AssignmentValues, ...] = ()
    targets: tuple[TargetValues, ...] = ()
    place: str = ""

    @property
    def leads(self) -> list[AssignmentValues]:
        return [one for one in self.assignments if one.role == AssignmentRole.LEAD]


@dataclass(frozen=True, slots=True)
class ReturnValues:
    what: str
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """A document with everything in it; the fields are those of ResponsibilityDocument."""

    code: str
    title: str
    items: tuple[ItemValues, ...] = ()
    returns: tuple[ReturnValues, ...] = ()
    number: str = ""
    issued_on: dt.date | None = None
    issuer: str = ""
    level: int | None = None
    division_code: str = ""
    implements: str = ""
    implements_checked: bool = True
    lead_rule: str = ""
    lead_rule_text: str = ""
    one_lead: bool = False
    is_complete: bool = True
    size_text: str = ""
    target_year: int | None = None
    url: str = ""
    note: str = ""
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a name was found to mean: one unit, several to choose from, a group, or nothing."""

    name: str
    unit: Unit | None = None
    several: tuple[Unit, ...] = ()
    group: str = ""
    group_level: int | None = None

    @property
    def is_settled(self) -> bool:
        return self.unit is not None or bool(self.group)

    def assigned(self, role: str) -> AssignmentValues:
        return AssignmentValues(self.name, role, self.unit, self.group, self.group_level)


class NamesAtHand:
    """Names as documents write them → units, for many names in one query.

    省质监局 in a document of Sichuan is 四川省质监局 or 四川质监局; the territory's own organs come before those below it, units
    below before partners outside the tree. Two of equal standing are a question, never a guess.
    """

    def __init__(self, names: Iterable[str], territory: Unit | None) -> None:
        self.territory = territory
        self.wanted = {name: self._spellings(name) for name in dict.fromkeys(names)}
        spellings = {one for many in self.wanted.values() for one in many}
        self.found: dict[str, dict[int, Unit]] = {}
        known = UnitName.objects.filter(Q(name__in=spellings) | Q(unit__code__in=spellings)).select_related("unit__territory").order_by("unit__first", "pk")
        for name in known:
            for word in (name.name, name.unit.code):
                self.found.setdefault(word, {})[name.unit_id] = name.unit

    def find(self, name: str) -> Known:
        best: list[Unit] = []
        for spelling in self.wanted[name]:
            units = list(self.found.get(spelling, {}).values())
            if units:
                nearest = min(map(self._distance, units))
                best = [unit for unit in units if self._distance(unit) == nearest]
                break
        if len(best) == 1:
            return Known(name, best[0])
        group, level = group_of(name)
        if group and not best:
            return Known(name, group=GroupName(group), group_level=UnitLevel[level.upper()] if level else None)
        return Known(name, several=tuple(best[:8]))

    def _spellings(self, name: str) -> tuple[str, ...]:
        """As written, then with the territory's name before it."""
        plain = to_simplified(name.strip())
        if self.territory is None:
            return (plain,)
        full, short = self.territory.name_zh, self.territory.short_zh or self.territory.name_zh
        rank = full[len(short):] if full.startswith(short) else full[-1:]
        tried = [plain, f"{full}{plain}", f"{short}{plain}"]
        if plain[:1] in ("省", "市", "州", "县", "区", "盟") and plain[:1] in (rank or full)[-1:]:
            tried += [f"{full}{plain[1:]}", f"{short}{plain[1:]}"]
        return tuple(dict.fromkeys(tried))

    def _distance(self, unit: Unit) -> int:
        if self.territory is None:
            return 0
        if self.territory.pk in (unit.pk, unit.territory_id):
            return 0
        if self.territory.first <= unit.first <= self.territory.last:
            return 1
        return 2 if unit.territory_id is None else 3


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot be taken as it is: where, and a sentence."""

    place: str
    sentence: str
    field: str = field(default="")


def document_code(title: str) -> str:
    """The code of a document that is known by its title: the same title is the same document."""
    return slugify(title)[:40] or f"d{hashlib.sha256(title.encode()).hexdigest()[:12]}"


# Lists of names in a cell or a field

# Not inside brackets: 各县（市、区）政府 is one name.
_BETWEEN = re.compile(r"[、,，;；\n]+(?![^（(]*[)）])")
# As a list of proposals writes it: 四川省财政厅 (510000-fin).
_WITH_CODE = re.compile(r"^(?P<name>.*?)\s*[(（](?P<code>[0-9A-Za-z][\w-]*)[)）]\s*$")


def names_in(text: str) -> list[str]:
    """The names of a list that a person wrote, each as written."""
    return [name for one in _BETWEEN.split(text) if (name := one.strip())]


def looked_up_as(name: str) -> str:
    """What a name is looked up as: its code where it carries one."""
    match = _WITH_CODE.match(name)
    return match["code"] if match else name


def shown_as(name: str) -> str:
    """The name without the code behind it."""
    match = _WITH_CODE.match(name)
    return match["name"] or match["code"] if match else name


def assignments_in(lists: Mapping[str, str], names: NamesAtHand, *, keeps_unknown: bool = False) -> tuple[tuple[AssignmentValues, ...], list[tuple[str, Known]]]:
    """Lists of names by role → assignments, and (role, name) of those that are no unit or several. `names` knows all of `names_in`."""
    found: list[AssignmentValues] = []
    open_names: list[tuple[str, Known]] = []
    for role, text in lists.items():
        for name in names_in(text):
            known = names.find(looked_up_as(name))
            if not known.is_settled and not (keeps_unknown and not known.several):
                open_names.append((role, Known(shown_as(name), several=known.several)))
            found.append(AssignmentValues(shown_as(name), role, known.unit, known.group, known.group_level))
    return tuple(found), open_names

"""The responsibility matrix: clauses down, units across; and what is missing in it.

A line is a task; a clause without one is a line of its own, so that gaps stand where they belong. A column is a unit, or a
name for which no unit is known, or a group's name (各县区政府), each as written.
"""
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from xuanguan.campaigns.enums import AssignmentRole
from xuanguan.campaigns.models import Assignment, Campaign, ResponsibilityDocument, ResponsibilityItem
from xuanguan.organisations.enums import MemberRole
from xuanguan.organisations.models import Membership, Unit
from xuanguan.policies.enums import Certainty
from xuanguan.policies.models import Clause

# The stronger role of a unit that has several in one line's tasks.
STRENGTH = {AssignmentRole.LEAD: 0, AssignmentRole.JOINT: 1, AssignmentRole.SUPPORT: 2, AssignmentRole.BY_FUNCTION: 3}
CLAUSES, UNITS = "clauses", "units"


@dataclass(slots=True)
class Column:
    """A unit, or a name as written. `key`: u17 for a unit, else the name."""

    key: str
    label: str
    short: str
    unit: Unit | None = None
    group: str = ""
    is_member: bool = False
    leads: int = 0
    supports: int = 0
    others: int = 0

    @property
    def total(self) -> int:
        return self.leads + self.supports + self.others

    @property
    def is_unknown(self) -> bool:
        return self.unit is None and not self.group


@dataclass(slots=True)
class Line:
    """A task (`item`), or a clause that has none. `cells`: role by column key; `names`: as written, by column key."""

    key: str
    number: str
    title: str
    clause: Clause | None
    item: ResponsibilityItem | None = None
    cells: dict[str, str] = field(default_factory=dict)
    is_covered_above: bool = False

    @property
    def leads(self) -> list[str]:
        return [key for key, role in self.cells.items() if role == AssignmentRole.LEAD]

    @property
    def has_lead(self) -> bool:
        return AssignmentRole.LEAD in self.cells.values()

    @property
    def is_gap(self) -> bool:
        """Nobody leads it, and nobody leads what it stands under."""
        return not self.has_lead and not self.is_covered_above


@dataclass(slots=True)
class Chapter:
    """A heading of the policy with the lines below it; None: tasks that no clause is known for."""

    heading: Clause | None
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Matrix:
    """Everything assigned in a campaign. `shown_…` after filters; sums are of all that is assigned."""

    chapters: list[Chapter]
    columns: list[Column]
    documents: list[ResponsibilityDocument]

    @property
    def lines(self) -> list[Line]:
        return [line for chapter in self.chapters for line in chapter.lines]

    def column(self, key: str) -> Column | None:
        return next((one for one in self.columns if one.key == key), None)


@dataclass(frozen=True, slots=True)
class MatrixFilters:
    """What of the matrix is looked at. `gaps`: only lines without a lead and units without a task."""

    words: str = ""
    unit: str = ""
    role: str = ""
    gaps: bool = False
    document: str = ""


def matrix_of(campaign: Campaign, document: str = "") -> Matrix:
    """The whole matrix, in six queries whatever its size; only one document's tasks where its code is given."""
    documents = list(documents_of(campaign))
    chosen = [one for one in documents if one.code == document] if document else documents
    by_id = {one.pk: one for one in chosen}
    items = list(ResponsibilityItem.objects.filter(document__in=by_id).order_by("document", "order"))
    for item in items:
        item.document = by_id[item.document_id]
    cells, columns = _cells(campaign, by_id)
    chapters = _chapters(campaign, items, cells)
    for line in (line for chapter in chapters for line in chapter.lines):
        for key, role in line.cells.items():
            _count(columns[key], role)
    return Matrix(chapters, sorted(columns.values(), key=_order), documents)


def documents_of(campaign: Campaign) -> QuerySet[ResponsibilityDocument]:
    """The campaign's documents, its own table first, with how many tasks each has."""
    return ResponsibilityDocument.objects.filter(campaign=campaign).annotate(item_count=Count("items")).order_by("issued_on", "pk")


def published_documents() -> QuerySet[ResponsibilityDocument]:
    """Documents of no campaign: published ones, kept to be looked up."""
    return ResponsibilityDocument.objects.filter(campaign=None).annotate(item_count=Count("items")).order_by("issued_on", "pk")


def items_of(document: ResponsibilityDocument) -> QuerySet[ResponsibilityItem]:
    return document.items.select_related("clause", "document").prefetch_related("assignments__unit", "targets").order_by("order")


def members_of_group(campaign: Campaign) -> list[Unit]:
    """The lead unit and the member units of the leading group, in the order of the tree."""
    return list(Unit.objects.filter(Q(pk=campaign.lead_unit_id) | Q(pk__in=_member_ids(campaign))).order_by("first", "code"))


def member_units(campaign: Campaign) -> list[Unit]:
    """The member units of the leading group alone, in the order of the tree."""
    return list(Unit.objects.filter(pk__in=_member_ids(campaign)).order_by("first", "code"))


def _member_ids(campaign: Campaign) -> set[int]:
    if campaign.leading_group_id is None:
        return set()
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=campaign.begins), group=campaign.leading_group_id, unit__isnull=False)
    return {pk for pk in held.exclude(role=MemberRole.CONTACT).values_list("unit_id", flat=True) if pk is not None}


def _cells(campaign: Campaign, documents: Iterable[int]) -> tuple[dict[int, dict[str, str]], dict[str, Column]]:
    """Per item its cells, and the columns by key."""
    rows = list(Assignment.objects.filter(item__document__in=documents).order_by("item_id", "order").values_list("item_id", "unit_id", "name", "role", "group"))
    found = members_of_group(campaign)
    members = {unit.pk for unit in found}
    units = {unit.pk: unit for unit in [*found, *Unit.objects.filter(pk__in={row[1] for row in rows if row[1]} - members)]}
    columns = {f"u{pk}": Column(f"u{pk}", str(unit), unit.short, unit, is_member=pk in members) for pk, unit in units.items()}
    cells: dict[int, dict[str, str]] = {}
    for item, unit, name, role, group in rows:
        key = f"u{unit}" if unit else name
        if key not in columns:
            columns[key] = Column(key, name, name, group=group)
        own = cells.setdefault(item, {})
        if key not in own or STRENGTH[AssignmentRole(role)] < STRENGTH[AssignmentRole(own[key])]:
            own[key] = role
    return cells, columns


def _chapters(campaign: Campaign, items: list[ResponsibilityItem], cells: dict[int, dict[str, str]]) -> list[Chapter]:
    clauses = list(Clause.objects.filter(version=campaign.version_id).defer("text_en", "note", "note_en").order_by("order"))
    parents = {clause.pk: clause.parent_id for clause in clauses}
    inner = set(parents.values())
    by_clause: dict[int | None, list[ResponsibilityItem]] = {}
    for item in items:
        by_clause.setdefault(item.clause_id if item.clause_id in parents else None, []).append(item)
    led = {item.clause_id for item in items if AssignmentRole.LEAD in cells.get(item.pk, {}).values()}
    chapters: list[Chapter] = []
    for clause in clauses:
        if clause.parent_id is None:
            chapters.append(Chapter(clause))
        own = by_clause.get(clause.pk, [])
        covered = any(above in led for above in _above(clause.pk, parents))
        for item in own:
            item.clause = clause
            chapters[-1].lines.append(Line(f"i{item.pk}", item.number or clause.printed_number.strip(), item.text, clause, item, cells.get(item.pk, {}), covered))
        if not own and clause.pk not in inner and clause.certainty != Certainty.MISSING:
            chapters[-1].lines.append(Line(f"c{clause.pk}", clause.printed_number.strip(), clause.title or clause.body[:80], clause, is_covered_above=covered))
    if loose := by_clause.get(None, []):
        chapters.append(Chapter(None, [Line(f"i{item.pk}", item.number, item.text, None, item, cells.get(item.pk, {})) for item in loose]))
    return [chapter for chapter in chapters if chapter.lines]


def _above(clause: int, parents: dict[int, int | None]) -> Iterable[int]:
    at = parents[clause]
    while at is not None:
        yield at
        at = parents[at]


def _count(column: Column, role: str) -> None:
    if role == AssignmentRole.LEAD:
        column.leads += 1
    elif role == AssignmentRole.SUPPORT:
        column.supports += 1
    else:
        column.others += 1


def _order(column: Column) -> tuple[int, int, int, str]:
    """Units in the order of the tree, upper levels first; then groups, then names that no unit is known for."""
    if column.unit is None:
        return (1 if column.group else 2, 0, 0, column.label)
    return (0, column.unit.level if column.unit.level is not None else 9, column.unit.first, column.unit.code)


# Filters

def narrowed(matrix: Matrix, filters: MatrixFilters) -> Matrix:
    """The lines and columns that the filters leave. With a unit or a role, only lines where it stands."""
    columns = [one for one in matrix.columns if filters.unit.casefold() in f"{one.label} {one.short}".casefold()] if filters.unit else matrix.columns
    keys = {one.key for one in columns}
    chapters = []
    for chapter in matrix.chapters:
        heading = str(chapter.heading or "")
        lines = [line for line in chapter.lines if _fits(line, heading, filters, keys)]
        if lines:
            chapters.append(Chapter(chapter.heading, lines))
    if filters.role:
        standing = {key for chapter in chapters for line in chapter.lines for key, role in line.cells.items() if role == filters.role}
        columns = [one for one in columns if one.key in standing]
    if filters.gaps and not filters.unit:
        columns = [one for one in columns if one.total == 0 or any(one.key in line.cells for chapter in chapters for line in chapter.lines)]
    return Matrix(chapters, columns, matrix.documents)


def _fits(line: Line, heading: str, filters: MatrixFilters, keys: set[str]) -> bool:
    if filters.gaps and not line.is_gap:
        return False
    said = f"{line.number} {line.title} {heading} {line.clause.code if line.clause else ''}".casefold()
    if not all(word in said for word in filters.words.casefold().split()):
        return False
    if filters.unit and not filters.gaps and not keys & line.cells.keys():
        return False
    return not filters.role or any(role == filters.role and (not filters.unit or key in keys) for key, role in line.cells.items())


# What is missing

@dataclass(frozen=True, slots=True)
class Missing:
    """The three lists of what is not assigned, with how many there are to compare with."""

    without_lead: list[Line]
    units_without: list[Column]
    not_below: list[Line]
    unknown: list[Column]
    line_count: int


def missing_in(matrix: Matrix, campaign: Campaign) -> Missing:
    """Lines without a lead, member units without a task, lines led by nobody below the campaign's own level, unknown names.

    Below: a unit of a deeper level within the territory, or a group of such a level (各县区政府). A unit that stands only in a
    group's name has no task of its own and is listed, so that somebody looks.
    """
    level = campaign.territory.level or 0
    below = {column.key for column in matrix.columns if _is_below(column, campaign, level)}
    groups = set(Assignment.objects.filter(item__document__campaign=campaign, unit=None, group_level__gt=level).values_list("name", flat=True))
    lines = matrix.lines
    return Missing(
        without_lead=[line for line in lines if line.is_gap],
        units_without=[column for column in matrix.columns if column.is_member and column.total == 0],
        not_below=[line for line in lines if line.has_lead and not any(key in below or key in groups for key in line.leads)],
        unknown=[column for column in matrix.columns if column.is_unknown], line_count=len(lines))


def _is_below(column: Column, campaign: Campaign, level: int) -> bool:
    unit = column.unit
    return unit is not None and unit.level is not None and unit.level > level and campaign.territory.first <= unit.first <= campaign.territory.last


def assigned_to(unit: Unit, campaign: Campaign) -> list[Assignment]:
    """What a unit answers for in a campaign, what it leads first."""
    found = Assignment.objects.filter(unit=unit, item__document__campaign=campaign).select_related("item__clause", "item__document")
    return sorted(found.order_by("item__document", "item__order"), key=lambda one: STRENGTH[AssignmentRole(one.role)])

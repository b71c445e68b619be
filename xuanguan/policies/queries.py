"""Reading policies."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet

from xuanguan.policies.enums import VersionState
from xuanguan.policies.models import Clause, Policy, PolicyVersion


@dataclass(slots=True)
class ClauseNode:
    """A clause of the reader's page: what stands below it, and how many activities cite it or a clause below it."""

    clause: Clause
    children: list["ClauseNode"] = field(default_factory=list)
    activities: int = 0

    @property
    def size(self) -> int:
        """How many clauses: this one and all below it."""
        return 1 + sum(child.size for child in self.children)

    def walk(self) -> Iterator["ClauseNode"]:
        yield self
        for child in self.children:
            yield from child.walk()


def versions_in_list() -> QuerySet[PolicyVersion]:
    """Every version of every policy with its numbers of clauses and targets, the newest of a policy first."""
    return PolicyVersion.objects.select_related("policy").annotate(
        clause_count=Count("clauses", distinct=True), target_count=Count("targets", distinct=True),
        missing_count=Count("clauses", filter=Q(clauses__certainty="missing"), distinct=True),
    ).order_by("policy__code", F("issued_on").desc(nulls_last=True), "-id")


def current_version(policy: Policy) -> PolicyVersion | None:
    """The newest version in force, else the newest of all."""
    versions = policy.versions.order_by(F("issued_on").desc(nulls_last=True), "-id")
    return versions.filter(state=VersionState.IN_FORCE).first() or versions.first()


def clause_tree(version: PolicyVersion, activities: Mapping[int, int] | None = None) -> list[ClauseNode]:
    """The clauses of a version as a tree, in one query. `activities`: per clause id, how many activities cite it."""
    counts = activities or {}
    nodes: dict[int, ClauseNode] = {}
    top: list[ClauseNode] = []
    for clause in version.clauses.order_by("order"):
        node = nodes[clause.pk] = ClauseNode(clause, activities=counts.get(clause.pk, 0))
        # The version is at hand: without this, asking a clause for it would be one query each.
        clause.version = version
        (nodes[clause.parent_id].children if clause.parent_id in nodes else top).append(node)
    return top


def clauses_with_those_below(version: PolicyVersion) -> dict[int, list[int]]:
    """Per clause id the ids of the clauses it stands under, itself first: what a citation of it counts for."""
    parents = dict(version.clauses.values_list("pk", "parent_id"))
    chains: dict[int, list[int]] = {}
    for pk in parents:
        chain: list[int] = []
        at: int | None = pk
        while at is not None:
            chain.append(at)
            at = parents.get(at)
        chains[pk] = chain
    return chains


def ids_below(clause: Clause) -> list[int]:
    """The id of the clause and of every clause below it."""
    return [pk for pk, chain in clauses_with_those_below(clause.version).items() if clause.pk in chain]


def path_to(clause: Clause) -> list[Clause]:
    """The clauses above it, from the top down, without itself. One query for the version's clauses."""
    by_id = {one.pk: one for one in clause.version.clauses.all()}
    path: list[Clause] = []
    at = clause.parent_id
    while at is not None:
        path.insert(0, by_id[at])
        at = by_id[at].parent_id
    return path


def clauses_in_use(version: PolicyVersion) -> set[str]:
    """Codes of the clauses that other rooms point at (activities, assignments …): these must not disappear.

    Asked of the database's own relations, so that rooms above need not be known here.
    """
    used: set[str] = set()
    for relation in Clause._meta.related_objects:
        if relation.related_model._meta.app_label != Clause._meta.app_label:
            used |= set(version.clauses.filter(**{f"{relation.name}__isnull": False}).values_list("code", flat=True))
    return used


def find_clauses(version: PolicyVersion, words: str) -> QuerySet[Clause]:
    """Clauses whose heading or text holds all the words, or whose code or number is the word."""
    found = version.clauses.all()
    for word in words.split():
        found = found.filter(
            Q(heading__icontains=word) | Q(text__icontains=word) | Q(heading_en__icontains=word) | Q(text_en__icontains=word)
            | Q(code=word) | Q(number=word))
    return found.order_by("order")

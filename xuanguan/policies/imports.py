"""A policy's file: first what would happen (dry run), then the same applied, whole or not at all."""
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.common.exceptions import PersonError
from xuanguan.policies import actions
from xuanguan.policies.models import Clause, Policy, PolicyVersion
from xuanguan.policies.parsing import ParsedClause, ParsedPolicy, read_policy
from xuanguan.policies.parsing.codes import Known, settle_codes
from xuanguan.policies.parsing.values import ENGLISH
from xuanguan.policies.queries import clauses_in_use, current_version

__all__ = ["ClauseRow", "ImportPlan", "PolicyNeedsWords", "apply_import", "plan_import", "read_policy"]

# Addresses of pages that stand beside the policies' own.
RESERVED_CODES = {"import"}
CREATED, CHANGED, SAME, REMOVED = "created", "changed", "same", "removed"


class PolicyNeedsWords(PersonError):
    """The file does not say something that is needed; `field` is code, version or title."""

    def __init__(self, field: str, sentence: str):
        self.field = field
        super().__init__(sentence)


class ClauseRow(NamedTuple):
    """One line of the dry run."""

    code: str
    number: str
    title: str
    depth: int
    what: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. `policy` and `version` are None where they would be created."""

    parsed: ParsedPolicy
    clauses: tuple[ParsedClause, ...]
    code: str
    label: str
    policy: Policy | None
    version: PolicyVersion | None
    is_translation: bool
    rows: tuple[ClauseRow, ...]
    target_rows: tuple[ClauseRow, ...]
    remarks: tuple[str, ...]
    blocked: tuple[str, ...]

    def count(self, what: str) -> int:
        return sum(row.what == what for row in self.rows)

    @property
    def changes(self) -> list[ClauseRow]:
        return [row for row in self.rows if row.what != SAME]

    @property
    def fingerprint(self) -> str:
        """Changes when the database has changed between dry run and act so that the act would do something else."""
        return sha256(repr((self.version and self.version.pk, self.rows, self.target_rows, self.blocked)).encode()).hexdigest()

    @property
    def does_nothing(self) -> bool:
        return self.version is not None and not self.changes and all(row.what == SAME for row in self.target_rows)


def plan_import(parsed: ParsedPolicy, *, code: str = "", label: str = "") -> ImportPlan:
    """What the import would create, change and remove. `code` and `label` stand in where the file does not say.

    Raises PolicyNeedsWords where neither says it, or where a translation has nothing to stand beside.
    """
    front = parsed.front
    code, label = front.code or code.strip(), front.version or label.strip()
    check_words(code, label, front.title_zh or front.title_en)
    policy = Policy.objects.filter(code=code).first()
    version = policy.versions.filter(label=label).first() if policy else None
    original = current_version(policy) if policy and version is None and front.language == ENGLISH else None
    is_translation = original is not None and original.clauses.exists()
    version = original if is_translation else version
    known = list(version.clauses.select_related("parent").order_by("order")) if version else []
    settled = settle_codes(parsed.clauses, [Known(c.code, c.parent.code if c.parent else "", c.heading) for c in known])
    rows = translated_rows(known, settled) if is_translation else clause_rows(known, settled)
    gone = {row.code for row in rows if row.what == REMOVED}
    return ImportPlan(
        parsed=parsed, clauses=tuple(settled), code=code, label=version.label if version else label, policy=policy, version=version,
        is_translation=is_translation, rows=tuple(rows), target_rows=tuple(target_rows(version, parsed, is_translation)),
        remarks=parsed.remarks + tuple(remarks_on(parsed, settled, known, is_translation)),
        blocked=tuple(sorted(gone & clauses_in_use(version))) if gone and version else ())


@transaction.atomic
def apply_import(plan: ImportPlan, *, replaces: bool = False, by) -> PolicyVersion:
    """Do what the plan says. `replaces`: a new version takes the place of those in force."""
    if plan.is_translation and plan.version is not None:
        actions.write_translation(version=plan.version, parsed=plan.parsed, clauses=plan.clauses, by=by)
        return plan.version
    policy = plan.policy or actions.create_policy(code=plan.code, front=plan.parsed.front, by=by)
    version = plan.version or actions.add_version(policy=policy, label=plan.label, front=plan.parsed.front, replaces=replaces, by=by)
    actions.write_text(version=version, parsed=plan.parsed, clauses=plan.clauses, by=by)
    return version


def check_words(code: str, label: str, title: str) -> None:
    if code in RESERVED_CODES:
        raise PolicyNeedsWords("code", _("“%(code)s” is the address of a page. Choose another code.") % {"code": code})
    if not code:
        raise PolicyNeedsWords("code", _("The file does not name the policy's code. Choose one of letters, digits and hyphens, as in outline-2011-2020."))
    try:
        validate_slug(code)
    except ValidationError:
        raise PolicyNeedsWords("code", _("“%(code)s” is not a code: use letters, digits and hyphens.") % {"code": code}) from None
    if not label:
        raise PolicyNeedsWords("version", _("The file does not name its version. Write one, such as the document number or the year."))
    if not title:
        raise PolicyNeedsWords("title", _("The file has no title. Add it as the first line."))


def clause_rows(known: list[Clause], settled: list[ParsedClause]) -> list[ClauseRow]:
    """Each clause of the file as created, changed or same; then those of the database that the file no longer has."""
    by_code = {clause.code: clause for clause in known}
    rows = []
    for parsed in settled:
        old = by_code.pop(parsed.code, None)
        parent = settled[parsed.parent].code if parsed.parent is not None else ""
        fields = changed_fields(old, parsed, parent) if old else ()
        rows.append(ClauseRow(parsed.code, parsed.number, parsed.heading or parsed.text[:60], parsed.depth,
                              CREATED if old is None else CHANGED if fields else SAME, fields))
    return rows + [ClauseRow(old.code, old.number, old.heading or old.text[:60], old.depth, REMOVED) for old in by_code.values()]


def changed_fields(old: Clause, parsed: ParsedClause, parent: str) -> tuple[str, ...]:
    pairs = [
        (_("number"), old.number, parsed.number), (_("heading"), old.heading, parsed.heading), (_("text"), old.text, parsed.text),
        (_("note"), old.note, parsed.note), (_("mark"), (old.certainty, old.place_is_judged), (parsed.certainty, parsed.place_is_judged)),
        (_("position"), old.parent.code if old.parent else "", parent),
    ]
    return tuple(str(name) for name, before, after in pairs if before != after)


def translated_rows(known: list[Clause], settled: list[ParsedClause]) -> list[ClauseRow]:
    """Of a translation: the clauses whose English changes."""
    by_code = {clause.code: clause for clause in known}
    rows = []
    for parsed in settled:
        if old := by_code.get(parsed.code):
            pairs = [(_("heading"), old.heading_en, parsed.heading), (_("text"), old.text_en, parsed.text), (_("note"), old.note_en, parsed.note),
                     (_("number"), old.number_en, parsed.number)]
            fields = tuple(str(name) for name, before, after in pairs if before != after)
            rows.append(ClauseRow(parsed.code, parsed.number, parsed.heading or parsed.text[:60], parsed.depth, CHANGED if fields else SAME, fields))
    return rows


def target_rows(version: PolicyVersion | None, parsed: ParsedPolicy, is_translation: bool) -> list[ClauseRow]:
    old = {target.code: target for target in version.targets.select_related("clause")} if version else {}
    rows = []
    for target in parsed.targets:
        before = old.pop(target.code, None)
        if before is None:
            what = CREATED
        elif is_translation:
            what = SAME if (before.category_en, before.indicator_en, before.value_en) == (target.category, target.indicator, target.value) else CHANGED
        else:
            what = SAME if (
                before.year, before.category, before.indicator, before.value, before.relation, before.number, before.unit, before.certainty,
                before.note, before.clause.code if before.clause else "") == (
                target.year, target.category, target.indicator, target.value, target.relation, target.number, target.unit, target.certainty,
                target.note, target.clause) else CHANGED
        rows.append(ClauseRow(target.code, str(target.year), target.indicator, 0, what))
    if is_translation:
        return [row for row in rows if row.what != CREATED]
    return rows + [ClauseRow(before.code, str(before.year), before.indicator, 0, REMOVED) for before in old.values()]


def remarks_on(parsed: ParsedPolicy, settled: list[ParsedClause], known: list[Clause], is_translation: bool) -> list[str]:
    """What is worth a look and does not stop the import."""
    remarks = []
    codes = {clause.code for clause in settled}
    for before, after in zip(parsed.clauses, settled, strict=True):
        if before.code and before.code != after.code and after.code.startswith(before.code):
            remarks.append(_("The number of “%(title)s” stands twice under the same heading: the second got the code %(code)s.") % {
                "title": f"{after.number}{after.heading or after.text[:20]}", "code": after.code})
    remarks += [
        _("The target %(target)s names the clause %(clause)s, which the text does not have.") % {"target": target.code, "clause": target.clause}
        for target in parsed.targets if target.clause and target.clause not in codes]
    if is_translation and (unknown := sorted(codes - {clause.code for clause in known})):
        remarks.append(_("The original has no clauses %(codes)s: their English is left out.") % {"codes": ", ".join(unknown)})
    return remarks

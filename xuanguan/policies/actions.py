"""Writing policies: each act is one transaction with one event in the log."""
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.common.exceptions import PersonError
from xuanguan.policies.enums import VersionState
from xuanguan.policies.models import Clause, Policy, PolicyVersion, Target
from xuanguan.policies.parsing import FrontMatter, ParsedClause, ParsedPolicy, ParsedTarget
from xuanguan.policies.permissions import check_import_policies
from xuanguan.policies.queries import clauses_in_use


class ClausesInUse(PersonError):
    """Clauses that records point at would disappear."""

    def __init__(self, codes: Iterable[str]):
        self.codes = sorted(codes)
        super().__init__(_("Records cite clauses that the new text no longer has: %(codes)s. Keep them in the file (a clause may be marked 【缺】), or add the text as a new version.") % {
            "codes": ", ".join(self.codes)})


@transaction.atomic
def create_policy(*, code: str, front: FrontMatter, by) -> Policy:
    """A policy without any version yet."""
    check_import_policies(by)
    policy = Policy(
        code=code, title_zh=front.title_zh or front.title_en or code, title_en=front.title_en, short_zh=front.short_zh, short_en=front.short_en,
        aliases=list(front.aliases), issuer=front.issuer_zh or front.issuer_en, issuer_en=front.issuer_en, number=front.number)
    policy.full_clean()
    policy.save()
    record("create_policy", policy, by=by, code=code)
    return policy


@transaction.atomic
def add_version(*, policy: Policy, label: str, front: FrontMatter, replaces: bool = False, by) -> PolicyVersion:
    """A version without clauses yet; with `replaces` the versions in force so far become replaced."""
    check_import_policies(by)
    version = PolicyVersion(
        policy=policy, label=label, adopted_on=front.adopted, issued_on=front.issued, effective_on=front.effective,
        is_complete=front.complete, is_demo=front.demo)
    version.full_clean()
    earlier = list(policy.versions.filter(state=VersionState.IN_FORCE)) if replaces else []
    version.save()
    for old in earlier:
        replace_version(old=old, new=version, by=by)
    record("add_version", version, by=by, policy=policy.code, label=label)
    return version


@transaction.atomic
def replace_version(*, old: PolicyVersion, new: PolicyVersion, by) -> None:
    """`new` stands in for `old`, which stays readable; campaigns that carry `old` out keep it."""
    check_import_policies(by)
    old.state = VersionState.REPLACED
    old.save(update_fields=["state"])
    record("replace_version", old, by=by, replaced_by=new.label)


@transaction.atomic
def write_text(*, version: PolicyVersion, parsed: ParsedPolicy, clauses: Sequence[ParsedClause], by) -> None:
    """Make the version's clauses and targets those of the file. `clauses` are settled: each has its code.

    A clause of the same code stays the same record. Raises ClausesInUse where one that records cite would go.
    """
    check_import_policies(by)
    known = {clause.code: clause for clause in version.clauses.all()}
    gone = known.keys() - {clause.code for clause in clauses}
    if cited := gone & clauses_in_use(version):
        raise ClausesInUse(cited)
    # Children first: a parent that goes must not take along a child that stays.
    _write_clauses(version, clauses, known)
    version.clauses.filter(code__in=gone).delete()
    _write_targets(version, parsed.targets)
    version.note, version.sources, version.baselines = parsed.note, list(parsed.sources), list(parsed.baselines)
    version.is_complete = parsed.front.complete
    version.save(update_fields=["note", "sources", "baselines", "is_complete"])
    record("write_text", version, by=by, clauses=len(clauses), removed=sorted(gone), targets=len(parsed.targets))


def _write_clauses(version: PolicyVersion, clauses: Sequence[ParsedClause], known: dict[str, Clause]) -> None:
    written: list[Clause] = []
    for order, parsed in enumerate(clauses, 1):
        clause = known.get(parsed.code) or Clause(version=version, code=parsed.code)
        clause.parent = written[parsed.parent] if parsed.parent is not None else None
        clause.order, clause.depth = order, parsed.depth
        clause.number, clause.heading, clause.text, clause.note = parsed.number, parsed.heading, parsed.text, parsed.note
        clause.certainty, clause.place_is_judged = parsed.certainty, parsed.place_is_judged
        clause.full_clean(exclude=["version", "parent"], validate_unique=False, validate_constraints=False)
        clause.save()
        written.append(clause)


def _write_targets(version: PolicyVersion, targets: Sequence[ParsedTarget]) -> None:
    """By code, so that a target's English stays when the Chinese is imported again."""
    ids = dict(version.clauses.values_list("code", "pk"))
    version.targets.exclude(code__in=[target.code for target in targets]).delete()
    for target in targets:
        Target.objects.update_or_create(version=version, code=target.code, defaults={
            "clause_id": ids.get(target.clause), "year": target.year, "category": target.category, "indicator": target.indicator,
            "value": target.value, "relation": target.relation, "number": target.number, "unit": target.unit,
            "certainty": target.certainty, "note": target.note})


@transaction.atomic
def write_translation(*, version: PolicyVersion, parsed: ParsedPolicy, clauses: Sequence[ParsedClause], by) -> None:
    """Put the English text beside the clauses of the same code; nothing is created or removed."""
    check_import_policies(by)
    english = {clause.code: clause for clause in clauses}
    for clause in version.clauses.filter(code__in=english):
        words = english[clause.code]
        clause.number_en, clause.heading_en, clause.text_en, clause.note_en = words.number, words.heading, words.text, words.note
        clause.save(update_fields=["number_en", "heading_en", "text_en", "note_en"])
    targets = {target.code: target for target in parsed.targets}
    for target in version.targets.filter(code__in=targets):
        said = targets[target.code]
        target.category_en, target.indicator_en, target.value_en = said.category, said.indicator, said.value
        target.save(update_fields=["category_en", "indicator_en", "value_en"])
    version.note_en = parsed.note
    version.save(update_fields=["note_en"])
    record("write_translation", version, by=by, language=parsed.front.language, clauses=len(english))

"""Writing who answers for what: a whole document at once, a cell of the campaign's own table, a name that was settled."""
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import models, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues, Problem, TargetValues
from xuanguan.campaigns.enums import AssignmentRole, LeadRule
from xuanguan.campaigns.models import Assignment, Campaign, RequiredReturn, ResponsibilityDocument, ResponsibilityItem
from xuanguan.campaigns.permissions import check_run
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit
from xuanguan.policies.enums import Relation
from xuanguan.policies.models import CascadeRow, Clause, Policy, PolicyVersion, Target, TargetCascade
from xuanguan.policies.permissions import check_import_policies

# Fields of a document that its values carry under the same names.
_FIELDS = ("title", "number", "issued_on", "issuer", "level", "division_code", "implements", "implements_checked", "lead_rule", "lead_rule_text",
           "one_lead", "is_complete", "size_text", "target_year", "url", "note", "is_published")


class CannotAssign(PersonError):
    """A division of work that cannot be taken; `problems` are all that is wrong with it, each with its place."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        first = "; ".join(f"{one.place}: {one.sentence}" if one.place else one.sentence for one in self.problems[:3])
        super().__init__(_("Nothing was entered. %(count)s to mend: %(first)s") % {"count": len(self.problems), "first": first})


def problems_of(values: DocumentValues, campaign: Campaign | None) -> list[Problem]:
    """Everything that keeps a document from being taken; empty where nothing does."""
    found: list[Problem] = []
    if not values.title.strip():
        found.append(Problem("", _("The document needs a title."), "title"))
    earliest = campaign.begins if campaign else values.issued_on
    for place, item in enumerate(values.items, 1):
        where = item.place or _("task %(number)s") % {"number": item.number or place}
        found += [Problem(where, sentence, name) for name, sentence in _wrong_with(item, values, campaign, earliest)]
    return found


def _wrong_with(item: ItemValues, document: DocumentValues, campaign: Campaign | None, earliest: dt.date | None) -> Iterable[tuple[str, str]]:
    if not item.text.strip():
        yield "text", _("The task is empty. Write what is to be done.")
    leads = item.leads
    if len(leads) > 1 and (document.one_lead or (item.rule or document.lead_rule) == LeadRule.FIRST_LISTED):
        yield "lead", _("%(names)s are both leads, and this document allows one. Make one of them support, or allow several leads.") % {
            "names": _(", ").join(one.name for one in leads)}
    names = Counter(one.name for one in item.assignments)
    units = Counter(one.unit for one in item.assignments if one.unit is not None)
    for name in [name for name, count in names.items() if count > 1]:
        yield "support", _("%(name)s stands twice. Keep it once.") % {"name": name}
    for unit in [unit for unit, count in units.items() if count > 1 and names.get(str(unit), 0) < 2]:
        written = _(", ").join(one.name for one in item.assignments if one.unit == unit)
        yield "support", _("%(names)s are the same unit (%(code)s). Keep it once.") % {"names": written, "code": unit.code}
    if item.due is not None and earliest is not None and item.due < earliest:
        yield "due", _("It would be due on %(due)s, before the start on %(start)s.") % {"due": item.due.isoformat(), "start": earliest.isoformat()}
    if item.clause is not None and campaign is not None and item.clause.version_id != campaign.version_id:
        yield "clause", _("The clause %(code)s belongs to another policy.") % {"code": item.clause.code}


# Whole documents

@transaction.atomic
def write_document(*, campaign: Campaign | None, values: DocumentValues, replaces: bool = False, is_demo: bool = False, by) -> ResponsibilityDocument:
    """Enter a document with all its tasks, or nothing. With `replaces`, one of the same code gives way to it.

    Without a campaign it is kept as a published document for all to look up. Raises CannotAssign, NotAllowed.
    """
    _check(campaign, by)
    problems = problems_of(values, campaign)
    earlier = ResponsibilityDocument.objects.filter(campaign=campaign, code=values.code)
    if earlier.exists() and not replaces:
        problems.append(Problem("", _("A document “%(code)s” is there already. Let the new one replace it, or give another code.") % {"code": values.code}, "code"))
    if problems:
        raise CannotAssign(problems)
    earlier.delete()
    document = ResponsibilityDocument(campaign=campaign, code=values.code, is_demo=is_demo, **{name: getattr(values, name) for name in _FIELDS})
    document.full_clean(exclude=["campaign", "version"], validate_constraints=False)
    document.version = _as_policy(values) if any(item.targets for item in values.items) else None
    document.save()
    _write_items(document, values.items)
    RequiredReturn.objects.bulk_create(
        RequiredReturn(document=document, what=one.what, due=one.due, order=order) for order, one in enumerate(values.returns, 1))
    record("write_responsibility", document, by=by, campaign=campaign and campaign.code, items=len(values.items),
           assignments=sum(len(item.assignments) for item in values.items), replaces=replaces)
    return document


def _check(campaign: Campaign | None, by) -> None:
    if campaign is None:
        check_import_policies(by)
    else:
        check_run(by, campaign)


def _write_items(document: ResponsibilityDocument, items: Sequence[ItemValues]) -> None:
    made = ResponsibilityItem.objects.bulk_create([
        ResponsibilityItem(document=document, order=order, number=item.number, text=item.text, clause=item.clause, rule=item.rule, is_open=item.is_open,
                           due=item.due, due_text=item.due_text, note=item.note) for order, item in enumerate(items, 1)], batch_size=500)
    Assignment.objects.bulk_create([
        _assignment(row, one, order) for row, item in zip(made, items, strict=True) for order, one in enumerate(item.assignments, 1)], batch_size=500)
    for row, item in zip(made, items, strict=True):
        if item.targets and document.version is not None:
            row.targets.set([_target(document.version, one) for one in item.targets])


def _assignment(item: ResponsibilityItem, values: AssignmentValues, order: int) -> Assignment:
    return Assignment(item=item, unit=values.unit, name=values.name, role=values.role, order=order, group=values.group, group_level=values.group_level)


def _as_policy(values: DocumentValues) -> PolicyVersion:
    """The document as a policy, so that what it wants reached stands with the targets of other policies. Its text is not kept."""
    code = slugify(values.code)[:60]
    policy, _made = Policy.objects.get_or_create(code=code, defaults={"title_zh": values.title[:200], "issuer": values.issuer, "number": values.number})
    version, _made = PolicyVersion.objects.get_or_create(policy=policy, label=values.number[:60] or "1", defaults={
        "issued_on": values.issued_on, "is_complete": False, "sources": [values.url] if values.url else []})
    return version


def _target(version: PolicyVersion, values: TargetValues) -> Target:
    known = version.targets.filter(indicator=values.indicator, year=values.year).first()
    if known is not None:
        return known
    wording = {Relation.AT_LEAST: "≥", Relation.MORE_THAN: ">", Relation.AT_MOST: "≤"}.get(Relation(values.relation), "")
    return Target.objects.create(
        version=version, code=f"T{version.targets.count() + 1}", year=values.year, indicator=values.indicator, number=values.number, unit=values.unit,
        relation=values.relation, value=f"{wording}{values.number.normalize():f}{values.unit}")


@transaction.atomic
def remove_document(*, document: ResponsibilityDocument, by) -> None:
    """Take a document out again, with all its tasks."""
    _check(document.campaign, by)
    record("remove_responsibility", document, by=by, items=document.items.count())
    document.delete()


@transaction.atomic
def write_cascade(*, indicator: str, note: str, rows: Sequence[dict], by) -> TargetCascade:
    """One indicator as several levels set it. `rows`: level, division_code, year, number, relation, source, note. Known rows stay."""
    check_import_policies(by)
    cascade, _made = TargetCascade.objects.update_or_create(indicator=indicator, defaults={"note": note})
    for order, row in enumerate(rows, 1):
        key = {name: row[name] for name in ("division_code", "year", "source")}
        CascadeRow.objects.update_or_create(cascade=cascade, **key, defaults={
            "order": order, "level": row["level"], "number": row["number"], "relation": row["relation"], "note": row["note"],
            "target": _target_behind(indicator, row)})
    record("write_cascade", cascade, by=by, rows=len(rows))
    return cascade


def _target_behind(indicator: str, row: dict) -> Target | None:
    """The target where the cited document is kept here as a policy: of its number or title, with that indicator and year."""
    source = row["source"]
    cited = models.Q(version__policy__number=source) | models.Q(version__label=source) | models.Q(version__policy__title_zh=source)
    words = {indicator, row["note"]} - {""}
    found = Target.objects.filter(cited, year=row["year"]).order_by("pk")
    return found.filter(indicator__in=words).first() or next(
        (one for one in found.filter(number=row["number"]) if one.indicator.replace("抽检", "监测") in words), None)


# Single cells

@transaction.atomic
def set_role(*, campaign: Campaign, unit: Unit, role: str, item: ResponsibilityItem | None = None, clause: Clause | None = None, by) -> ResponsibilityItem | None:
    """Give a unit a role in a task, or ("") none. With a clause that has no task yet, one is made in the campaign's own table.

    Raises CannotAssign (a published document, a second lead where one is allowed), NotAllowed.
    """
    check_run(by, campaign)
    if role and role not in AssignmentRole.values:
        raise CannotAssign([Problem("", _("“%(role)s” is no role.") % {"role": role})])
    if item is None:
        if clause is None or not role:
            return None
        item = _own_item(campaign, clause)
    _check_open(item, campaign)
    before = item.assignments.filter(unit=unit).first()
    was = before.role if before else ""
    if role == AssignmentRole.LEAD:
        _check_one_lead(item, unit)
    if before is not None and not role:
        before.delete()
    elif before is not None and before.role != role:
        before.role = role
        before.save(update_fields=["role"])
    elif before is None and role:
        last = item.assignments.aggregate(last=Max("order"))["last"] or 0
        Assignment.objects.create(item=item, unit=unit, name=_free_name(item, unit), role=role, order=last + 1)
    record("set_role", item, by=by, unit=unit.code, role=role, before=was)
    return item


def _own_item(campaign: Campaign, clause: Clause) -> ResponsibilityItem:
    if clause.version_id != campaign.version_id:
        raise CannotAssign([Problem("", _("The clause %(code)s belongs to another policy.") % {"code": clause.code})])
    document, _made = ResponsibilityDocument.objects.get_or_create(
        campaign=campaign, code=ResponsibilityDocument.OWN,
        defaults={"title": f"{campaign.name_zh}责任分解表"[:300], "lead_rule": LeadRule.LABELLED, "level": campaign.territory.level,
                  "issuer": campaign.lead_unit.name_zh, "is_demo": campaign.is_demo})
    last = document.items.aggregate(last=Max("order"))["last"] or 0
    return ResponsibilityItem.objects.create(document=document, order=last + 1, number=clause.number, text=clause.heading or clause.text, clause=clause)


def _check_open(item: ResponsibilityItem, campaign: Campaign) -> None:
    if item.document.campaign_id != campaign.pk:
        raise CannotAssign([Problem("", _("This task belongs to another campaign."))])
    if item.document.is_published:
        raise CannotAssign([Problem("", _("“%(document)s” is a published document: it stays as it was issued. Set the role in the campaign's own table.") % {
            "document": item.document})])


def _check_one_lead(item: ResponsibilityItem, unit: Unit) -> None:
    other = item.assignments.filter(role=AssignmentRole.LEAD).exclude(unit=unit).first()
    if other is not None and item.document.allows_one_lead:
        raise CannotAssign([Problem(str(item), _("%(name)s leads this task already, and this document allows one lead. Make it support first.") % {
            "name": other.name}, "lead")])


def _free_name(item: ResponsibilityItem, unit: Unit) -> str:
    """The unit's name; with its code where a name as written stands there already."""
    return f"{unit.name_zh}（{unit.code}）"[:120] if item.assignments.filter(name=unit.name_zh).exists() else unit.name_zh


@transaction.atomic
def change_item(*, item: ResponsibilityItem, values: ItemValues, by) -> ResponsibilityItem:
    """Put other words, deadline, clause and names into a task. Raises CannotAssign with everything that is wrong."""
    campaign = item.document.campaign
    _check(campaign, by)
    if campaign is not None:
        _check_open(item, campaign)
    kept = DocumentValues(item.document.code, item.document.title, (values,), lead_rule=item.document.lead_rule, one_lead=item.document.one_lead)
    if problems := problems_of(kept, campaign):
        raise CannotAssign(problems)
    for name in ("number", "text", "clause", "rule", "is_open", "due", "due_text", "note"):
        setattr(item, name, getattr(values, name))
    item.save()
    item.assignments.all().delete()
    Assignment.objects.bulk_create(_assignment(item, one, order) for order, one in enumerate(values.assignments, 1))
    record("change_item", item, by=by, assignments=len(values.assignments))
    return item


@transaction.atomic
def add_item(*, campaign: Campaign, clause: Clause, values: ItemValues, by) -> ResponsibilityItem:
    """A task for a clause that has none, in the campaign's own table. Raises CannotAssign with everything that is wrong."""
    check_run(by, campaign)
    return change_item(item=_own_item(campaign, clause), values=values, by=by)


@transaction.atomic
def settle_name(*, assignment: Assignment, unit: Unit, by) -> int:
    """Say which unit a name stands for, wherever the document writes it so. Returns how many places; the name stays as written."""
    document = assignment.item.document
    _check(document.campaign, by)
    settled = 0
    for one in Assignment.objects.filter(item__document=document, name=assignment.name, unit=None).select_related("item"):
        if not one.item.assignments.filter(unit=unit).exists():
            one.unit, one.group, one.group_level = unit, "", None
            one.save(update_fields=["unit", "group", "group_level"])
            settled += 1
    record("settle_name", document, by=by, name=assignment.name, unit=unit.code, places=settled)
    return settled

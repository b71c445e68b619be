"""A campaign prepared as an earlier one was: dates carried over, expectations and responsibilities taken or left."""
import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.responsibility import write_document
from xuanguan.campaigns.actions.starting import written
from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues, ReturnValues
from xuanguan.campaigns.enums import CampaignState
from xuanguan.campaigns.models import Campaign, ResponsibilityDocument
from xuanguan.campaigns.queries import campaigns_seen_by
from xuanguan.campaigns.shifting import shifted
from xuanguan.campaigns.templating import as_template
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import PolicyVersion


@dataclass(frozen=True, slots=True)
class Takes:
    """What a copy takes along beside fronts, kinds and measures."""

    expectations: bool = True
    responsibilities: bool = True
    group: bool = True


@transaction.atomic
def copy_campaign(*, source: Campaign, code: str, version: PolicyVersion, territory: Unit, lead_unit: Unit, begins: dt.date, ends: dt.date | None,
                  name_zh: str = "", name_en: str = "", takes: Takes = Takes(), by) -> Campaign:
    """A draft as `source` was set up, its deadlines as far from the first day as there. Raises CannotStart, NotAllowed, ValidationError.

    Responsibilities: the documents that were not published. Clauses are kept where the policy is the same or has a clause of
    the same code; else the task stays, without a clause.
    """
    if not campaigns_seen_by(by).filter(pk=source.pk).exists():
        raise NotAllowed("")
    template = as_template(source, begins=begins, takes_expectations=takes.expectations)
    campaign = written(template=template, code=code, version=version, territory=territory, lead_unit=lead_unit, begins=begins, ends=ends,
                       name_zh=name_zh or source.name_zh, name_en=name_en or source.name_en, state=CampaignState.PREPARING, by=by)
    campaign.copied_from, campaign.template, campaign.keeps_gps = source, source.template, source.keeps_gps
    if takes.group:
        campaign.leading_group = source.leading_group
    campaign.save(update_fields=["copied_from", "template", "keeps_gps", "leading_group"])
    record("copy_campaign", campaign, by=by, source=source.code, begins=begins, ends=ends, expectations=takes.expectations, responsibilities=takes.responsibilities)
    if takes.responsibilities:
        for document in source.responsibility_documents.filter(is_published=False):
            write_document(campaign=campaign, values=_values_of(document, source, campaign), by=by)
    return campaign


def _values_of(document: ResponsibilityDocument, source: Campaign, campaign: Campaign) -> DocumentValues:
    clauses = {clause.code: clause for clause in campaign.version.clauses.all()}
    items = tuple(ItemValues(
        text=item.text, number=item.number, clause=clauses.get(item.clause.code) if item.clause else None, rule=item.rule, is_open=item.is_open,
        due=shifted(item.due, source.begins, campaign.begins) if item.due else None, due_text="" if item.due else item.due_text, note=item.note,
        assignments=tuple(AssignmentValues(one.name, one.role, one.unit, one.group, one.group_level) for one in item.assignments.all()))
        for item in document.items.select_related("clause").prefetch_related("assignments__unit").order_by("order"))
    return DocumentValues(
        code=document.code, title=document.title, items=items, issuer=document.issuer, level=document.level, lead_rule=document.lead_rule,
        lead_rule_text=document.lead_rule_text, one_lead=document.one_lead, is_complete=document.is_complete, note=document.note,
        returns=tuple(ReturnValues(one.what, shifted(one.due, source.begins, campaign.begins) if one.due else None) for one in document.returns.all()))

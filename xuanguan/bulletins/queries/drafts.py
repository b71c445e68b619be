"""Reading drafts: only those who write for a unit, or for one above it, see its drafts."""
from django.db.models import Q, QuerySet

from xuanguan.bulletins.enums import DraftState
from xuanguan.bulletins.models import Draft, Revision, SavedOutline
from xuanguan.bulletins.permissions import WRITERS
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.permissions import grants_of, within_scope


def drafts_seen_by(person, campaign: Campaign | None = None, *, for_list: bool = False) -> QuerySet[Draft]:
    """Drafts of units that the person writes for, the last changed first; deleted ones left out. for_list: without their text."""
    drafts = _drafts(person, campaign).exclude(state=DraftState.DELETED)
    return drafts.defer("document") if for_list else drafts


def deleted_drafts_of(person, campaign: Campaign | None = None) -> QuerySet[Draft]:
    """What can be brought back."""
    return _drafts(person, campaign).filter(state=DraftState.DELETED).defer("document")


def revisions_of(draft: Draft) -> QuerySet[Revision]:
    """The history, newest first, without the texts."""
    return draft.revisions.select_related("by").defer("document").order_by("-id")


def outlines_for(person, campaign: Campaign) -> QuerySet[SavedOutline]:
    """Outlines that writers of the person's units, of those below and of those above saved for the campaign."""
    above = Q(pk__in=[])
    for unit in {grant.unit for grant in grants_of(person, *WRITERS)}:
        above |= Q(unit__first__lte=unit.first, unit__last__gte=unit.first)
    return SavedOutline.objects.filter(within_scope(person, *WRITERS, field="unit") | above, campaign=campaign).select_related("unit")


def _drafts(person, campaign: Campaign | None) -> QuerySet[Draft]:
    drafts = Draft.objects.filter(within_scope(person, *WRITERS, field="unit"))
    if campaign is not None:
        drafts = drafts.filter(campaign=campaign)
    return drafts.select_related("campaign__territory", "unit__territory", "by", "changed_by", "corrects").order_by("-changed_at", "-pk")



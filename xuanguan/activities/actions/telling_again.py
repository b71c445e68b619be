"""What was done is told to a campaign again, for an expectation that was set or changed after it."""
from itertools import batched

from django.db import transaction
from django.db.models import Q

from xuanguan.activities.actions.records import deeds_of
from xuanguan.activities.enums import COUNTED
from xuanguan.activities.models import Activity
from xuanguan.audit.actions import record
from xuanguan.campaigns.actions import note_deeds
from xuanguan.campaigns.actions.plans import note_plan
from xuanguan.campaigns.enums import FulfilmentState
from xuanguan.campaigns.models import Expectation, Fulfilment, Plan
from xuanguan.campaigns.permissions import check_run

AT_ONCE = 500


@transaction.atomic
def tell_deeds_again(*, expectation: Expectation, by) -> int:
    """Every counted activity of the kinds asked for (and every plan handed in) fulfils the expectation as if it had been there then.

    Returns how many fulfilments stand. Takes as long as there are such records: some 2,000 a second.
    """
    campaign = expectation.campaign
    check_run(by, campaign)
    codes = list(expectation.kinds.values_list("code", flat=True))
    of_it = Activity.objects.filter(Q(campaign=campaign) | Q(also_for=campaign), state__in=COUNTED)
    if codes:
        of_it = of_it.filter(kind__code__in=codes)
    ids = list(of_it.distinct().order_by("pk").values_list("pk", flat=True))
    for some in batched(ids, AT_ONCE):
        counted = Activity.objects.select_related("campaign", "kind", "reported_by", "verified_by").in_bulk(some)
        note_deeds(campaign=campaign, deeds=list(deeds_of(counted).values()), only=expectation)
    for plan in Plan.objects.filter(campaign=campaign, submitted_on__isnull=False).select_related("campaign", "unit__territory"):
        note_plan(plan, FulfilmentState.VERIFIED if plan.accepted_on else FulfilmentState.REPORTED, by=plan.accepted_by or plan.submitted_by)
    told = Fulfilment.objects.filter(expectation=expectation, until=None).count()
    record("tell_deeds_again", expectation, by=by, campaign=campaign.code, records=len(ids), fulfilments=told)
    return told

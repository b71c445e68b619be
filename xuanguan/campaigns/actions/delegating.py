"""A verifier hands their queue to somebody else for a time, and takes it back."""
import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xuanguan.audit.actions import record
from xuanguan.campaigns.models import Campaign, Delegation
from xuanguan.campaigns.permissions import check_delegate, check_run
from xuanguan.common.exceptions import PersonError
from xuanguan.notices.actions import settle, tell
from xuanguan.notices.enums import NoticeKind
from xuanguan.organisations.models import Unit


@transaction.atomic
def delegate(*, campaign: Campaign, unit: Unit, of, to, since: dt.date, until: dt.date, by, reason: str = "") -> Delegation:
    """From a day until another, both included, `to` verifies in the name of `of` in the unit and below it.

    `of` themselves may say so, or whoever administers the unit. Raises PersonError, NotAllowed.
    """
    check_delegate(by, campaign, unit, of)
    if until < since:
        raise PersonError(_("It would end before it begins."))
    if to.pk == of.pk:
        raise PersonError(_("Name somebody else: one cannot stand in for oneself."))
    held = standing_delegations(campaign, unit, of).filter(since__lte=until, until__gte=since).first()
    if held is not None:
        raise PersonError(_("From %(since)s to %(until)s %(person)s stands in already. End that first.") % {
            "since": date_format(held.since), "until": date_format(held.until), "person": held.to})
    made = Delegation.objects.create(campaign=campaign, unit=unit, of=of, to=to, since=since, until=until, reason=reason.strip(), by=by)
    tell(people=[to], kind=NoticeKind.DELEGATED, key=_key(made), about=made, by=by, link=("activities:queue",),
         text=gettext_noop("From %(since)s to %(until)s you verify for %(unit)s in the name of %(person)s"),
         values={"since": since, "until": until, "unit": unit, "person": str(of)})
    record("delegate", made, by=by, campaign=campaign.code, unit=unit.code, of=of.username, to=to.username, since=since, until=until)
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, on: dt.date, by) -> Delegation:
    """It ends with this day at the latest: from the next day on nobody stands in."""
    check_delegate(by, delegation.campaign, delegation.unit, delegation.of)
    if delegation.ended_on is None:
        delegation.ended_on = on
        delegation.save(update_fields=["ended_on"])
        settle(key=_key(delegation))
        record("end_delegation", delegation, by=by, on=on)
    return delegation


@transaction.atomic
def set_time_out(*, campaign: Campaign, days: int | None, by) -> Campaign:
    """A report that waits longer than so many days may be verified by the next level up; None: by any level above, at once."""
    check_run(by, campaign)
    before, campaign.verify_within = campaign.verify_within, days
    campaign.save(update_fields=["verify_within"])
    record("set_time_out", campaign, by=by, before=before, days=days)
    return campaign


def standing_delegations(campaign: Campaign, unit: Unit, of):
    return Delegation.objects.filter(campaign=campaign, unit=unit, of=of, ended_on=None)


def _key(delegation: Delegation) -> str:
    return f"delegated:{delegation.pk}"

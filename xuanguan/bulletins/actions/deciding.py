"""Deciding about the claims of a bulletin: accepted as read, changed, rejected, reopened; and taking a bulletin back.

What a claim becomes is written by the actions of the activities room, so a bulletin makes the same records as the form.
"""
import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.activities.actions import record_remark, report_activity, state_total, withdraw_activity, withdraw_statement
from xuanguan.activities.enums import COUNTED, Origin, ParticipationRole
from xuanguan.activities.models import Activity
from xuanguan.activities.values import ActivityValues, ParticipationValue, StatementValues
from xuanguan.audit.actions import record
from xuanguan.bulletins.enums import BulletinState, ClaimState, Makes
from xuanguan.bulletins.models import Bulletin, Claim
from xuanguan.bulletins.permissions import check_decide
from xuanguan.bulletins.proposals import Decision
from xuanguan.bulletins.queries import claims_of, proposals_of
from xuanguan.bulletins.teaching import forget, remember
from xuanguan.campaigns.models import ActivityKind, Front
from xuanguan.common.exceptions import NotInThisState
from xuanguan.organisations.models import Unit


@transaction.atomic
def accept_claim(*, claim: Claim, decision: Decision, by, changed: bool = False, same_as: Activity | None = None, on: dt.date | None = None,
                 teaches: tuple[str, Unit] | None = None) -> Claim:
    """Make records of the claim as `decision` says; they keep the link to its sentence.

    `same_as`: the sentence tells of a record that is already here; it is linked and nothing new is made.
    `teaches`: (name as written, unit that the person corrected it to); the lexicon remembers it, so that the next bulletin knows.
    """
    claim = locked_claim(claim, open_only=True)
    bulletin = claim.bulletin
    check_decide(by, bulletin)
    if decision.makes == Makes.SAME:
        if same_as is None or same_as.campaign_id != bulletin.campaign_id:
            raise ValidationError({"same_as": [_("Choose the record that tells of the same event.")]})
        claim.activities.add(same_as)
    elif decision.makes == Makes.REMARK:
        claim.remark = record_remark(campaign=bulletin.campaign, text=claim.data["quote"], unit=bulletin.unit, front=decision.front, by=by,
                                     is_demo=bulletin.is_demo)
    elif decision.makes == Makes.STATEMENT:
        claim.statement = states_of(claim, decision, by=by, on=on)
    else:
        claim.activities.add(*activities_of(claim, decision, by=by, on=on))
    claim.state = ClaimState.CHANGED if changed else ClaimState.ACCEPTED
    claim.by, claim.at = by, timezone.now()
    claim.decided = kept(decision)
    if teaches and (taught := remember(*teaches, by=by)):
        claim.decided["taught"] = taught
    claim.save()
    record("accept", claim, by=by, makes=str(decision.makes), changed=changed)
    settle(bulletin)
    return claim


def settle(bulletin: Bulletin) -> None:
    """A bulletin is gone through when no claim is open, and no longer when one is opened again."""
    state = BulletinState.READ if bulletin.claims.filter(state=ClaimState.OPEN).exists() else BulletinState.DONE
    if bulletin.state not in (state, BulletinState.WITHDRAWN):
        bulletin.state = state
        bulletin.save(update_fields=["state"])


def activities_of(claim: Claim, decision: Decision, *, by, on: dt.date | None) -> list[Activity]:
    """One joint activity, or one of each unit."""
    kind, front = kind_and_front(decision)
    needs(decision.units, "units", _("Name at least one unit that organised it."))
    bulletin = claim.bulletin
    groups = [decision.units] if decision.makes == Makes.JOINT else [(unit,) for unit in decision.units]
    made = []
    for units in groups:
        participations = tuple(
            ParticipationValue(unit, ParticipationRole.HOST if place == 0 else ParticipationRole.CO_HOST) for place, unit in enumerate(units))
        values = ActivityValues(
            campaign=bulletin.campaign, kind=kind, front=front, reporting_unit=bulletin.unit, when=decision.when,
            participations=participations, measures=decision.measures if len(groups) == 1 else (), title=decision.title[:200],
            note=decision.note, and_others=decision.and_others)
        made.append(report_activity(values=values, by=by, origin=Origin.BULLETIN, on=on, is_demo=bulletin.is_demo))
    return made


def states_of(claim: Claim, decision: Decision, *, by, on: dt.date | None):
    """The total that the issuer states. A sentence with several numbers makes one statement for each; the claim keeps the first."""
    kind, front = kind_and_front(decision)
    bulletin = claim.bulletin
    numbers = [*([decision.count] if decision.count else []), *decision.measures]
    needs(numbers, "measures", _("A stated total needs a number. Without one, keep the sentence as a remark."))
    territory = bulletin.unit if bulletin.unit.is_division else bulletin.unit.territory or bulletin.campaign.territory
    made = [state_total(values=StatementValues(
        campaign=bulletin.campaign, unit=bulletin.unit, territory=territory, front=front, kind=kind, value=number.value,
        qualifier=number.qualifier, measure=number.code, unit_zh=number.unit_zh, text=claim.data["quote"][:200],
        earliest=decision.when.earliest, latest=decision.when.latest, levels=decision.levels if number is decision.count else (),
        named=decision.units if number is decision.count else ()), by=by, on=on, is_demo=bulletin.is_demo) for number in numbers]
    claim.more_statements.set(made[1:])
    return made[0]


def kind_and_front(decision: Decision) -> tuple[ActivityKind, Front]:
    if decision.kind is None:
        raise ValidationError({"kind": [_("Choose a kind of activity.")]})
    if decision.front is None:
        raise ValidationError({"front": [_("Choose a front.")]})
    return decision.kind, decision.front


def needs(value, field: str, sentence: str) -> None:
    if not value:
        raise ValidationError({field: [sentence]})


def kept(decision: Decision) -> dict:
    """The decision as JSON, so that the page can say what the person made of the claim."""
    return {
        "makes": str(decision.makes), "kind": decision.kind.code if decision.kind else None, "front": decision.front.code if decision.front else None,
        "units": [unit.code for unit in decision.units], "names": [unit.name_zh for unit in decision.units], "measures": [measure.as_json() for measure in decision.measures],
        "count": decision.count.as_json() if decision.count else None,
        "earliest": decision.when.earliest.isoformat(), "latest": decision.when.latest.isoformat(),
        "begins": decision.when.begins and decision.when.begins.isoformat(), "ends": decision.when.ends and decision.when.ends.isoformat(),
    }


@transaction.atomic
def reject_claim(*, claim: Claim, by) -> Claim:
    """The sentence is no claim of work done, or is wrong: it makes nothing, and stays readable as rejected."""
    claim = locked_claim(claim, open_only=True)
    check_decide(by, claim.bulletin)
    claim.state, claim.by, claim.at = ClaimState.REJECTED, by, timezone.now()
    claim.save(update_fields=["state", "by", "at"])
    record("reject", claim, by=by)
    settle(claim.bulletin)
    return claim


@transaction.atomic
def reopen_claim(*, claim: Claim, by) -> Claim:
    """Take a decision back: what only this claim made is withdrawn, what only it taught is forgotten, and the claim is open again."""
    claim = locked_claim(claim, open_only=False)
    check_decide(by, claim.bulletin)
    for activity in claim.activities.all():
        if activity.origin == Origin.BULLETIN and activity.state in COUNTED and activity.claims.count() == 1 and (claim.decided or {}).get("makes") != Makes.SAME:
            withdraw_activity(activity=activity, by=by, reason=_("The sentence of the bulletin was opened again."))
    for statement in [*([claim.statement] if claim.statement else []), *claim.more_statements.all()]:
        if statement.until is None:
            withdraw_statement(statement=statement, by=by)
    forget(claim, by=by)
    claim.activities.clear()
    claim.more_statements.clear()
    claim.state, claim.statement, claim.remark, claim.decided, claim.by, claim.at = ClaimState.OPEN, None, None, None, None, None
    claim.save()
    record("reopen", claim, by=by)
    settle(claim.bulletin)
    return claim


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting many did: how many went through, and which stayed open with the reason, by claim number."""

    accepted: int
    left: tuple[tuple[int, str], ...]


def accept_confident(*, bulletin: Bulletin, threshold: float, by, on: dt.date | None = None) -> Accepted:
    """Accept every open claim at or above `threshold` that needs no choice of a person; each in its own transaction."""
    check_decide(by, bulletin)
    claims = [claim for claim in claims_of(bulletin) if claim.state == ClaimState.OPEN and claim.confidence >= threshold]
    accepted, left = 0, []
    for proposal in proposals_of(bulletin, claims):
        if not proposal.is_ready:
            left.append((proposal.claim.number, _("needs a choice of yours")))
            continue
        try:
            accept_claim(claim=proposal.claim, decision=proposal.decision, by=by, on=on)
        except ValidationError as error:
            left.append((proposal.claim.number, " ".join(error.messages)))
        else:
            accepted += 1
    return Accepted(accepted, tuple(left))


@transaction.atomic
def withdraw_bulletin(*, bulletin: Bulletin, by) -> Bulletin:
    """Take a bulletin back: every decision is taken back with it. The text stays, marked as withdrawn."""
    check_decide(by, bulletin)
    for claim in bulletin.claims.exclude(state__in=[ClaimState.OPEN, ClaimState.REJECTED]):
        reopen_claim(claim=claim, by=by)
    bulletin.state = BulletinState.WITHDRAWN
    bulletin.save(update_fields=["state"])
    record("withdraw", bulletin, by=by)
    return bulletin


def locked_claim(claim: Claim, *, open_only: bool) -> Claim:
    """The claim, locked and fresh. Two people who decide at once: the second is told how it stands."""
    found = Claim.objects.select_for_update(of=("self",)).select_related("bulletin__campaign__territory", "bulletin__unit__territory").get(pk=claim.pk)
    if found.bulletin.state == BulletinState.WITHDRAWN or (open_only and found.state != ClaimState.OPEN):
        raise NotInThisState(act="decide", state=found.state, label=ClaimState(found.state).label)
    return found

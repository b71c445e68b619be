"""Taking a bulletin in, and deciding about its claims: accepted as read, changed, rejected, reopened.

What a claim becomes is written by the actions of the activities room, so a bulletin makes the same records as the form.
"""
import datetime as dt
import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xuanguan.activities.actions import record_remark, report_activity, state_total, withdraw_activity, withdraw_statement
from xuanguan.activities.enums import COUNTED, Origin, ParticipationRole
from xuanguan.activities.models import Activity
from xuanguan.activities.values import ActivityValues, ParticipationValue, StatementValues
from xuanguan.audit.actions import record
from xuanguan.bulletins.enums import BulletinState, ClaimState, Makes
from xuanguan.bulletins.lexicon import lexicon_for
from xuanguan.bulletins.models import Bulletin, Claim
from xuanguan.bulletins.permissions import check_decide, check_take_in
from xuanguan.bulletins.proposals import Decision
from xuanguan.bulletins.queries import claims_of, proposals_of
from xuanguan.campaigns.models import ActivityKind, Campaign, Front
from xuanguan.common.exceptions import NotInThisState, PersonError
from xuanguan.organisations.models import Unit
from xuanguan.reading import read
from xuanguan.reading.documents import UnreadableDocument, open_document


class Unreadable(PersonError):
    """A bulletin that cannot be read: the reader's sentence, in the language of the page."""

    def __init__(self, error: UnreadableDocument):
        self.error = error
        super().__init__(error.code)

    def __str__(self) -> str:
        return self.error.message_en if get_language() == "en" else self.error.message_zh


class AlreadyHere(PersonError):
    """The same file was taken in before."""

    def __init__(self, bulletin: Bulletin):
        self.bulletin = bulletin
        super().__init__(bulletin.pk)

    def __str__(self) -> str:
        return _("This text is already here: “%(title)s” of %(unit)s. Open it in the list; nothing was taken in twice.") % {
            "title": self.bulletin.title, "unit": self.bulletin.unit}


@transaction.atomic
def take_in(*, campaign: Campaign, unit: Unit, data: bytes, name: str, by, title: str = "", published: dt.date | None = None,
            is_demo: bool = False) -> Bulletin:
    """Read a bulletin of `unit` and keep its claims, open. The file as it came is kept beside the text.

    The date is the one given, else the one in the text, else today. Raises Unreadable, AlreadyHere, NotAllowed: sentences.
    """
    check_take_in(by, unit)
    sha256 = hashlib.sha256(data).hexdigest()
    if known := Bulletin.objects.filter(campaign=campaign, sha256=sha256).exclude(state=BulletinState.WITHDRAWN).select_related("unit").first():
        raise AlreadyHere(known)
    try:
        source = open_document(data, name)
        day = published.isoformat() if published else None
        reading = read(data, name=name, lexicon=lexicon_for(campaign, published), scope=unit.code, date=day, issuer=unit.name_zh)
    except UnreadableDocument as error:
        raise Unreadable(error) from error
    bulletin = Bulletin.objects.create(
        campaign=campaign, unit=unit, title=(title or reading.title or reading.clean_text[:40]).strip()[:300],
        published=published or (dt.date.fromisoformat(reading.date) if reading.date else timezone.localdate()),
        file=ContentFile(data, name=f"{sha256[:24]}.{extension_of(name)}"), file_name=name[-200:], sha256=sha256,
        source_text=source.raw, clean_text=reading.clean_text, reading=reading.to_json(explain=True), by=by, is_demo=is_demo)
    Claim.objects.bulk_create(
        Claim(bulletin=bulletin, number=claim.id, start=claim.start, end=claim.end, confidence=claim.confidence, data=claim.to_json(explain=True))
        for claim in reading.claims)
    record("take in", bulletin, by=by, claims=len(reading.claims))
    return bulletin


def extension_of(name: str) -> str:
    known = {"txt", "html", "htm", "mhtml", "docx", "pdf", "ofd", "eml"}
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else "txt"
    return extension if extension in known else "bin"


@transaction.atomic
def accept_claim(*, claim: Claim, decision: Decision, by, changed: bool = False, same_as: Activity | None = None, on: dt.date | None = None) -> Claim:
    """Make records of the claim as `decision` says; they keep the link to its sentence.

    `same_as`: the sentence tells of a record that is already here; it is linked and nothing new is made.
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
        "units": [unit.code for unit in decision.units], "measures": [measure.as_json() for measure in decision.measures],
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
    """Take a decision back: what only this claim made is withdrawn, and the claim is open again."""
    claim = locked_claim(claim, open_only=False)
    check_decide(by, claim.bulletin)
    for activity in claim.activities.all():
        if activity.origin == Origin.BULLETIN and activity.state in COUNTED and activity.claims.count() == 1 and (claim.decided or {}).get("makes") != Makes.SAME:
            withdraw_activity(activity=activity, by=by, reason=_("The sentence of the bulletin was opened again."))
    for statement in [*([claim.statement] if claim.statement else []), *claim.more_statements.all()]:
        if statement.until is None:
            withdraw_statement(statement=statement, by=by)
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

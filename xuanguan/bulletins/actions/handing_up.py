"""An edition goes up: handed to a unit above, whose editor takes passages into a draft of theirs, or says why not."""
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.bulletins.actions.drafting import locked, write_text
from xuanguan.bulletins.actions.telling import handed_up_key, tell_declined, tell_handed_up
from xuanguan.bulletins.enums import SubmissionState
from xuanguan.bulletins.models import Adoption, Draft, Edition, PointsInForce, Submission
from xuanguan.bulletins.permissions import check_answer, check_hand_up, check_switch_points
from xuanguan.bulletins.points import rule_sets
from xuanguan.bulletins.queries import units_above
from xuanguan.bulletins.states import SUBMISSION_STATES
from xuanguan.campaigns.models import Campaign
from xuanguan.notices.actions import settle
from xuanguan.organisations.models import Unit
from xuanguan.writing.draft import Role
from xuanguan.writing.editing import keyed, with_added
from xuanguan.writing.editions import draft_in
from xuanguan.writing.kept import from_json


@transaction.atomic
def hand_up(*, edition: Edition, to: Unit, by) -> Submission:
    """Hand an edition to a unit above. Raises ValidationError where it is none, or has it already."""
    check_hand_up(by, edition)
    if to not in units_above(edition.unit):
        raise ValidationError({"to": [_("%(to)s does not lie above %(unit)s. Choose its superior, or a division that holds it.") % {
            "to": to, "unit": edition.unit}]})
    submission, made = Submission.objects.get_or_create(edition=edition, to=to, defaults={"by": by})
    if not made:
        raise ValidationError({"to": [_("It was submitted to this unit already.")]})
    record("hand up", submission, by=by, edition=edition.pk, to=to.code)
    tell_handed_up(submission, by=by)
    return submission


@transaction.atomic
def take_passages(*, submission: Submission, paragraphs: list[str], draft: Draft, section: str, by) -> Draft:
    """Take paragraphs of what was handed up to the end of a section of the draft; where each came from is kept with it.

    Their numbers stay bound to the figures of the unit that wrote them. A passage that the draft has already is not taken twice.
    """
    submission = _locked(submission, by)
    draft = locked(draft, "save", by)
    if draft.campaign_id != submission.edition.campaign_id:
        raise ValidationError({"draft": [_("The draft belongs to another campaign.")]})
    source = keyed(draft_in(submission.edition.package))
    had = set(Adoption.objects.filter(draft=draft, submission=submission, taken_as__in=_keys(draft)).values_list("paragraph", flat=True))
    chosen = [one for one in source.paragraphs if one.key in set(paragraphs) - had and one.role is not Role.PICTURE]
    if not chosen:
        raise ValidationError({"paragraphs": [_("Choose at least one passage that the draft does not have yet.")]})
    before = from_json(draft.document)
    origin = submission.edition.unit
    text = with_added(before, section, [replace(one, origin=origin.code) for one in chosen])
    known = {one.key for one in before.paragraphs}
    added = [one.key for one in text.paragraphs if one.key not in known]
    write_text(draft, text, by)
    Adoption.objects.bulk_create([
        Adoption(submission=submission, paragraph=one.key, text=one.text, draft=draft, taken_as=key, by=by) for one, key in zip(chosen, added, strict=True)])
    _answer(submission, "take", by)
    record("take passages", draft, by=by, submission=submission.pk, passages=len(chosen), origin=origin.code)
    return draft


@transaction.atomic
def decline(*, submission: Submission, reason: str, by) -> Submission:
    """Say that nothing of it will be used, and why."""
    submission = _locked(submission, by)
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise ValidationError({"reason": [_("Say why it is not taken: the unit that wrote it reads the reason.")]})
    submission.reason = reason
    _answer(submission, "decline", by)
    tell_declined(submission, by=by)
    record("decline", submission, by=by, reason=reason)
    return submission


@transaction.atomic
def switch_points_on(*, campaign: Campaign, rules: str, channel: str, reason: str, by) -> PointsInForce:
    """Count points for adoption after a published rule. They are off unless somebody says why: rules of 2024 forbid them as an assessment item."""
    check_switch_points(by, campaign)
    if rules not in rule_sets():
        raise ValidationError({"rules": [_("Choose one of the rules listed.")]})
    if channel not in rule_sets()[rules].channels:
        raise ValidationError({"channel": [_("This rule gives no points for an adoption in “%(channel)s”. Choose one of: %(known)s.") % {
            "channel": channel, "known": _(", ").join(rule_sets()[rules].channels)}]})
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise ValidationError({"reason": [_("Say why points are counted here although the rules of 2024 forbid them as an item of assessment.")]})
    points, _made = PointsInForce.objects.update_or_create(
        campaign=campaign, defaults={"rules": rules, "channel": channel, "reason": reason, "by": by, "at": timezone.now()})
    record("switch points on", points, by=by, rules=rules, channel=channel, reason=reason)
    return points


@transaction.atomic
def switch_points_off(*, campaign: Campaign, by) -> None:
    check_switch_points(by, campaign)
    for points in PointsInForce.objects.filter(campaign=campaign):
        record("switch points off", points, by=by, rules=points.rules)
        points.delete()


def _locked(submission: Submission, by) -> Submission:
    check_answer(by, submission)
    return Submission.objects.select_for_update(of=("self",)).select_related("edition__unit", "edition__campaign", "to").get(pk=submission.pk)


def _answer(submission: Submission, act: str, by) -> None:
    submission.state = SubmissionState(SUBMISSION_STATES.check(act, submission.state))
    submission.answered_by, submission.answered_at = by, timezone.now()
    submission.save()
    settle(key=handed_up_key(submission))


def _keys(draft: Draft) -> list[str]:
    return [one.key for one in from_json(draft.document).paragraphs]

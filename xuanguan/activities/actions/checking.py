"""Whether values make sense, before anything is written. What is wrong is named by field, in sentences."""
import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ORGANISING, ParticipationRole, Qualifier
from xuanguan.activities.queries import measure_codes
from xuanguan.activities.values import ActivityValues, MeasureValue, StatementValues
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit

# What fits the database's column with two decimals.
LARGEST = 10 ** 14


def check_values(values: ActivityValues, *, known: frozenset[str] | None = None) -> None:
    """Raises ValidationError by field. Holds for drafts too: a draft may lack things, but what it says must fit its campaign.

    `known` are the codes of the campaign's measures, for whoever checks many reports of one campaign.
    """
    problems: dict[str, list[str]] = {}
    campaign = values.campaign
    if values.kind.campaign_id != campaign.pk:
        problems["kind"] = [_("“%(kind)s” is not a kind of activity of this campaign. Choose one from its list.") % {"kind": values.kind}]
    if values.front.campaign_id != campaign.pk:
        problems["front"] = [_("“%(front)s” is not a front of this campaign. Choose one from its list.") % {"front": values.front}]
    if foreign := [clause for clause in values.clauses if clause.version_id != campaign.version_id]:
        problems["clauses"] = [_("The clause “%(clause)s” is not of the policy of this campaign.") % {"clause": foreign[0]}]
    if sentences := _of_units(values):
        problems["participations"] = sentences
    if not _inside(campaign, values.reporting_unit):
        problems["reporting_unit"] = [_("%(unit)s lies outside the territory of this campaign.") % {"unit": values.reporting_unit}]
    if sentences := _of_measures(campaign, [*values.measures, *(share for one in values.participations for share in one.shares)], known):
        problems["measures"] = sentences
    if problems:
        raise ValidationError(problems)


def check_has_happened(when_earliest: dt.date, ends: dt.date | None, *, on: dt.date) -> None:
    """What is still to come is a plan: it cannot be submitted as done."""
    if (ends or when_earliest) > on:
        raise ValidationError({"when": [_("The day lies in the future. What is still to come can be kept as a draft and submitted when it was done.")]})


def check_statement_values(values: StatementValues) -> None:
    """Raises ValidationError by field."""
    problems: dict[str, list[str]] = {}
    campaign = values.campaign
    if values.kind.campaign_id != campaign.pk:
        problems["kind"] = [_("“%(kind)s” is not a kind of activity of this campaign. Choose one from its list.") % {"kind": values.kind}]
    if values.front.campaign_id != campaign.pk:
        problems["front"] = [_("“%(front)s” is not a front of this campaign. Choose one from its list.") % {"front": values.front}]
    if values.earliest > values.latest:
        problems["when"] = [_("The first day must not lie after the last day.")]
    if not _inside(campaign, values.unit):
        problems["unit"] = [_("%(unit)s lies outside the territory of this campaign.") % {"unit": values.unit}]
    if values.value < 0 or values.value >= LARGEST:
        problems["value"] = [_("A number is zero or more, and not longer than 14 digits.")]
    elif values.measure:
        if sentences := _of_measures(campaign, [MeasureValue(values.measure, values.value, values.qualifier)]):
            problems["measure"] = sentences
    elif values.qualifier in (Qualifier.EXACT, Qualifier.AT_MOST) and len(values.named) > values.value:
        problems["named"] = [_("%(named)s units are named, but the total says %(value)s. Raise the total or leave names out.") % {
            "named": len(values.named), "value": values.value}]
    if problems:
        raise ValidationError(problems)


def _inside(campaign: Campaign, unit: Unit) -> bool:
    return campaign.territory.first <= unit.first <= campaign.territory.last


def _of_units(values: ActivityValues) -> list[str]:
    sentences = []
    if not any(one.role in ORGANISING for one in values.participations):
        sentences.append(_("Name at least one unit that organised it, as host or co-host."))
    seen = set()
    for one in values.participations:
        if one.role not in ParticipationRole.values:
            sentences.append(_("“%(role)s” is not a role that a unit can have in an activity.") % {"role": one.role})
        if (one.unit.pk, one.role) in seen:
            sentences.append(_("%(unit)s is named twice in the same role.") % {"unit": one.unit})
        seen.add((one.unit.pk, one.role))
        if one.unit.opened and one.unit.opened > values.when.latest:
            sentences.append(_("%(unit)s did not exist yet: it was opened on %(day)s.") % {"unit": one.unit, "day": one.unit.opened})
        if one.unit.closed and one.unit.closed <= values.when.earliest:
            sentences.append(_("%(unit)s no longer existed: it was closed on %(day)s. Name the unit that took its place.") % {
                "unit": one.unit, "day": one.unit.closed})
    return sentences


def _of_measures(campaign: Campaign, measures: Iterable[MeasureValue], known: frozenset[str] | None = None) -> list[str]:
    sentences = []
    measures = list(measures)
    if known is None:
        known = measure_codes(campaign) if measures else frozenset()
    for measure in measures:
        if measure.code not in known:
            sentences.append(_("“%(code)s” is not a measure of this campaign.") % {"code": measure.code})
        if not measure.value.is_finite() or not 0 <= measure.value < LARGEST:
            sentences.append(_("A number is zero or more, and not longer than 14 digits."))
        if measure.qualifier not in Qualifier.values:
            sentences.append(_("“%(word)s” does not say how exact a number is. Use exactly, at least, about or at most.") % {
                "word": measure.qualifier})
    return sentences

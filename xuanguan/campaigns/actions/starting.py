"""A campaign begun from a template: its fronts, kinds, rosters and expectations; as a draft, or running at once."""
import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.filling import fill_rosters
from xuanguan.campaigns.enums import CampaignState, RosterBy
from xuanguan.campaigns.models import ActivityKind, Campaign, Expectation, Front, KindMeasure, Roster
from xuanguan.campaigns.parsing import ExpectationTemplate, KindTemplate, MeasureTemplate, RosterTemplate, Template
from xuanguan.campaigns.permissions import check_start
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import PolicyVersion

# Addresses of pages that stand beside the campaigns' own.
RESERVED_CODES = {"start", "choose"}


class CannotStart(PersonError):
    """A campaign that cannot be started so; `field` is the form's field the sentence belongs to."""

    def __init__(self, field: str, sentence: str):
        self.field = field
        super().__init__(sentence)


@transaction.atomic
def start_campaign(*, template: Template, code: str, version: PolicyVersion, territory: Unit, lead_unit: Unit, begins: dt.date,
                   ends: dt.date | None, name_zh: str = "", name_en: str = "", is_demo: bool = False, by) -> Campaign:
    """A running campaign with the template's fronts, kinds, rosters (of the units under the territory) and expectations.

    Names default to the template's with the policy's title. Raises CannotStart, NotAllowed, ValidationError.
    """
    campaign = written(template=template, code=code, version=version, territory=territory, lead_unit=lead_unit, begins=begins, ends=ends,
                       name_zh=name_zh, name_en=name_en, is_demo=is_demo, state=CampaignState.RUNNING, by=by)
    for _done in fill_rosters(campaign):
        pass
    record("start_campaign", campaign, by=by, template=template.code, version=str(version), territory=territory.code, begins=begins, ends=ends)
    return campaign


@transaction.atomic
def prepare_campaign(*, template: Template, code: str, version: PolicyVersion, territory: Unit, lead_unit: Unit, begins: dt.date,
                     ends: dt.date | None, name_zh: str = "", name_en: str = "", by) -> Campaign:
    """A draft from a template: seen by those who set it up, asking nobody until it is issued. Raises as `start_campaign`."""
    campaign = written(template=template, code=code, version=version, territory=territory, lead_unit=lead_unit, begins=begins, ends=ends,
                       name_zh=name_zh, name_en=name_en, state=CampaignState.PREPARING, by=by)
    record("prepare_campaign", campaign, by=by, template=template.code, version=str(version), territory=territory.code, begins=begins, ends=ends)
    return campaign


def written(*, template: Template, code: str, version: PolicyVersion, territory: Unit, lead_unit: Unit, begins: dt.date, ends: dt.date | None,
            name_zh: str, name_en: str, state: str, is_demo: bool = False, by) -> Campaign:
    """The rows of a campaign, all but the units on its rosters. For actions, which record the event."""
    check_start(by, territory, lead_unit)
    if code in RESERVED_CODES or Campaign.objects.filter(code=code).exists():
        raise CannotStart("code", _("The code “%(code)s” is taken. Choose another, for instance with the year.") % {"code": code})
    if ends is not None and ends < begins:
        raise CannotStart("ends", _("A campaign cannot end before it begins."))
    campaign = Campaign(
        code=code, name_zh=name_zh or f"{version.policy.title_zh} {template.name_zh}", name_en=name_en or template.name_en, version=version,
        territory=territory, lead_unit=lead_unit, begins=begins, ends=ends, template=template.code, is_demo=is_demo, state=state,
        level_names={str(level.order): {"zh": level.name_zh, "en": level.name_en, "asked": level.asked} for level in template.levels})
    campaign.full_clean()
    campaign.save()
    fronts = _write_fronts(campaign, template)
    kinds = {kind.code: _write_kind(campaign, kind, fronts) for kind in template.kinds}
    rosters: dict[str, Roster] = {}
    for order, expectation in enumerate(template.expectations, 1):
        roster = _write_roster(campaign, expectation, rosters)
        _write_expectation(campaign, expectation, roster, fronts, kinds, order, template.begins)
    return campaign


def _write_fronts(campaign: Campaign, template: Template) -> dict[str, Front]:
    fronts = Front.objects.bulk_create(
        Front(campaign=campaign, code=front.code, order=front.order, name_zh=front.name_zh, name_en=front.name_en, reads_as=list(front.reads_as))
        for front in template.fronts)
    return {front.code: front for front in fronts}


def _write_kind(campaign: Campaign, template: KindTemplate, fronts: dict[str, Front]) -> ActivityKind:
    kind = ActivityKind.objects.create(
        campaign=campaign, code=template.code, order=template.order or campaign.kinds.count() + 1, name_zh=template.name_zh,
        name_en=template.name_en, usual_front=fronts.get(template.usual_front), is_milestone=template.is_milestone,
        reads_as=list(template.reads_as))
    KindMeasure.objects.bulk_create(measure_of(kind, one) for one in template.measures)
    return kind


def measure_of(kind: ActivityKind, one: MeasureTemplate) -> KindMeasure:
    """A measure of a kind, not saved."""
    return KindMeasure(kind=kind, code=one.code, name_zh=one.name_zh, name_en=one.name_en, unit_zh=one.unit_zh, unit_en=one.unit_en,
                       order=one.order, reads_as=one.reads_as, words=list(one.words), verbs=list(one.verbs),
                       usual_qualifier=one.usual_qualifier, is_additive=one.is_additive)


def roster_code(expectation: ExpectationTemplate) -> str:
    """Expectations of the same units share a roster; a stated or named one is its expectation's own."""
    roster = expectation.roster
    if roster.by != RosterBy.RULE:
        return expectation.code
    organ = {Roster.ANY: "all", Roster.DIVISION: "divisions"}.get(roster.organ, roster.organ)
    return "-".join(part for part in ("level", str(roster.level), organ, roster.under, roster.as_of.isoformat() if roster.as_of else "") if part)[:60]


def _write_roster(campaign: Campaign, expectation: ExpectationTemplate, made: dict[str, Roster]) -> Roster:
    template: RosterTemplate = expectation.roster
    code = roster_code(expectation)
    if code not in made:
        made[code] = Roster.objects.create(
            campaign=campaign, code=code, by=template.by, level=template.level, organ=template.organ, name_zh=template.name_zh,
            name_en=template.name_en, stated_size=template.size if template.by == RosterBy.STATED else None, as_of=template.as_of,
            under=Unit.objects.filter(code=template.under).first() if template.under else None)
        if template.by != RosterBy.RULE:
            name_units(made[code], template.named)
    return made[code]


def name_units(roster: Roster, codes: tuple[str, ...]) -> None:
    """Put units on a roster by their codes; a code that no unit has is said by the preview."""
    units = Unit.objects.filter(code__in=codes).order_by("first", "code")
    roster.entries.model.objects.bulk_create(roster.entries.model(roster=roster, unit=unit) for unit in units)


def _write_expectation(campaign: Campaign, template: ExpectationTemplate, roster: Roster, fronts: dict[str, Front],
                       kinds: dict[str, ActivityKind], order: int, template_begins: dt.date | None) -> Expectation:
    expectation = Expectation.objects.create(
        campaign=campaign, code=template.code, name_zh=template.name_zh, name_en=template.name_en, roster=roster,
        front=fronts.get(template.front), fulfilled_by=template.fulfilled_by, taking_part_counts=template.taking_part_counts,
        rhythm=template.rhythm, due=template.due_in(campaign.begins, template_begins), due_days=template.due_days,
        nothing_counts=template.nothing_counts, facts=list(template.facts), due_by=template.due_by,
        waits_for_work=template.waits_for_work, ask_again_days=template.ask_again_days, note=template.note, order=order, is_demo=campaign.is_demo and bool(template.demo))
    expectation.kinds.set([kinds[code] for code in template.kinds])
    return expectation

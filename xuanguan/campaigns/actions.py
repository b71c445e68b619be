"""Writing campaigns: started from a template; what was done for an expectation; nothing to report."""
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.deadlines import due_dates, period_holding
from xuanguan.campaigns.enums import FulfilmentState, RosterBy
from xuanguan.campaigns.models import ActivityKind, Campaign, Expectation, Front, Fulfilment, KindMeasure, Roster, RosterEntry
from xuanguan.campaigns.parsing import ExpectationTemplate, KindTemplate, RosterTemplate, Template
from xuanguan.campaigns.permissions import check_answer_for, check_set_up
from xuanguan.campaigns.queries import can_be_fulfilled_by, entries_that_may_be_fulfilled_by, expectations_of
from xuanguan.campaigns.rosters import TreeInTime, holds_on, members
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
    check_set_up(by, territory)
    if code in RESERVED_CODES or Campaign.objects.filter(code=code).exists():
        raise CannotStart("code", _("The code “%(code)s” is taken. Choose another, for instance with the year.") % {"code": code})
    if ends is not None and ends < begins:
        raise CannotStart("ends", _("A campaign cannot end before it begins."))
    campaign = Campaign(
        code=code, name_zh=name_zh or f"{version.policy.title_zh} {template.name_zh}", name_en=name_en or template.name_en, version=version,
        territory=territory, lead_unit=lead_unit, begins=begins, ends=ends, template=template.code, is_demo=is_demo,
        level_names={str(level.order): {"zh": level.name_zh, "en": level.name_en, "asked": level.asked} for level in template.levels})
    campaign.full_clean()
    campaign.save()
    fronts = _write_fronts(campaign, template)
    kinds = {kind.code: _write_kind(campaign, kind, fronts) for kind in template.kinds}
    tree = TreeInTime()
    rosters: dict[str, Roster] = {}
    for order, expectation in enumerate(template.expectations, 1):
        roster = _write_roster(campaign, expectation, tree, rosters)
        _write_expectation(campaign, expectation, roster, fronts, kinds, order, template.begins)
    record("start_campaign", campaign, by=by, template=template.code, version=str(version), territory=territory.code, begins=begins, ends=ends)
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
    KindMeasure.objects.bulk_create(
        KindMeasure(kind=kind, code=one.code, name_zh=one.name_zh, name_en=one.name_en, unit_zh=one.unit_zh, unit_en=one.unit_en,
                    order=one.order, reads_as=one.reads_as, words=list(one.words), verbs=list(one.verbs),
                    usual_qualifier=one.usual_qualifier, is_additive=one.is_additive)
        for one in template.measures)
    return kind


def roster_code(expectation: ExpectationTemplate) -> str:
    """Expectations of the same units share a roster; a stated or named one is its expectation's own."""
    roster = expectation.roster
    if roster.by != RosterBy.RULE:
        return expectation.code
    return "-".join(["level", str(roster.level), {Roster.ANY: "all", Roster.DIVISION: "divisions"}.get(roster.organ, roster.organ)])


def _write_roster(campaign: Campaign, expectation: ExpectationTemplate, tree: TreeInTime, made: dict[str, Roster]) -> Roster:
    template: RosterTemplate = expectation.roster
    code = roster_code(expectation)
    if code not in made:
        roster = made[code] = Roster.objects.create(
            campaign=campaign, code=code, by=template.by, level=template.level, organ=template.organ, name_zh=template.name_zh,
            name_en=template.name_en, stated_size=template.size if template.by == RosterBy.STATED else None)
        found = members(template, territory=campaign.territory, begins=campaign.begins, ends=campaign.ends, tree=tree)
        RosterEntry.objects.bulk_create(RosterEntry(roster=roster, unit=one.unit, since=one.since, until=one.until) for one in found)
    return made[code]


def _write_expectation(campaign: Campaign, template: ExpectationTemplate, roster: Roster, fronts: dict[str, Front],
                       kinds: dict[str, ActivityKind], order: int, template_begins: dt.date | None) -> Expectation:
    expectation = Expectation.objects.create(
        campaign=campaign, code=template.code, name_zh=template.name_zh, name_en=template.name_en, roster=roster,
        front=fronts.get(template.front), fulfilled_by=template.fulfilled_by, taking_part_counts=template.taking_part_counts,
        rhythm=template.rhythm, due=template.due_in(campaign.begins, template_begins), due_days=template.due_days,
        nothing_counts=template.nothing_counts, facts=list(template.facts), order=order, is_demo=campaign.is_demo and bool(template.demo))
    expectation.kinds.set([kinds[code] for code in template.kinds])
    return expectation


@dataclass(frozen=True, slots=True)
class Deed:
    """What a room above did (`thing`, as in activity:17), when, and the units that organised it or took part."""

    thing: str
    kind: ActivityKind
    organising: tuple[Unit, ...]
    taking_part: tuple[Unit, ...]
    earliest: dt.date
    latest: dt.date
    state: str
    on: dt.date
    by: Any


@transaction.atomic
def note_deed(*, campaign: Campaign, thing: str, kind: ActivityKind, organising: Sequence[Unit], taking_part: Sequence[Unit] = (),
              earliest: dt.date, latest: dt.date, state: str, on: dt.date, by) -> list[Fulfilment]:
    """A room above did something (`thing`, as in activity:17): write which expectations it fulfils, in place of what it did before.

    It fulfils an expectation of its kind (or of any kind) for each unit on the roster that one of the organising units may
    stand for; the units taking part count only where the expectation says so. A window that no single period holds
    fulfils no period (counting.md, rule 7). No event of its own: the act that did the thing has one.
    """
    deed = Deed(thing, kind, tuple(organising), tuple(taking_part), earliest, latest, state, on, by)
    return note_deeds(campaign=campaign, deeds=[deed])


@transaction.atomic
def note_deeds(*, campaign: Campaign, deeds: Sequence[Deed]) -> list[Fulfilment]:
    """As `note_deed`, for many at once: the expectations are read once, the rosters once for each group of doers."""
    forget_deeds(things=[deed.thing for deed in deeds])
    expectations = list(expectations_of(campaign))
    if not expectations:
        return []
    near: dict[tuple[int, ...], list[RosterEntry]] = {}
    found: list[Fulfilment] = []
    for deed in deeds:
        doers = [*deed.organising, *deed.taking_part]
        key = tuple(unit.pk for unit in doers)
        if key not in near:
            near[key] = list(entries_that_may_be_fulfilled_by(doers, campaign))
        found += _fulfilments(deed, expectations, near[key])
    return Fulfilment.objects.bulk_create(found, batch_size=1000)


def _fulfilments(deed: Deed, expectations: Sequence[Expectation], entries: Sequence[RosterEntry]) -> list[Fulfilment]:
    fulfilments: dict[tuple[int, int, str], Fulfilment] = {}
    for expectation in expectations:
        asked = {one.pk for one in expectation.kinds.all()}
        period = period_holding(expectation, deed.earliest, deed.latest)
        if period is None or (asked and deed.kind.pk not in asked):
            continue
        doers = [*deed.organising, *deed.taking_part] if expectation.taking_part_counts else deed.organising
        for entry in entries:
            if entry.roster_id != expectation.roster_id or not holds_on(entry, deed.latest):
                continue
            doer = next((unit for unit in doers if can_be_fulfilled_by(expectation, entry.unit, unit)), None)
            if doer is not None:
                fulfilments.setdefault((expectation.pk, entry.unit_id, period), Fulfilment(
                    expectation=expectation, unit=entry.unit, period=period, state=deed.state, by_unit=doer, thing=deed.thing,
                    on=deed.on, by=deed.by))
    return list(fulfilments.values())


@transaction.atomic
def forget_deed(*, thing: str) -> int:
    """The thing counts no more (returned, withdrawn, merged away): what it fulfilled is open again. How many rows went."""
    return forget_deeds(things=[thing])


@transaction.atomic
def forget_deeds(*, things: Sequence[str]) -> int:
    """As `forget_deed`, for many."""
    return sum(Fulfilment.objects.filter(thing__in=chunk).delete()[0] for chunk in batched(things, 500))


@transaction.atomic
def nothing_to_report(*, expectation: Expectation, unit: Unit, period: str, on: dt.date, by) -> Fulfilment:
    """The unit says that in this period there was nothing: a report, told apart from silence (counting.md, rule 5)."""
    check_answer_for(by, expectation, unit)
    if not expectation.nothing_counts:
        raise PersonError(_("“%(expectation)s” cannot be answered with “nothing to report”: it asks for something to be done.") % {
            "expectation": expectation})
    if not any(holds_on(entry, on) for entry in RosterEntry.objects.filter(roster=expectation.roster_id, unit=unit)):
        raise PersonError(_("%(unit)s is not on the list of “%(expectation)s”.") % {"unit": unit, "expectation": expectation})
    due = next((due for due in due_dates(expectation, on) if due.period == period), None)
    if due is None:
        raise PersonError(_("The period %(period)s has not begun, or the campaign does not ask for it.") % {"period": period})
    if due.last is not None and due.last > on:
        raise PersonError(_("The period runs until %(day)s: whether there was nothing is known when it is over.") % {"day": due.last.isoformat()})
    fulfilment, made = Fulfilment.objects.get_or_create(
        expectation=expectation, unit=unit, period=period, thing="nothing",
        defaults={"state": FulfilmentState.NOTHING, "by_unit": unit, "on": on, "by": by})
    if made:
        record("nothing_to_report", expectation, by=by, unit=unit.code, period=period)
    return fulfilment


@transaction.atomic
def take_back_nothing(*, expectation: Expectation, unit: Unit, period: str, by) -> None:
    """There was something after all."""
    check_answer_for(by, expectation, unit)
    if Fulfilment.objects.filter(expectation=expectation, unit=unit, period=period, thing="nothing").delete()[0]:
        record("take_back_nothing", expectation, by=by, unit=unit.code, period=period)



"""Setting a campaign up, step by step: its policy and period, leading group, fronts, kinds with measures.

Fronts and kinds may also be added and renamed while the campaign runs; what records use is not taken away.
"""
import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.starting import CannotStart, measure_of
from xuanguan.campaigns.assigning import Problem
from xuanguan.campaigns.enums import CampaignState, SetUpStep
from xuanguan.campaigns.models import ActivityKind, Campaign, Expectation, Front, KindMeasure, ResponsibilityItem
from xuanguan.campaigns.parsing import FrontTemplate, KindTemplate, MeasureTemplate
from xuanguan.campaigns.permissions import check_run, check_start
from xuanguan.campaigns.shifting import shifted
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import PolicyVersion

# The address of the page that adds a kind; no kind takes it as its code.
ADD = "add"


class CannotSetUp(PersonError):
    """A part of the set-up that cannot be as said; `problems` are all of them, `field` names what each belongs to."""

    def __init__(self, problems: Sequence[Problem]):
        self.problems = list(problems)
        super().__init__(" ".join(f"{one.place}: {one.sentence}" if one.place else one.sentence for one in self.problems[:3]))


@transaction.atomic
def confirm_step(*, campaign: Campaign, step: str, by) -> None:
    """Somebody went through a step and is content with it. Whoever comes back goes on at the next."""
    check_run(by, campaign)
    if step not in SetUpStep.values:
        raise CannotSetUp([Problem("", _("The set-up has no step “%(step)s”.") % {"step": step})])
    if step not in campaign.confirmed_steps:
        campaign.confirmed_steps = [*campaign.confirmed_steps, step]
        campaign.save(update_fields=["confirmed_steps"])
        record("confirm_step", campaign, by=by, step=step)


@transaction.atomic
def change_basics(*, campaign: Campaign, version: PolicyVersion, territory: Unit, lead_unit: Unit, begins: dt.date, ends: dt.date | None,
                  name_zh: str, name_en: str = "", note: str = "", moves_deadlines: bool = False, by) -> Campaign:
    """Put another policy, period, territory or name. With `moves_deadlines` what is due once moves with the first day.

    Policy, territory and first day stay as they are once the campaign runs. Raises CannotStart, NotAllowed, ValidationError.
    """
    check_run(by, campaign)
    before = (campaign.version_id, campaign.territory_id, campaign.begins)
    if before != (version.pk, territory.pk, begins) and campaign.state != CampaignState.PREPARING:
        raise CannotStart("begins", _("The campaign was issued: its policy, territory and first day stay as they are."))
    if (territory.pk, lead_unit.pk) != (campaign.territory_id, campaign.lead_unit_id):
        check_start(by, territory, lead_unit)
    if ends is not None and ends < begins:
        raise CannotStart("ends", _("A campaign cannot end before it begins."))
    if version.pk != campaign.version_id and ResponsibilityItem.objects.filter(document__campaign=campaign, clause__isnull=False).exists():
        raise CannotStart("version", _("Clauses of %(version)s are assigned already. Take those documents out first, then choose another policy.") % {
            "version": campaign.version})
    if moves_deadlines and begins != campaign.begins:
        _move_deadlines(campaign, begins)
    campaign.version, campaign.territory, campaign.lead_unit, campaign.begins, campaign.ends = version, territory, lead_unit, begins, ends
    campaign.name_zh, campaign.name_en, campaign.note = name_zh, name_en, note
    campaign.full_clean()
    campaign.save()
    record("change_basics", campaign, by=by, version=str(version), territory=territory.code, lead_unit=lead_unit.code, begins=begins, ends=ends)
    return campaign


def _move_deadlines(campaign: Campaign, begins: dt.date) -> None:
    expectations = list(campaign.expectations.exclude(due=None))
    for one in expectations:
        one.due = one.due and shifted(one.due, campaign.begins, begins)
    Expectation.objects.bulk_update(expectations, ["due"])


@transaction.atomic
def choose_group(*, campaign: Campaign, group: Unit | None, by) -> Campaign:
    """The leading group of the campaign; None: it has none."""
    check_run(by, campaign)
    if group is not None and group.kind != UnitKind.LEADING_GROUP:
        raise CannotSetUp([Problem("", _("%(unit)s is no leading group.") % {"unit": group}, "group")])
    campaign.leading_group = group
    campaign.save(update_fields=["leading_group"])
    record("choose_group", campaign, by=by, group=group and group.code)
    return campaign


# Fronts

@transaction.atomic
def write_fronts(*, campaign: Campaign, fronts: Sequence[FrontTemplate], by) -> list[Front]:
    """Make these the campaign's fronts, in this order; one without a code is new. Raises CannotSetUp, NotAllowed."""
    check_run(by, campaign)
    problems = [Problem(_("front %(n)s") % {"n": n}, _("A front needs a name in Chinese."), f"{n}") for n, one in enumerate(fronts, 1) if not one.name_zh.strip()]
    names = [one.name_zh.strip() for one in fronts]
    problems += [Problem("", _("“%(name)s” stands twice. Keep it once.") % {"name": name}) for name in dict.fromkeys(names) if name and names.count(name) > 1]
    if not fronts:
        problems.append(Problem("", _("Keep at least one front.")))
    if problems:
        raise CannotSetUp(problems)
    known = {front.code: front for front in campaign.fronts.all()}
    kept = {one.code for one in fronts if one.code}
    _remove([front for code, front in known.items() if code not in kept])
    taken = set(known)
    written = []
    for order, one in enumerate(fronts, 1):
        front = known.get(one.code) or Front(campaign=campaign, code=free_code(one.name_en, "front", taken), reads_as=list(one.reads_as))
        front.order, front.name_zh, front.name_en = order, one.name_zh.strip(), one.name_en.strip()
        front.save()
        taken.add(front.code)
        written.append(front)
    record("write_fronts", campaign, by=by, fronts=[front.code for front in written])
    return written


def free_code(name: str, word: str, taken: Collection[str]) -> str:
    """A code made of an English name, else of a word with a number, that is not taken yet."""
    wanted = slugify(name)[:40]
    if wanted and wanted not in taken:
        return wanted
    stem = wanted or word
    return next(code for n in range(1, len(taken) + 2) if (code := f"{stem}-{n}") not in taken)


def _remove(things: Iterable[Front | ActivityKind]) -> None:
    for thing in things:
        try:
            thing.delete()
        except ProtectedError:
            raise CannotSetUp([Problem("", _("Records stand under “%(thing)s”, so it stays.") % {"thing": thing})]) from None


# Kinds and measures

@transaction.atomic
def keep_kinds(*, campaign: Campaign, codes: Collection[str], by) -> None:
    """Keep these kinds of activity and take the others away. Raises CannotSetUp, NotAllowed."""
    check_run(by, campaign)
    gone = list(campaign.kinds.exclude(code__in=codes))
    problems = []
    for expectation in campaign.expectations.filter(kinds__in=gone).distinct():
        left = expectation.kinds.exclude(pk__in=[kind.pk for kind in gone])
        if not left.exists():
            problems.append(Problem("", _("“%(expectation)s” is fulfilled by “%(kind)s” alone. Keep the kind, or take the expectation out first.") % {
                "expectation": expectation, "kind": expectation.kinds.first()}))
    if not campaign.kinds.filter(code__in=codes).exists():
        problems.append(Problem("", _("The campaign has no kind of activity: nothing could be reported. Keep at least one.")))
    if problems:
        raise CannotSetUp(problems)
    _remove(gone)
    if gone:
        record("keep_kinds", campaign, by=by, removed=[kind.code for kind in gone])


@transaction.atomic
def write_kind(*, campaign: Campaign, values: KindTemplate, by) -> ActivityKind:
    """A kind with its measures: of the code given, or ("") a new one. Measures without a code are new, those left out go.

    Raises CannotSetUp, NotAllowed. Once the campaign runs no measure is taken away: records may hold it.
    """
    check_run(by, campaign)
    kind = campaign.kinds.filter(code=values.code).first() if values.code else None
    if values.code and kind is None:
        raise CannotSetUp([Problem("", _("The campaign has no kind “%(code)s”.") % {"code": values.code})])
    if problems := _wrong_with_kind(campaign, kind, values):
        raise CannotSetUp(problems)
    if kind is None:
        kind = ActivityKind(campaign=campaign, code=free_code(values.name_en, "kind", {ADD, *campaign.kinds.values_list("code", flat=True)}),
                            order=(campaign.kinds.order_by("-order").values_list("order", flat=True).first() or 0) + 1)
    kind.name_zh, kind.name_en, kind.is_milestone = values.name_zh.strip(), values.name_en.strip(), values.is_milestone
    kind.usual_front = campaign.fronts.filter(code=values.usual_front).first() if values.usual_front else None
    kind.save()
    _write_measures(kind, () if values.is_milestone else values.measures)
    record("write_kind", kind, by=by, campaign=campaign.code, measures=[one.code for one in kind.measures.all()])
    return kind


def _wrong_with_kind(campaign: Campaign, kind: ActivityKind | None, values: KindTemplate) -> list[Problem]:
    problems = []
    if not values.name_zh.strip():
        problems.append(Problem("", _("A kind needs a name in Chinese."), "name_zh"))
    if campaign.kinds.filter(name_zh=values.name_zh.strip()).exclude(code=kind.code if kind else "").exists():
        problems.append(Problem("", _("“%(name)s” stands twice. Keep it once.") % {"name": values.name_zh.strip()}, "name_zh"))
    for n, one in enumerate(values.measures, 1):
        if not one.name_zh.strip() or not one.unit_zh.strip():
            problems.append(Problem(_("measure %(n)s") % {"n": n}, _("A measure needs a name and a unit of measure in Chinese, as 场次 and 场."), f"{n}"))
    told = [(one.name_zh.strip(), one.unit_zh.strip()) for one in values.measures]
    problems += [Problem("", _("“%(name)s” stands twice. Keep it once.") % {"name": f"{name}（{unit}）"}) for name, unit in dict.fromkeys(told) if told.count((name, unit)) > 1]
    if kind is not None and campaign.state != CampaignState.PREPARING:
        kept = {(one.code, one.unit_zh) for one in values.measures}
        problems += [Problem("", _("The campaign runs, so the measure “%(measure)s” stays: records may hold it.") % {"measure": one})
                     for one in kind.measures.all() if (one.code, one.unit_zh) not in kept]
    return problems


def _write_measures(kind: ActivityKind, measures: Sequence[MeasureTemplate]) -> None:
    known = {(one.code, one.unit_zh): one for one in kind.measures.all()}
    kept = {(one.code, one.unit_zh) for one in measures if one.code}
    KindMeasure.objects.filter(pk__in=[one.pk for key, one in known.items() if key not in kept]).delete()
    taken = {code for code, _unit in known}
    for order, one in enumerate(measures, 1):
        measure = known.get((one.code, one.unit_zh)) if one.code else None
        if measure is None:
            measure = measure_of(kind, one)
            measure.code = one.code or free_code(one.name_en, "measure", taken)
        measure.order, measure.name_zh, measure.name_en = order, one.name_zh.strip(), one.name_en.strip()
        measure.unit_zh, measure.unit_en = one.unit_zh.strip(), one.unit_en.strip()
        measure.usual_qualifier, measure.is_additive = one.usual_qualifier, one.is_additive
        measure.save()
        taken.add(measure.code)


# Thrown away

@transaction.atomic
def discard_draft(*, campaign: Campaign, by) -> None:
    """A campaign that was never issued is thrown away, with all that was prepared for it. The log keeps that it was there."""
    check_run(by, campaign)
    if campaign.state != CampaignState.PREPARING:
        raise CannotSetUp([Problem("", _("“%(campaign)s” was issued: it cannot be thrown away.") % {"campaign": campaign})])
    record("discard_draft", campaign, by=by, code=campaign.code)
    campaign.expectations.all().delete()
    campaign.delete()

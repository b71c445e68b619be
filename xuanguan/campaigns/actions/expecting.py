"""A coordinator says what is expected of whom by when, changes it, takes it out; rosters follow re-organisations."""
import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.enums import RosterBy
from xuanguan.campaigns.expecting import CannotExpect, ExpectationValues, RosterValues, members_of, problems_with
from xuanguan.campaigns.models import Campaign, Exemption, Expectation, Fulfilment, Roster, RosterEntry
from xuanguan.campaigns.permissions import check_run
from xuanguan.campaigns.rosters import Member, TreeInTime, followed
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.enums import UnitLevel

FIELDS = ("code", "name_zh", "name_en", "front", "fulfilled_by", "taking_part_counts", "rhythm", "due", "due_days", "due_by", "waits_for_work",
          "nothing_counts", "ask_again_days", "note")


@transaction.atomic
def set_expectation(*, campaign: Campaign, values: ExpectationValues, by, there: Expectation | None = None) -> Expectation:
    """Expect something of whom by when; or change `there`, an expectation of the campaign.

    Units that leave the roster by the change are not asked any more, and what they did for it is forgotten. Who did it already
    is known once the rooms above tell their deeds again (activities.actions.tell_deeds_again). Raises CannotExpect with
    everything that is wrong, NotAllowed.
    """
    check_run(by, campaign)
    problems = problems_with(values, campaign, there=there)
    if problems:
        raise CannotExpect(problems)
    one = there or Expectation(campaign=campaign, order=campaign.expectations.count() + 1)
    before = {name: str(getattr(one, name)) for name in FIELDS} if there else {}
    for name in FIELDS:
        setattr(one, name, getattr(values, name))
    old = one.roster if there else None
    one.roster = _roster(one, values.roster, campaign)
    one.full_clean()
    one.save()
    one.kinds.set(values.kinds)
    if old is not None and not old.expectations.exists():
        old.delete()
    _write_entries(one.roster, members_of(values.roster, campaign))
    one.exemptions.all().delete()
    Exemption.objects.bulk_create(Exemption(expectation=one, unit=unit, reason=reason.strip(), by=by) for unit, reason in dict(values.exemptions).items())
    on_roster = RosterEntry.objects.filter(roster=one.roster).values("unit")
    Fulfilment.objects.filter(expectation=one).exclude(unit__in=on_roster).delete()
    changed = {name: [old, str(getattr(one, name))] for name, old in before.items() if old != str(getattr(one, name))}
    record("change_expectation" if there else "set_expectation", one, by=by, campaign=campaign.code, code=one.code, units=on_roster.count(), changed=changed)
    return one


@transaction.atomic
def remove_expectation(*, expectation: Expectation, by) -> None:
    """It is expected no more, and was never: with everything noted about it. Raises PersonError where units have answered it already."""
    check_run(by, expectation.campaign)
    if expectation.fulfilments.exists() or expectation.extensions.exists():
        raise PersonError(_("Units have answered “%(expectation)s” already. Let it end instead: give it a last day, or exempt those who need not answer.") % {
            "expectation": expectation})
    roster = expectation.roster
    record("remove_expectation", expectation, by=by, campaign=expectation.campaign.code, code=expectation.code, name=expectation.name_zh)
    expectation.delete()
    if not roster.expectations.exists():
        roster.delete()


@transaction.atomic
def renew_rosters(*, campaign: Campaign, by) -> int:
    """Bring the rosters into line with the units as they are known now: who opened, closed, moved, took another's place.

    What holds for days before the change stays as it was. Returns how many entries changed; an event only where some did.
    """
    check_run(by, campaign)
    tree, changed = TreeInTime(), 0
    for roster in campaign.rosters.select_related("under"):
        if roster.by == RosterBy.RULE:
            rule = RosterValues(roster.by, roster.level, roster.organ, roster.under, roster.as_of)
            changed += _write_entries(roster, members_of(rule, campaign, tree))
        else:
            listed = [entry.unit for entry in roster.entries.filter(instead_of=None).select_related("unit__territory").order_by("unit__first")]
            changed += _write_entries(roster, followed(listed, tree=tree, begins=campaign.begins, ends=campaign.ends))
    if changed:
        record("renew_rosters", campaign, by=by, entries=changed)
    return changed


def _roster(one: Expectation, values: RosterValues, campaign: Campaign) -> Roster:
    """The roster to write: expectations of one rule share it; a list and a stated size are an expectation's own."""
    if values.by == RosterBy.RULE:
        same = campaign.rosters.filter(by=RosterBy.RULE, level=values.level, organ=values.organ, under=values.under, as_of=values.as_of).first()
        if same is not None:
            return same
    own = one.roster if one.pk and one.roster.by == values.by != RosterBy.RULE and one.roster.expectations.count() == 1 else None
    roster = own or Roster(campaign=campaign, code=_free_code(campaign, roster_code_of(values) if values.by == RosterBy.RULE else one.code))
    name_zh, name_en = _names(values, campaign)
    roster.by, roster.level, roster.organ, roster.under, roster.as_of = values.by, values.level, values.organ, values.under, values.as_of
    roster.stated_size = values.size if values.by == RosterBy.STATED else None
    roster.name_zh, roster.name_en = values.name_zh or name_zh, values.name_en or name_en
    roster.full_clean()
    roster.save()
    return roster


def roster_code_of(values: RosterValues) -> str:
    organ = {Roster.ANY: "all", Roster.DIVISION: "divisions"}.get(values.organ, values.organ)
    parts = ("level", str(values.level), organ, values.under.code if values.under else "", values.as_of.isoformat() if values.as_of else "")
    return "-".join(part for part in parts if part)[:50]


def _free_code(campaign: Campaign, wanted: str) -> str:
    taken = set(campaign.rosters.values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 3) if (code := wanted if n == 1 else f"{wanted}-{n}") not in taken)


LEVELS_ZH = {UnitLevel.NATION: "国家", UnitLevel.PROVINCE: "省", UnitLevel.PREFECTURE: "市（州）", UnitLevel.COUNTY: "县（市、区）", UnitLevel.TOWN: "乡镇（街道）"}


def _names(values: RosterValues, campaign: Campaign) -> tuple[str, str]:
    """"成都市各县（市、区）", "each county of Chengdu": what the roster is called where nobody named it."""
    if values.by != RosterBy.RULE:
        return f"名单{len(values.named)}个单位", f"{len(values.named)} units by name"
    names = campaign.level_names.get(str(values.level)) or {}
    level_zh = names.get("zh") or LEVELS_ZH.get(UnitLevel(values.level or 0), "")
    level_en = (names.get("en") or UnitLevel(values.level or 0).name).lower()
    organ = "" if values.organ in (Roster.ANY, Roster.DIVISION) else f"（{values.organ}）"
    under = values.under if values.under is not None and values.under.pk != campaign.territory_id else None
    as_of_zh = f"（{values.as_of.isoformat()}在册）" if values.as_of else ""
    as_of_en = f" as of {values.as_of.isoformat()}" if values.as_of else ""
    return (f"{under.name_zh if under else ''}各{level_zh}{organ}{as_of_zh}",
            f"each {level_en}{organ}{f' of {under.name_en or under.name_zh}' if under else ''}{as_of_en}")


def _write_entries(roster: Roster, wanted: list[Member]) -> int:
    """The entries that are wanted, no others. Returns how many were added or went."""
    there: dict[tuple[int, dt.date | None, dt.date | None], RosterEntry] = {
        (entry.unit_id, entry.since, entry.until): entry for entry in roster.entries.all()}
    new = [one for one in wanted if (one.unit.pk, one.since, one.until) not in there]
    stays = {(one.unit.pk, one.since, one.until) for one in wanted}
    gone = [entry.pk for key, entry in there.items() if key not in stays]
    RosterEntry.objects.filter(pk__in=gone).delete()
    RosterEntry.objects.bulk_create(
        [RosterEntry(roster=roster, unit=one.unit, since=one.since, until=one.until, instead_of=one.instead_of) for one in new], batch_size=500)
    return len(new) + len(gone)

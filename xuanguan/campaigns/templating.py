"""A campaign as a template: the value that `parsing` reads from a file, and the text of such a file."""
import datetime as dt
from typing import Any

import yaml

from xuanguan.campaigns.enums import RosterBy
from xuanguan.campaigns.models import Campaign, Expectation, KindMeasure, Roster
from xuanguan.campaigns.parsing import (
    ExpectationTemplate,
    FrontTemplate,
    KindTemplate,
    LevelName,
    MeasureTemplate,
    RosterTemplate,
    Template,
)
from xuanguan.campaigns.shifting import shifted
from xuanguan.organisations.enums import UnitLevel


def as_template(campaign: Campaign, *, begins: dt.date | None = None, takes_expectations: bool = True) -> Template:
    """How the campaign is set up. With `begins`, its deadlines as a campaign that begins on that day has them."""
    first = begins or campaign.begins
    expectations = campaign.expectations.select_related("roster__under", "front").prefetch_related("kinds", "roster__entries__unit") if takes_expectations else ()
    return Template(
        code=campaign.code, name_zh=campaign.name_zh, name_en=campaign.name_en, description_zh="", description_en="", levels=_levels(campaign),
        fronts=tuple(FrontTemplate(one.code, one.name_zh, one.name_en, one.order, tuple(one.reads_as)) for one in campaign.fronts.all()),
        kinds=tuple(KindTemplate(
            one.code, one.name_zh, one.name_en, one.order, one.usual_front.code if one.usual_front else "", one.is_milestone, tuple(one.reads_as),
            tuple(_measure(measure) for measure in one.measures.all()))
            for one in campaign.kinds.select_related("usual_front").prefetch_related("measures").order_by("order", "pk")),
        expectations=tuple(_expectation(one, campaign.begins, first) for one in expectations),
        defaults={"from": first} | ({"to": shifted(campaign.ends, campaign.begins, first)} if campaign.ends else {}))


def _levels(campaign: Campaign) -> tuple[LevelName, ...]:
    named = {int(order): names for order, names in campaign.level_names.items()}
    used = {one for one in campaign.rosters.values_list("level", flat=True) if one is not None}
    orders = sorted(named.keys() | used) or [level.value for level in UnitLevel]
    return tuple(
        LevelName(UnitLevel(order).name.lower(), order, names.get("zh", str(UnitLevel(order).label)), names.get("en", ""), names.get("asked", True))
        for order in orders for names in [named.get(order, {})])


def _measure(one: KindMeasure) -> MeasureTemplate:
    return MeasureTemplate(one.code, one.name_zh, one.name_en, one.unit_zh, one.unit_en, one.order, one.reads_as, tuple(one.words), tuple(one.verbs),
                           one.usual_qualifier, one.is_additive)


def _expectation(one: Expectation, was: dt.date, begins: dt.date) -> ExpectationTemplate:
    return ExpectationTemplate(
        code=one.code, name_zh=one.name_zh, name_en=one.name_en, roster=_roster(one.roster), front=one.front.code if one.front else "",
        kinds=tuple(kind.code for kind in sorted(one.kinds.all(), key=lambda kind: (kind.order, kind.pk))), fulfilled_by=one.fulfilled_by,
        taking_part_counts=one.taking_part_counts, rhythm=one.rhythm, due=shifted(one.due, was, begins) if one.due else None,
        due_after_days=(one.due - was).days if one.due else None, due_days=one.due_days, nothing_counts=one.nothing_counts, facts=tuple(one.facts),
        due_by=one.due_by, waits_for_work=one.waits_for_work, ask_again_days=one.ask_again_days, note=one.note)


def _roster(one: Roster) -> RosterTemplate:
    named = () if one.by == RosterBy.RULE else tuple(sorted(entry.unit.code for entry in one.entries.all() if entry.until is None))
    return RosterTemplate(one.by, one.level if one.level is not None else 0, one.organ, one.stated_size, named, None, one.name_zh, one.name_en,
                          one.under.code if one.under else "", one.as_of)


# The text of a file

def template_text(template: Template) -> str:
    """The template as YAML that `parse_template` reads back to the same template."""
    said: dict[str, Any] = {
        "code": template.code, "name_zh": template.name_zh, "name_en": template.name_en, "description_zh": template.description_zh,
        "description_en": template.description_en, "defaults": dict(template.defaults),
        "levels": [{"code": one.code, "order": one.order, "name_zh": one.name_zh, "name_en": one.name_en, "asked": one.asked} for one in template.levels],
        "fronts": [{"code": one.code, "order": one.order, "name_zh": one.name_zh, "name_en": one.name_en, "reads_as": list(one.reads_as)} for one in template.fronts],
        "kinds": [_kind_said(one) for one in template.kinds],
        "expectations": [_expectation_said(one, template) for one in template.expectations]}
    return yaml.safe_dump({key: value for key, value in said.items() if value not in ("", {}, [])}, allow_unicode=True, sort_keys=False, width=140)


def _kind_said(one: KindTemplate) -> dict[str, Any]:
    return {
        "code": one.code, "order": one.order, "name_zh": one.name_zh, "name_en": one.name_en, "usual_front": one.usual_front or None,
        "is_milestone": one.is_milestone, "reads_as": list(one.reads_as),
        "measures": [{"code": m.code, "order": m.order, "name_zh": m.name_zh, "name_en": m.name_en, "unit_zh": m.unit_zh, "unit_en": m.unit_en,
                      "reads_as": m.reads_as or None, "units": list(m.words), "verbs": list(m.verbs), "usual_qualifier": str(m.usual_qualifier),
                      "additive": m.is_additive} for m in one.measures]}


def _expectation_said(one: ExpectationTemplate, template: Template) -> dict[str, Any]:
    levels = {level.order: level.code for level in template.levels}
    roster = one.roster
    said_roster: dict[str, Any] = {"by": str(roster.by), "level": levels[roster.level], "name_zh": roster.name_zh, "name_en": roster.name_en}
    if roster.organ != Roster.ANY:
        said_roster["organ"] = roster.organ or None
    if roster.size is not None:
        said_roster["size"] = roster.size
    if roster.named:
        said_roster["named"] = list(roster.named)
    said_roster |= {key: value for key, value in (("under", roster.under), ("as_of", roster.as_of)) if value}
    said = {
        "code": one.code, "name_zh": one.name_zh, "name_en": one.name_en, "roster": said_roster, "front": one.front or None, "kinds": list(one.kinds),
        "fulfilled_by": str(one.fulfilled_by), "taking_part_counts": one.taking_part_counts, "rhythm": str(one.rhythm), "due": one.due,
        "due_after_days": one.due_after_days, "due_days": one.due_days, "nothing_to_report": one.nothing_counts, "facts": list(one.facts),
        "due_by": str(one.due_by), "waits_for_work": one.waits_for_work, "ask_again_days": one.ask_again_days, "note": one.note or None}
    return {key: value for key, value in said.items() if value is not None}

"""What is expected of whom, from a spreadsheet: a row is an expectation; first a dry run with every error by cell, then whole or not at all."""
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.campaigns import actions
from xuanguan.campaigns.enums import DueBy, FulfilledBy, Rhythm, RosterBy
from xuanguan.campaigns.expecting import ExpectationValues, RosterValues, problems_with
from xuanguan.campaigns.models import Campaign, Expectation, Roster
from xuanguan.campaigns.rosters import TreeInTime
from xuanguan.organisations.columns import LEVEL_CHOICES, Column
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.imports.cells import DryRun, Reader, UnitsAtHand, many, open_sheet, put_in_order, readers
from xuanguan.organisations.models import Unit

YES = (("yes", gettext_lazy("yes")),)
ORGANS = (("*", gettext_lazy("any unit of the level")), ("-", gettext_lazy("the divisions themselves")))
_SEVERAL = gettext_lazy("Several with 、 between them")
COLUMNS = [
    Column("code", "代码", "Code", gettext_lazy("Letters, digits and hyphens, as in monthly-report"), is_needed=True),
    Column("name_zh", "应报事项", "What is expected", gettext_lazy("In a few words"), is_needed=True),
    Column("name_en", "英文名称", "Name in English", gettext_lazy("If it has one")),
    Column("front", "战线代码", "Front code", gettext_lazy("As in the campaign's set-up; empty: any")),
    Column("kinds", "活动类型代码", "Kind codes", gettext_lazy("What fulfils it, several with 、 between them; empty: a report of any kind")),
    Column("fulfilled_by", "可由谁完成", "Can be fulfilled by", gettext_lazy("From the list"), choices=tuple(FulfilledBy.choices)),
    Column("taking_part", "参加也算", "Taking part counts", gettext_lazy("yes, or empty"), choices=YES),
    Column("rhythm", "频次", "How often", gettext_lazy("From the list; empty: once"), choices=tuple(Rhythm.choices)),
    Column("due", "时限", "Due", gettext_lazy("2012-04-30; only of what is asked once")),
    Column("due_days", "期末后天数", "Days after the period", gettext_lazy("5; only of what is asked for every period")),
    Column("due_by", "天数计算", "Days counted in", gettext_lazy("From the list"), choices=tuple(DueBy.choices)),
    Column("waits", "逢休息日顺延", "Moves to a working day", gettext_lazy("yes, or empty"), choices=YES),
    Column("nothing", "可零报告", "Nothing to report counts", gettext_lazy("yes, or empty"), choices=YES),
    Column("by", "名册方式", "Roster made by", gettext_lazy("From the list"), is_needed=True, choices=tuple(RosterBy.choices)),
    Column("level", "层级", "Level", gettext_lazy("Of a rule: from the list"), choices=LEVEL_CHOICES),
    Column("organ", "机构", "Organ", gettext_lazy("Of a rule: the ending of the units' codes as qts, or from the list"), choices=ORGANS),
    Column("under", "范围代码", "Under", gettext_lazy("Of a rule: the code of the unit; empty: the campaign's territory")),
    Column("as_of", "名册日期", "Roster as of", gettext_lazy("2012-05-25; empty: it goes with the tree")),
    Column("size", "所述总数", "Stated size", gettext_lazy("Of a stated size: how many units")),
    Column("units", "单位代码", "Unit codes", gettext_lazy("Of a list: their codes; of a stated size: those known by name")),
    Column("exemptions", "豁免", "Exceptions", gettext_lazy("code:reason, several with 、 between them")),
    Column("ask_again", "再催间隔天数", "Ask again after days", gettext_lazy("7")),
    Column("note", "备注", "Note", ""),
]
# Of a problem the column that it is about, where the names differ.
FIELDS = {"name_zh": "name_zh", "code": "code", "due": "due", "nothing_counts": "nothing", "units": "units", "size": "size", "level": "level", "exemptions": "exemptions"}


@dataclass
class SheetExpectation:
    reader: Reader
    values: ExpectationValues
    there: Expectation | None


def read_expectations(data: bytes, name: str, *, campaign: Campaign) -> DryRun[SheetExpectation]:
    """What the sheet would set; a code that is there already is changed (`there`). Raises UnreadableSheet."""
    sheet, headings, errors = open_sheet(data, name, COLUMNS)
    run: DryRun[SheetExpectation] = DryRun(sheet, errors=errors)
    if errors:
        return run
    units, tree = UnitsAtHand(), TreeInTime()
    known = {one.code: one for one in campaign.expectations.select_related("roster")}
    fronts, kinds = {one.code: one for one in campaign.fronts.all()}, {one.code: one for one in campaign.kinds.all()}
    rows = list(readers(sheet, headings, COLUMNS, errors))
    twice = {code for code, n in Counter(row.row.text(headings.get("code", "")) for row in rows).items() if n > 1}
    for reader in rows:
        values = _values(reader, units, fronts, kinds)
        there = known.get(values.code)
        if values.code in twice:
            reader.wrong("code", _("The code %(code)s stands in several rows.") % {"code": values.code[:60]})
        if not any(error.cell[len(error.cell.rstrip("0123456789")):] == str(reader.row.number) for error in errors):
            for problem in problems_with(values, campaign, there=there, tree=tree):
                reader.wrong(FIELDS[problem.field], problem.sentence)
        run.new.append(SheetExpectation(reader, values, there))
    run.there = sum(one.there is not None for one in run.new)
    put_in_order(errors)
    return run


@transaction.atomic
def import_expectations(data: bytes, name: str, *, campaign: Campaign, by) -> list[Expectation]:
    """Set them all, or none. Raises RowErrors with every cell, UnreadableSheet, NotAllowed."""
    run = read_expectations(data, name, campaign=campaign)
    run.raise_errors()
    return [actions.set_expectation(campaign=campaign, values=one.values, there=one.there, by=by) for one in run.new]


def expectation_headings() -> list[str]:
    return [column.heading for column in COLUMNS]


def expectation_rows(campaign: Campaign) -> list[list[object]]:
    """The campaign's expectations in the columns that the import reads."""
    found = campaign.expectations.select_related("roster__under", "front").prefetch_related("kinds", "exemptions__unit", "roster__entries__unit").order_by("order", "pk")
    return [_row(one) for one in found]


def _row(one: Expectation) -> list[object]:
    roster, rhythmic = one.roster, one.rhythm != Rhythm.ONCE
    named = "" if roster.by == RosterBy.RULE else "、".join(entry.unit.code for entry in roster.entries.all() if entry.instead_of_id is None)
    yes = str(_("yes"))
    return [
        one.code, one.name_zh, one.name_en, one.front.code if one.front else "", "、".join(kind.code for kind in one.kinds.all()), str(one.get_fulfilled_by_display()),
        yes if one.taking_part_counts else "", str(one.get_rhythm_display()), one.due or "", one.due_days if rhythmic else "",
        str(one.get_due_by_display()) if rhythmic else "", yes if one.waits_for_work else "", yes if one.nothing_counts else "", str(roster.get_by_display()),
        str(UnitLevel(roster.level).label) if roster.by == RosterBy.RULE and roster.level is not None else "",
        {"*": str(ORGANS[0][1]), "": str(ORGANS[1][1])}.get(roster.organ, roster.organ) if roster.by == RosterBy.RULE else "",
        roster.under.code if roster.under else "", roster.as_of or "", roster.stated_size or "", named,
        "、".join(f"{exemption.unit.code}:{exemption.reason}" for exemption in one.exemptions.all()), one.ask_again_days, one.note]


def _values(reader: Reader, units: UnitsAtHand, fronts: dict, kinds: dict) -> ExpectationValues:
    front = reader.text("front")
    if front and front not in fronts:
        reader.wrong("front", _("The campaign has no front of the code %(code)s. There are: %(known)s.") % {"code": front[:40], "known": ", ".join(fronts)})
    chosen = many(reader.text("kinds"))
    if unknown := [code for code in chosen if code not in kinds]:
        reader.wrong("kinds", _("The campaign has no kind of the code %(codes)s.") % {"codes": ", ".join(unknown)[:120]})
    rhythm = reader.choice("rhythm") or Rhythm.ONCE
    return ExpectationValues(
        code=reader.text("code"), name_zh=reader.text("name_zh")[:200], name_en=reader.text("name_en")[:200], front=fronts.get(front),
        kinds=tuple(kinds[code] for code in chosen if code in kinds), fulfilled_by=reader.choice("fulfilled_by") or FulfilledBy.SELF,
        taking_part_counts=bool(reader.choice("taking_part")), rhythm=rhythm, due=reader.day("due"), due_days=_number(reader, "due_days", 5),
        due_by=reader.choice("due_by") or DueBy.CALENDAR, waits_for_work=bool(reader.choice("waits")), nothing_counts=bool(reader.choice("nothing")),
        roster=_roster(reader, units), exemptions=_exemptions(reader, units), ask_again_days=_number(reader, "ask_again", 7), note=reader.text("note")[:300])


def _roster(reader: Reader, units: UnitsAtHand) -> RosterValues:
    by = reader.choice("by")
    organ = reader.text("organ")
    known = reader.columns["organ"].choice_of(organ) if organ else "*"
    level = reader.choice("level")
    return RosterValues(
        by=by, level=UnitLevel[level.upper()].value if level else None, organ={"-": Roster.DIVISION}.get(known or "", known or organ), under=reader.unit("under", units),
        as_of=reader.day("as_of"), size=_number(reader, "size", 0) or None, named=tuple(_units(reader, "units", many(reader.text("units")), units)))


def _exemptions(reader: Reader, units: UnitsAtHand) -> tuple[tuple[Unit, str], ...]:
    said = [part.replace("：", ":").partition(":") for part in many(reader.text("exemptions"))]
    found = {unit.code: unit for unit in _units(reader, "exemptions", [code.strip() for code, _colon, _reason in said], units)}
    return tuple((found[code.strip()], reason.strip()) for code, _colon, reason in said if code.strip() in found)


def _units(reader: Reader, key: str, codes: list[str], units: UnitsAtHand) -> list[Unit]:
    """Closed ones too: what is wrong with them is said all at once, by their names."""
    found, unknown = [], []
    for code in codes:
        unit = units.by_code.get(code.split()[0])
        (found.append(unit) if unit is not None else unknown.append(code))
    if unknown:
        reader.wrong(key, _("No unit has the code %(codes)s.") % {"codes": ", ".join(unknown[:20])})
    return found


def _number(reader: Reader, key: str, usual: int) -> int:
    text = reader.text(key)
    if not text:
        return usual
    if not text.isdigit() or int(text) > 30_000:
        reader.wrong(key, _("“%(text)s” is no whole number.") % {"text": text[:40]})
        return usual
    return int(text)

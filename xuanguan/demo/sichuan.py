"""The founding case: how Sichuan carried the Outline for Quality Development down four levels on five fronts in spring 2012.

The report gives no activity a day of its own, so its records stand in a window; what it does not say stays unknown. What the
demo adds (states, the plan register, filler, the cities' and counties' bulletins) is marked as demo data on every page.
"""
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from xuanguan.activities.actions import (
    attach_evidence,
    record_remark,
    report_activity,
    return_activity,
    save_draft,
    state_total,
    verify_activity,
)
from xuanguan.activities.evidence import keep_evidence
from xuanguan.activities.models import Activity, Statement
from xuanguan.activities.values import ActivityValues, MeasureValue, ParticipationValue, StatementValues, When
from xuanguan.bulletins.actions import accept_claim, take_in
from xuanguan.bulletins.enums import ClaimState, Makes
from xuanguan.bulletins.models import Bulletin, Claim
from xuanguan.bulletins.queries import claims_of, proposals_of
from xuanguan.campaigns.actions import nothing_to_report, start_campaign
from xuanguan.campaigns.imports import template_of
from xuanguan.campaigns.models import Campaign, Expectation
from xuanguan.demo.accounts import DATA, make_accounts
from xuanguan.demo.pictures import demo_picture
from xuanguan.demo.units import LEVELS, make_units, settle
from xuanguan.organisations.imports.divisions import load_divisions, load_towns
from xuanguan.organisations.models import System, Unit
from xuanguan.policies.imports import apply_import, plan_import
from xuanguan.policies.models import Clause, PolicyVersion
from xuanguan.policies.parsing.opening import read_policy

CODE = "sichuan-2012"
HERE = DATA / CODE
POLICIES = Path(__file__).parent.parent / "policies" / "data"
DAY = dt.date(2012, 5, 25)
PROVINCE = "510000"


def facts(name: str) -> dict:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def load_units() -> dict[str, Unit]:
    """The province's divisions with their history, today's towns of five counties, and the organs that the records need."""
    load_divisions(under=PROVINCE, on=DAY)
    load_towns()
    quality, _created = System.objects.get_or_create(code="quality_supervision", defaults={"name_zh": "质量技术监督系统", "name_en": "Quality supervision"})
    systems = {quality.code: quality}
    units = settle(DAY)
    named = facts("units")
    by_rule = {row["code"]: row for row in organs_by_rule(named["rule"], units)}
    # What the report says of a unit stands over what the rule makes of its division's name.
    rows = [{**by_rule.pop(row["code"], {}), **row} for row in [*named["units"], *facts("demo-units")["units"], *facts("responsibility")["units"]]]
    make_units([*rows, *by_rule.values()], systems)
    return settle(DAY)


def organs_by_rule(rules: list[dict], units: dict[str, Unit]) -> Iterator[dict]:
    """The organs that every division of a level has: a quality bureau and a government in each prefecture."""
    for rule in rules:
        for division in [unit for unit in units.values() if unit.is_division and unit.is_open and unit.level == LEVELS[rule["level"]]]:
            words = {"division": division.name_zh, "short": division.short_zh}
            yield {
                "code": f"{division.code}-{rule['organ']}", "kind": rule["kind"], "level": rule["level"], "territory": division.code,
                "system": rule["system"], "superior": f"{PROVINCE}-{rule['organ']}", "name_zh": rule["name_zh"].format(**words),
                "short_zh": rule["short_zh"].format(**words), "name_en": rule["name_en"].format(division=division.name_en or division.name_zh),
            }


def load_policies(by) -> dict[str, PolicyVersion]:
    """The Outline as far as it is known, and the hand-hygiene guideline in two languages."""
    versions = {}
    for name in ("outline-2011-2020.md", "hand-hygiene.md", "hand-hygiene.en.md"):
        parsed = read_policy((POLICIES / name).read_bytes(), name)
        versions[name.split(".")[0]] = apply_import(plan_import(parsed), by=by)
    return versions


def start(units: dict[str, Unit], version: PolicyVersion, by) -> "Work":
    template = template_of("five-fronts")
    campaign = start_campaign(
        template=template, code=CODE, version=version, territory=units[PROVINCE], lead_unit=units[f"{PROVINCE}-qts"], begins=dt.date(2012, 2, 6),
        ends=DAY, name_zh="《质量发展纲要（2011—2020年）》四川宣贯", name_en="The Outline for Quality Development in Sichuan, 2012", is_demo=True, by=by)
    return Work(campaign, units, make_accounts(units), by)


class Work:
    """Entering the demo's records, as the people of 2012 would have."""

    def __init__(self, campaign: Campaign, units: dict[str, Unit], people: dict, loader):
        self.campaign, self.units, self.people, self.loader = campaign, units, people, loader
        self.fronts = {front.code: front for front in campaign.fronts.all()}
        self.kinds = {kind.code: kind for kind in campaign.kinds.all()}
        self.clauses = {clause.code: clause for clause in Clause.objects.filter(version=campaign.version)}
        self.made: dict[str, Activity | Statement] = {}
        self.quotes: dict[str, str] = {}

    # The report

    def enter_facts(self) -> None:
        """The records of the report, entered by the province's writer on the day of the report."""
        told = facts("facts")
        by, province = self.people["writer"], self.units[told["source"]["stated_by"]]
        window = When.between(day(told["window"]["earliest"]), day(told["window"]["latest"]))
        verified = set(told["states"]["verified"])
        for row in told["activities"]:
            activity = report_activity(values=self.activity_values(row, province, window), by=by, on=DAY)
            if row["id"] in verified:
                activity = verify_activity(activity=activity, by=self.people["verifier"], on=DAY)
            self.keep(row, activity)
        for row in told["statements"]:
            self.keep(row, state_total(values=self.statement_values(row, province, window), by=by, on=DAY))
        for row in told["remarks"]:
            record_remark(campaign=self.campaign, text=row["quote"], unit=province, front=self.fronts.get(row.get("front")), by=by)

    def keep(self, row: dict, thing: Activity | Statement) -> None:
        self.made[row["id"]] = thing
        self.quotes[row["id"]] = row["quote"]

    def activity_values(self, row: dict, reporting: Unit, when: When) -> ActivityValues:
        return ActivityValues(
            campaign=self.campaign, kind=self.kinds[row["kind"]], front=self.fronts[row["front"]], reporting_unit=reporting, when=when,
            participations=tuple(
                ParticipationValue(self.units[one["unit"]], one["role"], tuple(map(measure_value, one.get("shares", ())))) for one in row["units"]),
            measures=tuple(map(measure_value, row.get("measures", ()))), title=row["title_zh"], place=row.get("place_zh") or row.get("place") or "",
            audience=text_of(row.get("audience_zh") or row.get("audience")), note=row.get("note_zh", ""),
            clauses=tuple(self.clauses[str(code)] for code in row.get("clauses", ())), and_others=bool(row.get("and_others")))

    def statement_values(self, row: dict, by_unit: Unit, when: When) -> StatementValues:
        scope, counted = row["scope"], row.get("counts_units")
        measure = counted or row["measure"]
        return StatementValues(
            campaign=self.campaign, unit=by_unit, territory=self.units[scope["territory"]], front=self.fronts[row["front"]],
            kind=self.kinds[row["kind"]], value=Decimal(str(measure["value"])), qualifier=measure["qualifier"], measure="" if counted else measure["measure"],
            unit_zh=measure["unit"], system=System.objects.filter(code=scope["system"]).first() if scope["system"] else None,
            levels=tuple(number for level in scope["levels"] or () if (number := LEVELS[level]) is not None), named=tuple(self.units[str(code)] for code in row["named_units"]),
            text=row["quote"], note=row.get("note_zh", ""), earliest=when.earliest, latest=when.latest)

    # What the demo adds

    def enter_register(self) -> None:
        """The plan register, where bureaus report their own plan: the missing are known by name."""
        register = facts("plan-register")
        for row in register["plans"]:
            unit = self.units[row["unit"]]
            values = ActivityValues(
                campaign=self.campaign, kind=self.kinds[register["kind"]], front=self.fronts[register["front"]], reporting_unit=unit,
                when=When.on(day(row["issued"])), title=f"{unit.short_zh}宣贯实施方案", note=row["number"] or "",
                measures=(MeasureValue("activities", Decimal(row["activities"]), "exact", "项"),))
            self.report(values, row)

    def enter_late(self) -> None:
        """What was reported when the bulletin was out already."""
        for row in facts("filler")["activities"]:
            if row.get("late"):
                self.report_filler(row)

    def report_filler(self, row: dict) -> Activity:
        host = self.units[next(one["unit"] for one in row["units"] if one["role"] == "host")]
        return self.report(self.activity_values(row, host, when_of(row)), row)

    def enter_filler(self) -> None:
        filler = facts("filler")
        for place, row in enumerate(filler["activities"]):
            if row.get("late"):
                continue
            activity = self.report_filler(row)
            if activity.state in ("verified", "submitted") and place % 4 == 0:
                upload = SimpleUploadedFile(f"demo-{row['id']}.jpg", demo_picture(place))
                attach_evidence(activity=activity, evidence=keep_evidence(upload=upload, by=self.loader), by=self.loader)
        for row in filler["nothing_to_report"]:
            expectation = Expectation.objects.get(campaign=self.campaign, code=row["expectation"])
            nothing_to_report(expectation=expectation, unit=self.units[row["unit"]], period=row["period"], by=self.loader, on=day(row["submitted"]))

    def report(self, values: ActivityValues, row: dict) -> Activity:
        """A report in the state that the row says, on its days."""
        if row["state"] == "draft":
            by = self.people["shehong-officer"] if values.reporting_unit.code == "510922-qts" else self.loader
            return save_draft(values=values, by=by, is_demo=True)
        activity = report_activity(values=values, by=self.loader, on=day(row["submitted"]), is_demo=True)
        if row["state"] == "verified":
            return verify_activity(activity=activity, by=self.verifier_of(values.reporting_unit), on=day(row["reviewed"]))
        if row["state"] == "returned":
            return return_activity(activity=activity, reason=row["reason_zh"], by=self.verifier_of(values.reporting_unit), on=day(row["reviewed"]))
        return activity

    def verifier_of(self, unit: Unit):
        """The prefecture's verifier for its counties where the demo has one, else the province's."""
        prefecture = {"5109": "suining-verifier", "5110": "neijiang-verifier"}.get(unit.code[:4]) if unit.level == 3 else None
        return self.people[prefecture or "verifier"]

    # Bulletins

    def take_in_bulletins(self) -> None:
        """Each bulletin is read; the province's is linked to the records of the report, the others make records of their own."""
        for row in facts("bulletins/index")["bulletins"]:
            bulletin = take_in(
                campaign=self.campaign, unit=self.units[row["issuer"]], data=(HERE / "bulletins" / row["file"]).read_bytes(), name=row["file"],
                published=day(row["date"]), by=self.loader, is_demo=row["demo"])
            if not row["demo"]:
                self.link(bulletin)
            elif row["read"] == "confirm":
                self.confirm(bulletin, row)

    def link(self, bulletin: Bulletin) -> None:
        """The report's own records were entered from it: each claim is shown with the records whose sentence it shares."""
        for claim in claims_of(bulletin):
            found = [thing for name, thing in self.made.items() if share_words(claim.data["quote"], self.quotes[name]) and same_kind(claim, thing)]
            activities = [thing for thing in found if isinstance(thing, Activity)]
            statements = [thing for thing in found if isinstance(thing, Statement)]
            if not found:
                continue
            claim.activities.add(*activities)
            claim.statement = statements[0] if statements else None
            claim.state, claim.by, claim.decided = ClaimState.ACCEPTED, self.people["writer"], {"makes": str(Makes.SAME)}
            claim.save()
            claim.more_statements.set(statements[1:])

    def confirm(self, bulletin: Bulletin, row: dict) -> None:
        """Accept what is ready. What the report already tells is linked to its record; a study session is left open, to be tried."""
        repeated = [thing for name in row["repeats"] if isinstance(thing := self.made.get(name), Activity)]
        claims = claims_of(bulletin)
        for proposal in proposals_of(bulletin, claims):
            claim = proposal.claim
            # The reader offers "public" to the person; the demo's person takes the front that the kind usually has.
            chose_front = proposal.open_points == ("front",) and proposal.decision.front is not None
            if not (proposal.is_ready or chose_front) or claim.data["activity"] == "study_session":
                continue
            same = next((activity for activity in repeated if same_kind(claim, activity)), None)
            decision = proposal.decision
            if same is not None:
                decision = type(decision)(**{**{name: getattr(decision, name) for name in decision.__slots__}, "makes": Makes.SAME})
            elif decision.makes == Makes.REMARK:
                continue
            accept_claim(claim=claim, decision=decision, same_as=same, changed=chose_front, by=self.loader, on=bulletin.published)


def same_kind(claim: Claim, thing: Activity | Statement) -> bool:
    return claim.data["activity"] in thing.kind.reads_as


def share_words(one: str, other: str) -> bool:
    """Whether two quotes of one text share most of the shorter."""
    short, long = sorted((one.strip("，。；"), other.strip("，。；")), key=len)
    if short in long:
        return True
    size = max(8, len(short) * 2 // 3)
    return any(short[place:place + size] in long for place in range(len(short) - size + 1))


def measure_value(row: dict) -> MeasureValue:
    return MeasureValue(row["measure"], Decimal(str(row["value"])), row["qualifier"], row["unit"], row.get("text") or "")


def when_of(row: dict) -> When:
    if "day" in row:
        return When.on(day(row["day"]))
    if "days" in row:
        return When.lasting(day(row["days"]["first"]), day(row["days"]["last"]))
    return When.between(day(row["window"]["earliest"]), day(row["window"]["latest"]))


def text_of(value) -> str:
    return "、".join(value) if isinstance(value, list) else value or ""


def day(value) -> dt.date:
    """A day of the data files, which YAML reads as a date."""
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))

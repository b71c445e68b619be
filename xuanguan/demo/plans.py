"""Plans in several states and two leaders' instructions, so that every page of the cascade has something to show. All made up."""
from decimal import Decimal

from xuanguan.campaigns.actions import instructions, negotiating, plans
from xuanguan.campaigns.actions.handing_down import hand_down
from xuanguan.campaigns.models import Campaign, Plan, PlanItem
from xuanguan.campaigns.plan_columns import what_can_count
from xuanguan.campaigns.planning import HandDown, InstructionItem, InstructionValues, PlanItemValues, Terms
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Target

PREFECTURES = "prefectures"


def load(campaign: Campaign, facts: dict, people: dict, by) -> None:
    """By the coordinator and the verifier of the lead unit; what other units do is entered by the machine."""
    Loader(campaign, people, by).enter(facts)


class Loader:
    def __init__(self, campaign: Campaign, people: dict, by) -> None:
        self.campaign, self.people, self.by = campaign, people, by
        self.units = {unit.code: unit for unit in Unit.objects.select_related("territory")}
        self.clauses = {clause.code: clause for clause in campaign.version.clauses.all()}
        self.counted = {one.code: one for one in what_can_count(campaign)}
        self.targets = {target.code: target for target in Target.objects.filter(version=campaign.version_id)}
        self.bureaus = [unit for code, unit in sorted(self.units.items()) if code.endswith("-qts") and unit.level == 2 and unit.is_open]
        self.handed: dict[str, dict[int, PlanItem]] = {}

    def enter(self, facts: dict) -> None:
        self.lead(facts["lead"])
        for row in (*facts["members"], *facts["prefectures"]):
            self.plan(row)
        for row in facts["instructions"]:
            self.instruction(row)

    def lead(self, row: dict) -> None:
        plan = self.begin(self.campaign.lead_unit, row["issued"])
        plans.change_plan(plan=plan, title=row["title"], number=row["number"], note=row["note"], by=self.by)
        items = plans.write_items(plan=plan, new=[self.values(one) for one in row["items"]], by=self.by, on=row["issued"])
        plans.issue_plan(plan=plan, by=self.people["coordinator"], on=row["issued"])
        for said, item in zip(row["items"], items, strict=True):
            if said.get("to") == PREFECTURES:
                made = hand_down(item=item, to=[HandDown(unit, value=Decimal(said["each"])) for unit in self.bureaus], by=self.people["coordinator"],
                                 on=row["issued"], is_demo=True)
                self.handed[said["number"]] = {one.plan.unit_id: one for one in made}

    def plan(self, row: dict) -> None:
        """Begun, answered, written, and then as far as its state says."""
        day = row.get("submitted") or self.campaign.begins
        plan = self.begin(self.units[row["unit"]], day)
        for number, answer in row.get("answers", {}).items():
            self.answer(self.handed[str(number)][plan.unit_id], answer, day)
        if row["items"]:
            plans.write_items(plan=plan, new=[self.values(one) for one in row["items"]], by=self.by, on=day)
        if row["state"] == "draft":
            return
        negotiating.accept_all(plan=plan, by=self.by, on=day)
        plan = plans.submit_plan(plan=plan, by=self.by, on=day)
        if row["state"] == "accepted":
            plans.accept_plan(plan=plan, by=self.people["verifier"], on=row["decided"])
        elif row["state"] == "returned":
            plans.return_plan(plan=plan, reason=row["reason"], by=self.people["verifier"], on=row["decided"])

    def answer(self, item: PlanItem, answer, day) -> None:
        if answer == "accept":
            negotiating.accept_item(item=item, by=self.by, on=day)
        else:
            value = Decimal(answer["value"]) if "value" in answer else None
            negotiating.counter_item(item=item, terms=Terms(answer.get("due"), value), text=answer["reason"], by=self.by, on=day)

    def instruction(self, row: dict) -> None:
        values = InstructionValues(
            campaign=self.campaign, unit=self.units[row["unit"]], leader=row["leader"], text=row["text"], given_on=row["given"], kind=row["kind"],
            number=row.get("number", ""), due=row["due"])
        made = instructions.give_instruction(
            values=values, items=[InstructionItem(self.units[one["unit"]], one["text"], one["due"]) for one in row["items"]], by=self.people["coordinator"],
            on=row["given"], is_demo=True)
        for said in row["items"]:
            self.follow_up(made.items.select_related("plan__unit").get(plan__unit=self.units[said["unit"]]), said)

    def follow_up(self, item: PlanItem, said: dict) -> None:
        if "progress" in said:
            instructions.report_item(item=item, text=said["progress"]["text"], by=self.by, on=said["progress"]["day"])
        if "pressed" in said:
            instructions.press(items=[item], text="请尽快办理并报送。", by=self.people["coordinator"], on=said["pressed"])
        if "done" in said:
            instructions.report_item(item=item, text=said["done"]["text"], is_done=True, by=self.by, on=said["done"]["day"])
        if "closed" in said:
            instructions.close_item(item=item, text="同意销号。", by=self.people["coordinator"], on=said["closed"])

    def begin(self, unit: Unit, day) -> Plan:
        return plans.open_plan(campaign=self.campaign, unit=unit, by=self.by, on=day, is_demo=True)

    def values(self, row: dict) -> PlanItemValues:
        counted = self.counted.get(row.get("counts", ""))
        return PlanItemValues(
            text=row["text"], number=row.get("number", ""), clauses=tuple(self.clauses[str(code)] for code in row.get("clause", ())), starts=row.get("starts"),
            due=row.get("due"), kind=counted.kind if counted else None, measure=counted.measure if counted else "",
            value=Decimal(str(row["value"])) if "value" in row else None, qualifier=row.get("qualifier", "exact"), word=row.get("word", ""),
            indicator=self.targets.get(row.get("indicator", "")))

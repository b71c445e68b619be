"""Who answers for what in the demo: the campaign's own table (made up), and what the nation and Sichuan published."""
from xuanguan.campaigns.actions import write_document
from xuanguan.campaigns.assigning import DocumentValues, ItemValues, NamesAtHand
from xuanguan.campaigns.enums import AssignmentRole, LeadRule
from xuanguan.campaigns.imports import load_published, read_published
from xuanguan.campaigns.imports.published import Published
from xuanguan.campaigns.models import Campaign, ResponsibilityDocument
from xuanguan.demo.accounts import DATA
from xuanguan.organisations.enums import MemberRole
from xuanguan.organisations.models import Membership, Person, Unit

PUBLISHED = DATA / "responsibility.yaml"
HERE = {"000000", "510000", ""}


def load(campaign: Campaign, facts: dict, by) -> None:
    """The leading group with its members, the campaign's matrix, and the published documents of the nation and of Sichuan."""
    units = Unit.objects.in_bulk([facts["group"], *facts["members"], *(one["unit"] for one in facts["contacts"])], field_name="code")
    group = units[facts["group"]]
    Membership.objects.bulk_create(Membership(group=group, unit=units[code]) for code in facts["members"])
    for one in facts["contacts"]:
        Membership.objects.create(group=group, unit=units[one["unit"]], person=Person.objects.get(user__username=one["account"]), role=MemberRole.CONTACT)
    campaign.leading_group = group
    campaign.save(update_fields=["leading_group"])
    write_document(campaign=campaign, values=own_table(campaign, facts["items"]), is_demo=True, by=by)
    load_published(concerning_sichuan(), by=by)


def own_table(campaign: Campaign, rows: list[dict]) -> DocumentValues:
    clauses = {clause.code: clause for clause in campaign.version.clauses.all()}
    names = NamesAtHand((name for row in rows for role in AssignmentRole for name in row.get(role.value, ())), campaign.territory)
    items = tuple(ItemValues(
        text=clauses[str(row["clause"])].heading or clauses[str(row["clause"])].text, clause=clauses[str(row["clause"])], is_open=row.get("open", False), due=row.get("due"),
        due_text=row.get("due_text", ""), rule=rule_of(row),
        assignments=tuple(names.find(name).assigned(role.value) for role in AssignmentRole for name in row.get(role.value, ()))) for row in rows)
    return DocumentValues(
        code=ResponsibilityDocument.OWN, title="《质量发展纲要》四川宣贯责任分解表", items=items, issuer=campaign.leading_group.name_zh if campaign.leading_group else "",
        issued_on=campaign.begins, level=campaign.territory.level, lead_rule=LeadRule.LABELLED)


def rule_of(row: dict) -> str:
    """Only where the row departs from the table, which labels lead and support."""
    return LeadRule.JOINT if "joint" in row else LeadRule.BY_FUNCTION if "by_function" in row else ""


def concerning_sichuan() -> Published:
    """Of the published documents those of the nation and of Sichuan; cascades with the nation's and Sichuan's rows."""
    whole = read_published(PUBLISHED.read_text(encoding="utf-8"), PUBLISHED.name)
    cascades = [{**one, "rows": [row for row in one["rows"] if row["division_code"] in HERE]} for one in whole.cascades]
    return Published(tuple(one for one in whole.documents if one.division_code in HERE), tuple(one for one in cascades if len(one["rows"]) > 1))


"""Who answers for which task: documents kept as they say it, cells set by hand, names settled; bad input whole or not at all."""
import datetime as dt
from pathlib import Path

import pytest
import yaml

from tests.builders import make_campaign, make_person, make_policy_version, make_unit
from xuanguan.audit.models import Event
from xuanguan.campaigns import actions
from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues, NamesAtHand
from xuanguan.campaigns.enums import AssignmentRole, LeadRule
from xuanguan.campaigns.imports import PublishedError, as_facts, load_published, read_published
from xuanguan.campaigns.models import Assignment, ResponsibilityDocument
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import NameKind, Role, UnitKind
from xuanguan.organisations.models import Unit, UnitName
from xuanguan.policies.models import CascadeRow, Clause, Target, TargetCascade

pytestmark = pytest.mark.django_db
FACTS = Path(__file__).resolve().parents[2] / "xuanguan" / "demo" / "data" / "responsibility.yaml"


@pytest.fixture
def province() -> Unit:
    """A province with two bureaus, one of which is known by a short name, and a county."""
    province = make_unit("510000", "四川省")
    Unit.objects.filter(pk=province.pk).update(short_zh="四川")
    bureau = make_unit("510000-qts", "四川省质量技术监督局", under=province, kind=UnitKind.BUREAU)
    UnitName.objects.create(unit=bureau, kind=NameKind.SHORT, name="四川省质监局")
    make_unit("510000-fin", "四川省财政厅", under=province, kind=UnitKind.DEPARTMENT)
    make_unit("510922", "射洪县", under=province, level=3)
    make_unit("000000-aqsiq", "质检总局", kind=UnitKind.BUREAU, level=0)
    return Unit.objects.get(pk=province.pk)


@pytest.fixture
def campaign(province):
    return make_campaign(province, version=make_policy_version(clauses=4))


@pytest.fixture
def coordinator(province):
    return make_person("coordinator", roles=[(Role.COORDINATOR, province)])


def item(*leads: str, support: tuple[str, ...] = (), **said) -> ItemValues:
    named = [AssignmentValues(name, AssignmentRole.LEAD) for name in leads] + [AssignmentValues(name, AssignmentRole.SUPPORT) for name in support]
    return ItemValues(text="推广先进质量管理方法", assignments=tuple(named), **said)


def document(*items: ItemValues, **said) -> DocumentValues:
    return DocumentValues(**{"code": "plan", "title": "分工方案", "lead_rule": LeadRule.LABELLED} | said, items=items)


# Published documents

def test_the_published_documents_load_whole_and_nothing_is_lost():
    said = yaml.safe_load(FACTS.read_text(encoding="utf-8"))
    by = make_person("machine", roles=[(Role.ADMINISTRATOR, make_unit("1"))])

    load_published(read_published(FACTS.read_text(encoding="utf-8"), FACTS.name), by=by)

    kept = as_facts(ResponsibilityDocument.objects.order_by("pk"), TargetCascade.objects.all())
    assert kept == without_nothing(said)


def without_nothing(said: dict) -> dict:
    """The file's facts in one form: days as text, an empty note not written."""
    for one in said["documents"]:
        for key in ("date", "returns"):
            if key in one:
                one[key] = one[key] if isinstance(one[key], str | list) else one[key].isoformat()
        one.setdefault("complete", True)
    return said


def test_the_four_ways_of_documents_stay_apart():
    by = make_person("machine", roles=[(Role.ADMINISTRATOR, make_unit("1"))])
    load_published(read_published(FACTS.read_text(encoding="utf-8"), FACTS.name), by=by)

    roles = {(one.item.document.code, one.item.number, one.name): one.role for one in Assignment.objects.select_related("item__document")}

    assert roles["gbf-2014-18", "一(一)", "食品药品监管总局"] == AssignmentRole.LEAD
    assert roles["gbf-2014-18", "一(一)", "教育部"] == AssignmentRole.SUPPORT
    assert roles["gbf-2013-18", "一", "质检总局"] == AssignmentRole.JOINT
    assert roles["gbf-2015-19", "一(一)", "全国质量工作部际联席会议成员单位"] == AssignmentRole.BY_FUNCTION
    assert [roles["zhangye-2011-187", "一(二)", name] for name in ("市质监局", "各县区政府")] == [AssignmentRole.LEAD, AssignmentRole.LEAD]


def test_targets_of_a_document_stand_with_the_targets_of_policies():
    by = make_person("machine", roles=[(Role.ADMINISTRATOR, make_unit("1"))])

    load_published(read_published(FACTS.read_text(encoding="utf-8"), FACTS.name), by=by)

    construction = Target.objects.get(indicator="国家“鲁班奖”工程")
    assert (construction.number, construction.unit, construction.year, construction.version.policy.code) == (4, "项", 2015, "hlj-targets")
    lower = CascadeRow.objects.filter(cascade__indicator="其他工程一次验收合格率").order_by("order").values_list("division_code", "year", "number")
    assert list(lower) == [("000000", 2015, 98), ("510000", 2020, 90)]


def test_a_file_of_facts_with_mistakes_is_refused_with_all_of_them():
    text = "documents:\n- {id: a, title: 甲, lead_rule: whoever, date: soon, tasks: [{no: 一, units: [], colour: red}]}\n- {id: a, title: 乙}\n"

    with pytest.raises(PublishedError) as refused:
        read_published(text, "facts.yaml")

    assert [(one.place, one.sentence) for one in refused.value.problems] == [
        ("a", "“soon” is no day. Write it as 2012-05-25."),
        ("a", "“whoever” is not one of first_listed, labelled, joint, by_function."),
        ("a 一", "“colour” is not known here."), ("a 一", "“task” is missing."), ("a", "The code stands twice.")]


# Names

@pytest.mark.parametrize(("name", "code"), [
    ("省质监局", "510000-qts"), ("四川省质量技术监督局", "510000-qts"), ("财政厅", "510000-fin"), ("省财政厅", "510000-fin"), ("510000-fin", "510000-fin"), ("质检总局", "000000-aqsiq")])
def test_a_name_as_written_finds_its_unit(province, name, code):
    assert NamesAtHand([name], province).find(name).unit.code == code


def test_a_name_of_two_units_is_a_question_and_a_group_is_a_group(province):
    make_unit("510000-x", "四川省财政厅", under=province, kind=UnitKind.OTHER)

    known = NamesAtHand(["省财政厅", "各县区政府", "省药监局"], province)

    assert [one.code for one in known.find("省财政厅").several] == ["510000-fin", "510000-x"]
    assert (known.find("各县区政府").group, known.find("各县区政府").group_level) == ("level", 3)
    assert known.find("省药监局").is_settled is False


# Bad input

def test_a_document_with_mistakes_is_refused_whole_with_a_list(campaign, coordinator, province):
    bureau = Unit.objects.get(code="510000-qts")
    twice = ItemValues(text="甲", assignments=(AssignmentValues("省质监局", "lead", bureau), AssignmentValues("四川省质量技术监督局", "support", bureau)), place="row 5")
    values = document(item("省质监局", "省财政厅", place="row 3"), item("省质监局", due=dt.date(2012, 1, 1), place="row 4"), twice, ItemValues(text=" ", place="row 6"), one_lead=True)

    with pytest.raises(actions.CannotAssign) as refused:
        actions.write_document(campaign=campaign, values=values, by=coordinator)

    assert [(one.place, one.field, one.sentence) for one in refused.value.problems] == [
        ("row 3", "lead", "省质监局, 省财政厅 are both leads, and this document allows one. Make one of them support, or allow several leads."),
        ("row 4", "due", "It would be due on 2012-01-01, before the start on 2012-02-06."),
        ("row 5", "support", "省质监局, 四川省质量技术监督局 are the same unit (510000-qts). Keep it once."),
        ("row 6", "text", "The task is empty. Write what is to be done.")]
    assert ResponsibilityDocument.objects.count() == 0


def test_a_document_of_the_same_code_is_replaced_only_when_asked(campaign, coordinator):
    actions.write_document(campaign=campaign, values=document(item("省质监局")), by=coordinator)

    with pytest.raises(actions.CannotAssign, match="is there already"):
        actions.write_document(campaign=campaign, values=document(item("省财政厅")), by=coordinator)
    actions.write_document(campaign=campaign, values=document(item("省财政厅")), replaces=True, by=coordinator)

    assert list(Assignment.objects.values_list("name", flat=True)) == ["省财政厅"]


def test_an_officer_assigns_nothing(campaign, province):
    officer = make_person("officer", roles=[(Role.OFFICER, province)])

    with pytest.raises(NotAllowed):
        actions.write_document(campaign=campaign, values=document(item("省质监局")), by=officer)
    with pytest.raises(NotAllowed):
        actions.set_role(campaign=campaign, unit=province, role="lead", clause=campaign.version.clauses.first(), by=officer)


# Cells

def test_a_coordinator_sets_and_clears_a_cell_and_the_log_says_so(campaign, coordinator):
    clause, bureau = Clause.objects.get(version=campaign.version, code="2"), Unit.objects.get(code="510000-qts")

    made = actions.set_role(campaign=campaign, unit=bureau, role="lead", clause=clause, by=coordinator)
    actions.set_role(campaign=campaign, unit=bureau, role="support", item=made, by=coordinator)
    actions.set_role(campaign=campaign, unit=bureau, role="", item=made, by=coordinator)

    assert (made.document.code, made.clause, made.assignments.count()) == ("own", clause, 0)
    assert [(one.data["role"], one.data["before"]) for one in Event.objects.filter(act="set_role").order_by("id")] == [("lead", ""), ("support", "lead"), ("", "support")]


def test_a_second_lead_is_refused_where_the_document_allows_one(campaign, coordinator):
    actions.write_document(campaign=campaign, values=document(item("省质监局"), one_lead=True), by=coordinator)
    one = ResponsibilityDocument.objects.get().items.get()

    with pytest.raises(actions.CannotAssign, match="省质监局 leads this task already"):
        actions.set_role(campaign=campaign, unit=Unit.objects.get(code="510000-fin"), role="lead", item=one, by=coordinator)


def test_a_published_document_stays_as_it_was_issued(campaign, coordinator):
    published = actions.write_document(campaign=campaign, values=document(item("省质监局"), is_published=True), by=coordinator)

    with pytest.raises(actions.CannotAssign, match="stays as it was issued"):
        actions.set_role(campaign=campaign, unit=Unit.objects.get(code="510000-fin"), role="lead", item=published.items.get(), by=coordinator)


def test_a_settled_name_is_settled_wherever_the_document_writes_it(campaign, coordinator):
    written = actions.write_document(campaign=campaign, values=document(item("省质检局"), item("省财政厅", support=("省质检局",))), by=coordinator)
    bureau = Unit.objects.get(code="510000-qts")

    count = actions.settle_name(assignment=written.items.first().assignments.get(), unit=bureau, by=coordinator)

    assert count == 2
    assert list(Assignment.objects.filter(unit=bureau).values_list("name", "role").order_by("pk")) == [("省质检局", "lead"), ("省质检局", "support")]


def test_a_changed_item_is_checked_like_a_new_one(campaign, coordinator):
    written = actions.write_document(campaign=campaign, values=document(item("省质监局")), by=coordinator)
    one = written.items.get()

    with pytest.raises(actions.CannotAssign, match="before the start"):
        actions.change_item(item=one, values=item("省财政厅", due=dt.date(2011, 12, 1)), by=coordinator)
    actions.change_item(item=one, values=item("省财政厅", support=("省质监局",), due=dt.date(2012, 6, 30)), by=coordinator)

    assert list(one.assignments.values_list("name", "role")) == [("省财政厅", "lead"), ("省质监局", "support")]


# What cannot be

def test_a_document_without_a_title_with_a_name_twice_or_a_clause_of_another_policy_is_refused(campaign, coordinator):
    stranger = make_policy_version("stranger").clauses.first()
    values = document(item("省质监局", support=("省质监局",)), item("省质监局", clause=stranger), title=" ")

    assert [(one.place, one.field, one.sentence) for one in actions.problems_of(values, campaign)] == [
        ("", "title", "The document needs a title."), ("task 1", "support", "省质监局 stands twice. Keep it once."),
        ("task 2", "clause", "The clause 1 belongs to another policy.")]


def test_cells_of_another_campaign_another_policy_or_in_an_unknown_role_are_refused(campaign, coordinator, province):
    other = make_campaign(province, code="other")
    there = actions.set_role(campaign=campaign, unit=province, role="lead", clause=campaign.version.clauses.first(), by=coordinator)

    with pytest.raises(actions.CannotAssign, match="“boss” is no role"):
        actions.set_role(campaign=campaign, unit=province, role="boss", item=there, by=coordinator)
    with pytest.raises(actions.CannotAssign, match="belongs to another policy"):
        actions.set_role(campaign=campaign, unit=province, role="lead", clause=other.version.clauses.first(), by=coordinator)
    with pytest.raises(actions.CannotAssign, match="belongs to another campaign"):
        actions.set_role(campaign=other, unit=province, role="support", item=there, by=coordinator)
    assert there.assignments.get().role == "lead"


def test_taking_a_role_that_nobody_has_changes_nothing(campaign, coordinator, province):
    clause = campaign.version.clauses.first()
    there = actions.set_role(campaign=campaign, unit=province, role="lead", clause=clause, by=coordinator)

    assert actions.set_role(campaign=campaign, unit=province, role="", clause=clause, by=coordinator) is None
    actions.set_role(campaign=campaign, unit=Unit.objects.get(code="510922"), role="", item=there, by=coordinator)

    assert list(there.assignments.values_list("unit__code", "role")) == [("510000", "lead")]


def test_a_unit_set_by_hand_beside_its_own_name_as_written_is_told_apart(campaign, coordinator):
    actions.write_document(campaign=campaign, values=document(item(support=("四川省财政厅",))), by=coordinator)
    one = ResponsibilityDocument.objects.get().items.get()

    actions.set_role(campaign=campaign, unit=Unit.objects.get(code="510000-fin"), role="lead", item=one, by=coordinator)

    assert list(one.assignments.values_list("name", "role").order_by("order")) == [("四川省财政厅", "support"), ("四川省财政厅（510000-fin）", "lead")]


def test_a_name_is_not_settled_as_a_unit_that_has_a_role_there_already(campaign, coordinator):
    bureau = Unit.objects.get(code="510000-qts")
    both = ItemValues("甲", assignments=(AssignmentValues("省质监局", "lead", bureau), AssignmentValues("省局", "support")))
    written = actions.write_document(campaign=campaign, values=document(both, item("省局")), by=coordinator)

    count = actions.settle_name(assignment=Assignment.objects.filter(name="省局").first(), unit=bureau, by=coordinator)

    assert (count, written.items.first().assignments.get(name="省局").unit, written.items.last().assignments.get().unit) == (1, None, bureau)


def test_a_published_document_is_changed_by_administrators_of_policies_only(campaign, coordinator):
    values = document(item("省质监局"), is_published=True)
    with pytest.raises(NotAllowed):
        actions.write_document(campaign=None, values=values, by=make_person("nobody"))
    administrator = make_person("administrator", roles=[(Role.ADMINISTRATOR, campaign.territory)])
    kept = actions.write_document(campaign=None, values=values, by=administrator)

    actions.change_item(item=kept.items.get(), values=item("省财政厅"), by=administrator)

    assert kept.items.get().assignments.get().name == "省财政厅"


@pytest.mark.parametrize(("text", "problems"), [
    ("- nothing", [("", "The file needs a list “documents” or “target_cascades”.")]),
    ("documents: [甲]", [("?", "This is no list of keys with values.")]),
    ("documents: [{id: a, title: 甲, tasks: [学习, {task: 宣讲, units: [乙], lead: 丙}]}]", [
        ("a", "This is no list of keys with values."), ("a 2", "Either “units” together, or “lead” and “support”.")]),
    ("documents: [{id: a, title: 甲, tasks: [{task: 宣讲, targets: [{indicator: 合格率, value: many}]}]}]", [
        ("a 1", "Targets need the document's “target_year”."), ("a 1", "“many” is no number.")]),
    ("target_cascades: [合格率, {indicator: 抽检, rows: [{level: moon, division_code: '1', year: 2015, value: 90, source: 甲}]}]", [
        ("?", "This is no list of keys with values."), ("抽检", "“moon” is not one of national, province, prefecture, county, town.")])])
def test_everything_that_is_wrong_in_a_list_of_facts_is_said_with_its_place(text, problems):
    with pytest.raises(PublishedError) as refused:
        read_published(text, "facts.yaml")

    assert [(one.place, one.sentence) for one in refused.value.problems] == problems


def test_a_text_that_is_no_yaml_is_refused_in_a_sentence():
    with pytest.raises(PublishedError, match="was not taken in"):
        read_published("documents: [", "facts.yaml")


def test_where_the_first_listed_leads_the_others_support():
    read = read_published("documents: [{id: a, title: 甲, lead_rule: first_listed, tasks: [{task: 宣讲, units: [乙, 丙, 丁]}]}]", "facts.yaml")

    assert [(one.name, one.role) for one in read.documents[0].items[0].assignments] == [("乙", "lead"), ("丙", "support"), ("丁", "support")]


def test_two_names_of_one_unit_in_a_published_task_both_stand_and_the_second_as_written():
    by = make_person("machine", roles=[(Role.ADMINISTRATOR, make_unit("000000", "全国", level=0))])
    bureau = make_unit("000000-aqsiq", "质检总局", kind=UnitKind.BUREAU, level=0)
    UnitName.objects.create(unit=bureau, kind=NameKind.ALIAS, name="国家质检总局")

    load_published(read_published("documents: [{id: a, title: 甲, lead_rule: joint, tasks: [{task: 宣讲, units: [质检总局, 国家质检总局]}]}]", "f"), by=by)

    assert list(Assignment.objects.values_list("name", "unit__code").order_by("order")) == [("质检总局", "000000-aqsiq"), ("国家质检总局", None)]

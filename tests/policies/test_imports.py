"""A policy's file: dry run, then the same applied; codes stay; what records cite cannot go."""
from pathlib import Path

import pytest

from tests.builders import make_campaign, make_person, make_unit
from xuanguan.audit.models import Event
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role
from xuanguan.policies import queries
from xuanguan.policies.actions import ClausesInUse
from xuanguan.policies.enums import Certainty, VersionState
from xuanguan.policies.imports import PolicyNeedsWords, apply_import, plan_import, read_policy
from xuanguan.policies.models import Clause, Policy, PolicyVersion

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[2] / "xuanguan" / "policies" / "data"
HEAD = "---\ncode: rules\nversion: '1'\ntitle_zh: 办法\n---\n"
FIRST = HEAD + "## 一、总则\n\n旧文。\n\n## 二、责任\n\n### （一）企业\n\n## 三、附则\n"


@pytest.fixture
def coordinator():
    return make_person("coordinator", roles=[(Role.COORDINATOR, make_unit("510000", "四川省"))])


def read(text: str):
    return read_policy(text.encode(), "rules.md")


def test_a_coordinator_imports_the_outline_and_reads_it_as_a_tree(coordinator):
    parsed = read_policy((DATA / "outline-2011-2020.md").read_bytes(), "outline.md")

    version = apply_import(plan_import(parsed), by=coordinator)

    top = queries.clause_tree(version)
    assert [node.clause.code for node in top] == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    assert [node.clause.code for node in top[1].walk()] == ["2", "2.1", "2.2", "2.3", "2.3.1", "2.3.2", "2.3.3"]
    assert version.targets.get(code="T7").clause.code == "2.3.3"
    assert version.clauses.get(code="4.x").certainty == Certainty.MISSING
    assert (version.is_complete, version.policy.issuer, version.issued_on.isoformat()) == (False, "国务院", "2012-02-06")
    assert set(Event.objects.values_list("act", flat=True)) == {"create_policy", "add_version", "write_text"}


def test_a_dry_run_says_what_would_change_and_writes_nothing(coordinator):
    apply_import(plan_import(read(FIRST)), by=coordinator)
    second = read(HEAD + "## 一、总则\n\n新文。\n\n## 二、责任\n\n### （一）企业\n\n### （二）政府\n")

    plan = plan_import(second)

    assert [(row.code, row.what, row.fields) for row in plan.rows] == [
        ("1", "changed", ("text",)), ("2", "same", ()), ("2.1", "same", ()), ("2.2", "created", ()), ("3", "removed", ())]
    assert Clause.objects.get(code="1").text == "旧文。"


def test_importing_again_keeps_each_clause_the_same_record(coordinator):
    version = apply_import(plan_import(read(FIRST)), by=coordinator)
    before = dict(version.clauses.values_list("code", "pk"))

    apply_import(plan_import(read(FIRST.replace("旧文", "新文"))), by=coordinator)

    assert dict(version.clauses.values_list("code", "pk")) == before
    assert version.clauses.get(code="1").text == "新文。"


def test_importing_the_same_file_twice_does_nothing(coordinator):
    parsed = read_policy((DATA / "outline-2011-2020.md").read_bytes(), "outline.md")
    apply_import(plan_import(parsed), by=coordinator)

    assert plan_import(parsed).does_nothing


def test_the_english_file_stands_beside_the_chinese_clauses(coordinator):
    apply_import(plan_import(read_policy((DATA / "hand-hygiene.md").read_bytes(), "hand-hygiene.md")), by=coordinator)
    english = plan_import(read_policy((DATA / "hand-hygiene.en.md").read_bytes(), "hand-hygiene.en.md"))

    version = apply_import(english, by=coordinator)

    clause = version.clauses.get(code="2.5.1")
    assert english.is_translation
    assert PolicyVersion.objects.count() == 1
    assert (clause.number, clause.number_en, clause.heading, clause.heading_en) == ("（一）", "1.", "接触患者前", "Before touching a patient")
    assert version.targets.get(code="H1").indicator_en == "compliance at the five moments"


def test_the_english_of_a_target_stays_when_the_chinese_is_imported_again(coordinator):
    chinese = read_policy((DATA / "hand-hygiene.md").read_bytes(), "hand-hygiene.md")
    version = apply_import(plan_import(chinese), by=coordinator)
    apply_import(plan_import(read_policy((DATA / "hand-hygiene.en.md").read_bytes(), "hand-hygiene.en.md")), by=coordinator)

    apply_import(plan_import(chinese), by=coordinator)

    assert version.targets.get(code="H1").indicator_en == "compliance at the five moments"


def test_a_policy_that_exists_only_in_english_is_a_policy_too(coordinator):
    parsed = read("---\ncode: road-safety\nversion: '2026'\nlanguage: en\n---\n# Road safety plan\n\n## 1. Speed\n\nSlower.\n")

    version = apply_import(plan_import(parsed), by=coordinator)

    assert (version.policy.title_zh, version.clauses.get().heading) == ("Road safety plan", "Speed")


def test_a_new_version_can_take_the_place_of_the_old_one(coordinator):
    old = apply_import(plan_import(read(FIRST)), by=coordinator)

    new = apply_import(plan_import(read(FIRST.replace("version: '1'", "version: '2'"))), replaces=True, by=coordinator)

    old.refresh_from_db()
    assert (old.state, new.state) == (VersionState.REPLACED, VersionState.IN_FORCE)
    assert queries.current_version(new.policy) == new
    assert old.clauses.count() == new.clauses.count() == 4


def test_a_clause_that_an_activity_cites_cannot_disappear(coordinator):
    version = apply_import(plan_import(read(FIRST)), by=coordinator)
    activity = make_activity(make_campaign(coordinator.grants.get().unit, version=version), coordinator)
    activity.clauses.add(version.clauses.get(code="3"))
    without = plan_import(read(FIRST.replace("## 三、附则\n", "")))

    with pytest.raises(ClausesInUse) as refused:
        apply_import(without, by=coordinator)

    assert without.blocked == ("3",)
    assert refused.value.codes == ["3"]
    assert version.clauses.count() == 4


def make_activity(campaign: Campaign, person):
    from xuanguan.activities.models import Activity

    return Activity.objects.create(
        campaign=campaign, kind=campaign.kinds.first(), front=campaign.fronts.first(), earliest=campaign.begins, latest=campaign.begins,
        reporting_unit=campaign.territory, reported_by=person)


def test_a_reporting_officer_cannot_import_a_policy():
    officer = make_person("officer", roles=[(Role.OFFICER, make_unit("510100", "成都市"))])

    with pytest.raises(NotAllowed):
        apply_import(plan_import(read(FIRST)), by=officer)

    assert Policy.objects.count() == 0


@pytest.mark.parametrize(("text", "field"), [
    ("# 办法\n\n## 一、总则\n", "code"),
    ("---\ncode: rules of the road\nversion: '1'\n---\n# 办法\n\n## 一、总则\n", "code"),
    ("---\ncode: rules\n---\n# 办法\n\n## 一、总则\n", "version"),
    ("---\ncode: rules\nversion: '1'\n---\n## 一、总则\n", "title"),
])
def test_what_the_file_does_not_say_is_asked_for(text, field):
    with pytest.raises(PolicyNeedsWords) as refused:
        plan_import(read(text))

    assert refused.value.field == field


def test_a_target_that_names_a_clause_the_text_lacks_is_remarked():
    table = "\n## 指标\n\n| 编号 | 年份 | 类别 | 指标 | 目标 | 关系 | 数值 | 单位 | 条款 | 状态 |\n|-|-|-|-|-|-|-|-|-|-|\n| T1 | 2015 | 类 | 率 | 90% | 等于 | 90 | % | 9.9 | 已核 |\n"

    plan = plan_import(read(FIRST + table))

    assert len(plan.remarks) == 1


def test_reading_a_policy_takes_one_query_however_many_clauses(coordinator, django_assert_num_queries):
    version = apply_import(plan_import(read_policy((DATA / "hand-hygiene.md").read_bytes(), "hand-hygiene.md")), by=coordinator)

    with django_assert_num_queries(1):
        titles = [str(node.clause) for top in queries.clause_tree(version) for node in top.walk()]

    assert len(titles) == 56

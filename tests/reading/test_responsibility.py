"""Who answers for what, in prose: the four ways of documents, in the wordings that they use."""
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.reading.deadlines import find_deadline
from xuanguan.reading.responsibility import group_of, read_responsibility, split_names

WRITTEN = dt.date(2012, 3, 1)
organs = st.sampled_from(["发展改革委", "财政部", "工业和信息化部", "住房和城乡建设部", "质检总局", "省质监局", "省政府国资委", "省政府食安办", "市教育局",
                          "国家认监委", "人力资源社会保障部", "海关总署", "省森工总局"])
lists = st.lists(organs, min_size=2, max_size=6, unique=True)
tasks = st.sampled_from(["推广先进质量管理方法", "开展“质量月”活动", "健全（重点产品）可追溯制度", "清理行政审批事项", "加强农村、学校食堂监管"])


def roles(item):
    return [(name.words, name.role) for name in item.names]


@given(tasks, lists, st.sampled_from(["由{lead}牵头，{others}配合", "由{lead}牵头负责，{others}参与", "由{lead}负责，{others}配合", "由{lead}会同{others}负责",
                                      "（{lead}牵头，{others}参加）", "（由{lead}牵头，{others}协助）", "{lead}牵头，{others}配合"]))
@settings(deadline=None, max_examples=80)
def test_one_unit_leads_and_others_support(task, units, wording):
    lead, *others = units

    [item] = read_responsibility(f"1.{task}。{wording.format(lead=lead, others='、'.join(others))}。", WRITTEN)

    assert (item.number, item.task, item.rule) == ("1", task, "labelled")
    assert roles(item) == [(lead, "lead"), *((other, "support") for other in others)]


@given(tasks, lists, st.sampled_from(["牵头单位：{lead}；配合单位：{others}", "牵头部门：{lead}，配合部门：{others}", "（牵头单位：{lead}；参加单位：{others}）",
                                      "主办单位：{lead}；协办单位：{others}"]))
@settings(deadline=None, max_examples=60)
def test_labels_tell_the_lead_also_on_the_next_line(task, units, wording):
    lead, *others = units

    [item] = read_responsibility(f"（二）{task}\n{wording.format(lead=lead, others='、'.join(others))}", WRITTEN)

    assert (item.number, item.task, item.rule) == ("(二)", task, "labelled")
    assert roles(item) == [(lead, "lead"), *((other, "support") for other in others)]


@given(tasks, lists, st.booleans(), st.sampled_from(["（{units}负责）", "（{units}分别负责）", "（{units}共同负责）", "（责任单位：{units}）", "由{units}负责"]))
@settings(deadline=None, max_examples=80)
def test_a_joint_list_has_no_lead_and_may_be_open(task, units, is_open, wording):
    [item] = read_responsibility(f"{task}。{wording.format(units='、'.join(units) + ('等' if is_open else ''))}。", WRITTEN)

    assert (item.task, item.rule, item.is_open) == (task, "joint", is_open)
    assert roles(item) == [(unit, "joint") for unit in units]


@given(tasks, lists, st.sampled_from(["（{units}按职责分工负责）", "（{units}等部门按照职责分工负责）", "由{units}按各自职责负责", "（{units}按职责分工分别负责）"]))
@settings(deadline=None, max_examples=60)
def test_each_by_its_own_duties(task, units, wording):
    [item] = read_responsibility(f"{task}。{wording.format(units='、'.join(units))}。", WRITTEN)

    assert (item.rule, roles(item)) == ("by_function", [(unit, "by_function") for unit in units])


@given(lists, lists)
@settings(deadline=None, max_examples=40)
def test_the_first_listed_leads_from_where_the_text_says_so(one, other):
    text = f"（一）食品。（{'、'.join(one)}，列第一位者为牵头部门，下同）\n（二）消费品。（{'、'.join(other)}负责）"

    items = read_responsibility(text, WRITTEN)

    assert [item.rule for item in items] == ["first_listed", "first_listed"]
    assert [roles(item) for item in items] == [[(units[0], "lead"), *((unit, "support") for unit in units[1:])] for units in (one, other)]


def test_several_leads_and_groups_stay_as_written():
    [item] = read_responsibility("健全奖励制度。（牵头单位：市质监局、各县（市、区）人民政府）")

    assert roles(item) == [("市质监局", "lead"), ("各县（市、区）人民政府", "lead")]
    assert group_of("各县（市、区）人民政府") == ("level", "county")


def test_numbers_of_the_headings_above_are_kept():
    text = "一、加强监管\n（一）重点产品\n1.食品。（农业部、质检总局负责）\n2.药品。（卫生部、质检总局负责）\n二、打假\n（一）农资。（农业部、公安部负责）"

    assert [(item.number, item.task) for item in read_responsibility(text)] == [("一(一)1", "食品"), ("一(一)2", "药品"), ("二(一)", "农资")]


def test_offsets_point_at_the_names():
    text = "加强校园安全。(教育部、公安部等部门负责,６月底前完成)"

    [item] = read_responsibility(text, WRITTEN)

    assert [text[name.start:name.end] for name in item.names] == ["教育部", "公安部"]
    assert text[item.deadline.start:item.deadline.end] == "６月底前"
    assert item.deadline.day == dt.date(2012, 6, 30)


@pytest.mark.parametrize("text", [
    "为进一步加强工作（以下简称工作），现通知如下。", "会议由张三主持，李四讲话。", "要坚持以人为本（质量第一）的方针。", "各地要认真落实企业主体责任。",
    "由于企业负责人变更，计划顺延。", "参加会议的单位（名单附后）。"])
def test_what_divides_no_work_is_left_alone(text):
    assert read_responsibility(text, WRITTEN) == []


@pytest.mark.parametrize(("words", "names"), [
    ("工业和信息化部", ["工业和信息化部"]), ("财政部和农业部", ["财政部", "农业部"]), ("省住房和城乡建设厅、省水利厅及省农委", ["省住房和城乡建设厅", "省水利厅", "省农委"]),
    ("省发展和改革委员会", ["省发展和改革委员会"]), ("教育部、公安部以及卫生部", ["教育部", "公安部", "卫生部"])])
def test_lists_are_parted_between_units_only(words, names):
    found = split_names(words)

    assert [name for name, _at in found] == names
    assert [words[at:at + len(name)] for name, at in found] == names


@pytest.mark.parametrize(("words", "day"), [
    ("6月底前完成", dt.date(2012, 6, 30)), ("2月底前", dt.date(2013, 2, 28)), ("2018年3月16日前报送", dt.date(2018, 3, 16)), ("年底前", dt.date(2012, 12, 31)),
    ("十月中旬前", dt.date(2012, 10, 20)), ("明年3月前", dt.date(2013, 2, 28)), ("今年10月31日之前", dt.date(2012, 10, 31)), ("2013年底前", dt.date(2013, 12, 31)),
    ("第三季度末前", dt.date(2012, 9, 30)), ("2月30日前", None), ("长期坚持", None), ("2015年前", None)])
def test_a_deadline_lies_ahead(words, day):
    assert find_deadline(words, WRITTEN).day == day


@pytest.mark.parametrize("words", ["6月1日召开会议", "会前准备", "去年6月开展"])
def test_a_day_that_is_no_deadline_is_none(words):
    assert find_deadline(words, WRITTEN) is None


@given(st.text(alphabet="由牵头负责配合、，。；：（）等部局1一(\n 6月底前列第一位者为按职责分工单位会同", max_size=120))
@settings(deadline=None, max_examples=200)
def test_no_text_breaks_it_and_offsets_hold(text):
    for item in read_responsibility(text, WRITTEN):
        assert [text[name.start:name.end] for name in item.names] == [name.words for name in item.names]
        assert item.names

"""Who did it: subjects, partners, counts, names that stand for others."""

import pytest

from xuanguan.reading import read_text


def actors_of(text, **given):
    return [claim.actors for claim in read_text(text, date="2024-06-30", **given).claims]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("云岭市委组织部举办讲座3场。", ("云岭市委组织部",)),
        ("和顺街道、向阳镇举办讲座3场。", ("和顺街道", "向阳镇")),
        ("县司法局与县教育局共同举办讲座3场。", ("县司法局", "县教育局")),
        ("由县安委办主办、县应急局承办的讲座在会展中心举行，120人参加。", ("县安委办", "县应急局")),
        ("成都、巴中、内江等地举办讲座3场。", ("成都", "巴中", "内江")),
        ("29名“法律明白人”宣讲110余次。", ("29名“法律明白人”",)),
        ("县法院12位法官为居民作法律讲座。", ("县法院",)),
        ("省局局长刘云亲自为学员作辅导报告。", ("刘云",)),
        ("甘副省长为学员作辅导报告。", ("甘副省长",)),
        ("县司法局的工作人员举办讲座3场。", ("县司法局",)),
        ("县司法局门户网站开设学习专栏。", ("县司法局",)),
        ("“云岭发布”微信公众号推送文章12篇。", ("云岭发布",)),
    ],
)
def test_the_subject_of_a_clause_acts(text, actors):
    assert actors_of(text)[0] == actors


@pytest.mark.parametrize(
    ("text", "issuer", "actors"),
    [("该局举办讲座3场。", "云岭县司法局", "云岭县司法局"), ("我县举办讲座3场。", "云岭县司法局", "云岭县"), ("市局举办讲座3场。", "东澜市气象局", "东澜市气象局"),
     ("支队举办讲座3场。", "东岭市消防支队", "东岭市消防支队"), ("举办讲座3场。", "云岭县司法局", "云岭县司法局")],
)  # fmt: skip
def test_a_name_that_stands_for_another_is_read_by_the_issuer(text, issuer, actors):
    assert actors_of(text, issuer=issuer) == [(actors,)]


def test_the_provincial_bureau_takes_region_and_system_from_the_text():
    text = "四川质监系统主动作为。省局召开动员大会。"

    assert actors_of(text) == [("四川省质监局",)]


@pytest.mark.parametrize(
    "text",
    ["县司法局举办讲座，24个单位负责人及群众150人参加。", "县司法局举办讲座，邀请省局专家授课。", "县司法局举办讲座，社区志愿者共312人到场。", "县司法局举办讲座，20余家企业参会。"],
)
def test_guests_and_audiences_do_not_act(text):
    assert set(actors_of(text)) == {("县司法局",)}


def test_joint_organisers_carry_to_the_claims_that_follow():
    text = "县司法局联合县教育局在人民广场开展宣传活动。\n活动现场发放资料500份，接受咨询80人次。"

    assert actors_of(text) == [("县司法局", "县教育局")] * 3


def test_two_classes_with_two_counts_are_two_claims():
    claims = read_text("全省21个市局、120余个县(市、区)局均已制定学习宣贯方案。", date="2024-06-30").claims

    assert [(c.actors, str(c.count_of_actors.quantity.value), str(c.count_of_actors.quantity.qualifier)) for c in claims] == [
        (("全省21个市局",), "21", "exact"),
        (("120余个县(市、区)局",), "120", "at_least"),
    ]

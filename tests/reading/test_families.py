"""The same sentence with other places, numbers, verbs and scripts gives the same claim: rules fit the language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from xuanguan.chinese.quantities import find_quantities
from xuanguan.reading import read, read_text

places = st.sampled_from(["云岭", "石栈", "梅溪", "东澜", "安平", "青禾", "望江", "和顺", "同安", "向阳"])
levels = st.sampled_from(["县", "区", "市"])
bureaus = st.sampled_from(["司法局", "卫健委", "市场监管局", "教育局", "应急管理局", "税务局", "消防救援大队", "食安办", "气象局"])
numbers = st.sampled_from(["36", "130余", "近400", "1.2万", "逾600", "三百二十", "两千多", "12", "上百", "超过5000", "约90"])
units = st.builds(lambda place, level, bureau: f"{place}{level}{bureau}", places, levels, bureaus)


def claims_of(text):
    return read_text(text, date="2024-06-30").claims


def quantity(words):
    return next(find_quantities(words)).quantity


@given(units, numbers, numbers, st.sampled_from(["举办", "开展", "组织", "先后举办", "累计开展了"]), st.sampled_from(["健康讲座", "法治讲座", "专题讲座"]))
@settings(deadline=None, max_examples=60)
def test_a_unit_holds_lectures_for_an_audience(unit, sessions, audience, verb, what):
    claim = claims_of(f"{unit}{verb}{what}{sessions}场，{audience}人参加。")[0]

    assert (claim.activity, claim.actors) == ("lecture", (unit,))
    assert {m.name: m.quantity for m in claim.measures} == {"sessions": quantity(f"{sessions}场"), "participants": quantity(f"{audience}人")}


@given(units, numbers, st.sampled_from(["发放", "派发", "散发", "赠送", "共发放", "累计印发"]), st.sampled_from(["宣传资料", "宣传册", "条例折页", "明白纸"]),
       st.sampled_from("份册张本"))  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_a_unit_hands_out_materials(unit, number, verb, what, measure_word):
    claim = claims_of(f"6月3日，{unit}{verb}{what}{number}{measure_word}。")[0]

    assert (claim.activity, claim.actors, claim.when) == ("materials_distributed", (unit,), "2024-06-03")
    assert [(m.name, m.quantity) for m in claim.measures] == [("copies", quantity(f"{number}{measure_word}"))]


@given(st.lists(units, min_size=2, max_size=4, unique=True), st.sampled_from(["联合", "会同", "携手"]), st.sampled_from(["人民广场", "社区广场", "农贸市场", "步行街"]))
@settings(deadline=None, max_examples=60)
def test_several_units_hold_one_event_together(names, joiner, place):
    text = f"{names[0]}{joiner}{'、'.join(names[1:])}，在{place}开展主题宣传活动。"

    claims = claims_of(text)

    assert [(c.activity, c.actors, c.front) for c in claims] == [("exhibition_or_street_event", tuple(names), "public")]


@given(st.lists(places, min_size=2, max_size=4, unique=True), st.integers(5, 30))
@settings(deadline=None, max_examples=40)
def test_three_names_and_fourteen_units(names, count):
    claim = claims_of(f"{'、'.join(names)}等{count}个市州已将条例在中心组进行了专题学习。")[0]

    assert claim.activity == "study_session"
    assert claim.actors == tuple(names)
    assert claim.count_of_actors.quantity.value == count


SENTENCES = [
    "云岭县司法局举办法治讲座30余场，1200人参加。",
    "石栈市教育局发放宣传资料5万余册，接受咨询400人次。",
    "东澜区卫健委在人民广场开展宣传活动，摆放展板12块。",
    "梅溪县应急管理局组织疏散演练15次，参与群众近3000人。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("conversion", ["s2t", "s2tw", "s2hk"])
def test_every_script_reads_alike(sentence, conversion):
    written = OpenCC(conversion).convert(sentence)

    other = read(f"6月3日，{written}", date="2024-06-30")

    plain = read(f"6月3日，{sentence}", date="2024-06-30")
    assert [c.to_json() for c in other.claims] == [c.to_json() for c in plain.claims]


FUTURES = ["下一步，", "接下来，", "今后，", "按照计划，6月底前", "据悉，下半年"]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("future", FUTURES)
def test_what_is_to_come_is_a_plan_and_no_claim(sentence, future):
    head, tail = sentence[: sentence.index("局" if "局" in sentence else "委") + 1], sentence[sentence.index("局" if "局" in sentence else "委") + 1 :]

    reading = read_text(f"{future}{head}还将{tail}", date="2024-06-30")

    assert reading.claims == ()
    assert reading.plans != ()


@given(units)
@settings(deadline=None, max_examples=30)
def test_the_bureau_spoken_of_is_the_one_that_reports(unit):
    body = "该" + ("局" if unit.endswith("局") else "委" if unit.endswith("委") else "队" if unit.endswith("队") else "办")

    claims = claims_of(f"{unit}召开动员大会。\n{body}还举办法治讲座3场。")

    assert [c.actors for c in claims] == [(unit,), (unit,)]

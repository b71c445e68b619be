"""The policies as Markdown: clauses, marks and targets, as policies/data/README.md defines them."""
import collections

from tests.demo.files import POLICIES, clauses_of, repeated, targets_of


def test_the_outline_keeps_what_is_missing_visible():
    clauses = clauses_of(POLICIES / "outline-2011-2020.md")

    marks = collections.Counter(mark for _, marks in clauses for mark in marks)
    assert len([code for code, _ in clauses if "." not in code]) == 9
    assert marks == {"已核": 9, "名称已核": 13, "内容已核": 8, "位置未核": 8, "缺": 6}
    assert repeated(code for code, _ in clauses) == []


def test_every_target_of_the_outline_belongs_to_a_clause():
    clauses = {code for code, _ in clauses_of(POLICIES / "outline-2011-2020.md")}
    targets = targets_of(POLICIES / "outline-2011-2020.md")

    assert [row["编号"] for row in targets] == [f"T{n}" for n in range(1, 13)]
    assert {row["条款"] for row in targets} <= clauses
    assert {(row["编号"], row["关系"], row["数值"]) for row in targets if row["数值"] != "—"} == {
        ("T1", "超过", "30"), ("T2", "不低于", "96"), ("T3", "不低于", "90"), ("T5", "等于", "100"), ("T6", "等于", "98"),
        ("T7", "不低于", "80"), ("T8", "不低于", "75")}


def test_the_hand_hygiene_guideline_has_the_same_clauses_in_both_languages():
    chinese = [code for code, _ in clauses_of(POLICIES / "hand-hygiene.md")]
    english = [code for code, _ in clauses_of(POLICIES / "hand-hygiene.en.md")]

    articles = [int(code.split(".")[1]) for code in chinese if code.count(".") == 1]
    assert english == chinese
    assert articles == list(range(1, 44))
    assert {row["条款"] for row in targets_of(POLICIES / "hand-hygiene.md")} <= set(chinese)

"""A bulletin annotated by hand becomes the corpus's files, and what does not stand in its text is told."""

import pytest

from tests.corpora.annotate import document

BLOCK = """B00 | 讲座 | 2024-06-03 | 县司法局
6月1日，县司法局、县教育局联合举办讲座3场，120余人参加。
---
lecture | public | 县司法局；县教育局 #2 部门 | 2024-06-01 | 县司法局…120余人参加 | sessions=3 3场; participants=120+ 120余人
"""


def test_a_line_becomes_a_claim_with_its_place_and_numbers():
    gold, raw = document(BLOCK)

    claim, = gold["claims"]
    assert gold["clean_text"][claim["start"] : claim["end"]] == claim["quote"] == "县司法局、县教育局联合举办讲座3场，120余人参加"
    assert (claim["actors"], claim["count_of_actors"]) == (["县司法局", "县教育局"], {"value": 2, "qualifier": "exact", "unit": "部门"})
    assert [(m["name"], m["value"], m["qualifier"], gold["clean_text"][m["start"] : m["end"]]) for m in claim["measures"]] == [
        ("sessions", 3, "exact", "3场"), ("participants", 120, "at_least", "120余人")]
    assert raw == "讲座\n发布时间：2024-06-03　来源：县司法局\n6月1日，县司法局、县教育局联合举办讲座3场，120余人参加。\n"


@pytest.mark.parametrize(("was", "now"), [("县司法局…120余人参加", "县公安局…120余人参加"), ("120余人;", "130余人;"), ("3 3场", "三 3场")])
def test_what_does_not_stand_in_the_text_is_told(was, now):
    block = BLOCK.replace("120余人\n", "120余人;\n")

    with pytest.raises(SystemExit, match="B00"):
        document(block.replace(was, now))

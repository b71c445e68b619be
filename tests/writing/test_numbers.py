"""Which numbers of a text say how much."""
import pytest

from xuanguan.writing.numbers import numbers_in


@pytest.mark.parametrize(("text", "found"), [
    ("全省14个市州专题学习，7个未报。", ["14个", "7个"]),
    ("举办讲座100余场，印发资料近5万册，培训8000余人。", ["100余场", "近5万册", "8000余人"]),
    ("截至5月25日，占21个的66.7%。", ["21个", "66.7%"]),
    ("2012年2月6日，国务院印发《质量发展纲要（2011—2020年）》（国发〔2012〕9号）。", []),
    ("一是领导重视。第二，第3条。二是", []),
    ("在全省举办了一场讲座，三年来。", []),
    ("From 6 February to 25 May 2012, 14 of 21 prefectures studied the Outline; 1,200 copies.", ["14", "21", "1,200"]),
    ("Between March 2012 and 2012-05-25 nothing", []),
    ("1. 政府推动\n2、部门联动", []),
    ("电话：028-86525123", []),
])
def test_days_and_document_numbers_are_no_amounts(text, found):
    assert [one.text for one in numbers_in(text, written="2012-05-25")] == found

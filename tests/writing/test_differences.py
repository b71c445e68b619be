"""What differs between two wordings, readable in Chinese."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.writing.differences import Change, differences, is_changed
from xuanguan.writing.tokens import tokens_of

texts = st.text(alphabet="全省共举办讲座了十场册印发资料，。、 \n0123456789.abc", max_size=60)


@settings(deadline=None)
@given(texts)
def test_the_tokens_of_a_text_are_the_text(text):
    assert "".join(tokens_of(text)) == text


@settings(deadline=None)
@given(texts, texts)
def test_without_what_is_new_it_is_the_old_text_and_without_what_is_gone_the_new(before, after):
    found = differences(before, after)

    assert "".join(one.text for one in found if one.change is not Change.NEW) == before
    assert "".join(one.text for one in found if one.change is not Change.GONE) == after


@settings(deadline=None)
@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert not is_changed(differences(text, text))


@pytest.mark.parametrize(("before", "after", "shown"), [
    ("举办讲座14场。", "举办讲座15场。", "举办讲座[-14-]{+15+}场。"),
    ("全省14个市州专题学习。", "全省15个市州专题学习了《纲要》。", "全省[-14-]{+15+}个市州专题学习{+了《纲要》+}。"),
    ("举办讲座3场，发放资料。", "开展宣讲5次，发放资料。", "[-举办讲座3场-]{+开展宣讲5次+}，发放资料。"),
    ("Four of 21 prefectures", "Fourteen of 21 prefectures", "[-Four-]{+Fourteen+} of 21 prefectures"),
    ("", "新的一段。", "{+新的一段。+}"),
    ("删去的一段。", "", "[-删去的一段。-]"),
])
def test_a_change_reads_as_words_and_whole_numbers(before, after, shown):
    marks = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.NEW: "{{+{}+}}"}

    assert "".join(marks[one.change].format(one.text) for one in differences(before, after)) == shown

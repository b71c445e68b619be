"""Two writers change one paragraph."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.writing.merging import merged

BASE = "全省举办讲座3场，发放资料5000册，培训260人。"
texts = st.text(alphabet="全省举办讲座场册，。 0123456789ab", max_size=40)


@settings(deadline=None)
@given(texts, texts)
def test_where_only_one_writer_changed_something_that_writers_text_stands(base, changed):
    assert (merged(base, changed, base), merged(base, base, changed)) == (changed, changed)


@settings(deadline=None)
@given(texts, texts, texts)
def test_it_does_not_matter_who_saves_first(base, mine, theirs):
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


@settings(deadline=None)
@given(texts, texts)
def test_the_same_change_by_both_is_made_once(base, changed):
    assert merged(base, changed, changed) == changed


def test_changes_in_different_places_are_both_kept():
    mine, theirs = BASE.replace("3场", "4场"), BASE.replace("培训", "集中培训")

    assert merged(BASE, mine, theirs) == "全省举办讲座4场，发放资料5000册，集中培训260人。"


@pytest.mark.parametrize(("mine", "theirs"), [
    (BASE.replace("3场", "4场"), BASE.replace("3场", "5场")),
    (BASE.replace("5000册", "5000余册"), BASE.replace("5000册", "6000册")),
    (BASE + "效果好。", BASE + "反响好。"),
])
def test_where_both_changed_the_same_words_nobody_can_say(mine, theirs):
    assert merged(BASE, mine, theirs) is None

"""Every question equals the plain oracle: no difference, on any administration, for any question."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics.asking import NOW, differences, random_question
from tests.analytics.oracle import Oracle
from tests.analytics.synthetic import small
from xuanguan.analytics import DuckStore


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_every_question_of_a_made_up_administration_equals_the_oracle(tmp_path_factory, seed):
    random = Random(seed)
    made = small(random)
    store = DuckStore(tmp_path_factory.mktemp("figures"))
    store.rebuild(made.facts(), made.trees(), at=NOW)
    oracle = Oracle(made)

    found = [differences(store.reader(), oracle, made, random_question(made, random), random) for _ in range(4)]

    assert found == [[]] * 4


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """A history with edits, returns, merges of reports and re-organisations, of some hundred activities."""
    made = small(Random(20120525), activities=300)
    store = DuckStore(tmp_path_factory.mktemp("figures"))
    store.rebuild(made.facts(), made.trees(), at=NOW)
    return made, store.reader(), Oracle(made)


@pytest.mark.parametrize("seed", range(60))
def test_sixty_random_questions_equal_the_oracle(history, seed):
    made, reader, oracle = history
    random = Random(seed)

    found = differences(reader, oracle, made, random_question(made, random), random)

    assert found == []

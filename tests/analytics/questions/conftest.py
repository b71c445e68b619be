from datetime import datetime

import pytest

from tests.analytics.questions.world import TREES
from xuanguan.analytics import Changes, DuckStore


@pytest.fixture
def ask(tmp_path):
    """Builds figures of the facts given and returns a reader."""

    def build(*activities, trees=TREES, **others):
        store = DuckStore(tmp_path)
        store.rebuild(Changes(activities, (), **others), trees, at=datetime(2012, 6, 1))
        return store.reader()

    return build

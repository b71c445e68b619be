"""The province that the tests of activities play in."""
import pytest

from tests.activities.province import Province, make_province


@pytest.fixture
def here(db) -> Province:
    return make_province()

import pytest

from tests.campaigns.cascade import Cascade, make_cascade


@pytest.fixture
def here(db) -> Cascade:
    return make_cascade()

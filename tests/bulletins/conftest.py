"""The place of the bulletins' tests."""
import pytest

from tests.bulletins.places import make_place


@pytest.fixture
def place(db):
    return make_place()

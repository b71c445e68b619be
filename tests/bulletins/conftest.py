"""The place of the bulletins' tests."""
import pytest
from django.db import transaction
from django.test import override_settings

from tests.bulletins.checked import make_records
from tests.bulletins.places import make_place


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker, tmp_path_factory):
    """Records that every test of a module reads: made once, in a transaction that is undone after the last."""
    with override_settings(FIGURES_FOLDER=tmp_path_factory.mktemp("figures")), django_db_blocker.unblock(), transaction.atomic():
        yield make_records()
        transaction.set_rollback(True)


@pytest.fixture
def here(records, db):
    """What a test writes beside the records is undone after it."""
    return records

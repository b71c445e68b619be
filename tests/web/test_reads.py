"""A page that is only asked for cannot change anything."""
import pytest
from django.db import transaction
from django.test import RequestFactory

from xuanguan.accounts.models import User
from xuanguan.web.reads import ReadsCannotWriteMiddleware, WroteWhileReading


def writes(request):
    User.objects.create(username="somebody")


def test_a_get_that_writes_is_refused(db):
    with pytest.raises(WroteWhileReading), transaction.atomic():
        ReadsCannotWriteMiddleware(writes)(RequestFactory().get("/"))

    assert User.objects.count() == 0


def test_a_post_may_write(db):
    ReadsCannotWriteMiddleware(writes)(RequestFactory().post("/"))

    assert User.objects.count() == 1

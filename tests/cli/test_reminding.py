"""`xuanguan remind`."""
import datetime as dt

import pytest
from click.testing import CliRunner
from django.core.mail import EmailMultiAlternatives

from tests.builders import make_person
from xuanguan.cli.reminding import command
from xuanguan.notices.actions import change_preferences, tell
from xuanguan.notices.enums import NoticeKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    person = make_person("officer")
    person.email = "officer@example.org"
    person.save()
    change_preferences(digest="daily", weekday=0, quiet_from=dt.time(0), quiet_until=dt.time(0), working_days_only=False, by=person)
    tell(people=[person], kind=NoticeKind.RETURNED, key="k", text="Returned to you", by=None)
    return person


def test_it_says_what_it_did(officer, mailoutbox):
    done = [CliRunner().invoke(command, arguments) for arguments in (["--no-mail"], [], [])]

    assert [one.stdout for one in done] == [
        "Reminders: 0 new, 0 settled.\n",
        "Reminders: 0 new, 0 settled.\nDigests: 1 sent, 0 at another time, 0 not delivered.\n",
        "Reminders: 0 new, 0 settled.\nDigests: 0 sent, 0 at another time, 0 not delivered.\n"]
    assert [letter.to for letter in mailoutbox] == [["officer@example.org"]]


def test_a_mail_that_was_not_delivered_is_named_and_ends_with_one(officer, monkeypatch):
    monkeypatch.setattr(EmailMultiAlternatives, "send", lambda self, *args, **kwargs: 1 / 0)

    done = CliRunner().invoke(command)

    assert (done.exit_code, done.stderr) == (1, "  officer: ZeroDivisionError: division by zero\n")

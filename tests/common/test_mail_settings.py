"""One address, one way of sending mail."""
from pathlib import Path

import pytest

from xuanguan.config.mail import mailer_from

FOLDER = Path("/var/lib/xuanguan/mail")


def mailer(address: str) -> dict:
    return mailer_from({"XUANGUAN_EMAIL": address}, folder=FOLDER)


@pytest.mark.parametrize(("address", "host", "port", "username", "tls", "ssl"), [
    ("smtp://mail.example.org", "mail.example.org", 25, "", False, False),
    ("smtp+tls://he%40x:p%2Fw@mail.example.org", "mail.example.org", 587, "he@x", True, False),
    ("smtps://mail.example.org:4650", "mail.example.org", 4650, "", False, True)])
def test_a_server_is_named_by_its_address(address, host, port, username, tls, ssl):
    options = mailer(address)["OPTIONS"]

    assert (options["host"], options["port"], options["username"], options["use_tls"], options["use_ssl"]) == (host, port, username, tls, ssl)


def test_a_password_may_hold_any_letter():
    assert mailer("smtp+tls://he%40x:p%2Fw@mail.example.org")["OPTIONS"]["password"] == "p/w"


def test_without_a_server_mails_are_written_into_the_folder():
    assert (mailer("")["OPTIONS"], mailer("console:")["BACKEND"].rsplit(".", 2)[1]) == ({"file_path": str(FOLDER)}, "console")


@pytest.mark.parametrize("address", ["mail.example.org", "http://he:secret@x", "smtp://", "django.core.mail.backends.smtp.EmailBackend"])
def test_an_address_that_is_none_is_refused_without_telling_the_password(address):
    with pytest.raises(ValueError, match="should be smtp") as error:
        mailer(address)

    assert "secret" not in str(error.value)

"""Accounts: made by an administrator or on the command line. What a person may do is a role on a unit: see organisations."""
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.accounts.models import User
from xuanguan.audit.actions import record
from xuanguan.common.exceptions import PersonError


class UnfitAccount(PersonError):
    """The name is taken or unfit, or the password is too weak."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self._sentence


@transaction.atomic
def add_account(*, username: str, password: str, name: str = "", email: str = "", is_superuser: bool = False, by) -> User:
    """Make an account. Raises UnfitAccount; the sentence says what is wrong with the name or the password."""
    if User.objects.filter(username=username).exists():
        raise UnfitAccount(_("The account %(username)s is there already.") % {"username": username})
    user = User(username=username, name=name or username, email=email, is_superuser=is_superuser, is_staff=is_superuser)
    _set_password(user, password)
    user.save()
    record("add_account", user, by=by, username=username, is_superuser=is_superuser)
    return user


@transaction.atomic
def change_password(*, user: User, password: str, by) -> None:
    """Give an account another password. Raises UnfitAccount if it is too weak."""
    _set_password(user, password)
    user.save(update_fields=["password"])
    record("change_password", user, by=by)


@transaction.atomic
def change_own_details(*, email: str, language: str, by: User) -> User:
    """A person's own address for mail ("" for none) and language ("" for that of the page). Raises UnfitAccount."""
    if language and language not in dict(settings.LANGUAGES):
        raise UnfitAccount(_("Choose one of the languages listed."))
    by.email, by.language = email.strip(), language
    try:
        by.clean_fields(exclude=["password"])
    except ValidationError as error:
        raise UnfitAccount(" ".join(error.messages)) from None
    by.save(update_fields=["email", "language"])
    record("change own details", by, by=by, has_email=bool(by.email), language=language)
    return by


def _set_password(user: User, password: str) -> None:
    try:
        user.clean_fields(exclude=["password"])
        validate_password(password, user)
    except ValidationError as error:
        raise UnfitAccount(" ".join(error.messages)) from None
    user.set_password(password)

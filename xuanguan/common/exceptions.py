"""What may go wrong for a person: each is a sentence that says what is wrong and what to do."""
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

__all__ = ["Changed", "NotAllowed", "NotInThisState", "PersonError", "RowErrors", "ValidationError"]


class PersonError(Exception):
    """An error whose text is meant for the person at the screen."""

    @property
    def sentence(self) -> str:
        return str(self)


class NotAllowed(PersonError, PermissionDenied):
    """The person may not do this. The sentence says who may."""


class NotInThisState(PersonError):
    """The act does not fit the state that the thing is in (somebody else may have been quicker)."""

    def __init__(self, *, act: str, state: str, label):
        self.act, self.state, self.label = act, state, label
        super().__init__(act, state)

    def __str__(self):
        return _("This cannot be done now: the record is “%(state)s”. Somebody may have changed it a moment ago; reload the page to see how it stands.") % {
            "state": self.label}


class Changed(PersonError):
    """Somebody saved the same thing while this person was writing."""

    def __str__(self):
        return _("Somebody else saved this record while you were writing. Nothing of yours is lost: compare, and save again.")


class RowErrors(PersonError):
    """Everything wrong with a spreadsheet or a file of rows, by cell. Nothing was applied."""

    def __init__(self, errors: list):
        self.errors = errors
        super().__init__(len(errors))

    def __str__(self):
        return _("%(count)s cells need mending. Nothing was applied.") % {"count": len(self.errors)}

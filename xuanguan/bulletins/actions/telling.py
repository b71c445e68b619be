"""Who hears of what was handed up: the writers above, and then whoever handed it up."""
from django.utils.translation import gettext_noop

from xuanguan.accounts.models import User
from xuanguan.bulletins.models import Edition, Submission
from xuanguan.bulletins.permissions import WRITERS
from xuanguan.notices.actions import tell
from xuanguan.notices.enums import NoticeKind
from xuanguan.organisations.queries import people_at, people_nearest


def handed_up_key(submission: Submission) -> str:
    return f"handed-up:{submission.pk}"


def tell_handed_up(submission: Submission, *, by) -> None:
    """The writers of the unit above: it waits until passages are taken or it is declined."""
    tell(people=people_nearest(submission.to, *WRITERS), kind=NoticeKind.WAITING, key=handed_up_key(submission),
         text=gettext_noop("%(unit)s handed up “%(title)s”: take passages from it, or say why not"),
         values={"unit": submission.edition.unit, "title": submission.edition.title}, about=submission,
         link=("bulletins:submission", submission.pk), by=by)


def tell_declined(submission: Submission, *, by) -> None:
    tell(people=writers_of(submission), kind=NoticeKind.PASSAGES_DECLINED, key=f"declined:submission:{submission.pk}",
         text=gettext_noop("%(to)s took nothing from “%(title)s”: %(reason)s"),
         values={"to": submission.to, "title": submission.edition.title, "reason": submission.reason}, about=submission,
         link=("bulletins:edition", submission.edition_id), by=by)


def tell_printed(submission: Submission, edition: Edition) -> None:
    """Passages of it stand in an edition of the unit above."""
    tell(people=writers_of(submission), kind=NoticeKind.PASSAGES_TAKEN, key=f"printed:submission:{submission.pk}:{edition.pk}",
         text=gettext_noop("“%(edition)s” of %(unit)s prints passages from “%(title)s”"),
         values={"edition": edition.title, "unit": edition.unit, "title": submission.edition.title}, about=submission,
         link=("bulletins:adopted",), by=edition.by)


def writers_of(submission: Submission) -> list[User]:
    """Whoever handed it up, and those who write for its unit."""
    return [submission.by, *people_at(submission.edition.unit, *WRITERS)]

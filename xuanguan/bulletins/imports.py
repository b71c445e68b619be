"""Taking in many bulletins: each document is a transaction of its own, a bad one gets its sentence and the others go on."""
import datetime as dt
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.bulletins.actions import AlreadyHere, take_in
from xuanguan.bulletins.enums import Intake
from xuanguan.bulletins.models import Bulletin
from xuanguan.bulletins.unpacking import Document
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. `bulletin` is the one made, or the one that was here already."""

    name: str
    state: Intake
    bulletin: Bulletin | None = None
    claims: int = 0
    sentence: str = ""


def take_in_many(*, campaign: Campaign, unit: Unit, documents: Iterable[Document], by, published: dt.date | None = None,
                 seconds: float | None = None) -> Iterator[Outcome]:
    """Take the documents in one after the other, each as soon as it is asked for.

    `unit` issued those that do not say themselves who did. After `seconds` the rest are left for later: sent again, what is
    here already is recognised. The first is always read.
    """
    started, first = time.monotonic(), True
    for document in documents:
        if not first and seconds is not None and time.monotonic() - started > seconds:
            yield Outcome(document.name, Intake.LATER, sentence=_("There was no time left for it. Send the same files again: what is here already is not read twice."))
            continue
        first = False
        yield taken_in(document, campaign, unit, published, by)


def taken_in(document: Document, campaign: Campaign, unit: Unit, published: dt.date | None, by) -> Outcome:
    try:
        bulletin = take_in(campaign=campaign, unit=unit, data=document.load(), name=document.name, published=published, by=by, unit_from_text=True)
    except AlreadyHere as error:
        return Outcome(document.name, Intake.HERE, error.bulletin)
    except PersonError as error:
        return Outcome(document.name, Intake.UNREAD, sentence=error.sentence)
    return Outcome(document.name, Intake.TAKEN, bulletin, bulletin.claims.count())

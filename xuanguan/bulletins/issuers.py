"""Who issued a document, as far as it says so itself: its source line, else the unit that its title begins with."""
import datetime as dt
import re
from dataclasses import dataclass

from xuanguan.bulletins.enums import IssuerKnown
from xuanguan.bulletins.lexicon import lexicon_for
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit
from xuanguan.reading.documents import Source
from xuanguan.reading.issuing import names_of_issuer

# A whole name or short name, and no other unit of that name: 1.0 and 0.95 in resolve. Below that the text only leads near a unit.
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Issuer:
    """The unit that issued a document, how that is known, and the words that say so."""

    unit: Unit
    known: IssuerKnown
    written: str = ""

    def as_json(self) -> dict:
        return {"known": str(self.known), "written": self.written, "code": self.unit.code}


def issuer_told(source: Source, campaign: Campaign, chosen: Unit, on: dt.date | None) -> Issuer | None:
    """The one unit of the campaign's territory that the document names as its issuer; None where it does not.

    A whole name is certain. Of 大英县质监局, where no such bureau is entered, only the county is known: that is taken where it
    lies below the unit that the person chose, for it is nearer to the truth than a whole province.
    """
    lexicon = lexicon_for(campaign, on)
    for where, name in names_of_issuer(source):
        match = lexicon.resolver.resolve(re.sub(r"(?<=.{4})(?:办公室|宣传[处科部])$", "", name), date=on.isoformat() if on else None)
        if match is None or match.candidates:
            continue
        unit = Unit.objects.filter(code=match.code).select_related("territory").first()
        if unit and (match.confidence >= SURE or lies_below(unit, chosen)):
            return Issuer(unit, IssuerKnown(where), name)
    return None


def lies_below(unit: Unit, chosen: Unit) -> bool:
    place = chosen if chosen.is_division else chosen.territory
    return place is not None and place.first < unit.first <= place.last

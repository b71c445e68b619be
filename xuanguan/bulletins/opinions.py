"""The optional second opinion on names that no unit was found for: switched on by XUANGUAN_NER=1, and only ever a proposal."""
import os
from functools import cache

from xuanguan.bulletins.lexicon import lexicon_for
from xuanguan.bulletins.models import Bulletin
from xuanguan.reading import Reading
from xuanguan.reading.second_opinion import NotInstalled, Tagger, second_opinions, tagger


def is_switched_on() -> bool:
    return os.environ.get("XUANGUAN_NER") == "1"


@cache
def model() -> Tagger:
    """Loaded once a process, when the first bulletin with an unresolved name comes in."""
    return tagger()


def second_opinion(reading: Reading, bulletin: Bulletin, *, by: Tagger | None = None) -> dict | None:
    """What the model proposes, as the bulletin keeps it: {"proposals": [...]}, or {"missing": True} without the package.

    None where it is switched off or every name is known. `by` is the model to ask, whatever the switch says.
    """
    if by is None and not is_switched_on():
        return None
    if all({match.written for match in claim.units} >= set(claim.actors) for claim in reading.claims):
        return None
    try:
        opinions = second_opinions(reading.claims, by or model(), lexicon_for(bulletin.campaign, bulletin.published).resolver,
                                   scope=bulletin.campaign.territory.code, date=reading.date)
    except NotInstalled:
        return {"missing": True}
    return {"proposals": [opinion.to_json() for opinion in opinions]}

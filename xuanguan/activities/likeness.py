"""How much two reports look like one event, in points and in words (counting.md, rule 1).

Only proposes: a person decides. Points add up to 1 for two reports that agree in everything; from LIKELY on a pair is shown.
A shared day and a shared organiser are enough together; without a known day, place, words or numbers must agree as well.
"""
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.activities.enums import ORGANISING
from xuanguan.activities.models import Activity
from xuanguan.organisations.models import Unit

LIKELY = 0.5
SAME_DAY, SAME_WINDOW = 0.3, 0.1
SHARED_UNIT, NEIGHBOURING_UNIT = 0.25, 0.2
SAME_PLACE, SAME_WORDS, SAME_NUMBERS = 0.15, 0.15, 0.15


@dataclass(frozen=True, slots=True)
class Likeness:
    """A report that may tell of the same event, how likely that is (0–1), and why, a clause each."""

    activity: Activity
    score: float
    reasons: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        return self.score >= LIKELY


def likeness(one: Activity, other: Activity) -> Likeness:
    """Compares two reports of one kind whose windows meet. Reads `participations.unit` and `measures`: have them fetched."""
    found = [points for points in (
        _of_days(one, other), _of_units(one, other), _of_places(one, other), _of_words(one, other), _of_numbers(one, other)) if points]
    return Likeness(other, round(sum(score for score, _reason in found), 2), tuple(reason for _score, reason in found))


def _of_days(one: Activity, other: Activity) -> tuple[float, str] | None:
    if one.ends and other.ends:
        return (SAME_DAY, _("on the same day")) if one.ends == other.ends else (SAME_WINDOW, _("at times that overlap"))
    return SAME_WINDOW, _("the day of one of them is not known, and they may have been at the same time")


def _of_units(one: Activity, other: Activity) -> tuple[float, str] | None:
    mine, theirs = organisers(one), organisers(other)
    shared = [unit for unit in mine if unit in theirs]
    if shared:
        return SHARED_UNIT, _("both organised by %(unit)s") % {"unit": shared[0]}
    for unit in mine:
        for neighbour in theirs:
            if are_neighbours(unit, neighbour):
                return NEIGHBOURING_UNIT, _("%(one)s and %(other)s belong to one place or lie one level apart") % {"one": unit, "other": neighbour}
    return None


def _of_places(one: Activity, other: Activity) -> tuple[float, str] | None:
    if one.place and other.place and (one.place in other.place or other.place in one.place):
        return SAME_PLACE, _("at the same place")
    return None


def _of_words(one: Activity, other: Activity) -> tuple[float, str] | None:
    mine, theirs = words_of(one.title), words_of(other.title)
    common = mine & theirs
    if len(common) * 2 < min(len(mine), len(theirs)) or not common:
        return None
    return SAME_WORDS * len(common) / min(len(mine), len(theirs)), _("with much the same words in the title")


def _of_numbers(one: Activity, other: Activity) -> tuple[float, str] | None:
    """Small numbers agree by chance (one session, one session): only numbers from ten on say something."""
    mine = {(measure.code, measure.value) for measure in one.measures.all() if measure.value >= 10}
    common = sorted(mine & {(measure.code, measure.value) for measure in other.measures.all()})
    if not common:
        return None
    return SAME_NUMBERS, _("with the same number: %(value)s") % {"value": f"{common[0][1]:f}".rstrip("0").rstrip(".")}


def organisers(activity: Activity) -> list[Unit]:
    return [participation.unit for participation in activity.participations.all() if participation.role in ORGANISING]


def are_neighbours(one: Unit, other: Unit) -> bool:
    """In one division (a county and its bureau), or in two of which one lies directly in the other."""
    here, there = division_of(one), division_of(other)
    if here is None or there is None:
        return False
    return here == there or here == _parent_of(other) or there == _parent_of(one)


def division_of(unit: Unit) -> int | None:
    """The id of the division that a unit is, or is an organ of."""
    return unit.pk if unit.is_division else unit.territory_id


def _parent_of(unit: Unit) -> int | None:
    """The id of the division above the unit's own. For an organ its territory must have been fetched with it."""
    if unit.is_division:
        return unit.territory_id
    return unit.territory.territory_id if unit.territory else None


def words_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters, and other words as they are: enough to see that two titles speak of one thing."""
    pairs = (run[place:place + 2] for run in re.findall(r"[\u4e00-\u9fff]{2,}", text) for place in range(len(run) - 1))
    return frozenset([*pairs, *re.findall(r"[a-z0-9]{3,}", text.lower())])

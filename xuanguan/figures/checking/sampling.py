"""Which figures are compared: drawn by a seed, every question in turn, with parts of everything that can be asked by."""
import datetime as dt
from collections.abc import Iterator
from itertools import islice
from random import Random

from django.utils import timezone

from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import expectations_of
from xuanguan.figures.answers import Question, question, usual_period
from xuanguan.figures.checking.counts import Children, Clauses, Organised, Persons, Ranking, Series, TookPart, Totals
from xuanguan.figures.checking.expected import Completeness, Coverage
from xuanguan.figures.checking.places import Places
from xuanguan.figures.checking.stating import Stated
from xuanguan.figures.checking.tallies import Tally
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window

# Of any unit or of several; of one division with something below it. Those of an expectation are made where one is drawn.
ANYWHERE = (Totals, Series, Clauses, Organised, TookPart, Stated, Persons)
OF_ONE = (Children, Ranking)


def sample(campaign: Campaign, chosen: Random, many: int, places: Places, reader) -> Iterator[Tally]:
    """The whole campaign's totals first; then each kind of question in turn."""
    drawing = _Drawing(campaign, chosen, places, reader)
    if many > 0:
        yield Totals(drawing.whole, places)
    yield from islice(drawing.turns(), 1, many)


class _Drawing:
    def __init__(self, campaign: Campaign, chosen: Random, places: Places, reader) -> None:
        self.campaign, self.chosen, self.places, self.reader = campaign, chosen, places, reader
        inside = Unit.objects.filter(first__range=(campaign.territory.first, campaign.territory.last)).order_by("first", "pk")
        known = [unit for unit in inside if places.path(unit.pk, timezone.localdate())]
        self.units = known
        # Most of what can go wrong lies high in the tree, where rows of many units meet.
        self.divisions = [unit for unit in known if places.level(unit.pk) is not None and unit.first < unit.last and (places.level(unit.pk) or 0) < places.depth]
        self.fronts, self.kinds = list(campaign.fronts.all()), list(campaign.kinds.all())
        self.expectations = list(expectations_of(campaign))
        self.usual = usual_period(campaign)
        # Records of before the campaign are in its figures wherever somebody asks for those days.
        self.wide = Window(self.usual.first - dt.timedelta(days=366), self.usual.last)
        self.days = list(self.usual)
        self.whole = question(campaign).but(reader=reader)

    def turns(self) -> Iterator[Tally]:
        """Without an end."""
        while True:
            for make in ANYWHERE:
                yield make(self.anywhere(), self.places)
            for of_one in OF_ONE:
                yield of_one(self.of_one_division(), self.places)
            if self.expectations:
                asked, expectation = self.anywhere(), self.chosen.choice(self.expectations)
                dues = due_dates(expectation, min(asked.as_of, asked.period.last))
                yield Coverage(asked, self.places, expectation, self.chosen.choice(dues) if dues else None)
                yield Completeness(self.anywhere(), self.places, self.chosen.choice(self.expectations))

    def anywhere(self) -> Question:
        """The whole campaign, one unit, or two or three together."""
        several = self.chosen.choice((0, 1, 1, 2, 3))
        if several == 0:
            return self.asked(self.campaign.territory)
        pool = self.divisions if self.divisions and self.chosen.random() < 0.7 else self.units
        units = self.chosen.sample(pool, min(several, len(pool)))
        return self.asked(*sorted(units, key=lambda unit: (unit.first, unit.pk)))

    def of_one_division(self) -> Question:
        return self.asked(self.chosen.choice(self.divisions or [self.campaign.territory]))

    def asked(self, unit: Unit, *others: Unit) -> Question:
        """By few filters at once: of what many filters leave there is little to compare."""
        chosen, first_last = self.chosen, sorted(self.chosen.choices(self.days, k=2))
        filters = {
            "period": chosen.choice((self.wide, Window(*first_last))), "as_of": self.earlier(), "tree": "today", "front": chosen.choice(self.fronts or [None]),
            "kind": chosen.choice(self.kinds or [None]), "state": chosen.choice(("verified", "self_reported"))}
        named = chosen.sample(sorted(filters), chosen.choice((0, 1, 1, 2, 2, 3)))
        return self.whole.but(unit=unit, others=others, **{name: filters[name] for name in named})

    def earlier(self) -> dt.date:
        """What we knew then: any day of the campaign that is over."""
        return min(self.chosen.choice(self.days), timezone.localdate())

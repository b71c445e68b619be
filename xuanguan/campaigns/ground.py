"""What lies in what on a day. Where no unit moved between that day and the day of the tree, the tree's numbers tell it."""
import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from xuanguan.campaigns.rosters import DEEPEST, TreeInTime
from xuanguan.organisations import hierarchy
from xuanguan.organisations.models import Affiliation, Unit


class Ground:
    """The tree of one day. Costs one query, and reading all affiliations only where units moved since (or are to move until then)."""

    def __init__(self, day: dt.date, tree: TreeInTime | None = None) -> None:
        self.day = day
        first, last = sorted((day, hierarchy.tree_day()))
        self._tree = tree
        # A unit that opens has its first affiliation on that day; it moved nowhere.
        self.has_moved = Affiliation.objects.filter(since__gt=first, since__lte=last, territory__isnull=False).exclude(unit__opened__gt=first).exists()

    @property
    def tree(self) -> TreeInTime:
        if self._tree is None:
            self._tree = TreeInTime()
        return self._tree

    def lies_in(self, unit: Unit, other: Unit) -> bool:
        """Whether the unit is the other one or lies below it."""
        if not self.has_moved:
            return other.first <= unit.first <= other.last
        return self.tree.lies_under(unit.pk, other.pk, self.day)

    def line(self, unit: Unit) -> list[int]:
        """The unit and all units above it, the topmost last."""
        line: list[int] = []
        at: int | None = unit.pk
        while at is not None and at not in line and len(line) < DEEPEST:
            line.append(at)
            at = self.tree.above(at, self.day)
        return line

    def below(self, unit: Unit) -> QuerySet[Unit]:
        """The unit and everything below it, closed ones too."""
        if not self.has_moved:
            return Unit.objects.filter(first__range=(unit.first, unit.last))
        return Unit.objects.filter(pk__in=[pk for pk in self.tree.spells if self.tree.lies_under(pk, unit.pk, self.day)])

    def near(self, doers: Iterable[Unit]) -> Q:
        """A condition on roster entries: those of the doers, of the units above them, and of the organs of the divisions above."""
        near = Q(pk__in=[])
        for doer in doers:
            if self.has_moved:
                line = self.line(doer)
                near |= Q(unit__in=line) | Q(unit__territory__in=line)
            else:
                near |= Q(unit=doer) | Q(unit__first__lte=doer.first, unit__last__gte=doer.first) | Q(
                    unit__territory__kind="division", unit__territory__first__lte=doer.first, unit__territory__last__gte=doer.first)
        return near

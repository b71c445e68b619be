"""Where units stood on any day, kept by unit: few ever move, so a country's units take some tens of megabytes."""
import datetime as dt
from bisect import bisect_right

from xuanguan.figures.facts import trees
from xuanguan.organisations.models import Unit

type Path = tuple[int, ...]


class Places:
    """The tree of any day and today's map, from the units' affiliations and successions as the database has them."""

    def __init__(self) -> None:
        self._trees = trees()
        self._known: dict[int, tuple[list[dt.date], list[tuple[Path, int | None]]]] = {}
        self.depth = self._trees.depth
        self.kinds: dict[int, str] = dict(Unit.objects.order_by().values_list("pk", "kind"))

    def path(self, unit: int, day: dt.date) -> Path:
        """The divisions above the unit by level, its own node last; 0 where there is none."""
        return self._on(unit, day)[0]

    def system(self, unit: int, day: dt.date) -> int | None:
        return self._on(unit, day)[1]

    def path_in(self, unit: int, day: dt.date, tree: str) -> Path:
        return self.path(unit, day if tree == "day" else self._trees.today)

    def node(self, unit: int, day: dt.date, tree: str) -> int | None:
        """The division where the unit stood."""
        return own_node(self.path_in(unit, day, tree))

    def home(self, unit: int) -> int | None:
        """The division where it stands today."""
        return own_node(self.path(unit, self._trees.today))

    def level(self, unit: int) -> int | None:
        """Of a division; None of any other unit."""
        return self._trees.units.get(unit)

    def lies_in(self, unit: int, asked: int, day: dt.date, tree: str) -> bool:
        return asked in self.path_in(unit, day, tree) if self.level(asked) is not None else asked == unit

    def _on(self, unit: int, day: dt.date) -> tuple[Path, int | None]:
        found = self._known.get(unit)
        if found is None:
            spells = self._trees.standing(unit)
            found = self._known[unit] = ([since for since, _path, _system in spells], [(path, system) for _since, path, system in spells])
        return found[1][bisect_right(found[0], day) - 1]


def own_node(path: Path) -> int | None:
    return next((one for one in reversed(path) if one), None)

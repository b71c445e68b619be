"""Boundaries of divisions for maps: an optional pack, and how its shapes of one day stand for the units of another.

A pack is a GeoJSON file (RFC 7946) named by the setting BOUNDARIES: a FeatureCollection whose features carry the unit's
`code` in their properties, with three members of its own: `source` (whose data), `approval` (the number under which the
map was approved, where a country asks for one) and `day` (of which the boundaries are). `xuanguan boundaries` makes one.
"""
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Succession, Unit

# A polygon is its outer ring and its holes; a ring is points of (longitude, latitude) in degrees.
type Ring = tuple[tuple[float, float], ...]
type Polygon = tuple[Ring, ...]


class BadBoundaries(PersonError):
    """The file is there and is no pack."""

    def __init__(self, file: Path, why: str):
        super().__init__(_("The file of boundaries %(file)s cannot be used: %(why)s. Maps are drawn as squares until it is mended or taken away.") % {
            "file": file.name, "why": why})


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The shapes by the codes of their units, and what must stand under every map made of them."""

    source: str
    approval: str
    day: dt.date
    shapes: dict[str, tuple[Polygon, ...]]


@dataclass(frozen=True, slots=True)
class Joined:
    """A shape for every unit asked about (by its id). `joined` names those whose shape is put together of later ones, or has another code."""

    pack: Boundaries
    shapes: dict[int, tuple[Polygon, ...]]
    joined: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class NotWhole:
    """Why the shapes do not make a map of these units: those that have none, or share one."""

    without: tuple[Unit, ...]


def boundaries() -> Boundaries | None:
    """The pack of the settings; None where there is none. Raises BadBoundaries."""
    file = Path(settings.BOUNDARIES)
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        return None
    return _read(file, changed)


def shapes_for(units: Iterable[Unit]) -> Joined | NotWhole | None:
    """The shapes that stand for the units, whatever the day they are of; None without a pack. Raises BadBoundaries.

    A unit that a shape of its own code stands for takes it. Any other shape is followed back to what its unit came from
    (renamed, split off, given another code) and is joined to the one unit asked about that is met there. A shape that
    leads to two of them (they were merged since) belongs to neither, and the map is not whole.
    """
    pack = boundaries()
    if pack is None:
        return None
    wanted = {unit.pk: unit for unit in units}
    found: dict[int, list[Polygon]] = defaultdict(list)
    follows: set[int] = set()
    own = {unit.code: pk for pk, unit in wanted.items() if unit.code in pack.shapes}
    for code, pk in own.items():
        found[pk] += pack.shapes[code]
    came_from = _predecessors()
    shared: set[int] = set()
    later = _later_units(wanted, came_from, set(pack.shapes) - set(own))
    for unit, code in later.items():
        before = _first_met(unit, wanted, came_from)
        if len(before) == 1:
            (pk,) = before
            found[pk] += pack.shapes[code]
            follows.add(pk)
        shared |= before if len(before) > 1 else set()
    without = [unit for pk, unit in wanted.items() if pk not in found or pk in shared]
    if without or not wanted:
        return NotWhole(tuple(without))
    return Joined(pack, {pk: tuple(polygons) for pk, polygons in found.items()}, tuple(unit for pk, unit in wanted.items() if pk in follows))


def _predecessors() -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for old, new in Succession.objects.order_by().values_list("predecessor_id", "successor_id"):
        if old != new:
            found[new].add(old)
    return found


def _later_units(wanted: dict[int, Unit], came_from: dict[int, set[int]], codes: set[str]) -> dict[int, str]:
    """Units that came from those asked about and have a shape: id → code."""
    became: dict[int, set[int]] = defaultdict(set)
    for new, olds in came_from.items():
        for old in olds:
            became[old].add(new)
    reached, front = set(wanted), list(wanted)
    while front:
        for new in became[front.pop()] - reached:
            reached.add(new)
            front.append(new)
    return dict(Unit.objects.filter(pk__in=reached - set(wanted), code__in=codes).values_list("pk", "code"))


def _first_met(unit: int, wanted: dict[int, Unit], came_from: dict[int, set[int]]) -> set[int]:
    """The units asked about that this one leads back to, not going beyond them."""
    met, seen, front = set(), {unit}, [unit]
    while front:
        here = front.pop()
        for old in came_from[here] - seen:
            seen.add(old)
            if old in wanted:
                met.add(old)
            else:
                front.append(old)
    return met


@lru_cache(maxsize=2)
def _read(file: Path, _changed: int) -> Boundaries:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        shapes = {feature["properties"]["code"]: _polygons(feature["geometry"]) for feature in said["features"]}
        return Boundaries(str(said["source"]), str(said.get("approval", "")), dt.date.fromisoformat(said["day"]), shapes)
    except KeyError as error:
        raise BadBoundaries(file, _("“%(name)s” is missing") % {"name": error.args[0]}) from error
    except (ValueError, TypeError, OSError) as error:
        raise BadBoundaries(file, _("it is no GeoJSON with a source and a day")) from error


def _polygons(geometry: dict) -> tuple[Polygon, ...]:
    many = {"Polygon": lambda found: [found], "MultiPolygon": list}
    if geometry["type"] not in many:
        raise ValueError(geometry["type"])
    return tuple(
        tuple(tuple((float(point[0]), float(point[1])) for point in ring) for ring in polygon)
        for polygon in many[geometry["type"]](geometry["coordinates"]))

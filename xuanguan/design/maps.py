"""Where the shapes of a map stand. Plain Python: degrees in, a path for each shape out; a template draws them.

Plate carrée, shortened east to west by the cosine of the middle latitude: right enough for a province and for a country,
and the same everywhere. Points are put on a grid of whole steps, so that neighbours keep their common border and a shape
of a thousand points becomes one of a hundred.
"""
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

from .marks import Mark

type Points = Sequence[tuple[float, float]]

# Steps across a map: as fine as a desk shows, and coarse enough that a province of 181 counties stays below 100 kB.
STEPS = 720
# A shape narrower or lower than its words, in steps, goes unnamed; the table names it.
ROOM_FOR_WORDS = (44, 30)


@dataclass(frozen=True, slots=True)
class Shape:
    """A division on a map: its polygons (outer ring and holes, in degrees east and north) and what it says."""

    polygons: Sequence[Sequence[Points]]
    label: Any
    state: Mark | str
    href: str
    short: Any = ""
    value: Any = ""


@dataclass(frozen=True, slots=True)
class PlacedShape:
    """`path` is the d of an SVG path; the words stand at x, y where `has_room`."""

    shape: Shape
    mark: Mark
    path: str
    x: int
    y: int
    has_room: bool
    short: str


@dataclass(frozen=True, slots=True)
class ShapeMap:
    shapes: tuple[PlacedShape, ...]
    width: int
    height: int


def lay_out_shapes(shapes: Sequence[Shape], *, steps: int = STEPS) -> ShapeMap:
    """A map as wide as `steps`, north above. Raises ValueError where there is nothing to draw."""
    points = [point for shape in shapes for polygon in shape.polygons for ring in polygon for point in ring]
    if not points:
        raise ValueError("a map needs at least one shape")
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = steps / (max(east - west, 1e-6) * narrow)

    def place(point: tuple[float, float]) -> tuple[int, int]:
        return round((point[0] - west) * narrow * scale), round((north - point[1]) * scale)

    placed = tuple(_placed(shape, [[on_grid(map(place, ring)) for ring in polygon] for polygon in shape.polygons]) for shape in shapes)
    return ShapeMap(placed, steps, max(round((north - south) * scale), 1))


def on_grid(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without points that repeat the one before, and without the last where it closes the ring.

    >>> on_grid([(0, 0), (0, 0), (4, 0), (4, 4), (0, 0)])
    [(0, 0), (4, 0), (4, 4)]
    """
    kept: list[tuple[int, int]] = []
    for point in points:
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def dissolved(rings: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """The rings without the borders that two of them share, so that a shape put together of several is one.

    Rings that lie side by side and run the same way round pass a common border in opposite directions; both passes go.

    >>> left, right = [(0, 0), (0, 2), (2, 2), (2, 0)], [(2, 0), (2, 2), (4, 2), (4, 0)]
    >>> dissolved([left, right])
    [[(0, 0), (0, 2), (2, 2), (4, 2), (4, 0), (2, 0)]]
    """
    passes = Counter((here, there) for ring in rings for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True))
    if not any((there, here) in passes for here, there in passes):
        return rings
    onward: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for (here, there), times in passes.items():
        for _time in range(times - passes.get((there, here), 0)):
            onward.setdefault(here, []).append(there)
    found = []
    while onward:
        begin = here = next(iter(onward))
        ring = []
        while here in onward:
            ring.append(here)
            there = onward[here].pop()
            if not onward[here]:
                del onward[here]
            here = there
            if here == begin:
                break
        found.append(ring)
    return found


def path_of(rings: Iterable[Sequence[tuple[int, int]]]) -> str:
    """Rings as one path, each point relative to the one before. A ring that shrank to less than a triangle is left out.

    >>> path_of([[(0, 0), (4, 0), (4, 4)], [(1, 1), (2, 1)]])
    'M0 0l4 0 0 4z'
    """
    said = []
    for ring in rings:
        if len(ring) < 3:
            continue
        steps = " ".join(f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(ring))
        said.append(f"M{ring[0][0]} {ring[0][1]}l{steps}z")
    return "".join(said)


def _placed(shape: Shape, polygons: list[list[list[tuple[int, int]]]]) -> PlacedShape:
    rings = dissolved([ring for polygon in polygons for ring in polygon])
    outer = max(rings, key=lambda ring: abs(_doubled_area(ring)), default=[(0, 0)])
    x, y = _middle(outer)
    wide, high = (max(point[axis] for point in outer) - min(point[axis] for point in outer) for axis in (0, 1))
    return PlacedShape(shape, Mark(shape.state), path_of(rings), x, y,
                       wide >= ROOM_FOR_WORDS[0] and high >= ROOM_FOR_WORDS[1], str(shape.short or shape.label))


def _doubled_area(ring: Sequence[tuple[int, int]]) -> int:
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True))


def _middle(ring: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The centre of gravity of the area; the middle of the points where the ring has none."""
    doubled = _doubled_area(ring)
    if not doubled:
        return round(sum(x for x, _ in ring) / len(ring)), round(sum(y for _, y in ring) / len(ring))
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    return (round(sum((x + next_x) * (x * next_y - next_x * y) for (x, y), (next_x, next_y) in pairs) / (3 * doubled)),
            round(sum((y + next_y) * (x * next_y - next_x * y) for (x, y), (next_x, next_y) in pairs) / (3 * doubled)))

"""Where the shapes of a chart stand. Plain Python without Django: numbers in, positions out; a template draws them.

Lengths across are per cent of the drawing (0 to 100), so that a chart fits any width and its text and hatching are never
stretched; heights are pixels. Colours are not here: a shape carries its `Mark`, the style sheet knows the rest.

Verified and self-reported are the two parts of one length. What is only stated is never added to it: it is drawn round
it as an outline, from the same zero. What is missing follows after the longer of the two.
"""
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Any

from .marks import Mark

Number = int | float

# More labels than this under a time line run into each other at 360 px.
MOST_PERIOD_LABELS = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A horizontal stretch in one mark, in per cent of the drawing.

    `inside`: what is stated is less than what is itemised, so its end lies within the solid part and must be shown by itself.
    """

    mark: Mark
    start: float
    length: float
    inside: bool = False

    @property
    def end(self) -> float:
        return round(self.start + self.length, 3)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart. `value` is ready text for its end (130余); without it the itemised sum is written."""

    label: Any
    verified: Number = 0
    self_reported: Number = 0
    stated: Number = 0
    missing: Number = 0
    value: Any = ""
    href: str = ""
    note: Any = ""

    @property
    def itemised(self) -> Number:
        return self.verified + self.self_reported

    @property
    def extent(self) -> Number:
        """How far the row reaches on the scale."""
        return max(self.itemised, self.stated) + self.missing


@dataclass(frozen=True, slots=True)
class BarRow:
    bar: Bar
    pieces: tuple[Piece, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One period of a time line. `label` is what stands under it ("3月"), `name` its full name for title and table."""

    label: Any
    verified: Number = 0
    self_reported: Number = 0
    name: Any = ""
    href: str = ""

    @property
    def itemised(self) -> Number:
        return self.verified + self.self_reported


@dataclass(frozen=True, slots=True)
class Stack:
    """A drawn column: both parts hang on one foot. `text` is written above it only where it tells something."""

    column: Column
    x: float
    width: float
    middle: float
    verified_y: float
    verified_height: float
    self_reported_y: float
    self_reported_height: float
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Columns:
    stacks: tuple[Stack, ...]
    ticks: tuple[Tick, ...]
    height: float
    foot: float
    scale: Number
    gutter: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small time lines that share their scale."""

    title: Any
    columns: Sequence[Column]
    href: str = ""
    value: Any = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of a tile map. `short` is what fits into it (成都), `label` the full name; row and col count from 0."""

    row: int
    col: int
    label: Any
    state: Mark | str
    href: str
    short: Any = ""
    value: Any = ""


@dataclass(frozen=True, slots=True)
class PlacedTile:
    tile: Tile
    mark: Mark
    x: float
    y: float
    short: str


@dataclass(frozen=True, slots=True)
class TileMap:
    tiles: tuple[PlacedTile, ...]
    tile_width: float
    tile_height: float
    width: float
    height: float


def pieces_of(*, verified: Number = 0, self_reported: Number = 0, stated: Number = 0, missing: Number = 0,
              scale: Number = 0, full: float = 100.0) -> tuple[Piece, ...]:
    """The four marks along one line whose whole length `full` means `scale` (by default: as far as this line reaches).

    Empty parts are left out. Raises ValueError for a negative part or a scale that the line does not fit into.
    """
    parts = {"verified": verified, "self_reported": self_reported, "stated": stated, "missing": missing}
    for name, part in parts.items():
        if part < 0:
            raise ValueError(f"{name} is {part}: a length cannot be negative")
    itemised = verified + self_reported
    reach = max(itemised, stated)
    whole = scale or reach + missing
    if reach + missing > whole:
        raise ValueError(f"the parts reach to {reach + missing} but the scale ends at {whole}")
    if not whole:
        return ()
    factor = full / whole
    wanted = (
        (Mark.VERIFIED, 0, verified),
        (Mark.SELF_REPORTED, verified, self_reported),
        (Mark.STATED, 0, stated),
        (Mark.MISSING, reach, missing),
    )
    return tuple(
        Piece(mark, round(start * factor, 3), round(length * factor, 3), inside=mark is Mark.STATED and stated < itemised)
        for mark, start, length in wanted if length
    )


def lay_out_bars(bars: Sequence[Bar], *, scale: Number = 0, ordered: bool = False, separator: str = ",") -> tuple[BarRow, ...]:
    """Rows on one scale, the longest itemised first (`ordered` keeps the order given, where the order itself says something)."""
    rows = list(bars) if ordered else sorted(bars, key=lambda bar: (-bar.itemised, -bar.stated))
    whole = scale or max((bar.extent for bar in rows), default=0)
    return tuple(
        BarRow(
            bar=bar,
            pieces=pieces_of(verified=bar.verified, self_reported=bar.self_reported, stated=bar.stated,
                             missing=bar.missing, scale=whole),
            text=str(bar.value) if bar.value != "" else group_digits(bar.itemised, separator=separator),
        )
        for bar in rows
    )


def lay_out_columns(columns: Sequence[Column], *, height: float = 160, scale: Number = 0, separator: str = ",",
                    labels: int = MOST_PERIOD_LABELS) -> Columns:
    """A time line: one column per period in the order given, few ticks, values written over the highest and the last.

    `height` is that of the plot without its labels. `scale` is shared between small multiples.
    """
    highest = max((column.itemised for column in columns), default=0)
    ticks = ticks_to(scale or highest)
    whole = max(ticks[-1] if ticks else 0, scale, highest) or 1
    head = 18.0  # room over the highest column for its value
    foot = height
    per_unit = (height - head) / whole
    slot = 100 / len(columns) if columns else 100
    width = min(slot * 0.72, 8)
    every = max(1, -(-len(columns) // labels))
    top = next((i for i, column in enumerate(columns) if column.itemised == highest), -1)
    stacks = []
    for i, column in enumerate(columns):
        solid, hatched = column.verified * per_unit, column.self_reported * per_unit
        spoken = i in (top, len(columns) - 1) and column.itemised
        stacks.append(Stack(
            column=column,
            x=round(i * slot + (slot - width) / 2, 3),
            width=round(width, 3),
            middle=round((i + 0.5) * slot, 3),
            verified_y=round(foot - solid, 2),
            verified_height=round(solid, 2),
            self_reported_y=round(foot - solid - hatched, 2),
            self_reported_height=round(hatched, 2),
            text=group_digits(column.itemised, separator=separator) if spoken else "",
            label=str(column.label) if i % every == 0 else "",
        ))
    drawn = tuple(Tick(round(foot - tick * per_unit, 2), group_digits(tick, separator=separator)) for tick in ticks)
    return Columns(stacks=tuple(stacks), ticks=drawn, height=height, foot=foot, scale=whole,
                   gutter=gutter_for(drawn))


def lay_out_panels(panels: Sequence[Panel], *, height: float = 84, separator: str = ",") -> tuple[tuple[Panel, Columns], ...]:
    """Small multiples: every panel on the scale of the highest column among them all."""
    highest = max((column.itemised for panel in panels for column in panel.columns), default=0)
    return tuple(
        (panel, lay_out_columns([replace(column, href="") for column in panel.columns], height=height, scale=highest,
                                separator=separator, labels=3))
        for panel in panels
    )


def lay_out_tiles(tiles: Sequence[Tile], *, tile_size: float = 72, tile_height: float = 56) -> TileMap:
    """A tile map as wide as its columns need at most, without the empty rows and columns before the first. Raises ValueError where two tiles claim one place."""
    seen: dict[tuple[int, int], Tile] = {}
    for tile in tiles:
        if (tile.row, tile.col) in seen:
            raise ValueError(f"{tile.label} and {seen[tile.row, tile.col].label} both stand at row {tile.row}, column {tile.col}")
        seen[tile.row, tile.col] = tile
    left = min((tile.col for tile in tiles), default=0)
    top = min((tile.row for tile in tiles), default=0)
    cols = max((tile.col for tile in tiles), default=0) - left + 1
    rows = max((tile.row for tile in tiles), default=0) - top + 1
    share = 100 / cols
    placed = tuple(
        PlacedTile(tile=tile, mark=Mark(tile.state), x=round((tile.col - left) * share, 3), y=(tile.row - top) * tile_height,
                   short=str(tile.short or tile.label))
        for tile in sorted(tiles, key=lambda tile: (tile.row, tile.col))
    )
    return TileMap(tiles=placed, tile_width=round(share, 3), tile_height=tile_height,
                   width=cols * tile_size, height=rows * tile_height)


def gutter_for(ticks: Sequence[Tick]) -> str:
    """How much room the longest tick needs left of the plot: narrow, middle or wide, which the style sheet knows in rem."""
    longest = max((len(tick.text) for tick in ticks), default=0)
    return "narrow" if longest <= 3 else "middle" if longest <= 6 else "wide"


def ticks_to(highest: Number) -> tuple[Number, ...]:
    """Two or three round numbers above zero of which the last is at least `highest`; nothing for zero.

    >>> ticks_to(37), ticks_to(8), ticks_to(1), ticks_to(0)
    ((20, 40), (5, 10), (1,), ())
    """
    if highest <= 0:
        return ()
    if highest <= 1:
        return (1,)
    power = 10 ** floor(log10(highest / 2))
    step = max(1, next(int(times * power) for times in (1, 2, 5, 10) if times * power * 3 >= highest))
    ticks = [step]
    while ticks[-1] < highest:
        ticks.append(ticks[-1] + step)
    return tuple(ticks)


def group_digits(value: Number, *, separator: str = ",") -> str:
    """A number with its digits in threes; each language passes its own separator, none joins them.

    >>> group_digits(200000), group_digits(1234567.5, separator=" "), group_digits(-1000, separator="")
    ('200,000', '1 234 567.5', '-1000')
    """
    return f"{value:,}".replace(",", separator)

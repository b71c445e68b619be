"""A chart as a drawing of its own: an SVG complete in itself, with its finding, its definition and its notes, for a report or a slide.

The same lay-outs as on the page (charts.py, maps.py), in ink on white, every colour and size an attribute: what opens the file
needs no style sheet. Numbers in, text out; no Django.
"""
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from .charts import Bar, Column, Columns, Panel, Stack, Tile, lay_out_bars, lay_out_columns, lay_out_panels, lay_out_tiles
from .maps import Shape, lay_out_shapes
from .marks import Mark

MARK, INK, SOFT, LINE, PAPER = "#26495b", "#1a1c1e", "#4b5055", "#dedad1", "#ffffff"
FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
WIDTH, MARGIN = 760, 24
INNER = WIDTH - 2 * MARGIN
HATCH = (f'<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
         f'<rect width="5" height="5" fill="{PAPER}"/><rect width="2.2" height="5" fill="{MARK}"/></pattern></defs>')
# How each mark looks, as attributes.
LOOKS = {
    Mark.VERIFIED: f'fill="{MARK}"',
    Mark.SELF_REPORTED: f'fill="url(#hatch)" stroke="{MARK}" stroke-width="1"',
    Mark.STATED: f'fill="none" stroke="{MARK}" stroke-width="1.5"',
    Mark.PERHAPS: f'fill="{PAPER}" stroke="{MARK}" stroke-width="1"',
    Mark.MISSING: f'fill="{PAPER}" stroke="#767b80" stroke-width="1.5" stroke-dasharray="1.5 3"',
}


@dataclass(frozen=True, slots=True)
class Said:
    """What stands round a drawing. `title` is the finding, `subtitle` what is counted; each of `notes` begins a line of its own below."""

    title: str
    subtitle: str
    notes: tuple[str, ...] = ()
    legend: tuple[tuple[Mark, str], ...] = ()
    unit: str = ""
    separator: str = ","


def bars(rows: Sequence[Bar], said: Said) -> str:
    """Horizontal bars in the order given."""
    label, value, height = 170, 110, 24
    scale = (INNER - label - value) / 100

    def drawn(top: float) -> tuple[list[str], float]:
        out = []
        for at, row in enumerate(lay_out_bars(rows, ordered=True, separator=said.separator)):
            y = top + at * height
            out.append(text(MARGIN, y + 15, shortened(row.bar.label, label - 10), size=13))
            out += [rect(MARGIN + label + piece.start * scale, y + 4, piece.length * scale, 14, piece.mark) for piece in row.pieces]
            out.append(text(WIDTH - MARGIN - value + 10, y + 15, f"{row.text} {said.unit}".strip(), size=13, weight=600))
        return out, len(rows) * height
    return page(said, drawn)


def line(columns: Sequence[Column], said: Said) -> str:
    """One column for each period."""
    height = 220

    def drawn(top: float) -> tuple[list[str], float]:
        return plotted(lay_out_columns(columns, height=height, separator=said.separator, labels=10), MARGIN, top, INNER), height + 26
    return page(said, drawn)


def multiples(panels: Sequence[Panel], said: Said) -> str:
    """Small time lines on one scale, three side by side."""
    across, height, gap = 3, 80, 24
    wide, high = (INNER - (across - 1) * gap) / across, height + 62

    def drawn(top: float) -> tuple[list[str], float]:
        out = []
        for at, (panel, plot) in enumerate(lay_out_panels(panels, height=height, separator=said.separator)):
            x, y = MARGIN + at % across * (wide + gap), top + at // across * high
            out += [text(x, y + 12, shortened(panel.title, wide - 50), size=13, weight=600), text(x + wide, y + 12, panel.value, size=12, anchor="end", ink=SOFT)]
            out += plotted(plot, x, y + 20, wide)
        return out, -(-len(panels) // across) * high
    return page(said, drawn)


def tiles(squares: Sequence[Tile], said: Said) -> str:
    """A map of equal squares."""
    def drawn(top: float) -> tuple[list[str], float]:
        plot = lay_out_tiles(squares)
        scale, out = min(plot.width, INNER) / 100, []
        for placed in plot.tiles:
            x, y, wide, high = MARGIN + placed.x * scale + 2, top + placed.y + 2, plot.tile_width * scale - 4, plot.tile_height - 4
            out.append(rect(x, y, wide, high, placed.mark))
            out += words_on(placed.mark, x + wide / 2, y + high / 2, placed.short, placed.tile.value)
        return out, plot.height
    return page(said, drawn)


def shapes(divisions: Sequence[Shape], said: Said) -> str:
    """A map of boundaries."""
    def drawn(top: float) -> tuple[list[str], float]:
        plot = lay_out_shapes(divisions, steps=INNER)
        out = [f'<g transform="translate({MARGIN} {top:.1f})">']
        for placed in plot.shapes:
            edge = f' stroke="{PAPER}" stroke-width="2"' if placed.mark in (Mark.VERIFIED, Mark.SELF_REPORTED) else ""
            look = LOOKS[placed.mark] if not edge else LOOKS[placed.mark].split(" stroke")[0]
            out.append(f'<path d="{placed.path}" fill-rule="evenodd" stroke-linejoin="round" {look}{edge}><title>{escape(str(placed.shape.label))}</title></path>')
        for placed in plot.shapes:
            if placed.has_room:
                out += words_on(placed.mark, placed.x, placed.y, placed.short, placed.shape.value)
        return [*out, "</g>"], plot.height
    return page(said, drawn)


def page(said: Said, draw: Callable[[float], tuple[list[str], float]]) -> str:
    """Title and subtitle, the drawing at the height that is left, the marks, the notes."""
    out, y = [], 20.0
    for words, size, weight, ink in ((said.title, 20, 700, INK), (said.subtitle, 13, 400, SOFT)):
        for one in wrapped(words, INNER, size):
            y += size * 1.4
            out.append(text(MARGIN, y, one, size=size, weight=weight, ink=ink))
    drawn, height = draw(y + 20)
    out += drawn
    y += 20 + height + 8
    if said.legend:
        x = float(MARGIN)
        for mark, words in said.legend:
            out += [rect(x, y + 3, 12, 12, mark), text(x + 18, y + 14, words, size=12, ink=SOFT)]
            x += 18 + width_of(words, 12) + 24
        y += 22
    for note in said.notes:
        for one in wrapped(note, INNER, 12):
            y += 18
            out.append(text(MARGIN, y, one, size=12, ink=SOFT))
    high = round(y + 24)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" width="{WIDTH}" height="{high}" font-family="{FONTS}">'
            f'<title>{escape(said.title)}</title><desc>{escape(" ".join((said.subtitle, *said.notes)))}</desc>{HATCH}'
            f'<rect width="{WIDTH}" height="{high}" fill="{PAPER}"/>{"".join(out)}</svg>')


def plotted(plot: Columns, x: float, y: float, width: float) -> list[str]:
    """Columns with their ticks; the ticks' words stand left of the plot."""
    gutter = max((width_of(tick.text, 11) for tick in plot.ticks), default=0) + 8
    left, scale = x + gutter, (width - gutter) / 100
    out = []
    for tick in plot.ticks:
        out += [f'<path d="M{left:.1f} {y + tick.y:.1f}H{x + width:.1f}" stroke="{LINE}" stroke-width="1"/>', text(left - 6, y + tick.y + 4, tick.text, size=11, anchor="end", ink=SOFT)]
    for stack in plot.stacks:
        out += _column(stack, left, y, scale)
        out.append(text(left + stack.middle * scale, y + plot.foot + 16, stack.label, size=11, anchor="middle", ink=SOFT))
    return [*out, f'<path d="M{left:.1f} {y + plot.foot:.1f}H{x + width:.1f}" stroke="{INK}" stroke-width="1"/>']


def _column(stack: Stack, left: float, y: float, scale: float) -> list[str]:
    at, wide = left + stack.x * scale, stack.width * scale
    out = [rect(at, y + stack.verified_y, wide, stack.verified_height, Mark.VERIFIED)] if stack.verified_height else []
    if stack.self_reported_height:
        out.append(rect(at, y + stack.self_reported_y, wide, stack.self_reported_height, Mark.SELF_REPORTED))
    return [*out, text(left + stack.middle * scale, y + stack.self_reported_y - 5, stack.text, size=12, anchor="middle", weight=600)] if stack.text else out


def words_on(mark: Mark, x: float, y: float, name: str, value: Any) -> list[str]:
    """A name with its number below, readable on the mark."""
    ink, halo = (PAPER, MARK) if mark is Mark.VERIFIED else (INK, PAPER)
    first = y - 2 if value != "" else y + 4
    return [text(x, first + at * 15, words, size=13 if not at else 12, anchor="middle", ink=ink, halo=halo) for at, words in enumerate((name, value)) if words != ""]


def rect(x: float, y: float, width: float, height: float, mark: Mark) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {LOOKS[mark]}/>'


def text(x: float, y: float, words: Any, *, size: int, anchor: str = "start", weight: int = 400, ink: str = INK, halo: str = "") -> str:
    """`halo`: a rim round the letters, set under them as a text of its own, since not every program knows paint-order."""
    set_as = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
    said = escape(str(words))
    rim = f'<text {set_as} fill="none" stroke="{halo}" stroke-width="4" stroke-linejoin="round" aria-hidden="true">{said}</text>' if halo else ""
    return f'{rim}<text {set_as} fill="{ink}">{said}</text>'


def width_of(words: Any, size: int) -> float:
    """About how wide words are set: a Chinese character is as wide as high, others a little more than half.

    >>> width_of("宣贯", 10), width_of("12", 10)
    (20.0, 11.6)
    """
    return sum(float(size) if ord(letter) >= 0x2E80 else size * .58 for letter in str(words))


def shortened(words: Any, room: float, size: int = 13) -> str:
    """As much of the words as there is room for."""
    said = str(words)
    while len(said) > 1 and width_of(said, size) > room:
        said = said[:-2] + "…"
    return said


def wrapped(words: str, room: float, size: int) -> Iterable[str]:
    """Lines that fit: broken between words, or after any Chinese character that no mark follows.

    >>> list(wrapped("one two", 25, 10))
    ['one', 'two']
    """
    here = ""
    for piece in _pieces(words):
        if here and width_of(here + piece.rstrip(), size) > room:
            yield here.rstrip()
            here = ""
        here += piece
    if here.strip():
        yield here.rstrip()


def _pieces(words: str) -> Iterable[str]:
    piece = ""
    for at, letter in enumerate(words):
        piece += letter
        after = words[at + 1:at + 2]
        if letter == " " or (ord(letter) >= 0x2E80 and after not in "，。；：、）》”？！,.;:)"):
            yield piece
            piece = ""
    if piece:
        yield piece

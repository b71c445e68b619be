"""Drawings for the text, complete in themselves: activities over time, and a map of all units below, as tiles where they stand."""

from collections import Counter
from html import escape

from xuanguan.bulletins.composing import names
from xuanguan.bulletins.composing.references import reference
from xuanguan.bulletins.composing.who import Who
from xuanguan.design.charts import Column, lay_out_columns
from xuanguan.figures.answers import Question, time_series
from xuanguan.figures.tiles import SQUARES
from xuanguan.organisations.models import Unit
from xuanguan.periods import Grain
from xuanguan.writing.draft import Picture

# Ink that prints in black and white as well: full, and with a line around it.
FULL, PALE, LINE, WORDS = "#1f4e79", "#dbe6f1", "#1f4e79", "#222222"
WIDTH, HEIGHT, LEFT = 600, 170, 44
CELL, TILE, GAP, PER_ROW = 51, 30, 3, 11
MOST_CELLS = 60


def pictures_of(question: Question, who: Who, language: str) -> dict[str, Picture]:
    """By what an outline calls them; one that would show nothing is left out."""
    return {name: one for name, one in (("series", _series(question, language)), ("coverage_strip", _strip(question, who, language))) if one}


def _series(question: Question, language: str) -> Picture | None:
    series = time_series(question.but(measure=None))
    columns = [
        Column(label=_label(point.period, series.grain, language), verified=int(point.figure.verified), self_reported=int(point.figure.self_reported))
        for point in series.points]
    if len(columns) < 2 or not any(one.itemised for one in columns):
        return None
    plot = lay_out_columns(columns, height=HEIGHT - 30, separator="," if language == "en" else "")
    scale = (WIDTH - LEFT) / 100
    drawn = [
        f'<path d="M{LEFT} {tick.y}H{WIDTH}" stroke="#cccccc" stroke-width="0.5"/>{_text(LEFT - 6, tick.y + 4, tick.text, "end")}' for tick in plot.ticks]
    for stack in plot.stacks:
        x, width = LEFT + stack.x * scale, stack.width * scale
        if stack.verified_height:
            drawn.append(f'<rect x="{x:.1f}" y="{stack.verified_y}" width="{width:.1f}" height="{stack.verified_height}" fill="{FULL}"/>')
        if stack.self_reported_height:
            drawn.append(f'<rect x="{x:.1f}" y="{stack.self_reported_y}" width="{width:.1f}" height="{stack.self_reported_height}" fill="{PALE}" stroke="{LINE}"/>')
        drawn.append(_text(LEFT + stack.middle * scale, plot.foot + 16, stack.label, "middle"))
        if stack.text:
            drawn.append(_text(LEFT + stack.middle * scale, stack.self_reported_y - 4, stack.text, "middle"))
    said = "; ".join(f"{one.label}: {one.itemised}" for one in columns)
    caption = "Activities over time: verified dark, self-reported pale" if language == "en" else "活动数量走势（深色为已核实，浅色为自报待核实）"
    return Picture(f"{caption}: {said}" if language == "en" else f"{caption}：{said.replace('; ', '；').replace(': ', '：')}",
                   _svg(WIDTH, HEIGHT, drawn), caption, (reference(question, "series"),))


def _strip(question: Question, who: Who, language: str) -> Picture | None:
    """Every unit below as a cell, filled where it organised anything in the period, with how many; as a map where the places of the tiles are known."""
    unit = question.unit
    below = list(Unit.objects.filter(territory=unit, is_open=True, level__gt=unit.level or 0).order_by("first")[:MOST_CELLS + 1])
    if not below or len(below) > MOST_CELLS:
        return None
    counts: Counter[int | None] = Counter()
    for of_group in who.below.values():
        counts.update(of_group)
    squares = SQUARES.get(unit.code, {})
    if {one.code for one in below} - squares.keys():
        squares = {one.code: (place // PER_ROW, place % PER_ROW) for place, one in enumerate(below)}
    rows, columns = (1 + max(squares[one.code][side] for one in below) for side in (0, 1))
    drawn = []
    for one in below:
        row, column = squares[one.code]
        x, y = column * (CELL + GAP), row * (TILE + GAP)
        done = counts[one.pk]
        fill, ink = (FULL, "#ffffff") if done else ("#ffffff", WORDS)
        dashes = "" if done else ' stroke-dasharray="2 3"'
        drawn.append(f'<rect x="{x + 0.5}" y="{y + 0.5}" width="{CELL}" height="{TILE}" fill="{fill}" stroke="{LINE}"{dashes}/>')
        drawn.append(_text(x + CELL / 2, y + 13, names.short(one)[:9 if language == "en" else 4], "middle", ink, 10))
        drawn.append(_text(x + CELL / 2, y + 25, str(done) if done else "–", "middle", ink, 10))
    done_count = sum(counts[one.pk] > 0 for one in below)
    counted = names.counted(question.campaign, below[0].level, language)
    caption = f"Activities on record by {counted}: {done_count} of {len(below)} have some (dark)" if language == "en" else (
        f"在案活动覆盖图：{len(below)}{counted}中{done_count}个有在案记录（深色，数字为活动数）")
    said = [f"{names.short(one)} {counts[one.pk]}" for one in below]
    text = f"{caption}: {', '.join(said)}" if language == "en" else f"{caption}：{'、'.join(said)}"
    return Picture(text, _svg(columns * (CELL + GAP), rows * (TILE + GAP), drawn), caption, (reference(question, "units"),))


def _svg(width: int, height: int, drawn: list[str]) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{"".join(drawn)}</svg>'


def _text(x: float, y: float, words: str, anchor: str, ink: str = WORDS, size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-family="Noto Sans CJK SC, sans-serif" fill="{ink}">{escape(words)}</text>'


def _label(period, grain: Grain, language: str) -> str:
    first = period.first
    match grain:
        case Grain.DAY:
            return f"{first.month}/{first.day}"
        case Grain.MONTH:
            return f"{first.month}月" if language != "en" else first.strftime("%b")
        case Grain.QUARTER:
            return f"{first.year}Q{(first.month + 2) // 3}"
    return str(first.year)

"""Charts as SVG from the server, each with its table behind it."""
from collections.abc import Sequence
from typing import Any

from ..charts import Bar, Column, Number, Panel, Tile, lay_out_bars, lay_out_columns, lay_out_panels, lay_out_tiles
from ..maps import Shape, lay_out_shapes
from .registry import register
from .words import digit_separator


@register.inclusion_tag("design/charts/bar_chart.html")
def bar_chart(*, bars: Sequence[Bar], title: Any, name: str, subtitle: Any = "", unit: Any = "", ordered: bool = False,
              scale: Number = 0, table: bool = True, level: int = 3) -> dict[str, Any]:
    """Horizontal bars in the four marks, sorted unless `ordered`. `title` is the finding, `subtitle` the definition.

    `name` is unique on the page (it makes ids). Bars with an href are links.
    """
    rows = lay_out_bars(bars, scale=scale, ordered=ordered, separator=digit_separator())
    return {
        "rows": rows, "title": title, "name": name, "subtitle": subtitle, "unit": unit, "table": table, "level": level,
        "has_stated": any(bar.stated for bar in bars), "has_missing": any(bar.missing for bar in bars),
        "has_notes": any(bar.note for bar in bars),
    }


@register.inclusion_tag("design/charts/time_chart.html")
def time_chart(*, columns: Sequence[Column], title: Any, name: str, subtitle: Any = "", unit: Any = "", height: Number = 180,
               table: bool = True, note: Any = "", level: int = 3) -> dict[str, Any]:
    """A time line: one column per period, verified below, self-reported on it. `note`: what no period could be given to."""
    return {
        "plot": lay_out_columns(columns, height=height, separator=digit_separator()), "columns": columns, "title": title,
        "name": name, "subtitle": subtitle, "unit": unit, "table": table, "note": note, "level": level,
        "height_with_labels": height + 24, "opens": any(column.href for column in columns),
    }


@register.inclusion_tag("design/charts/small_multiples.html")
def small_multiples(*, panels: Sequence[Panel], title: Any, name: str, subtitle: Any = "", unit: Any = "",
                    height: Number = 84, table: bool = True, level: int = 3) -> dict[str, Any]:
    """Several small time lines on one scale, side by side; a panel with an href is a link, its columns are not."""
    return {
        "panels": lay_out_panels(panels, height=height, separator=digit_separator()), "title": title, "name": name,
        "subtitle": subtitle, "unit": unit, "height_with_labels": height + 22, "table": table, "level": level,
        "periods": panels[0].columns if panels else (),
    }


@register.inclusion_tag("design/charts/tile_map.html")
def tile_map(*, tiles: Sequence[Tile], title: Any, name: str, subtitle: Any = "", value_label: Any = "", table: bool = True,
             level: int = 3) -> dict[str, Any]:
    """A map of equal squares, each a link in the mark of its state."""
    plot = lay_out_tiles(tiles)
    return {
        "plot": plot, "title": title, "name": name, "subtitle": subtitle, "value_label": value_label, "table": table, "level": level,
        "table_rows": [(placed.tile, placed.mark) for placed in plot.tiles],
    }


@register.inclusion_tag("design/charts/shape_map.html")
def shape_map(*, shapes: Sequence[Shape], title: Any, name: str, note: Any, subtitle: Any = "", value_label: Any = "", table: bool = True,
              level: int = 3) -> dict[str, Any]:
    """A map of boundaries, each division a link in the mark of its state. `note` says whose boundaries they are, and of which day.

    Small shapes go unnamed on the map, and all of them on a phone: without `table` the page sets the same units beside it.
    """
    plot = lay_out_shapes(shapes)
    return {
        "plot": plot, "title": title, "name": name, "subtitle": subtitle, "note": note, "value_label": value_label, "table": table, "level": level,
        "table_rows": [(placed.shape, placed.mark) for placed in plot.shapes],
    }

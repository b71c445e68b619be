"""Tables, lists and what stands around them."""
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.utils.safestring import SafeString

from ..charts import Number
from ..values import Moment
from .registry import check_choice, register, render


@register.simple_block_tag
def data_table(content: SafeString, *, caption: Any, name: str, hide_caption: bool = False, phone: str = "scroll") -> SafeString:
    """A table: inside stand thead and tbody. `name` is unique on the page.

    `phone="cards"` turns rows into cards at 360 px (give each td a `data-label`), `"scroll"` keeps the table and lets it
    scroll by itself. Cells with numbers take the class `number`.
    """
    check_choice("data_table", "phone", phone, ("scroll", "cards"))
    return render("data_table", content=content, caption=caption, name=name, hide_caption=hide_caption, phone=phone)


@register.inclusion_tag("design/column_header.html")
def column_header(*, label: Any, numeric: bool = False, href: str = "", sorted: str = "") -> dict[str, Any]:
    """The head of a column; with an href it sorts. `sorted`: "", ascending, descending."""
    check_choice("column_header", "sorted", sorted, ("", "ascending", "descending"))
    return {"label": label, "numeric": numeric, "href": href, "sorted": sorted}


@register.inclusion_tag("design/pagination.html", takes_context=True)
def pagination(context: Any, *, page: Page, label: Any = "", parameter: str = "page", target: str = "") -> dict[str, Any]:
    """Pages of a list; every other part of the query is kept. `target` lets htmx swap the list only. Nothing for one page."""
    request = context.get("request")
    query = request.GET.copy() if request else None

    def address(number: int) -> str:
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    paginator = page.paginator
    numbers = list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return {
        "page": page, "label": label, "target": target, "many": paginator.num_pages > 1,
        "pages": [(n, address(n) if isinstance(n, int) else "") for n in numbers],
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
        "first": page.start_index(), "last": page.end_index(), "total": paginator.count,
    }


@register.inclusion_tag("design/timeline.html")
def timeline(*, items: Sequence[Moment]) -> dict[str, Any]:
    """What happened, in the order given."""
    return {"items": items}


@register.simple_block_tag
def key_values(content: SafeString, *, look: str = "rows") -> SafeString:
    """A list of `key_value`s: `rows` (key left, value right, hairlines), `stacked` (term above its explanation), `inline`."""
    check_choice("key_values", "look", look, ("rows", "stacked", "inline"))
    return render("key_values", content=content, look=look)


@register.simple_block_tag
def key_value(content: SafeString, *, key: Any) -> SafeString:
    """One term and, inside, what it is."""
    return render("key_value", content=content, key=key)


@register.inclusion_tag("design/progress.html")
def progress(*, value: Number, maximum: Number, label: Any, text: Any = "") -> dict[str, Any]:
    """How far a piece of work is. `text` replaces "3 / 10"."""
    return {"value": min(value, maximum), "maximum": maximum or 1, "label": label, "text": text, "shown_value": value,
            "shown_maximum": maximum}

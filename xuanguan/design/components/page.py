"""The parts a page is made of."""
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from ..values import Link
from .registry import check_choice, register, render

NOTICES = ("info", "success", "warning", "error")
# Each language is named in itself, whatever the language of the page.
LANGUAGE_NAMES = {"zh-hans": "简体中文", "zh-hant": "繁體中文", "en": "English"}


@register.inclusion_tag("design/page_header.html")
def page_header(*, title: Any, lead: Any = "", kicker: Any = "", actions: Any = "") -> dict[str, Any]:
    """The page's one h1 with a lead sentence. `kicker` is the small line above.

    Actions are caught first: `{% button_row as actions %}{% button … %}{% endbutton_row %}`, then `actions=actions`.
    """
    return {"title": title, "lead": lead, "kicker": kicker, "actions": actions}


@register.inclusion_tag("design/breadcrumbs.html")
def breadcrumbs(*, items: Sequence[Link]) -> dict[str, Any]:
    """The way down to this page; the last entry is the page itself."""
    return {"items": items}


@register.simple_block_tag
def section(content: SafeString, *, title: Any = "", lead: Any = "", level: int = 2, anchor: str = "",
            rule: bool = True) -> SafeString:
    """A part of a page under a heading, set apart by space and a hairline (`rule`), not by a box."""
    return render("section", content=content, title=title, lead=lead, level=level, anchor=anchor, rule=rule)


@register.simple_block_tag
def grid(content: SafeString) -> SafeString:
    """Twelve columns; one on a phone. Holds `column`s."""
    return render("grid", content=content)


@register.simple_block_tag
def column(content: SafeString, *, span: int = 6) -> SafeString:
    """So many of the twelve columns."""
    check_choice("column", "span", str(span), [str(n) for n in range(1, 13)])
    return render("column", content=content, span=span)


@register.simple_block_tag
def side_by_side(content: SafeString) -> SafeString:
    """Text left, panel right, stacked on a phone. Holds one `text_side` and one `panel_side`."""
    return render("side_by_side", content=content)


@register.simple_block_tag
def text_side(content: SafeString) -> SafeString:
    """The text of a side_by_side, at a measure that reads well."""
    return render("text_side", content=content)


@register.simple_block_tag
def panel_side(content: SafeString, *, label: Any, sticky: bool = True) -> SafeString:
    """The panel of a side_by_side; `sticky` keeps it in sight while the text scrolls."""
    return render("panel_side", content=content, label=label, sticky=sticky)


@register.simple_block_tag
def action_bar(content: SafeString, *, label: Any) -> SafeString:
    """The buttons that end a form or decide a record; on a phone they stay at the foot of the screen."""
    return render("action_bar", content=content, label=label)


@register.simple_block_tag
def button_row(content: SafeString) -> SafeString:
    """Buttons in a row that wraps."""
    return render("button_row", content=content)


@register.simple_block_tag
def notice(content: SafeString, *, kind: str = "info", title: Any = "") -> SafeString:
    """Something the person should know: info, success, warning, error. An error is announced at once."""
    check_choice("notice", "kind", kind, NOTICES)
    return render("notice", content=content, kind=kind, title=title)


@register.inclusion_tag("design/message_list.html")
def message_list(*, messages: Iterable[Any]) -> dict[str, Any]:
    """Django's messages as notices: `{% message_list messages=messages %}`."""
    kinds = {"success": "success", "warning": "warning", "error": "error"}
    return {"messages": [(kinds.get(message.level_tag, "info"), message) for message in messages]}


@register.simple_block_tag
def empty_state(content: SafeString, *, title: Any) -> SafeString:
    """Nothing here: what that means and what to do, in the words inside."""
    return render("empty_state", content=content, title=title)


@register.simple_block_tag
def disclosure(content: SafeString, *, summary: Any, open: bool = False) -> SafeString:
    """Details that open in place, without script."""
    return render("disclosure", content=content, summary=summary, open=open)


@register.inclusion_tag("design/tabs.html")
def tabs(*, items: Sequence[Link], label: Any) -> dict[str, Any]:
    """Views of one thing as links; the current one is marked. `label` names the set."""
    return {"items": items, "label": label}


@register.inclusion_tag("design/menu_links.html")
def menu_links(*, items: Sequence[Link]) -> dict[str, Any]:
    """The entries of a navigation, as a list in one row; on a phone it scrolls by itself."""
    return {"items": items}


@register.simple_block_tag
def user_menu(content: SafeString, *, name: Any, role: Any = "") -> SafeString:
    """The person's name, and inside what is theirs (links, a sign-out form)."""
    return render("user_menu", content=content, name=name, role=role)


@register.inclusion_tag("design/language_switch.html", takes_context=True)
def language_switch(context: Any, *, action: str, next: str = "", current: str = "") -> dict[str, Any]:
    """Every language of the settings, named in itself, as buttons of one form that posts `language` to `action`.

    `current` names the language on screen where it is not the one that translates (Traditional by conversion).
    """
    request = context.get("request")
    return {
        "action": action,
        "next": next or (request.get_full_path() if request else ""),
        "csrf_token": context.get("csrf_token"),
        "current": current or get_language(),
        "languages": [(code, LANGUAGE_NAMES.get(code) or get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
    }

"""What a person can press, and the words a thing's state is shown by."""
from typing import Any

from .registry import check_choice, register

BUTTONS = ("primary", "secondary", "quiet")
TONES = ("neutral", "good", "waiting", "attention", "ended")


@register.inclusion_tag("design/button.html")
def button(*, label: Any, kind: str = "secondary", type: str = "submit", href: str = "", name: str = "", value: Any = "",
           form: str = "", formaction: str = "", novalidate: bool = False, disabled: bool = False, shortcut: str = "",
           describedby: str = "", hidden_label: Any = "") -> dict[str, Any]:
    """A button, or with an href a link that looks like one. `primary` is the accent: at most one on a page.

    `shortcut` shows the key that presses it; `hidden_label` is added for screen readers ("Verify" + "report 12").
    """
    check_choice("button", "kind", kind, BUTTONS)
    check_choice("button", "type", type, ("submit", "button", "reset"))
    return {
        "label": label, "kind": kind, "type": type, "href": href, "name": name, "value": value, "form": form,
        "formaction": formaction, "novalidate": novalidate, "disabled": disabled, "shortcut": shortcut,
        "describedby": describedby, "hidden_label": hidden_label,
    }


@register.inclusion_tag("design/status.html")
def status(*, label: Any, tone: str = "neutral") -> dict[str, Any]:
    """A state in a word, with a glyph of its tone: neutral, good (done), waiting, attention (somebody must act), ended."""
    check_choice("status", "tone", tone, TONES)
    return {"label": label, "tone": tone}


@register.inclusion_tag("design/tag.html")
def tag(*, label: Any, href: str = "", count: Any = None) -> dict[str, Any]:
    """A word that things are sorted by; a link where it filters."""
    return {"label": label, "href": href, "count": count}

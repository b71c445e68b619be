"""The one library that every component enters, and what components share."""
from collections.abc import Collection
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


def render(name: str, /, **props: Any) -> SafeString:
    """The template of a component that holds content; `design/<name>.html`."""
    return render_to_string(f"design/{name}.html", props)


def check_choice(tag: str, prop: str, value: Any, choices: Collection[str]) -> None:
    """A prop with a closed list refuses every other word when the page is rendered."""
    if value not in choices:
        raise template.TemplateSyntaxError(f"{tag}: {prop} is {value!r}, it must be one of {', '.join(sorted(choices))}")

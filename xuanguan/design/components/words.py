"""Words and digits of the grammar, in the language of the page."""
from collections.abc import Mapping
from typing import Any

from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..charts import Number, group_digits
from ..marks import Mark
from .registry import register

MARK_WORDS: Mapping[Mark, Any] = {
    Mark.VERIFIED: _("verified"),
    Mark.SELF_REPORTED: _("self-reported"),
    Mark.STATED: _("stated only"),
    Mark.PERHAPS: _("perhaps among those stated"),
    Mark.MISSING: _("missing"),
}

# What each mark means, for legends: one clause each.
MARK_MEANINGS: Mapping[Mark, Any] = {
    Mark.VERIFIED: _("checked by the level above"),
    Mark.SELF_REPORTED: _("reported, not yet checked"),
    Mark.STATED: _("a total without its items"),
    Mark.PERHAPS: _("a total counts it or not, without names"),
    Mark.MISSING: _("expected, nothing received"),
}


def digit_separator() -> str:
    """Chinese and English both write threes with a comma; other languages bring their own by adding a line here."""
    return {"de": ".", "fr": "\u202f"}.get((get_language() or "en").split("-")[0], ",")


@register.filter
def grouped(value: Any) -> Any:
    """A number with its digits grouped; text and None as they are."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if isinstance(value, float) and not value.is_integer():
        return number_format(value, use_l10n=True)
    return group_digits(int(value), separator=digit_separator())


@register.filter
def mark_word(state: Mark | str) -> Any:
    """The word of a mark, in the language of the page."""
    return MARK_WORDS[Mark(state)]


@register.filter
def mark_class(state: Mark | str) -> str:
    """The class and symbol of a mark: `mark-self-reported`."""
    return Mark(state).css


def parts_in_words(parts: Mapping[Mark, Number]) -> list[tuple[Any, Any]]:
    """(word, grouped number) of the parts that are there, in the order of the grammar."""
    return [(MARK_WORDS[mark], grouped(number)) for mark, number in parts.items() if number]


@register.filter
def unlocalized(value: Number) -> str:
    """A number for an SVG or HTML attribute: a full stop and no grouping, whatever the language; no ".0"."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


@register.filter
def sheets(names: str) -> list[str]:
    """Addresses of the style sheets of the house, in the order of the cascade."""
    return [static(f"design/{name}.css") for name in names.split()]

"""What stands in a sentence, kept so that it can be worded in the reader's language; and the sentence."""
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext

from xuanguan.notices.models import Notice

LANGUAGES = ("zh-hans", "en")


def kept(value: Any) -> Any:
    """A value as JSON. A day stays a day; a thing with two names, or a string of a catalog, keeps both."""
    if isinstance(value, dt.datetime):
        raise TypeError("A moment is not worded in a notice: give its day.")
    if isinstance(value, dt.date):
        return {"day": value.isoformat()}
    if isinstance(value, Model | Promise):
        return {language: worded_in(language, value) for language in LANGUAGES}
    if value is None or isinstance(value, str | int):
        return "" if value is None else value
    raise TypeError(f"A notice cannot word {value!r}: give text, a number, a day, a thing with names or a string of a catalog.")


def worded_in(language: str, value: Any) -> str:
    with translation.override(language):
        return str(value)


def told(value: Any) -> str:
    """A kept value in the language of the page."""
    if not isinstance(value, Mapping):
        return str(value)
    if "day" in value:
        return date_format(dt.date.fromisoformat(value["day"]), "DATE_FORMAT")
    return str(value["en" if translation.get_language() == "en" else "zh-hans"])


def sentence_of(notice: Notice) -> str:
    """The notice in the language of the page."""
    return gettext(notice.text) % {name: told(value) for name, value in notice.values.items()}


def address_of(notice: Notice) -> str:
    """The path where the thing is done; "" where there is none (any more)."""
    if not notice.link:
        return ""
    name, *arguments = notice.link
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""

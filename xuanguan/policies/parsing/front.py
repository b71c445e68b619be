"""The front matter of a policy's file: YAML between two lines of ---."""
import datetime as dt
from dataclasses import fields, replace
from typing import Any

import yaml
from django.utils.translation import gettext as _

from xuanguan.policies.parsing.errors import UnreadablePolicy
from xuanguan.policies.parsing.values import CHINESE, ENGLISH, FrontMatter

FENCE = "---"
# Kept by other rooms of the file's reader, or only for people.
LEFT_OUT = {"issuer_code"}


def read_front_matter(text: str) -> tuple[FrontMatter, str, int]:
    """What stands between the fences, the rest of the text, and how many lines stand before it. Raises UnreadablePolicy."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != FENCE:
        return FrontMatter(), text, 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        raise UnreadablePolicy("front_matter", _("The head of the file begins with --- and has no second line of ---. Add it."), line=1)
    try:
        said = yaml.safe_load("\n".join(lines[1:end])) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadablePolicy("front_matter", _("The head of the file is not “key: value” on each line."),
                               line=(mark.line + 2) if mark else 1) from None
    except ValueError:
        raise UnreadablePolicy("front_matter", _("A day in the head of the file does not exist. Write days as 2012-02-06."), line=1) from None
    if not isinstance(said, dict):
        raise UnreadablePolicy("front_matter", _("The head of the file is not “key: value” on each line."), line=1)
    return front_of(said, lines), "\n".join(lines[end + 1:]), end + 1


def titled(front: FrontMatter, title: str) -> FrontMatter:
    """With the title of the text where the front matter gives none."""
    if front.language == ENGLISH:
        return front if front.title_en else replace(front, title_en=title)
    return front if front.title_zh else replace(front, title_zh=title)


def front_of(said: dict[str, Any], lines: list[str]) -> FrontMatter:
    known = {field.name for field in fields(FrontMatter)}
    values: dict[str, Any] = {}
    for key, value in said.items():
        if key in LEFT_OUT or value is None:
            continue
        line = next((n for n, text in enumerate(lines, 1) if text.startswith(f"{key}:")), 1)
        if key not in known:
            raise UnreadablePolicy("front_matter", _("“%(key)s” is not known in the head of a policy. Known: %(known)s.") % {
                "key": key, "known": ", ".join(sorted(known))}, line=line)
        values[key] = checked(key, value, line)
    if values.get("language", CHINESE) not in (CHINESE, ENGLISH):
        raise UnreadablePolicy("front_matter", _("The language of a policy is zh-Hans or en."), line=1)
    return FrontMatter(**values)


def checked(key: str, value: Any, line: int) -> Any:
    """The value in the type of its field: a day, yes or no, a list, or text."""
    if key in ("adopted", "issued", "effective"):
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise UnreadablePolicy("front_matter", _("“%(key)s” must be a day such as 2012-02-06.") % {"key": key}, line=line)
        return value
    if key in ("complete", "demo"):
        if not isinstance(value, bool):
            raise UnreadablePolicy("front_matter", _("“%(key)s” must be true or false.") % {"key": key}, line=line)
        return value
    values = value if isinstance(value, list) and key == "aliases" else [value]
    if any(isinstance(one, list | dict) for one in values):
        raise UnreadablePolicy("front_matter", _("“%(key)s” must be one line of text.") % {"key": key}, line=line)
    return tuple(map(str, values)) if key == "aliases" else str(value)

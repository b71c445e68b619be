"""Small values that views hand to components. Plain Python: build them anywhere, compare them in tests."""
from dataclasses import dataclass
from typing import Any

from .marks import Mark


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of breadcrumbs, tabs or a menu. `count` is shown after the label when it is not None."""

    label: Any
    href: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a coverage strip: who, how known, where it leads. `note` is added to its title."""

    label: Any
    state: Mark | str
    href: str
    note: Any = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline. `when` is ready text; `machine_when` is the ISO form, if there is one."""

    when: Any
    title: Any
    text: Any = ""
    who: Any = ""
    href: str = ""
    machine_when: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of an error summary: the sentence, and the address of the field it is about (`#id_…`)."""

    message: Any
    href: str = ""

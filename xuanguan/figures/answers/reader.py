"""The generation at hand, and what was asked of it already."""
import dataclasses
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from django.utils.translation import gettext as _

from xuanguan.analytics import FiguresAway, FiguresDamaged, FiguresError, Reader
from xuanguan.analytics.questions import Asked
from xuanguan.common.exceptions import PersonError
from xuanguan.figures.store import the_store

# What a process keeps of answers, in values (a number, a unit, a day) of some 80 bytes each: 40 MB in all. One answer larger than
# a tenth of that is not kept: it would drive out a hundred others.
KEPT_VALUES = 500_000
LARGEST_KEPT = KEPT_VALUES // 10


class Kept:
    """Answers by what was asked of which generation; those asked longest ago go first. Safe to share by threads."""

    def __init__(self, values: int, largest: int) -> None:
        self._most, self._largest, self._held = values, largest, 0
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> tuple[Any] | None:
        """In a tuple, since None is an answer too."""
        with self._lock:
            found = self._answers.get(key)
            if found is None:
                return None
            self._answers.move_to_end(key)
            return (found[0],)

    def keep(self, key: Hashable, answer: Any) -> None:
        size = size_of(answer, self._largest)
        if size > self._largest:
            return
        with self._lock:
            if key in self._answers:
                self._held -= self._answers.pop(key)[1]
            self._answers[key] = (answer, size)
            self._held += size
            while self._held > self._most:
                self._held -= self._answers.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._held = 0

    def __len__(self) -> int:
        return len(self._answers)


def size_of(answer: Any, most: int) -> int:
    """How many values it holds; counting ends soon after `most`."""
    waiting, found = [answer], 0
    while waiting and found <= most:
        one = waiting.pop()
        found += 1
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (tuple, list, set, frozenset)):
            waiting += one
        elif dataclasses.is_dataclass(one):
            waiting += [getattr(one, field.name) for field in dataclasses.fields(one)]
    return found


_kept = Kept(KEPT_VALUES, LARGEST_KEPT)


def forget_answers() -> None:
    """What this process kept of the figures goes: for measuring, and for a process that needs its memory."""
    _kept.clear()


class NoFiguresNow(PersonError):
    """There is no generation to ask, or none that can be read."""

    def __str__(self) -> str:
        return _("The figures are not built yet. They are made from the records within a minute; reload the page then. In the shell: xuanguan figures rebuild.")


class FiguresNotReached(NoFiguresNow):
    """They are on other servers, and one of those does not answer."""

    def __str__(self) -> str:
        return _("The figures cannot be reached at the moment: one of their servers does not answer. No record is lost; reload the page in some minutes.")


def current_reader() -> Reader:
    """Raises NoFiguresNow."""
    try:
        return the_store().reader()
    except FiguresAway as error:
        raise FiguresNotReached from error
    except FiguresError as error:
        raise NoFiguresNow from error


def asked_of[T](reader: Reader, question: Callable[..., T], asked: Asked, **params: Any) -> T:
    """The answer of one generation; kept, because a generation never changes. What a person may see is part of what is asked."""
    key = (str(getattr(reader, "file", "")), reader.generation.number, reader.generation.at, question.__name__, asked, tuple(sorted(params.items())))
    if found := _kept.get(key):
        return found[0]
    try:
        answer = question(reader, asked, **params)
    except (FiguresAway, FiguresDamaged):
        try:
            return the_store().ask(lambda other: question(other, asked, **params))
        except FiguresError as error:
            raise NoFiguresNow from error
    _kept.keep(key, answer)
    return answer

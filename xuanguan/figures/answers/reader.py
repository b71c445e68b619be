"""The generation at hand, and what was asked of it already."""
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from xuanguan.analytics import FiguresDamaged, FiguresError, Reader
from xuanguan.analytics.questions import Asked
from xuanguan.common.exceptions import PersonError
from xuanguan.figures.store import the_store

# Answers kept in a process: a page asks some sixty questions, each answer is a few hundred bytes to some 20 kB.
KEPT = 4_000

_answers: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_lock = threading.Lock()


class NoFiguresNow(PersonError):
    """There is no generation to ask, or none that can be read."""

    def __str__(self) -> str:
        return _("The figures are not built yet. They are made from the records within a minute; reload the page then. In the shell: xuanguan figures rebuild.")


def current_reader() -> Reader:
    """Raises NoFiguresNow."""
    try:
        return the_store().reader()
    except FiguresError as error:
        raise NoFiguresNow from error


def asked_of[T](reader: Reader, question: Callable[..., T], asked: Asked, **params: Any) -> T:
    """The answer of one generation; kept, because a generation never changes."""
    key = (str(getattr(reader, "file", "")), reader.generation.number, reader.generation.at, question.__name__, asked, tuple(sorted(params.items())))
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]
    try:
        answer = question(reader, asked, **params)
    except FiguresDamaged:
        try:
            return the_store().ask(lambda other: question(other, asked, **params))
        except FiguresError as error:
            raise NoFiguresNow from error
    with _lock:
        _answers[key] = answer
        if len(_answers) > KEPT:
            _answers.popitem(last=False)
    return answer

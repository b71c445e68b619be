"""Who hears of what happened to a plan or an item, once it is certain that it happened.

The one place from which the cascade sends messages: each act names the units that should know and what they should know.
"""
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Message:
    """`topic` is the act (return, press, counter, …); `things` as in plan:17 or plan-item:3, which lead to the page."""

    topic: str
    campaign: Campaign
    unit: Unit
    roles: tuple[str, ...]
    things: tuple[str, ...]
    text: str
    by: object


# Whoever delivers messages puts itself here; nothing is delivered before the transaction has ended well.
deliverers: list[Callable[[Sequence[Message]], None]] = []


def tell(messages: Iterable[Message]) -> None:
    """Hand messages over on commit. An act that is rolled back tells nobody."""
    waiting = list(messages)
    if waiting:
        transaction.on_commit(lambda: _deliver(waiting))


def _deliver(messages: Sequence[Message]) -> None:
    for deliver in deliverers:
        deliver(messages)

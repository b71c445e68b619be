"""A text in words, as far as they can be told without a dictionary: a number with its point, a Latin word, any other character."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+(?:['’-][A-Za-z]+)*|\s+|.", re.DOTALL)


def tokens_of(text: str) -> list[str]:
    """The pieces; joined they are the text again.

    >>> tokens_of("14个市州, 1.8万册")
    ['14', '个', '市', '州', ',', ' ', '1.8', '万', '册']
    """
    return _TOKEN.findall(text)

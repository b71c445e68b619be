"""Setting words as official Chinese and English print them: punctuation, spaces, quotation and title marks."""

from __future__ import annotations

import re

_HAN = r"[\u3400-\u9fff]"
_MARKS = str.maketrans(",;:?!()", "，；：？！（）")
_NEAR = r"[\u3400-\u9fff，。；：！？（）《》“”]"
_BESIDE_HAN = re.compile(rf"(?<={_NEAR})[,;:?!()]|[,;:?!()](?={_NEAR})")
_SPACE = re.compile(rf"(?<={_HAN}|[，。；：、！？（）《》“”]) +(?=[\w，。；：、！？（）《》“”])|(?<=[\w，。；：、！？（）《》“”]) +(?={_HAN}|[，。；：、！？（）《》“”])")
_QUOTED = re.compile(r'"([^"\n]{0,200})"')
_DASH = re.compile(r"(?<=\d)\s*[-–—]{1,2}\s*(?=\d{4}年)")
# What ends a sentence already, so that none is put after it.
_ENDS = "。！？；…"


def set_chinese(text: str) -> str:
    """A phrase that people typed, as it stands in an official text.

    >>> set_chinese('泸州市质监局 举办"质量月"讲座(第2期), 120人参加')
    '泸州市质监局举办“质量月”讲座（第2期），120人参加'
    """
    text = _QUOTED.sub(r"“\1”", " ".join(text.split()))
    text = _BESIDE_HAN.sub(lambda match: match[0].translate(_MARKS), text)
    text = text.replace(")", "）") if text.count("（") > text.count("）") else text
    text = text.replace("(", "（") if text.count("）") > text.count("（") else text
    text = _BESIDE_HAN.sub(lambda match: match[0].translate(_MARKS), text)  # what follows a bracket that has just been set
    return _SPACE.sub("", _DASH.sub("—", text))


def without_end(text: str) -> str:
    """A title without the full stop that somebody typed after it."""
    return text.strip().rstrip(_ENDS + ".,，")


def ended(text: str, language: str) -> str:
    """A sentence with its full stop."""
    if language == "en":
        return text if text.endswith((".", "!", "?")) else f"{text}."
    return text if text.endswith(tuple(_ENDS)) else f"{text}。"

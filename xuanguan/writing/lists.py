"""Naming the first few and counting the rest: 资阳、泸州、遂宁等14个市州."""

from __future__ import annotations

from collections.abc import Sequence

# So many are named before the rest is counted.
NAMED = 3


def first_few(names: Sequence[str], total: int, counted: str, language: str, *, full: Sequence[str] = ()) -> str:
    """The words for `total` units of which the first are called `names`.

    full: their full names, used where all are named (泸州市, not 泸州). counted: what they are, with its measure word in
    Chinese (个市州), in the plural in English (prefectures). None named gives the count alone.

    >>> first_few(["资阳", "泸州", "遂宁", "成都"], 14, "个市州", "zh")
    '资阳、泸州、遂宁等14个市州'
    >>> first_few(["Ziyang", "Luzhou", "Suining"], 14, "prefectures", "en")
    'Ziyang, Luzhou, Suining and 11 other prefectures'
    """
    if total <= NAMED and len(names) >= total:
        return joined((list(full) or list(names))[:total], language)
    shown = list(names[:shown_of(total, language)])
    if language == "en":
        others = total - len(shown)
        if not others:
            return joined(shown, language)
        return f"{', '.join(shown)} and {others:,} other {counted}" if shown else f"{total:,} {counted}"
    return f"{'、'.join(shown)}等{total}{counted}" if shown else f"{total}{counted}"


def shown_of(total: int, language: str) -> int:
    """How many are named. English has no "and 1 other prefectures": the fourth of four is named too."""
    return NAMED + 1 if language == "en" and total == NAMED + 1 else NAMED


def joined(names: Sequence[str], language: str) -> str:
    """A, B and C; 甲、乙、丙."""
    if language != "en":
        return "、".join(names)
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)

"""Small public cells: a count so small that it could point at a person is not printed on a public page.

A cell above zero and below the threshold is suppressed. If just one cell of a row of parts is suppressed while their
sum is shown, it could be had by subtraction, so the next smallest is suppressed too.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping


def suppressed[K: Hashable](cells: Mapping[K, int], *, threshold: int = 5, sum_is_shown: bool = True) -> frozenset[K]:
    """The keys of the cells that must not be shown.

    >>> sorted(suppressed({"a": 2, "b": 40, "c": 12, "d": 0}))
    ['a', 'c']
    """
    if threshold <= 1:
        return frozenset()
    small = {key for key, value in cells.items() if 0 < value < threshold}
    hidden = sum(cells[key] for key in small)
    if sum_is_shown and small and (len(small) == 1 or hidden < threshold):
        others = sorted((value, str(key), key) for key, value in cells.items() if key not in small and value > 0)
        if others:
            small.add(others[0][2])
    return frozenset(small)


def public[K: Hashable](cells: Mapping[K, int], *, threshold: int = 5, sum_is_shown: bool = True) -> dict[K, int | None]:
    """The cells as a public page may show them: None where suppressed."""
    hidden = suppressed(cells, threshold=threshold, sum_is_shown=sum_is_shown)
    return {key: None if key in hidden else value for key, value in cells.items()}

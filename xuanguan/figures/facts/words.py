"""The measure word of a number that was written without one: the word of its kind's form."""
from xuanguan.campaigns.models import KindMeasure


class MeasureWords:
    """Kept for one pass over the records."""

    def __init__(self) -> None:
        self._words: dict[tuple[int, str], str] = {}
        for kind, code, word in KindMeasure.objects.order_by("kind", "order", "pk").values_list("kind_id", "code", "unit_zh"):
            self._words.setdefault((kind, code), word)

    def word(self, kind: int, code: str, written: str) -> str:
        return written or self._words.get((kind, code), "")

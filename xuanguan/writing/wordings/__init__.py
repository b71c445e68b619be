"""How each kind of activity is said, in one place: a table for each language, and a sentence that is right for any kind."""

from xuanguan.writing.wordings.chinese import CHINESE
from xuanguan.writing.wordings.english import ENGLISH
from xuanguan.writing.wordings.wording import Wording

__all__ = ["CHINESE", "ENGLISH", "Wording", "wording_of"]


def wording_of(reads_as: str, name: str, language: str) -> Wording:
    """By the general code of the kind; a kind without a wording of its own is said by its name."""
    table = ENGLISH if language == "en" else CHINESE
    if found := table.get(reads_as):
        return found
    if language == "en":
        return Wording(f"did this: {name}", f"did this on {{n}} occasion(s): {name}", "")
    return Wording(f"开展“{name}”", f"开展“{name}”{{n}}", "次")

"""Which files are made of an edition when it is issued."""
from collections.abc import Callable

from xuanguan.bulletins.enums import ExportForm
from xuanguan.bulletins.models import Draft, Edition


def exports_of(draft: Draft) -> dict[str, Callable[[Edition], bytes]]:
    """By form; the JSON that proves itself is always made."""
    return {ExportForm.TEXT: lambda edition: edition.package["text"].encode()}

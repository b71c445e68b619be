"""From a document as it came to the text of its body, in Simplified, with a reason for all that was left out."""

from xuanguan.reading.cleaning.cleaned import Cleaned, clean

__all__ = ["Cleaned", "clean"]

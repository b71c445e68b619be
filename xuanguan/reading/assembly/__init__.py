"""From matched rules to deeds: what belongs together, who did it, when, and in which scene."""

from xuanguan.reading.assembly.deeds import Deed, Number
from xuanguan.reading.assembly.walk import assemble

__all__ = ["Deed", "Number", "assemble"]

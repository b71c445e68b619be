"""The one visual grammar: how a thing is known, told apart by shape and word before colour."""
from enum import StrEnum


class Mark(StrEnum):
    """How a figure, a cell or a row is known.

    `PERHAPS` stands between stated and missing: a total says that so many are in, and does not say which. It is only
    ever a cell of a strip or of a map; a length cannot be "perhaps".
    """

    VERIFIED = "verified"
    SELF_REPORTED = "self_reported"
    STATED = "stated"
    PERHAPS = "perhaps"
    MISSING = "missing"

    @property
    def css(self) -> str:
        """The class of its shape and the id of its symbol: `mark-self-reported`."""
        return "mark-" + self.value.replace("_", "-")


FOUR_MARKS = (Mark.VERIFIED, Mark.SELF_REPORTED, Mark.STATED, Mark.MISSING)

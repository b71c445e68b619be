"""Facts: what the floor above hands over, as plain values (`rows`), and their columns in the star (`columns`)."""

from xuanguan.analytics.facts.batches import FactBatch
from xuanguan.analytics.facts.rows import (
    ActivityFact,
    Changes,
    FulfilmentFact,
    Measured,
    RosterFact,
    RosterMember,
    StatementFact,
    TakingPart,
)

__all__ = [
    "ActivityFact", "Changes", "FactBatch", "FulfilmentFact", "Measured", "RosterFact", "RosterMember", "StatementFact", "TakingPart",
]

"""How what is expected stands on a day."""
from xuanguan.campaigns.queries.standing.standing import Standing
from xuanguan.campaigns.queries.standing.values import Counts, Item, Slice, slices_at_hand

__all__ = ["Counts", "Item", "Slice", "Standing", "slices_at_hand"]

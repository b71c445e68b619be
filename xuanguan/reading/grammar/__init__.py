"""What each kind of deed sounds like: one small file per family, rules as data, wordings beside the rule."""

from xuanguan.reading.grammar import (
    government,
    learning,
    materials,
    media,
    meetings,
    others,
    pledges,
    street,
    training,
)
from xuanguan.reading.rules import Rule

ACTIVITY_RULES: tuple[Rule, ...] = (
    *government.RULES,
    *training.RULES,
    *learning.RULES,
    *meetings.RULES,
    *pledges.RULES,
    *materials.RULES,
    *street.RULES,
    *media.RULES,
    *others.RULES,
)

__all__ = ["ACTIVITY_RULES"]

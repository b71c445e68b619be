"""Says why a claim was read: its derivation as an indented tree."""

from __future__ import annotations

from xuanguan.reading.claims import Claim, Step


def as_tree(claim: Claim) -> str:
    """The derivation of a claim, one rule a line, what it rests on below it, indented.

    >>> from xuanguan.reading import read_text
    >>> print(as_tree(read_text("县卫健局举办讲座30余次。").claims[0]).splitlines()[0])
    1. lecture ← “县卫健局举办讲座30余次”
    """
    lines = [f"{claim.id}. {claim.activity} ← “{claim.quote}”"]
    for step in claim.why:
        _write(step, 1, lines)
    return "\n".join(lines)


def _write(step: Step, depth: int, lines: list[str]) -> None:
    words = f": “{step.words}”" if step.words else ""
    lines.append(f"{'   ' * depth}{step.rule}{words}")
    for below in step.below:
        _write(below, depth + 1, lines)

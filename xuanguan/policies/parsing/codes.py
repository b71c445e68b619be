"""Stable codes of clauses: from their numbers, and kept when a file is imported again."""
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from string import ascii_lowercase

from xuanguan.policies.parsing.values import ParsedClause


@dataclass(frozen=True, slots=True)
class Known:
    """A clause that the database holds already: its code, the code above it, its heading."""

    code: str
    parent: str
    heading: str


def settle_codes(clauses: Sequence[ParsedClause], known: Sequence[Known] = ()) -> list[ParsedClause]:
    """The clauses with a code each. First the file's own id or the path of numbers; then, where that is new, the heading.

    A clause whose path of numbers is not known yet, but whose heading stands under the same parent with a code that no
    other clause of the file claims, keeps that code: so 3.a, whose number was not known, stays 3.a when the number is found.
    A clause without a number takes the next free letter under its parent. The same path twice gets a second letter.
    """
    known_codes = {one.code for one in known}
    by_heading = {(one.parent, one.heading): one.code for one in known if one.heading}
    claimed = {clause.code for clause in clauses if clause.code}
    settled: list[ParsedClause] = []
    taken: set[str] = set()
    for clause in clauses:
        parent = settled[clause.parent].code if clause.parent is not None else ""
        code = rebased(clause, parent, clauses)
        if code not in known_codes:
            kept = by_heading.get((parent, clause.heading), "")
            if kept and kept not in claimed and kept not in taken:
                code = kept
        if not code or code in taken:
            code = free_code(code or parent, taken | known_codes | claimed, dotted=not code)
        taken.add(code)
        settled.append(replace(clause, code=code))
    return settled


def rebased(clause: ParsedClause, parent: str, clauses: Sequence[ParsedClause]) -> str:
    """The clause's code below the settled code of its parent, which may differ from the path of numbers."""
    if not clause.code or clause.parent is None:
        return clause.code
    above = clauses[clause.parent].code
    if above and above != parent and clause.code.startswith(f"{above}."):
        return f"{parent}{clause.code[len(above):]}"
    return clause.code


def free_code(base: str, taken: set[str], *, dotted: bool) -> str:
    """The first of base.a, base.b … (or of basea, baseb …) that is free."""
    for n in count():
        letters = ascii_lowercase[n % 26] * (n // 26 + 1)
        code = f"{base}.{letters}" if dotted and base else f"{base}{letters}"
        if code not in taken:
            return code
    raise AssertionError("unreachable")

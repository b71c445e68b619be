"""Builds the tree of clauses while a file is read from top to bottom."""
from dataclasses import dataclass, field

from xuanguan.policies.enums import Certainty
from xuanguan.policies.parsing.numbering import Number
from xuanguan.policies.parsing.values import ParsedClause


@dataclass(slots=True)
class Growing:
    """A clause that is still being read."""

    code: str
    parent: int | None
    depth: int
    number: str
    heading: str
    certainty: str
    place_is_judged: bool
    line: int
    rank: int
    text: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)

    def done(self) -> ParsedClause:
        return ParsedClause(self.code, self.parent, self.depth, self.number, self.heading, "\n\n".join(self.text), "\n\n".join(self.note),
                            self.certainty, self.place_is_judged, self.line)


class Tree:
    """Clauses in the order read. A clause goes below the last one of a smaller rank (a heading's level, or its number's)."""

    def __init__(self) -> None:
        self.clauses: list[Growing] = []
        self.open: list[int] = []

    @property
    def last(self) -> Growing | None:
        return self.clauses[-1] if self.clauses else None

    def add(self, *, rank: int, number: Number | None, heading: str, code: str = "", certainty: str = Certainty.CONFIRMED,
            place_is_judged: bool = False, line: int = 0) -> Growing:
        while self.open and self.clauses[self.open[-1]].rank >= rank:
            self.open.pop()
        parent = self.open[-1] if self.open else None
        clause = Growing(
            code=code or self.path(number, parent), parent=parent, depth=len(self.open), number=number.printed if number else "",
            heading=heading, certainty=certainty, place_is_judged=place_is_judged, line=line, rank=rank)
        self.open.append(len(self.clauses))
        self.clauses.append(clause)
        return clause

    def path(self, number: Number | None, parent: int | None) -> str:
        """The numbers down to this clause, joined by dots; an absolute number (1.2) below 1 is 1.2. "" where one lacks."""
        if number is None:
            return ""
        above = self.clauses[parent].code if parent is not None else ""
        if parent is not None and not above:
            return ""
        if number.path:
            absolute = ".".join(map(str, number.path))
            return absolute if not above or absolute.startswith(f"{above}.") else f"{above}.{number.value}"
        return f"{above}.{number.value}" if above else str(number.value)

    def done(self) -> tuple[ParsedClause, ...]:
        return tuple(clause.done() for clause in self.clauses)

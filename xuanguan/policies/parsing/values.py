"""A policy as a value, before it is compared with what the database holds."""
import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from xuanguan.policies.enums import Certainty, Relation

CHINESE, ENGLISH = "zh-Hans", "en"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says of itself. Empty where it says nothing; the import page asks for what lacks."""

    code: str = ""
    version: str = ""
    language: str = CHINESE
    title_zh: str = ""
    title_en: str = ""
    short_zh: str = ""
    short_en: str = ""
    aliases: tuple[str, ...] = ()
    issuer_zh: str = ""
    issuer_en: str = ""
    number: str = ""
    adopted: dt.date | None = None
    issued: dt.date | None = None
    effective: dt.date | None = None
    complete: bool = True
    demo: bool = False


@dataclass(frozen=True, slots=True)
class ParsedClause:
    """A heading or a clause. `code` is the file's own id or follows from the numbers; "" where the clause has no number.

    `parent` is the place of the clause above it in the policy's list, None at the top.
    """

    code: str
    parent: int | None
    depth: int
    number: str = ""
    heading: str = ""
    text: str = ""
    note: str = ""
    certainty: str = Certainty.CONFIRMED
    place_is_judged: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class ParsedTarget:
    code: str
    year: int
    category: str
    indicator: str
    value: str
    relation: str = Relation.QUALITATIVE
    number: Decimal | None = None
    unit: str = ""
    clause: str = ""
    certainty: str = Certainty.CONFIRMED
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParsedPolicy:
    """`remarks` are things worth a look that do not stop the import, as sentences."""

    front: FrontMatter
    clauses: tuple[ParsedClause, ...]
    targets: tuple[ParsedTarget, ...] = ()
    sources: tuple[str, ...] = ()
    baselines: tuple[str, ...] = ()
    note: str = ""
    remarks: tuple[str, ...] = field(default=())

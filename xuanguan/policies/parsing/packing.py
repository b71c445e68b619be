"""A parsed policy as plain JSON values and back, so that a page can carry it from the dry run to the act."""
import datetime as dt
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from xuanguan.policies.parsing.values import FrontMatter, ParsedClause, ParsedPolicy, ParsedTarget

_DAYS = ("adopted", "issued", "effective")


def packed(parsed: ParsedPolicy) -> dict[str, Any]:
    values = asdict(parsed)
    values["front"] |= {key: day.isoformat() if (day := getattr(parsed.front, key)) else None for key in _DAYS}
    for target in values["targets"]:
        target["number"] = None if target["number"] is None else str(target["number"])
    return values


def unpacked(values: dict[str, Any]) -> ParsedPolicy:
    front: dict[str, Any] = values["front"] | {
        key: dt.date.fromisoformat(value) if (value := values["front"][key]) else None for key in _DAYS}
    return ParsedPolicy(
        front=FrontMatter(**front | {"aliases": tuple(front["aliases"])}),
        clauses=tuple(ParsedClause(**clause) for clause in values["clauses"]),
        targets=tuple(
            ParsedTarget(**target | {"number": None if target["number"] is None else Decimal(target["number"])}) for target in values["targets"]),
        sources=tuple(values["sources"]), baselines=tuple(values["baselines"]), note=values["note"], remarks=tuple(values["remarks"]))

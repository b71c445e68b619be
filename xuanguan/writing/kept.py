"""A draft as JSON and back: what is stored, frozen in an edition and sent. Nothing is lost either way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from xuanguan.periods import PeriodError, Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Coverage, Draft, FigureRef, Known, Names, Number, Paragraph, Picture, Piece, Role, Section, Words

# Raised when the shape changes so that an older program cannot read it.
SHAPE = 1


class NotADraft(ValueError):
    """What was given is no draft in JSON: says where it fails."""

    code = "not_a_draft"


def as_json(draft: Draft) -> dict[str, Any]:
    """Plain lists, dicts, strings and whole numbers; decimals as strings."""
    return {
        "shape": SHAPE, "language": draft.language, "title": draft.title, "issuer": draft.issuer, "addressee": draft.addressee,
        "campaign": draft.campaign, "unit": draft.unit, "period": [draft.period.first.isoformat(), draft.period.last.isoformat()],
        "as_of": draft.as_of.isoformat(), "generation": draft.generation, "sections": [section_as_json(one) for one in draft.sections],
    }


def from_json(said: Mapping[str, Any]) -> Draft:
    """Raises NotADraft with a sentence that names what is missing or wrong."""
    try:
        if said["shape"] != SHAPE:
            raise NotADraft(f"This draft is written in shape {said['shape']}; this program reads shape {SHAPE}.")
        first, last = said["period"]
        return Draft(
            language=said["language"], title=said["title"], issuer=said["issuer"], addressee=said.get("addressee", ""),
            campaign=said.get("campaign", ""), unit=said.get("unit", ""), period=Window(date.fromisoformat(first), date.fromisoformat(last)),
            as_of=date.fromisoformat(said["as_of"]), generation=int(said.get("generation", 0)),
            sections=tuple(section_from_json(one) for one in said["sections"]))
    except NotADraft:
        raise
    except KeyError as error:
        raise NotADraft(f"This is no draft: {error.args[0]} is missing in it.") from error
    except (AttributeError, InvalidOperation, PeriodError, TypeError, ValueError) as error:
        raise NotADraft(f"This is no draft: {str(error).rstrip(chr(46))}.") from error


def section_as_json(section: Section) -> dict[str, Any]:
    found: dict[str, Any] = {"heading": section.heading, "front": section.front, "paragraphs": [paragraph_as_json(one) for one in section.paragraphs]}
    return found | ({"key": section.key} if section.key else {})


def section_from_json(said: Mapping[str, Any]) -> Section:
    return Section(said["heading"], said.get("front", ""), tuple(paragraph_from_json(one) for one in said["paragraphs"]), said.get("key", ""))


def paragraph_as_json(paragraph: Paragraph) -> dict[str, Any]:
    found: dict[str, Any] = {"role": str(paragraph.role), "pieces": [piece_as_json(one) for one in paragraph.pieces]}
    return found | {name: value for name, value in (("why", paragraph.why), ("origin", paragraph.origin), ("key", paragraph.key)) if value}


def paragraph_from_json(said: Mapping[str, Any]) -> Paragraph:
    return Paragraph(
        tuple(piece_from_json(one) for one in said["pieces"]), Role(said.get("role", "body")), said.get("why", ""), said.get("origin", ""),
        said.get("key", ""))


def piece_as_json(piece: Piece) -> dict[str, Any]:
    match piece:
        case Words():
            return {"text": piece.text}
        case Number():
            return {
                "is": "number", "text": piece.text, "value": str(piece.quantity.value), "qualifier": str(piece.quantity.qualifier),
                "word": piece.quantity.unit, "known": str(piece.known), "exactly": None if piece.value is None else str(piece.value),
                "working": piece.working, "figures": _figures(piece.figures)}
        case Coverage():
            return {
                "is": "coverage", "text": piece.text, "reached": piece.reached, "expected": piece.expected, "counted": piece.counted,
                "known": str(piece.known), "figures": _figures(piece.figures)}
        case Names():
            return {
                "is": "names", "text": piece.text, "names": list(piece.names), "total": piece.total, "counted": piece.counted,
                "known": str(piece.known), "codes": list(piece.codes), "figures": _figures(piece.figures)}
        case Picture():
            return {"is": "picture", "text": piece.text, "svg": piece.svg, "caption": piece.caption, "figures": _figures(piece.figures)}


def piece_from_json(said: Mapping[str, Any]) -> Piece:
    figures = tuple(figure_from_json(one) for one in said.get("figures", ()))
    match said.get("is", "words"):
        case "words":
            return Words(said["text"])
        case "number":
            quantity = Quantity(Decimal(said["value"]), Qualifier(said["qualifier"]), said["word"])
            exactly = said.get("exactly")
            return Number(said["text"], quantity, Known(said["known"]), figures, None if exactly is None else Decimal(exactly), said.get("working", ""))
        case "coverage":
            return Coverage(said["text"], int(said["reached"]), int(said["expected"]), said["counted"], Known(said["known"]), figures)
        case "names":
            return Names(said["text"], tuple(said["names"]), int(said["total"]), said["counted"], Known(said["known"]), tuple(said["codes"]), figures)
        case "picture":
            return Picture(said["text"], said["svg"], said.get("caption", ""), figures)
        case other:
            raise NotADraft(f"A piece of a draft is no “{other}”: words, number, coverage, names or picture.")


def figure_as_json(figure: FigureRef) -> dict[str, Any]:
    return {"question": figure.question, "parameters": figure.parameters, "generation": figure.generation, "records": list(figure.records)}


def figure_from_json(said: Mapping[str, Any]) -> FigureRef:
    return FigureRef(
        said["question"], tuple(sorted((str(name), str(value)) for name, value in said["parameters"].items())), int(said.get("generation", 0)),
        tuple(int(one) for one in said.get("records", ())))


def _figures(figures: tuple[FigureRef, ...]) -> list[dict[str, Any]]:
    return [figure_as_json(one) for one in figures]

"""What is drawn on the explore page, as a file of its own: the finding, the definition, the as-of line and the address are in it."""
from typing import Any

from django.utils.translation import gettext as _

from xuanguan.common.drawings import as_png
from xuanguan.design import drawings
from xuanguan.design.components.words import MARK_WORDS, digit_separator
from xuanguan.design.marks import Mark
from xuanguan.web.figures import exploring, wording

DRAWN_FORMATS = {"svg": "image/svg+xml", "png": "image/png"}
# What the page's drawing is called in its context, and how it is drawn by itself.
DRAWINGS = {"bars": drawings.bars, "line": drawings.line, "panels": drawings.multiples, "tiles": drawings.tiles, "shapes": drawings.shapes}


def has_drawing(context: dict[str, Any]) -> bool:
    return any(context.get(name) for name in DRAWINGS)


def drawn(found: exploring.Exploration, form: str, address: str) -> bytes | None:
    """The drawing as SVG or PNG; None where the table is not drawn, or has nothing to draw."""
    context = exploring.context(found)
    name = next((name for name in DRAWINGS if context.get(name)), None)
    if name is None:
        return None
    made = DRAWINGS[name](context[name], said(found, context, address))
    return as_png(made) if form == "png" else made.encode()


def said(found: exploring.Exploration, context: dict[str, Any], address: str) -> drawings.Said:
    question, definition = found.question, context["table"].whole.definition.sentence
    subtitle = _("%(counted)s · %(unit)s · %(period)s") % {"counted": context["counted"], "unit": wording.place(question), "period": wording.days(question.period)}
    notes = [str(definition), context["left_out"] if context.get("left_out") else "", context["map_note"] if context.get("map_note") else "",
             str(wording.as_of_line(question)), address]
    known = {Mark.VERIFIED, Mark.SELF_REPORTED, *({Mark.MISSING} if found.show == "map" else set())}
    return drawings.Said(
        str(context["finding"]), subtitle, tuple(str(one) for one in notes if one), tuple((mark, str(MARK_WORDS[mark])) for mark in Mark if mark in known),
        unit=str(context["word"] or ""), separator=digit_separator())

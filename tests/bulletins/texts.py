"""Texts of bulletins made by hand, with numbers bound to figures of the campaign."""
import datetime as dt
from decimal import Decimal

from xuanguan.bulletins import actions
from xuanguan.bulletins.models import Draft
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.quantities import Quantity
from xuanguan.writing.draft import Draft as Text
from xuanguan.writing.draft import FigureRef, Known, Number, Paragraph, Piece, Section, Words
from xuanguan.writing.kept import from_json

PERIOD = Window(dt.date(2012, 2, 6), dt.date(2012, 5, 25))


def figure_ref(campaign: Campaign, unit: Unit, question: str = "activities", **which: str) -> FigureRef:
    return FigureRef.of(question, {
        "campaign": campaign.code, "unit": unit.code, "from": PERIOD.first.isoformat(), "to": PERIOD.last.isoformat(), **which})


def number(text: str, value: int, unit: str, *figures: FigureRef) -> Number:
    return Number(text, Quantity(Decimal(value), unit=unit), Known.ITEMISED if figures else Known.UNBOUND, figures, Decimal(value) if figures else None)


def a_text(campaign: Campaign, unit: Unit, *paragraphs: tuple[Piece, ...], title: str = "宣贯工作简报") -> Text:
    """One section with these paragraphs."""
    return Text("zh-Hans", title, unit.name_zh, PERIOD, dt.date.today(), (
        Section("一、政府推动", "government", tuple(Paragraph(pieces) for pieces in paragraphs)),), campaign.code, unit.code)


def lectures_text(campaign: Campaign, unit: Unit, count: int, **said) -> Text:
    """「期内举办活动N项。」 with N bound to the unit's activities, and a paragraph without numbers."""
    return a_text(
        campaign, unit, (Words("期内举办活动"), number(f"{count}项", count, "项", figure_ref(campaign, unit)), Words("。")), (Words("各地高度重视。"),), **said)


def make_draft(campaign: Campaign, unit: Unit, *, by, count: int = 0, **said) -> Draft:
    return actions.keep_draft(campaign=campaign, unit=unit, text=lectures_text(campaign, unit, count, **said), outline="five-fronts", by=by)


def texts(draft: Draft) -> list[str]:
    return [one.text for one in from_json(draft.document).paragraphs]


def keys(draft: Draft) -> list[str]:
    return [one.key for one in from_json(draft.document).paragraphs]

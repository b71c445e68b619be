"""Composing a bulletin: which campaign, of whom, of when, in which outline and language."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from xuanguan.bulletins.composing.asking import FEW_RECORDS, told_of
from xuanguan.bulletins.composing.pictures import pictures_of
from xuanguan.bulletins.composing.who import who_did
from xuanguan.bulletins.models import SavedOutline
from xuanguan.bulletins.queries import outlines_for
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.figures.answers import question, totals
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.writing import outline as outlines
from xuanguan.writing.amounts import Rounding
from xuanguan.writing.draft import Draft, Picture
from xuanguan.writing.outline import Outline
from xuanguan.writing.script import in_traditional
from xuanguan.writing.sentences import told_draft

LANGUAGES = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hans", "en": "en"}


class NoSuchOutline(PersonError):
    """An outline that nobody saved for this campaign."""


def compose(
    campaign: Campaign, person=None, *, unit: Unit | None = None, period: Window | None = None, outline: Outline | None = None,
    language: str = "zh-Hans", as_of: dt.date | None = None, rounding: Rounding = Rounding.FIELD, title: str = "", addressee: str = "",
) -> Draft:
    """A draft in which every number is bound to its figure. Nothing is written down.

    person None: no limits. unit, period: as for any figure, those that the person asks first. Raises NotAllowed for a unit
    outside the person's reach, NoFiguresNow where none are built.
    """
    with override(LANGUAGES[language]):
        asked = question(campaign, person, unit=unit, period=period, as_of=as_of)
        told = told_of(asked, person, language="zh-Hans" if language == "zh-Hant" else language, title=title, addressee=addressee)
        draft = told_draft(told, outline or outlines.by_fronts(_fronts(campaign)), rounding=rounding, today=min(timezone.localdate(), told.as_of))
    return in_traditional(draft) if language == "zh-Hant" else draft


def drawn(campaign: Campaign, person=None, *, unit: Unit, period: Window, language: str, as_of: dt.date | None = None) -> dict[str, Picture]:
    """The pictures that can be placed in a text, by what an outline calls them (series, coverage_strip); one that would show nothing is left out."""
    with override(LANGUAGES[language]):
        asked = question(campaign, person, unit=unit, period=period, as_of=as_of)
        who = who_did(asked, totals(asked, by=("front", "kind"), measures=False), language, few=FEW_RECORDS)
        return pictures_of(asked, who, language)


def outlines_of(campaign: Campaign, person=None) -> dict[str, Outline]:
    """By code: those that every campaign has, then those that somebody saved, as saved:7. person: only those within reach; None: all."""
    saved = SavedOutline.objects.filter(campaign=campaign) if person is None else outlines_for(person, campaign)
    known = {code: make(_fronts(campaign)) for code, make in outlines.KNOWN.items()}
    return known | {f"saved:{one.pk}": replace(outlines.from_json(one.document), name_zh=one.name, name_en=one.name) for one in saved}


def outline_named(campaign: Campaign, name: str, person=None) -> Outline:
    """By its code, or by the name it was saved under. Raises NoSuchOutline with what there is."""
    known = outlines_of(campaign, person)
    found = known.get(name) or next((one for one in known.values() if one.name_zh == name), None)
    if found is None:
        raise NoSuchOutline(_("There is no outline “%(name)s”. Choose one of: %(known)s.") % {
            "name": name, "known": ", ".join(one.name_zh if code.startswith("saved:") else code for code, one in known.items())})
    return found


def _fronts(campaign: Campaign) -> list[tuple[str, str, str]]:
    return [(front.code, front.name_zh, front.name_en) for front in campaign.fronts.order_by("order", "pk")]

"""Writing a bulletin: begun from the records, edited by several people, its numbers bound; every save leaves a revision."""
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.bulletins.composing import drawn
from xuanguan.bulletins.enums import DraftState
from xuanguan.bulletins.models import Draft, Edition, Revision, SavedOutline
from xuanguan.bulletins.permissions import check_edit, check_write
from xuanguan.bulletins.standing import desk_of, moved_to
from xuanguan.bulletins.states import DRAFT_STATES
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.writing.draft import Draft as Text
from xuanguan.writing.draft import FigureRef, Paragraph, Role, Section
from xuanguan.writing.editing import Conflict, Typing, joined, keyed, paragraph_of, with_added, with_paragraph
from xuanguan.writing.kept import as_json, from_json
from xuanguan.writing.rebinding import bound_to, explained, rebound, with_number

# Saves of one writer closer together than this are one running revision.
SITTING = dt.timedelta(minutes=15)
LONGEST_PARAGRAPH = 10_000
MOST_PARAGRAPHS = 500


class NumberGone(PersonError):
    """Somebody else took the number out meanwhile."""

    def __str__(self) -> str:
        return _("This number is no longer in the draft: somebody changed the paragraph. Reload the page to see how it stands.")


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft as it stands now, and what could not be joined with what somebody else had saved."""

    draft: Draft
    conflicts: tuple[Conflict, ...]


@transaction.atomic
def keep_draft(*, campaign: Campaign, unit: Unit, text: Text, outline: str, by, corrects: Edition | None = None, reason: str = "",
               is_demo: bool = False) -> Draft:
    """Begin a draft with this text. `start_draft` composes it; a correction begins with what was printed."""
    check_write(by, unit)
    now = timezone.now()
    draft = Draft.objects.create(
        campaign=campaign, unit=unit, title=text.title, first=text.period.first, last=text.period.last, outline=outline[:80], language=text.language,
        document=as_json(keyed(text)), corrects=corrects, reason=reason, by=by, changed_by=by, changed_at=now, is_demo=is_demo)
    Revision.objects.create(draft=draft, number=1, title=draft.title, document=draft.document, by=by, begun_at=now, at=now)
    record("begin", draft, by=by, unit=unit.code, outline=outline)
    return draft


def empty_text(*, campaign: Campaign, unit: Unit, period: Window, language: str) -> Text:
    """A page with a title and one section, for those who write without the composer."""
    with translation.override("en" if language == "en" else "zh-hans"):
        title = _("Bulletin of %(unit)s on “%(campaign)s”") % {"unit": unit, "campaign": campaign}
        issuer = str(unit)
    return Text(language, title, issuer, period, timezone.localdate(), (Section("", "", ()),), campaign.code, unit.code)


@transaction.atomic
def save_draft(*, draft: Draft, typing: Typing, by) -> Saved:
    """Take what a person typed. What others saved meanwhile is joined with it, paragraph by paragraph.

    What cannot be joined stays as the other saved it; the whole of this person's text is kept aside in the history.
    Raises NotInThisState, NotAllowed, ValidationError (too long).
    """
    _check_length(typing)
    draft = _locked(draft, "save", by)
    current = from_json(draft.document)
    found = joined(current, typing)
    if found.conflicts:
        _keep_aside(draft, current, typing, found.conflicts, by)
    if found.draft != current:
        _write(draft, found.draft, by)
    return Saved(draft, found.conflicts)


@transaction.atomic
def bind_number(*, draft: Draft, paragraph: str, place: int, printed: str, figure: FigureRef, by) -> Draft:
    """Bind the number at `place` of a paragraph to a figure; its words stay. Raises NumberGone where `printed` stands there no more."""
    draft = _locked(draft, "save", by)
    standing = desk_of(draft, by).standing(figure)
    if standing is None:
        raise ValidationError({"figure": [_("This figure cannot be asked. Choose one of those proposed.")]})
    return _number_set(draft, paragraph, place, printed, lambda one: bound_to(
        one, place, (figure,), known=standing.known, value=standing.value.value if standing.value else None), by, "bind", figure=figure.address)


@transaction.atomic
def explain_number(*, draft: Draft, paragraph: str, place: int, printed: str, source: str, by) -> Draft:
    """Say what stands behind a number that no figure holds."""
    draft = _locked(draft, "save", by)
    source = " ".join(source.split())[:300]
    if not source:
        raise ValidationError({"source": [_("Say where the number comes from: a document, a telephone call, another register.")]})
    return _number_set(draft, paragraph, place, printed, lambda one: explained(one, place, source), by, "explain", source=source)


@transaction.atomic
def update_numbers(*, draft: Draft, by, only: tuple[str, int] | None = None) -> list[tuple[str, str]]:
    """Word bound numbers anew whose figure has moved: all, or the one at (paragraph, place). Returns (was, is) of each."""
    draft = _locked(draft, "save", by)
    text = from_json(draft.document)
    desk, changed = desk_of(draft, by), []
    for paragraph in text.paragraphs:
        for place, piece in enumerate(paragraph.bound):
            if only not in (None, (paragraph.key, place)) or not (new := moved_to(piece, desk, text.language)):
                continue
            paragraph = with_number(paragraph, place, new)
            changed.append((piece.text, new.text))
        text = with_paragraph(text, paragraph)
    if changed:
        _write(draft, text, by)
        record("update numbers", draft, by=by, numbers=[f"{was} → {now}" for was, now in changed][:50])
    return changed


@transaction.atomic
def place_picture(*, draft: Draft, which: str, section: str, by) -> Draft:
    """Draw a chart over time (series) or a map of the units below (coverage_strip) from the figures, at the end of a section."""
    draft = _locked(draft, "save", by)
    text = from_json(draft.document)
    picture = drawn(draft.campaign, by, unit=draft.unit, period=text.period, language=text.language, as_of=desk_of(draft).as_of).get(which)
    if picture is None:
        raise ValidationError({"which": [_("There is nothing to draw: the records of this period show no such picture.")]})
    _write(draft, with_added(text, section, [Paragraph((picture,), Role.PICTURE)]), by)
    record("place picture", draft, by=by, which=which)
    return draft


@transaction.atomic
def name_revision(*, draft: Draft, name: str, by) -> Revision:
    """Keep the draft as it stands now under a name."""
    check_edit(by, draft)
    name = " ".join(name.split())[:80]
    if not name:
        raise ValidationError({"name": [_("Give this version a name, as in “before the meeting”.")]})
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    now = timezone.now()
    revision = Revision.objects.create(draft=draft, number=draft.number, title=draft.title, document=draft.document, name=name, by=by, begun_at=now, at=now)
    record("name version", draft, by=by, name=name)
    return revision


@transaction.atomic
def return_to_revision(*, draft: Draft, revision: Revision, by) -> Draft:
    """Make an earlier version the draft again; what stood until now stays in the history."""
    draft = _locked(draft, "save", by)
    if revision.draft_id != draft.pk:
        raise ValidationError({"revision": [_("This version belongs to another draft.")]})
    _write(draft, from_json(revision.document), by, own=True)
    record("return to version", draft, by=by, number=revision.number)
    return draft


@transaction.atomic
def delete_draft(*, draft: Draft, by) -> Draft:
    """Put a draft away; it can be brought back."""
    return _moved(draft, "delete", by)


@transaction.atomic
def restore_draft(*, draft: Draft, by) -> Draft:
    return _moved(draft, "restore", by)


@transaction.atomic
def save_outline(*, campaign: Campaign, unit: Unit, name: str, document: dict, by) -> SavedOutline:
    """Keep an outline for the bulletins of a unit; one of the same name is replaced."""
    check_write(by, unit)
    name = " ".join(name.split())[:80]
    if not name:
        raise ValidationError({"name": [_("Give the outline a name.")]})
    outline, _made = SavedOutline.objects.update_or_create(campaign=campaign, unit=unit, name=name, defaults={"document": document, "by": by})
    record("save outline", outline, by=by)
    return outline


def write_text(draft: Draft, text: Text, by) -> None:
    """For the acts beside these (passages taken in): a save of a locked draft."""
    _write(draft, text, by)


def locked(draft: Draft, act: str, by) -> Draft:
    """The draft as it is now, held until the transaction ends; checks right and state."""
    return _locked(draft, act, by)


def _locked(draft: Draft, act: str, by) -> Draft:
    check_edit(by, draft)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("campaign__territory", "unit__territory", "corrects").get(pk=draft.pk)
    DRAFT_STATES.check(act, draft.state)
    return draft


def _moved(draft: Draft, act: str, by) -> Draft:
    draft = _locked(draft, act, by)
    draft.state = DraftState(DRAFT_STATES.check(act, draft.state))
    draft.save(update_fields=["state"])
    record(act, draft, by=by)
    return draft


def _write(draft: Draft, text: Text, by, *, own: bool = False) -> None:
    """Save, and note it in the history: in the writer's running revision, or (`own`) in one of its own."""
    now = timezone.now()
    draft.document, draft.title, draft.number = as_json(keyed(text)), text.title[:300], draft.number + 1
    draft.changed_by, draft.changed_at = by, now
    draft.save(update_fields=["document", "title", "number", "changed_by", "changed_at"])
    last = draft.revisions.filter(aside=False).order_by("-id").first()
    if last and not own and last.by_id == by.pk and not last.name and last.number > 1 and now - last.begun_at < SITTING:
        last.number, last.title, last.document, last.at = draft.number, draft.title, draft.document, now
        last.save(update_fields=["number", "title", "document", "at"])
        return
    Revision.objects.create(draft=draft, number=draft.number, title=draft.title, document=draft.document, by=by, begun_at=now, at=now)
    record("save", draft, by=by, number=draft.number)


def _keep_aside(draft: Draft, current: Text, typing: Typing, conflicts: Sequence[Conflict], by) -> None:
    """The draft as this person would have it, once in a sitting."""
    mine = {one.key: one.mine for one in conflicts}
    text = current.but(sections=tuple(
        type(section)(mine.get(section.key, section.heading), section.front, tuple(_as_typed(one, mine) for one in section.paragraphs), section.key)
        for section in current.sections))
    now = timezone.now()
    values = {"title": mine.get("title", draft.title) or draft.title, "document": as_json(text), "at": now, "number": draft.number}
    last = draft.revisions.filter(aside=True, by=by, begun_at__gt=now - SITTING).order_by("-id").first()
    if last:
        Revision.objects.filter(pk=last.pk).update(**values)
    else:
        Revision.objects.create(draft=draft, by=by, begun_at=now, aside=True, **values)
        record("keep aside", draft, by=by, paragraphs=sorted(mine))


def _as_typed(paragraph: Paragraph, mine: dict[str, str]) -> Paragraph:
    if paragraph.key not in mine:
        return paragraph
    return Paragraph(rebound(paragraph.pieces, mine[paragraph.key]), paragraph.role, paragraph.why, paragraph.origin, paragraph.key)


def _number_set(draft: Draft, key: str, place: int, printed: str, change, by, act: str, **data) -> Draft:
    text = from_json(draft.document)
    paragraph = paragraph_of(text, key)
    if paragraph is None or not 0 <= place < len(paragraph.bound) or paragraph.bound[place].text != printed:
        raise NumberGone
    _write(draft, with_paragraph(text, change(paragraph)), by)
    record(act, draft, by=by, number=printed, **data)
    return draft


def _check_length(typing: Typing) -> None:
    longest = max((len(one.text) for one in typing.paragraphs), default=0)
    if longest > LONGEST_PARAGRAPH:
        raise ValidationError({"text": [_("One paragraph has %(length)s characters. Divide it: the longest may have %(most)s.") % {
            "length": longest, "most": LONGEST_PARAGRAPH}]})
    if len(typing.paragraphs) > MOST_PARAGRAPHS:
        raise ValidationError({"text": [_("The draft has more than %(most)s paragraphs. Divide it into two bulletins.") % {"most": MOST_PARAGRAPHS}]})

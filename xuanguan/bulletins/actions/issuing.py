"""Issuing a draft: from then on it is an edition, and never changes. What is wrong in it is put right by a later one."""
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.bulletins.actions.drafting import keep_draft, locked
from xuanguan.bulletins.actions.telling import tell_printed
from xuanguan.bulletins.enums import DraftState, ExportForm
from xuanguan.bulletins.models import Adoption, Draft, Edition, EditionFile, Erratum
from xuanguan.bulletins.permissions import check_edit, check_write
from xuanguan.bulletins.since import changes_since
from xuanguan.bulletins.standing import Desk, desk_of, has_turned, moved_to
from xuanguan.common.exceptions import PersonError
from xuanguan.figures.actions import PrintedFigure, note_printed
from xuanguan.figures.answers.reader import current_reader
from xuanguan.writing.draft import Draft as Text
from xuanguan.writing.draft import Known
from xuanguan.writing.editions import FigureKept, agrees, canonical, package
from xuanguan.writing.kept import from_json
from xuanguan.writing.rebinding import amount, needs_a_source

# Makes the files that are kept with an edition: (form, content) of each.
type Files = Callable[[Edition], Iterable[tuple[str, bytes]]]


class StillUnbound(PersonError):
    """Numbers that stand on nothing: an edition is not issued with them."""

    def __init__(self, numbers: list[str]):
        self.numbers = numbers
        super().__init__(numbers)

    def __str__(self) -> str:
        return _("These numbers stand on no figure and name no source yet: %(numbers)s. Bind each to a figure, or say where it comes from.") % {
            "numbers": _(", ").join(self.numbers[:12])}


class MovedSince(PersonError):
    """Numbers that their figures no longer bear out."""

    def __init__(self, numbers: list[str]):
        self.numbers = numbers
        super().__init__(numbers)

    def __str__(self) -> str:
        return _("Their figures have moved since these numbers were written: %(numbers)s. Update them, or say where the printed number comes from.") % {
            "numbers": _(", ").join(self.numbers[:12])}


class NothingToIssue(PersonError):
    """An empty draft."""

    def __str__(self) -> str:
        return _("The draft has no text yet. Write at least one paragraph, or compose it from the records.")


@transaction.atomic
def issue_edition(*, draft: Draft, by, document_number: str = "", issued_on: dt.date | None = None, official: Mapping[str, Any] | None = None,
                  files: Files | None = None) -> Edition:
    """Freeze the draft: text, figures with values and record ids, the state of the data, a hash, who and when.

    official: the parts around the text as plain data (exports.Official.kept), frozen with it. files: makes further files, which are
    stored with it. Raises StillUnbound, MovedSince,
    NothingToIssue, ValidationError (the document number is taken), NotInThisState, NotAllowed.
    """
    draft = locked(draft, "issue", by)
    text = from_json(draft.document)
    _check_text(text)
    document_number = " ".join(document_number.split())[:80]
    if document_number and Edition.objects.filter(unit=draft.unit, document_number=document_number).exists():
        raise ValidationError({"document_number": [_("The unit has issued a document of this number already.")]})
    now, day = timezone.now(), issued_on or timezone.localdate()
    generation = current_reader().generation
    desk = desk_of(draft)  # an edition holds the whole figures, whoever issues it
    with translation.override("en" if text.language == "en" else "zh-hans"):
        kept = _figures(text, desk)
    _check_standing(text, kept, desk)
    as_of = desk.as_of or timezone.localdate(now)
    about = {
        "title": text.title, "document_number": document_number, "language": text.language,
        "unit": {"code": draft.unit.code, "name": draft.unit.name_zh}, "campaign": {"code": draft.campaign.code, "name": draft.campaign.name_zh},
        "period": {"from": draft.first.isoformat(), "to": draft.last.isoformat()},
        "issued": {"on": day.isoformat(), "at": now.isoformat(timespec="seconds"), "by": by.name or by.username},
        "data": {"generation": str(generation.number), "figures_of": generation.at.isoformat(timespec="seconds"), "as_of": as_of.isoformat()},
        "official": dict(official or {}), "corrects": _corrected(draft)}
    whole = package(text, kept, about)
    edition = Edition.objects.create(
        draft=draft, campaign=draft.campaign, unit=draft.unit, title=text.title, document_number=document_number, first=draft.first, last=draft.last,
        language=text.language, issued_on=day, as_of=as_of, generation=str(generation.number), package=whole, sha256=whole["sha256"],
        by=by, at=now, is_demo=draft.is_demo)
    keep_file(edition, ExportForm.JSON, canonical(whole))
    for form, data in files(edition) if files else ():
        keep_file(edition, form, data)
    note_printed(edition=edition.pk, title=str(edition), on=day, figures=_printed(text, desk))
    _tell_adopted(draft, edition, text)
    if draft.corrects is not None:
        Erratum.objects.create(edition=draft.corrects, correction=edition, reason=draft.reason, changes=[one.as_json() for one in changes_since(draft.corrects)])
    draft.state = DraftState.ISSUED
    draft.save(update_fields=["state"])
    record("issue", edition, by=by, sha256=edition.sha256, document_number=document_number, corrects=draft.corrects_id)
    return edition


@transaction.atomic
def begin_correction(*, edition: Edition, reason: str, by) -> Draft:
    """A draft that puts an edition right: its text as printed, to be changed; numbers whose figure moved are offered as updates.

    Raises ValidationError where no reason is told, or where another correction is being written.
    """
    check_write(by, edition.unit)
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise ValidationError({"reason": [_("Say why it is corrected: readers see the reason beside both editions.")]})
    if Erratum.objects.filter(edition=edition).exists():
        raise ValidationError({"reason": [_("This edition has been corrected already. Correct the later one.")]})
    if open_draft := Draft.objects.filter(corrects=edition, state=DraftState.WRITING).first():
        raise ValidationError({"reason": [_("A correction is being written already: “%(title)s”. Go on with it.") % {"title": open_draft.title}]})
    text = from_json(edition.package["document"])
    return keep_draft(
        campaign=edition.campaign, unit=edition.unit, text=text, outline=edition.draft.outline, by=by, corrects=edition, reason=reason,
        is_demo=edition.is_demo)


def keep_file(edition: Edition, form: str, data: bytes) -> EditionFile:
    """Store an edition as a file, once."""
    kept = EditionFile(edition=edition, form=form, sha256=hashlib.sha256(data).hexdigest())
    kept.file.save(f"{edition.sha256[:16]}.{'txt' if form == ExportForm.TEXT else form}", ContentFile(data), save=False)
    kept.save()
    return kept


def check_issue(person, draft: Draft) -> None:
    """Raises what would keep the draft from being issued, as a sentence."""
    check_edit(person, draft)
    _check_text(from_json(draft.document))


def _check_text(text: Text) -> None:
    if not any(one.text.strip() for one in text.paragraphs):
        raise NothingToIssue
    if loose := [piece.text for piece in text.bound if needs_a_source(piece)]:
        raise StillUnbound(loose)


def _check_standing(text: Text, kept: list[FigureKept], desk: Desk) -> None:
    """What is printed must be true of its figure; what was worked out must still follow from its figures."""
    figures = {one.figure.address: one for one in kept}
    moved = [piece.text for piece in text.bound if piece.figures and (
        moved_to(piece, desk, text.language) or has_turned(piece, desk) if piece.known is Known.DERIVED
        else len(piece.figures) == 1 and not agrees(piece, figures[piece.figures[0].address]))]
    if moved:
        raise MovedSince(moved)


def _figures(text: Text, desk: Desk) -> list[FigureKept]:
    """Each figure once, as it stands; one that can be asked no more keeps what the draft knew of it."""
    found: dict[str, FigureKept] = {}
    for piece in text.bound:
        for ref in piece.figures:
            if ref.address not in found:
                found[ref.address] = desk.kept(ref) or FigureKept(ref, piece.text, amount(piece))
    return list(found.values())


def _printed(text: Text, desk: Desk) -> Iterable[PrintedFigure]:
    seen: set[tuple[str, str]] = set()
    for piece in text.bound:
        for ref in piece.figures:
            standing = desk.standing(ref)
            if standing is None or standing.question is None or (ref.address, piece.text) in seen:
                continue
            seen.add((ref.address, piece.text))
            yield PrintedFigure(standing.question, piece.text, standing.value, standing.expectation)


def _corrected(draft: Draft) -> dict[str, str] | None:
    one = draft.corrects
    return {"title": one.title, "document_number": one.document_number, "sha256": one.sha256, "reason": draft.reason} if one else None


def _tell_adopted(draft: Draft, edition: Edition, text: Text) -> None:
    """Those whose passages are printed may now see it; passages that were taken out again are no adoption."""
    printed = {one.key: one.text for one in text.paragraphs}
    submissions = {}
    for adoption in Adoption.objects.filter(draft=draft, edition=None).select_related("submission__edition__unit", "submission__by"):
        if adoption.taken_as not in printed:
            continue
        adoption.edition, adoption.printed_text = edition, printed[adoption.taken_as]
        adoption.save(update_fields=["edition", "printed_text"])
        record("adopt", adoption.submission, by=edition.by, edition=edition.pk)
        submissions[adoption.submission_id] = adoption.submission
    for submission in submissions.values():
        tell_printed(submission, edition)



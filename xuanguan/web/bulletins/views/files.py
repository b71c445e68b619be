"""Drafts and editions as files: Word, PDF, web page, text, JSON; Chinese ones in Traditional script as well."""
import io

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from xuanguan.bulletins.exports import FORMS, Official, edition_as, export, file_name, official_of
from xuanguan.bulletins.models import Draft, Edition, EditionFile
from xuanguan.bulletins.queries import drafts_seen_by, editions_seen_by
from xuanguan.writing.draft import Draft as Text
from xuanguan.writing.editions import draft_in
from xuanguan.writing.kept import from_json
from xuanguan.writing.script import in_traditional


@require_safe
def draft_file(request: HttpRequest, pk: int, form: str) -> FileResponse:
    """The draft as it stands, with what its unit's last edition had around the text."""
    draft = get_object_or_404(drafts_seen_by(request.user), pk=pk)
    text, official = from_json(draft.document), official_before(draft)
    if in_script(request, text):
        text, official = in_traditional(text), official.in_traditional()
    return answer(file_name(text, form) if form in FORMS else "", form, lambda: export(text, form, official))


@require_safe
def edition_file(request: HttpRequest, pk: int, form: str) -> FileResponse:
    """A file of the edition as it was made when it was issued; any other is made of what was frozen. Always a download."""
    edition = get_object_or_404(editions_seen_by(request.user), pk=pk)
    text = draft_in(edition.package)
    traditional = in_script(request, text)
    kept = None if traditional else EditionFile.objects.filter(edition=edition, form=form).first()
    name = file_name(in_traditional(text) if traditional else text, form) if form in FORMS else ""
    return answer(name, form, lambda: kept.data if kept else edition_as(edition, form, traditional=traditional))


def official_before(draft: Draft) -> Official:
    """What stood around the text of the last edition of the draft's unit, without what was of that edition only."""
    last = Edition.objects.filter(campaign=draft.campaign, unit=draft.unit, language=draft.language).order_by("-pk").first()
    if last is None:
        return Official(plain=draft.language == "en")
    known = official_of(last)
    return Official(mark=known.mark, addressee=known.addressee, signed=known.signed, copies=known.copies, printed_by=known.printed_by, plain=known.plain)


def in_script(request: HttpRequest, text: Text) -> bool:
    return request.GET.get("script") == "hant" and text.language == "zh-Hans"


def answer(name: str, form: str, make) -> FileResponse:
    if form not in FORMS:
        raise Http404
    return FileResponse(io.BytesIO(make()), as_attachment=True, filename=name, content_type=FORMS[form].content_type)

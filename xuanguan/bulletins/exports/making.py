"""Which forms there are, and how each is made."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xuanguan.bulletins.enums import ExportForm
from xuanguan.bulletins.exports import structured, web, word
from xuanguan.bulletins.exports.official import Official
from xuanguan.bulletins.exports.printing import NoChineseFont, as_pdf
from xuanguan.bulletins.models import Edition
from xuanguan.writing.draft import Draft
from xuanguan.writing.editions import canonical, draft_in
from xuanguan.writing.kept import as_json
from xuanguan.writing.script import in_traditional


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file."""

    ending: str
    content_type: str
    make: Callable[[Draft, Official], bytes]


def export(draft: Draft, form: str, official: Official | None = None) -> bytes:
    """The file. Raises KeyError for a form that there is not, NoChineseFont (a sentence) where a PDF cannot be set."""
    return FORMS[form].make(draft, (official or Official()).of(draft))


def edition_as(edition: Edition, form: str, *, traditional: bool = False) -> bytes:
    """An edition as a file, made of what was frozen. Its JSON is the file that proves itself.

    traditional: a Simplified one converted; its JSON never is. Raises as `export`.
    """
    if form == ExportForm.JSON:
        return canonical(edition.package)
    draft, official = draft_in(edition.package), official_of(edition)
    if traditional and draft.language == "zh-Hans":
        draft, official = in_traditional(draft), official.in_traditional()
    return export(draft, form, official)


def official_of(edition: Edition) -> Official:
    return Official.from_kept(edition.package["edition"].get("official", {}))


def files_of(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The files kept with an edition, besides its JSON. No PDF where the machine has no Chinese font: it can be made later, elsewhere."""
    for form in (ExportForm.HTML, ExportForm.DOCX, ExportForm.PDF, ExportForm.TEXT):
        try:
            yield str(form), edition_as(edition, form)
        except NoChineseFont:
            continue


def file_name(draft: Draft, form: str) -> str:
    """A name that every file system takes: 四川宣贯工作简报-20120525.pdf."""
    title = re.sub(r"[^\w\u3400-\u9fff-]+", "-", draft.title).strip("-")[:60] or "bulletin"
    return f"{title}-{draft.period.last:%Y%m%d}.{FORMS[form].ending}"


def _text(draft: Draft, official: Official) -> bytes:
    return draft.text.encode()


def _json(draft: Draft, official: Official) -> bytes:
    return (json.dumps(as_json(draft), ensure_ascii=False, indent=1) + "\n").encode()


FORMS: dict[str, Form] = {
    "text": Form("txt", "text/plain; charset=utf-8", _text),
    "html": Form("html", "text/html; charset=utf-8", web.as_html),
    "json": Form("json", "application/json", _json),
    "jsonld": Form("jsonld", "application/ld+json", structured.as_jsonld),
    "docx": Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.as_docx),
    "pdf": Form("pdf", "application/pdf", as_pdf),
}

"""Which forms there are, and how each is made."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from xuanguan.bulletins.exports import structured, web, word
from xuanguan.bulletins.exports.official import Official
from xuanguan.bulletins.exports.printing import as_pdf
from xuanguan.writing.draft import Draft
from xuanguan.writing.kept import as_json


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file."""

    ending: str
    content_type: str
    make: Callable[[Draft, Official], bytes]


def export(draft: Draft, form: str, official: Official | None = None) -> bytes:
    """The file. Raises KeyError for a form that there is not, NoChineseFont (a sentence) where a PDF cannot be set."""
    return FORMS[form].make(draft, (official or Official()).of(draft))


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

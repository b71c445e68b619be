"""A bulletin as a tagged PDF (PDF/UA-1) after GB/T 9704-2012, set by typst; and drawings as pictures for Word."""

import json
import threading
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from xuanguan.bulletins.exports.official import Official
from xuanguan.common.drawings import as_png
from xuanguan.common.exceptions import PersonError
from xuanguan.writing.draft import Draft, Picture, Role

TEMPLATE = Path(__file__).parent / "official.typ"
# Under each role the names looked for, the standard's own first.
FONTS = {
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "FandolSong", "SimSun"),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "FandolFang R", "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "FandolSong", "SimSun"),
    "heading": ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "FandolHei", "WenQuanYi Zen Hei", "Noto Serif CJK SC"),
    "note": ("KaiTi_GB2312", "KaiTi", "FandolKai", "Noto Serif CJK SC", "Source Han Serif SC", "FandolSong"),
}
TRADITIONAL = {" SC": " TC", " CN": " TW"}
LATIN = "Libertinus Serif"  # comes with typst, so that digits and Latin letters look the same everywhere
PRINTED_DOTS = 220
_setting = threading.Lock()


class NoChineseFont(PersonError):
    """No font of the machine has Chinese characters."""

    def __str__(self) -> str:
        return _("This machine has no Chinese font, so no PDF can be set. Install one (fonts-noto-cjk on Debian and Ubuntu), or put a folder of fonts into the "
                 "setting XUANGUAN_FONTS. The Word document can be made without it.")


def as_pdf(draft: Draft, official: Official) -> bytes:
    """Raises NoChineseFont for a Chinese text where there is none."""
    data = {
        "language": draft.language, "title": draft.title, "issuer": draft.issuer, "official": official.as_data(draft.language), "fonts": fonts_for(draft.language), "latin": LATIN,
        "sections": [{"heading": one.heading, "paragraphs": [_paragraph(paragraph) for paragraph in one.paragraphs]} for one in draft.sections]}
    with _setting:
        made = _compiler().compile(TEMPLATE.read_bytes(), format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


def picture_as_png(svg: str) -> bytes:
    """A drawing in print resolution."""
    return as_png(svg, dots=PRINTED_DOTS)


def fonts_for(language: str) -> dict[str, list[str]]:
    """By role, the fonts to try: digits and Latin letters first, then the first Chinese font that the machine has."""
    here = families()
    found = {}
    for role, wanted in FONTS.items():
        names = [_traditional(name) for name in wanted] + list(wanted) if language == "zh-Hant" else list(wanted)
        chosen = next((name for name in names if name in here), None)
        if chosen is None and language != "en":
            raise NoChineseFont
        found[role] = [LATIN, *([chosen] if chosen else [])]
    return found


@cache
def families() -> frozenset[str]:
    return frozenset(_fonts().families())


def _paragraph(paragraph) -> dict[str, object]:
    if paragraph.role is Role.PICTURE:
        found = next(one for one in paragraph.pieces if isinstance(one, Picture))
        return {"role": "picture", "svg": found.svg, "alt": found.text, "caption": found.caption, "share": round(found.share * 100, 1)}
    return {"role": str(paragraph.role), "text": paragraph.text}


def _traditional(name: str) -> str:
    for simplified, traditional in TRADITIONAL.items():
        name = name.replace(simplified, traditional)
    return name


@cache
def _fonts() -> typst.Fonts:
    folder = settings.FONTS_FOLDER
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[str(folder)] if folder else [])


@cache
def _compiler() -> typst.Compiler:
    """One for each process: it keeps the fonts it has read."""
    return typst.Compiler(font_paths=_fonts())

"""A drawing as a picture of dots, for what takes no SVG: slides, chats, Word."""
import threading
from functools import cache

import typst
from django.conf import settings

# A page as large as the drawing, and nothing round it.
PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
# Twice the dots of a screen: sharp on a slide, a third of a megabyte.
DOTS_PER_INCH = 192
_setting = threading.Lock()


def as_png(svg: str, *, dots: int = DOTS_PER_INCH) -> bytes:
    """The drawing as PNG. Its words are set in the first of its fonts that the machine has."""
    with _setting:
        made = _compiler().compile(PAGE.encode(), format="png", ppi=dots, sys_inputs={"svg": svg})
    assert isinstance(made, bytes)  # one page
    return made


@cache
def _compiler() -> typst.Compiler:
    """One for each process: it keeps the fonts it has read."""
    folder = settings.FONTS_FOLDER
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[str(folder)] if folder else []))

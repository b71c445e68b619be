"""Contrast of the tokens, computed by the formula of WCAG 2.2: AAA for body text, AA for the rest, in both themes."""
import re
from pathlib import Path

import pytest

import xuanguan.design

CSS = (Path(xuanguan.design.__file__).parent / "static/design/tokens.css").read_text()
BLOCKS = re.findall(r"color-scheme: (light|dark);(.*?)}", CSS, re.S)
THEMES = {name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", body)) for name, body in BLOCKS}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    channels = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_two_places_of_the_dark_theme_say_the_same():
    dark = [re.sub(r"\s+", " ", body) for name, body in BLOCKS if name == "dark"]

    assert len(dark) == 2
    assert dark[0] == dark[1]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), [
    ("ink", "paper", 7), ("ink-soft", "paper", 7), ("ink", "surface", 7), ("ink-soft", "surface", 7), ("ink-faint", "paper", 4.5),
    ("link", "paper", 7), ("link-strong", "surface", 7), ("on-accent", "accent", 4.5), ("on-accent", "accent-strong", 4.5),
    ("good", "paper", 4.5), ("attention", "paper", 4.5), ("wrong", "paper", 4.5), ("on-mark", "mark", 4.5),
    ("mark", "paper", 3), ("line-strong", "paper", 3), ("focus", "paper", 3),
    *((f"series-{n}", "paper", 4.5) for n in range(1, 7)),
])
def test_text_and_shapes_stand_out_from_their_ground(theme, text, ground, least):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= least

"""From figures to a draft: what the campaign's figures say of a unit in a period, told by an outline.

`compose` is the one way in; everything is asked through `figures.answers`, within what the person may see.
"""

from xuanguan.bulletins.composing.composing import LANGUAGES, NoSuchOutline, compose, drawn, outline_named, outlines_of

__all__ = ["LANGUAGES", "NoSuchOutline", "compose", "drawn", "outline_named", "outlines_of"]

"""A bulletin as one HTML page that needs nothing else: every number carries how it is known and which figure it is."""

import json
from html import escape

from xuanguan.bulletins.exports.official import Official
from xuanguan.bulletins.exports.structured import RATINGS, linked
from xuanguan.writing.draft import Draft, Paragraph, Picture, Piece, Role, Words

STYLE = """
:root { color-scheme: light dark }
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 4rem; font: 1.0625rem/1.8 "Source Han Serif SC", "Noto Serif CJK SC", FangSong, Georgia, serif }
h1 { text-align: center; font-size: 1.5rem; line-height: 1.4; text-wrap: balance } h2 { font-size: 1.125rem; font-family: "Noto Sans CJK SC", SimHei, sans-serif }
header p { text-align: center; margin: .25rem } .mark { color: #b00000; font-size: 1.75rem; font-weight: 700 } hr { border: 0; border-top: 2px solid #b00000 }
:lang(zh) .text p { text-indent: 2em } data { text-decoration: underline dotted; text-underline-offset: .25em } .note, figcaption { font-size: .875rem }
.sign { text-align: right } figure { margin: 1rem 0 } figure svg { max-width: 100%; height: auto; background: #fff } footer { border-top: 1px solid; margin-top: 2rem }
@media (prefers-color-scheme: dark) { .mark { color: #ff8a80 } hr { border-color: #ff8a80 } }
@media print { body { max-width: none } data { text-decoration: none } }
"""


def as_html(draft: Draft, official: Official) -> bytes:
    said = official.as_data(draft.language)
    head = "" if official.plain else (
        f'<p class="mark">{escape(said["mark"])}</p>{_line(said["number"])}<hr>')
    data = json.dumps(linked(draft, official), ensure_ascii=False).replace("<", "\\u003c")
    body = "".join(_section(one.heading, one.paragraphs, draft.language) for one in draft.sections)
    addressee = f"<p>{escape(said['addressee'])}{':' if draft.language == 'en' else '：'}</p>" if said["addressee"] else ""
    foot = "".join(_line(line) for line in (_copies(said, draft.language), " ".join(filter(None, (said["printed_by"], said["printed_on"])))))
    return f"""<!DOCTYPE html>
<html lang="{escape(draft.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(draft.title)}</title>
<style>{STYLE}</style>
<script type="application/ld+json">{data}</script></head>
<body><article><header>{head}<h1>{escape(draft.title)}</h1></header>
<div class="text">{addressee}{body}</div>
<p class="sign">{escape(said["signed"])}<br>{escape(said["on"])}</p>{f"<footer>{foot}</footer>" if foot else ""}</article></body></html>
""".encode()


def _section(heading: str, paragraphs: tuple[Paragraph, ...], language: str) -> str:
    title = f"<h2>{escape(heading)}</h2>" if heading else ""
    return f"<section>{title}{''.join(_paragraph(one, language) for one in paragraphs)}</section>"


def _paragraph(paragraph: Paragraph, language: str) -> str:
    if paragraph.role is Role.PICTURE:
        return "".join(_picture(one) for one in paragraph.pieces if isinstance(one, Picture))
    kind = ' class="note"' if paragraph.role is Role.NOTE else ""
    return f"<p{kind}>{''.join(_piece(one, language) for one in paragraph.pieces)}</p>"


def _piece(piece: Piece, language: str) -> str:
    if isinstance(piece, Words | Picture):
        return escape(piece.text)
    known = RATINGS[piece.known][1 if language == "en" else 2]
    figure = f' data-figure="{escape(piece.figures[0].address)}"' if piece.figures else ""
    return f'<data value="{escape(_machine(piece))}" title="{escape(str(known))}"{figure}>{escape(piece.text)}</data>'


def _machine(piece) -> str:
    for name in ("value", "reached", "total"):
        if (found := getattr(piece, name, None)) is not None:
            return str(found)
    return str(piece.quantity.value)


def _picture(piece: Picture) -> str:
    svg = piece.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(piece.text)}" ', 1)
    return f"<figure>{svg}<figcaption>{escape(piece.caption)}</figcaption></figure>"


def _copies(said: dict[str, str], language: str) -> str:
    return f"{'Copies: ' if language == 'en' else '抄送：'}{said['copies']}" if said["copies"] else ""


def _line(words: str) -> str:
    return f"<p>{escape(words)}</p>" if words else ""

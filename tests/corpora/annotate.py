"""Turns bulletins annotated by hand, in a shape quick to write, into the corpus's files. Run: python tests/corpora/annotate.py FILE…

    === B33 | title | 2024-05-20 | source
    The clean text, as many lines as it has.
    ---
    lecture | public | 县司法局；县教育局 #2 部门 | 2024-05-10 | first words…last words | sessions=3 3场; participants=120+ 120余人
    +++
    The page as it came, where it is more than a title, a source line and the text.

A claim is a line: kind, front, actors (with `#` their count and its noun), day or `-`, quote (whole, or its first and last
words), measures. A measure is a name, a value, a mark (`+` at least, `~` about, `<` at most, none exact) and its words; they
are looked for in the quote, then in the text. The day of annotation belongs before the day the reader first sees the text.
"""

from __future__ import annotations

import json
import pathlib
import re
import sys
from typing import Any

BULLETINS = pathlib.Path(__file__).parent / "bulletins"
QUALIFIERS = {"": "exact", "+": "at_least", "~": "about", "<": "at_most"}
_MEASURE = re.compile(r"(?P<name>[a-z_]+)=(?P<value>[\d.]+)(?P<mark>[+~<]?) (?P<text>.+)")


def main() -> None:
    for name in sys.argv[1:]:
        for block in re.split(r"^=== ", pathlib.Path(name).read_text(encoding="utf-8"), flags=re.M)[1:]:
            gold, raw = document(block)
            (BULLETINS / f"{gold['doc']}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            (BULLETINS / f"{gold['doc']}.txt").write_text(raw, encoding="utf-8")
            print(gold["doc"], len(gold["claims"]), "claims")


def document(block: str) -> tuple[dict[str, Any], str]:
    head, _, rest = block.partition("\n")
    doc, title, date, source = (part.strip() for part in head.split("|"))
    body, _, rest = rest.partition("\n---\n")
    lines, _, raw = rest.partition("\n+++\n")
    text = body.strip("\n")
    claims = [claim(number, line, text, doc) for number, line in enumerate((one for one in lines.split("\n") if one.strip()), 1)]
    gold = {"doc": doc, "origin": "composed by the project; places and figures are invented", "title": title or None,
            "date": date or None, "source": source or None, "clean_text": text, "claims": claims}  # fmt: skip
    said = "　".join(part for part in (f"发布时间：{date}" if date else "", f"来源：{source}" if source else "") if part)
    return gold, raw.strip("\n") + "\n" if raw.strip() else "\n".join(part for part in (title, said, text) if part) + "\n"


def claim(number: int, line: str, text: str, doc: str) -> dict[str, Any]:
    activity, front, who, when, words, numbers = ([part.strip() for part in line.split(" | ")] + [""])[:6]
    start, end = place(words, text, f"{doc} claim {number}")
    actors, _, counted = who.partition("#")
    count = None
    if counted:
        value, noun = counted.strip().split(" ", 1)
        mark = value[-1] if value[-1] in QUALIFIERS else ""
        count = {"value": int(value.rstrip("+~<")), "qualifier": QUALIFIERS[mark], "unit": noun}
    return {"id": number, "quote": text[start:end], "actors": [one.strip() for one in actors.split("；") if one.strip()],
            "count_of_actors": count, "front": front, "activity": activity,
            "measures": [measure(one.strip(), text, start, end, doc) for one in numbers.split(";") if one.strip()],
            "when": None if when in ("-", "") else when, "start": start, "end": end}  # fmt: skip


def place(words: str, text: str, where: str) -> tuple[int, int]:
    first, _, last = words.partition("…")
    start = text.find(first)
    end = text.find(last, start) + len(last) if last else start + len(first)
    if start < 0 or end < len(last) or (last and text.find(last, start) < 0):
        raise SystemExit(f"{where}: {words!r} does not stand in the text")
    return start, end


def measure(words: str, text: str, start: int, end: int, doc: str) -> dict[str, Any]:
    match = _MEASURE.fullmatch(words)
    at = -1
    if match:
        at = text.find(match["text"], start, end)
        at = at if at >= 0 else text.find(match["text"])
    if match is None or at < 0:
        raise SystemExit(f"{doc}: {words!r} is no measure of the text")
    value = float(match["value"])
    return {"name": match["name"], "value": int(value) if value == int(value) else value, "qualifier": QUALIFIERS[match["mark"]],
            "text": match["text"], "in_quote": start <= at < end, "start": at, "end": at + len(match["text"])}  # fmt: skip


if __name__ == "__main__":
    main()

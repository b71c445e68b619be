"""A plain scorer for readings against gold, after the guidelines: same kind and overlapping words, one to one."""

from __future__ import annotations

import json
import pathlib
import re
from collections import Counter
from dataclasses import dataclass, field

OWN = pathlib.Path(__file__).parents[1] / "corpora" / "bulletins"
SHARED = pathlib.Path(__file__).parents[3] / "shared" / "corpus" / "dev" / "gold"

_TAIL = re.compile(r"(省|市|县|区|州|镇|乡|街道)$")
_WIDE = str.maketrans("，。；：（）“”‘’", ",.;:()\"\"''")


def gold_of(folder: pathlib.Path) -> list[dict]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


@dataclass
class Score:
    """Hits, read and gold of each table; F1 from them."""

    hits: Counter = field(default_factory=Counter)
    read: Counter = field(default_factory=Counter)
    gold: Counter = field(default_factory=Counter)

    def f1(self, table: str) -> float:
        precision = self.hits[table] / (self.read[table] or 1)
        recall = self.hits[table] / (self.gold[table] or 1)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def fronts(self) -> float:
        return self.hits["fronts"] / (self.hits["claims"] or 1)


def score(pairs: list[tuple[dict, dict]]) -> Score:
    """Over pairs of gold and reading, both in the shape of the contract."""
    out = Score()
    for gold, reading in pairs:
        text = squashed(gold["clean_text"])
        matched = match(gold["claims"], reading["claims"], text)
        _add(out, "claims", len(matched), len(reading["claims"]), len(gold["claims"]))
        mine, theirs = _measures(reading["claims"]), _measures(gold["claims"])
        _add(out, "measures", (mine & theirs).total(), mine.total(), theirs.total())
        for i, j in matched:
            names, found = gold["claims"][i]["actors"], reading["claims"][j]["actors"]
            _add(out, "actors", _same_names(names, found), len(found), len(names))
            out.hits["fronts"] += gold["claims"][i]["front"] == reading["claims"][j]["front"]
    return out


def match(gold: list[dict], read: list[dict], text: str) -> list[tuple[int, int]]:
    options = []
    for i, one in enumerate(gold):
        for j, other in enumerate(read):
            share = _overlap(_place(one["quote"], text), _place(other["quote"], text))
            if one["activity"] == other["activity"] and share >= 0.3:
                options.append((share, -abs(i - j), i, j))
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(options, reverse=True):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _add(out: Score, table: str, hits: int, read: int, gold: int) -> None:
    out.hits[table] += hits
    out.read[table] += read
    out.gold[table] += gold


def _measures(claims: list[dict]) -> Counter:
    return Counter((c["activity"], m["name"], float(m["value"]), m["qualifier"]) for c in claims for m in c["measures"])


def _same_names(gold: list[str], read: list[str]) -> int:
    left, hits = [_bare(name) for name in read], 0
    for name in map(_bare, gold):
        other = next((one for one in left if name in one or one in name), None)
        if other is not None:
            left.remove(other)
            hits += 1
    return hits


def _bare(name: str) -> str:
    name = squashed(name)
    while len(shorter := _TAIL.sub("", name)) >= 2 and shorter != name:
        name = shorter
    return name


def squashed(text: str) -> str:
    return re.sub(r"\s", "", text).translate(_WIDE)


def _place(quote: str, text: str) -> tuple[int, int] | None:
    words = squashed(quote)
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 and words else None


def _overlap(a: tuple[int, int] | None, b: tuple[int, int] | None) -> float:
    if a is None or b is None:
        return 0.0
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / min(a[1] - a[0], b[1] - b[0])

"""Fits the reader's confidence on first readings and says how true it is. Run: python -m benchmarks.calibrating [--write] [DOC…]

With names of documents of the corpus, what the reader makes of them now is added to `first_readings.json`: do it before any
rule is changed for them. `--write` writes the fitted table into the reader and draws the plot of the docs again.
"""

from __future__ import annotations

import argparse
import json
import math
import pathlib
import statistics
from functools import cache
from typing import Any

from tests.reading.scoring import OWN, match, squashed
from xuanguan.reading import reader
from xuanguan.reading.confidence import confidence, features

ROOT = pathlib.Path(__file__).parents[1]
FIRST_READINGS = ROOT / "tests" / "corpora" / "first_readings.json"
WEIGHTS = ROOT / "xuanguan" / "reading" / "weights.json"
RIDGE = 3.0  # pulls rare features to zero; chosen among 0.5 to 8 by the Brier score left out
LEAST_SEEN = 4  # a feature seen less often says nothing
ROUNDS = 250
THRESHOLDS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
FEWEST = 20  # claims that a threshold must have been measured on to be offered

Row = tuple[str, tuple[str, ...], bool]
Told = tuple[float, bool]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("documents", nargs="*")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    if chosen.documents:
        add(chosen.documents)
    claims = left_out()
    print(f"{len(claims)} claims; Brier {brier(claims):.3f}, always saying the mean {brier_of_the_mean(claims):.3f}")
    for at_least, right, of in reached(claims):
        print(f"  told {at_least:.2f} and more: {right / of:.3f} right of {of}")
    if chosen.write:
        table = {name: round(value, 3) for name, value in sorted(fit(first_readings()).items())}
        said = [{"at_least": at, "right": round(right / of, 3), "claims": of} for at, right, of in reached(claims)]
        WEIGHTS.write_text(json.dumps({"claims": len(claims), "weights": table, "reached": said}, indent=1) + "\n", encoding="utf-8")
        from benchmarks import calibration_plot

        calibration_plot.main()


def first_readings() -> list[Row]:
    rows = json.loads(FIRST_READINGS.read_text(encoding="utf-8"))["rows"]
    return [(doc, tuple(names), right) for doc, names, right in rows]


def add(documents: list[str]) -> None:
    """What the reader makes of these documents now, as rows; a document read before stays as it was first read."""
    held = json.loads(FIRST_READINGS.read_text(encoding="utf-8"))
    known = {row[0] for row in held["rows"]}
    for doc in documents:
        if doc not in known:
            held["rows"] += rows_of(json.loads((OWN / f"{doc}.json").read_text(encoding="utf-8")))
    rows = ",\n".join("  " + json.dumps(row) for row in held["rows"])
    FIRST_READINGS.write_text('{\n "what": ' + json.dumps(held["what"]) + ',\n "rows": [\n' + rows + "\n ]\n}\n", encoding="utf-8")


def rows_of(gold: dict[str, Any]) -> list[list[Any]]:
    """One row a claim that was read: document, features, whether kind, place and all numbers are the gold's."""
    kept: dict[str, Any] = {}
    assemble = reader.assemble

    def keeping(page: Any, *args: Any, **known: Any) -> Any:
        kept["page"], kept["deeds"] = page, assemble(page, *args, **known)
        return kept["deeds"]

    reader.assemble = keeping
    try:
        claims = reader.read_text(gold["clean_text"], title=gold["title"], date=gold["date"], source=gold["source"]).to_json()["claims"]
    finally:
        reader.assemble = assemble
    of_gold = {j: i for i, j in match(gold["claims"], claims, squashed(gold["clean_text"]))}
    done = [deed for deed in kept["deeds"] if not deed.planned]
    return [
        [gold["doc"], list(features(kept["page"], deed, sum(one.sentence is deed.sentence for one in kept["deeds"]))), j in of_gold and _numbers(claim) == _numbers(gold["claims"][of_gold[j]])]
        for j, (deed, claim) in enumerate(zip(done, claims, strict=True))
    ]


def _numbers(claim: dict[str, Any]) -> list[tuple[str, float, str]]:
    return sorted((m["name"], float(m["value"]), m["qualifier"]) for m in claim["measures"])


def fit(rows: list[Row], start: dict[str, float] | None = None, rounds: int = ROUNDS) -> dict[str, float]:
    """Logistic weights by accelerated descent; `RIDGE` pulls all but the base to zero, rare features are left out."""
    seen: dict[str, int] = {}
    for _, known, _ in rows:
        for name in known:
            seen[name] = seen.get(name, 0) + 1
    names = [name for name, times in seen.items() if times >= LEAST_SEEN]
    place = {name: number for number, name in enumerate(names)}
    told = [([place[name] for name in known if name in place], right) for _, known, right in rows]
    now = [(start or {}).get(name, 0.0) for name in names]
    before, step = list(now), 1 / (0.25 * len(rows) * 6 + RIDGE)
    for turn in range(1, rounds + 1):
        ahead = [a + (turn - 1) / (turn + 2) * (a - b) for a, b in zip(now, before, strict=True)]
        slope = [0.0 if name == "base" else RIDGE * value for name, value in zip(names, ahead, strict=True)]
        for known, right in told:
            error = 1 / (1 + math.exp(-sum([ahead[i] for i in known]))) - right
            for i in known:
                slope[i] += error
        before, now = now, [value - step * s for value, s in zip(ahead, slope, strict=True)]
    return dict(zip(names, now, strict=True))


@cache
def left_out() -> list[Told]:
    """(confidence, was it right) of each first reading, by weights fitted without its document."""
    rows = first_readings()
    whole, told = fit(rows), []
    for doc in sorted({row[0] for row in rows}):
        table = fit([row for row in rows if row[0] != doc], whole, ROUNDS // 5)
        told += [(confidence(known, table), right) for one, known, right in rows if one == doc]
    return told


def brier(claims: list[Told]) -> float:
    return statistics.mean((sure - right) ** 2 for sure, right in claims)


def brier_of_the_mean(claims: list[Told]) -> float:
    return statistics.pvariance([float(right) for _, right in claims])


def reached(claims: list[Told]) -> list[tuple[float, int, int]]:
    """(threshold, right, claims) of those told at least so much, where enough were."""
    out = []
    for at_least in THRESHOLDS:
        inside = [right for sure, right in claims if sure >= at_least]
        if len(inside) >= FEWEST:
            out.append((at_least, sum(inside), len(inside)))
    return out


if __name__ == "__main__":
    main()

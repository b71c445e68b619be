"""Checks drafts of one set of records, with and without planted errors; prints what came of it as JSON. A process of its own."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections import Counter, defaultdict
from random import Random
from typing import Any


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--drafts", type=int, default=7)
    parser.add_argument("--each", type=int, default=2)
    parser.add_argument("--tell", action="store_true")
    chosen = parser.parse_args(arguments)
    from xuanguan.cli.main import start_django

    start_django()
    print(json.dumps(measure(chosen.seed, chosen.drafts, chosen.each, tell=chosen.tell), ensure_ascii=False))


def measure(seed: int, drafts: int, each: int, *, tell: bool) -> dict[str, Any]:
    from benchmarks.checking.planting import KINDS, Source, as_text, as_typed
    from xuanguan.bulletins.checking import check_text, check_written

    random = Random(f"planting {seed}")
    planted: dict[str, dict[str, list[int]]] = {"text": defaultdict(lambda: [0, 0]), "draft": defaultdict(lambda: [0, 0])}
    true: dict[str, list[int]] = {"text": [0, 0], "draft": [0, 0]}
    seconds, characters = 0.0, 0
    verdicts: Counter[str] = Counter()
    for question in views(random, drafts):
        source = Source(question, random)
        asked = {"campaign": question.campaign, "unit": question.unit, "period": question.period}
        checks = {
            "text": lambda one, asked=asked, source=source: check_text(as_text(source.draft, one) if one else source.draft.text, **asked),
            "draft": lambda one, asked=asked, source=source: check_written(as_typed(source.draft, one) if one else source.draft, **asked)}
        for way, check in checks.items():
            begun = time.process_time()
            checked = check(None)
            seconds += time.process_time() - begun
            characters += len(checked.text)
            wrong = checked.to_look_at
            true[way][0] += len(checked.findings)
            true[way][1] += len(wrong)
            if tell:
                for one in wrong:
                    print(f"TRUE CALLED WRONG ({way}, {question.unit.code}, {question.period.code}): {one.quote} | {one.worst.text}: {one.worst.working}", file=sys.stderr)
        for kind, plant in KINDS.items():
            for one in _some(plant(source), each):
                for way, check in checks.items():
                    checked = check(one)
                    span = located(checked.text, one)
                    hit = span and any(part.needs_a_look and part.start < span[1] and span[0] < part.end for found in checked.findings for part in found.parts)
                    planted[way][kind][0] += 1
                    planted[way][kind][1] += bool(hit)
                    others = [found for found in checked.findings if not _touches(found, checked.text, one)]
                    true[way][0] += len(others)
                    true[way][1] += sum(found.needs_a_look for found in others)
                    if hit and span:
                        worst = max((part for found in checked.findings for part in found.parts if part.start < span[1] and span[0] < part.end), key=lambda p: p.weight)
                        verdicts[f"{kind}: {worst.verdict}"] += 1
                    if tell and not hit:
                        print(f"NOT FOUND ({way}, {kind}, {question.unit.code}, {question.period.code}): {one.was} → {one.words} | {sentence(one)}", file=sys.stderr)
                    if tell:
                        for found in others:
                            if found.needs_a_look:
                                print(f"TRUE CALLED WRONG ({way}, beside {kind}, {question.unit.code}): {found.quote} | {found.worst.text}: {found.worst.working}", file=sys.stderr)
    return {"seed": seed, "planted": planted, "true": true, "seconds": seconds, "characters": characters, "verdicts": verdicts}


def views(random: Random, number: int) -> list[Any]:
    """Units of three levels and periods of three lengths."""
    from xuanguan.campaigns.models import Campaign
    from xuanguan.demo import sichuan
    from xuanguan.figures.answers import question
    from xuanguan.organisations.models import Unit
    from xuanguan.periods import Window

    campaign = Campaign.objects.select_related("territory").get(code=sichuan.CODE)
    whole, first, second, april = (
        Window(campaign.begins, campaign.ends), Window(dt.date(2012, 1, 1), dt.date(2012, 3, 31)), Window(dt.date(2012, 4, 1), dt.date(2012, 6, 30)),
        Window(dt.date(2012, 4, 1), dt.date(2012, 4, 30)))
    inside = Unit.objects.filter(first__range=(campaign.territory.first, campaign.territory.last), kind="division", is_open=True).order_by("first")
    prefectures, counties = list(inside.filter(level=2)), list(inside.filter(level=3))
    units = [campaign.territory, random.choice(prefectures), campaign.territory, random.choice(prefectures), random.choice(counties), random.choice(prefectures), random.choice(counties)]
    periods = [whole, second, second, whole, whole, april, first]
    return [question(campaign, unit=units[n % 7], period=periods[n % 7]) for n in range(number)]


def located(text: str, one: Any) -> tuple[int, int] | None:
    """The planted words in the text as it was checked."""
    whole = one.texts[one.where]
    at = text.find(whole)
    if at >= 0:
        return at + one.start, at + one.end
    at = text.rfind(sentence(one))
    return (at, at + len(sentence(one))) if at >= 0 else None


def sentence(one: Any) -> str:
    text = one.texts[one.where]
    start = text.rfind("。", 0, one.start) + 1
    end = text.find("。", max(one.end - 1, one.start))
    return text[start:end + 1 if end >= 0 else len(text)]


def _touches(found: Any, text: str, one: Any) -> bool:
    """Whether a finding shares its sentence with what was planted, or is a number that it makes untrue elsewhere in the paragraph."""
    for whole in one.texts.values():
        at = text.find(whole)
        if at >= 0 and found.start < at + len(whole) and at < found.end:
            return (at + one.start - 200 < found.end and found.start < at + one.end + 200) or len(one.texts) > 1
    return False


def _some(plants: Any, number: int) -> Any:
    for place, one in enumerate(plants):
        if place >= number:
            return
        yield one


if __name__ == "__main__":
    main(sys.argv[1:])

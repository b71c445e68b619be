"""How long a check takes beside the activities of the database that the environment names, growing with the text."""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time


def main() -> None:
    from xuanguan.cli.main import start_django

    start_django()
    from xuanguan.activities.models import Activity
    from xuanguan.bulletins.checking import check_text, check_written
    from xuanguan.bulletins.composing import compose
    from xuanguan.campaigns.models import Campaign
    from xuanguan.demo import sichuan
    from xuanguan.figures.answers import reader
    from xuanguan.periods import Window

    campaign = Campaign.objects.select_related("territory").get(code=sichuan.CODE)
    period = Window(dt.date(2012, 4, 1), dt.date(2012, 6, 30))
    draft = compose(campaign, unit=campaign.territory, period=period)
    asked = {"campaign": campaign, "unit": campaign.territory, "period": period}
    print(f"{Activity.objects.count():,} activities; a quarter of the province; nothing kept of earlier answers; medians of 5")
    print(f"{'':34}{'characters':>12}{'claims':>8}{'processor':>12}{'on the clock':>14}{'of 1 s':>8}")
    for characters in (1_000, 3_000, len(draft.text)):
        text = _first(draft.text, characters)
        wrong = text.replace("余", "万", 4)
        ways = {"a text": lambda text=text: check_text(text, **asked), "a text with four errors": lambda wrong=wrong: check_text(wrong, **asked)}
        if characters == len(draft.text):
            ways["a draft, its numbers bound"] = lambda: check_written(draft, **asked)
        for name, check in ways.items():
            times = []
            for _round in range(5):
                reader.forget_answers()
                began, worked = time.perf_counter(), time.process_time()
                checked = check()
                times.append((time.process_time() - worked, time.perf_counter() - began))
            worked, clock = (statistics.median(one[place] for one in times) for place in (0, 1))
            print(f"{name:34}{len(checked.text):>12,}{len(checked.findings):>8}{worked * 1000:>9.0f} ms{clock * 1000:>11.0f} ms{worked:>8.2f}", flush=True)


def _first(text: str, characters: int) -> str:
    """Whole lines of the text, up to so many characters, with the note that says what its numbers are."""
    lines, found = text.splitlines(), ""
    for line in lines:
        if len(found) + len(line) > characters:
            found += line[:max(line.rfind("。", 0, characters - len(found)), 0) + 1] + "\n"
            break
        found += line + "\n"
    return found


if __name__ == "__main__":
    sys.exit(main())

"""Work grows with the length of the text: counted, not timed."""

import cProfile

import pytest

from xuanguan.reading import read_text
from xuanguan.reading.engine import Engine
from xuanguan.reading.grammar import ACTIVITY_RULES
from xuanguan.reading.tokens import lay_out

SENTENCE = "6月3日，云岭县司法局联合县教育局在人民广场开展宣传活动，发放资料500余份，接受咨询200人次。"
ADVERSARIAL = {
    "no punctuation": "宣传活动讲座培训会议咨询发放资料",
    "digits": "1234567890",
    "numerals": "一二三千万百十",
    "commas": "开展宣传，",
    "enumeration": "县司法局、",
    "open quotes": "“《",
    "plans": "还将",
    "anaphors": "该局举办讲座3场。",
    "actors": "云岭县司法局、石栈县司法局和梅溪县司法局等12个单位",
    "line ends": "讲座\n",
}


def looks(text):
    engine = Engine(ACTIVITY_RULES)
    engine.events(lay_out(text))
    return engine.looks


@pytest.mark.parametrize("words", [SENTENCE, *ADVERSARIAL.values()], ids=["a bulletin", *ADVERSARIAL])
def test_twice_the_text_is_twice_the_patterns_tried(words):
    base = words * (6000 // len(words))

    once, twice = looks(base), looks(base * 2)

    assert twice <= 2 * once + len(ACTIVITY_RULES)


@pytest.mark.parametrize("words", ADVERSARIAL.values(), ids=ADVERSARIAL)
def test_no_text_makes_it_quadratic(words):
    """Eight times the text calls at most twelve times as many functions; quadratic work would call 64 times as many. What a single
    call costs is measured beside (`python -m benchmarks reading`)."""
    base = words * (2000 // len(words))

    def calls(text):
        counting = cProfile.Profile()
        counting.runcall(read_text, text, date="2024-06-30")
        return sum(entry.callcount for entry in counting.getstats())

    calls(base)  # what is read once

    assert calls(base * 8) <= 12 * calls(base)

"""Work grows with the length of the text: counted, not timed."""

import time

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
    """Generous: eight times the text may take up to 24 times as long; quadratic work would take 64 times."""
    base = words * (4000 // len(words))

    def seconds(text):
        started = time.process_time()
        read_text(text, date="2024-06-30")
        return time.process_time() - started

    seconds(base)
    small, large = min(seconds(base) for _ in range(3)), seconds(base * 8)

    assert large <= 24 * max(small, 0.004)

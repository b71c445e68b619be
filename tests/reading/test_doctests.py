"""The examples in the public docstrings hold."""

import doctest
import importlib

import pytest

MODULES = [
    "xuanguan.quantities", "xuanguan.chinese.numerals", "xuanguan.chinese.quantities", "xuanguan.chinese.dates", "xuanguan.chinese.sentences",
    "xuanguan.reading", "xuanguan.reading.reader", "xuanguan.reading.tokens", "xuanguan.reading.fronts", "xuanguan.reading.resolve",
    "xuanguan.reading.explain", "xuanguan.reading.confidence", "xuanguan.reading.grammar.measures",
]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name):
    failed, tried = doctest.testmod(importlib.import_module(name))

    assert failed == 0
    assert tried > 0

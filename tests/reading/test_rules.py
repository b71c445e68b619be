"""Every rule's own wordings: what it must read and what it must leave."""

import pytest

from xuanguan.reading import read_text
from xuanguan.reading.grammar import ACTIVITY_RULES
from xuanguan.reading.lexicon import ACTIVITIES

READ = [pytest.param(rule, words, id=f"{rule.name}: {words}") for rule in ACTIVITY_RULES for words in rule.reads]
LEFT = [pytest.param(rule, words, id=f"{rule.name}: {words}") for rule in ACTIVITY_RULES for words in rule.leaves]


@pytest.mark.parametrize(("rule", "words"), READ)
def test_a_rule_reads_its_wordings(rule, words):
    reading = read_text(words, date="2024-06-30", issuer="云城市司法局")

    kinds = {claim.activity for claim in reading.claims}

    expected = {rule.activity, "enterprise_training"} if rule.activity == "training_course" else {rule.activity}
    assert kinds & expected, [claim.to_json() for claim in reading.claims]


@pytest.mark.parametrize(("rule", "words"), LEFT)
def test_a_rule_leaves_what_is_not_its_own(rule, words):
    reading = read_text(words, date="2024-06-30", issuer="云城市司法局")

    assert [claim.quote for claim in reading.claims if claim.activity == rule.activity] == []


def test_every_rule_brings_five_wordings_to_read_and_two_to_leave():
    poor = [rule.name for rule in ACTIVITY_RULES if len(rule.reads) < 5 or len(rule.leaves) < 2]

    assert poor == []


def test_every_kind_of_the_closed_list_has_a_rule():
    made = {rule.activity for rule in ACTIVITY_RULES} | {"enterprise_training"}

    assert made == set(ACTIVITIES)


def test_every_rule_is_woken_by_an_anchor_of_its_own_wordings():
    asleep = [(rule.name, words) for rule in ACTIVITY_RULES for words in rule.reads if not any(a in words for a in rule.anchors)]

    assert asleep == []

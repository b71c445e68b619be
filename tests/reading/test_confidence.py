"""How sure a claim is, and why it was read."""

from xuanguan.reading import Claim, read_text
from xuanguan.reading.confidence import confidence, weights
from xuanguan.reading.explain import as_tree

TEXT = "6月3日，云岭县司法局联合县教育局在人民广场开展宣传活动，摆放展板12块，发放资料500余份。"


def test_every_claim_has_a_confidence_between_the_least_and_the_most():
    claims = read_text(TEXT, date="2024-06-30").claims

    assert [0.05 <= claim.confidence <= 0.98 for claim in claims] == [True, True]


def test_a_claim_whose_actor_stands_in_its_clause_is_surer_than_one_that_only_inherits_the_reporter():
    named = confidence(("base", "actors:clause"))
    guessed = confidence(("base", "actors:reporter"))

    assert named > guessed


def test_a_table_of_ones_own_replaces_the_weights():
    assert confidence(("base",), {"base": 0.0}) == 0.5
    assert "base" in weights()


def test_a_claim_explains_itself_as_a_tree():
    claim = read_text(TEXT, date="2024-06-30").claims[1]

    assert as_tree(claim).splitlines() == [
        "2. materials_distributed ← “发放资料500余份”",
        "   kind: materials handed out → materials_distributed: “发放资料500余份”",
        "   actors: subject earlier in the sentence: “云岭县司法局联合县教育局”",
        "   measure: copies: “500余份”",
        "      number 500 → 500: “500”",
        "      qualifier at_least",
        "      measure word 份: “份”",
        "   when: 2024-06-03",
        "   front: public",
    ]


def test_a_claim_goes_through_json_and_back():
    for claim in read_text(TEXT, date="2024-06-30").claims:
        again = Claim.from_json(claim.to_json())

        assert again.to_json() == claim.to_json()

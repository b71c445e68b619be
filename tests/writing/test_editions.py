"""The file of an edition proves itself: hash, and numbers against figures."""
import copy
import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.writing.drafts import drafts
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Coverage, Draft, FigureRef, Known, Names, Number, Paragraph, Section, Words
from xuanguan.writing.editions import FigureKept, NotAnEdition, draft_in, figures_in, hash_of, package, verify

LECTURES = FigureRef.of("measure", {"kind": "lecture"}, generation=3)
STUDY = FigureRef.of("coverage", {"expectation": "study"}, generation=3)
KEPT = (FigureKept(LECTURES, "讲座 · 场次", Quantity(Decimal(137), Qualifier.EXACT, "场"), Decimal(30), Decimal(107), None, (1, 2, 3), 3),
        FigureKept(STUDY, "专题学习", Quantity(Decimal(14)), expected=21))


def an_edition() -> dict:
    paragraph = Paragraph((
        Coverage("21个市州中有14个", 14, 21, "市州", Known.STATED, (STUDY,)), Words("专题学习，即"),
        Names("资阳、泸州、遂宁等14个市州", ("资阳", "泸州", "遂宁"), 14, "市州", Known.STATED, (), (STUDY,)), Words("，举办讲座"),
        Number("130余场", Quantity(Decimal(130), Qualifier.AT_LEAST, "场"), Known.ITEMISED, (LECTURES,), Decimal(137)), Words("，约"),
        Number("5万册", Quantity(Decimal(50000), Qualifier.EXACT, "册"), Known.UNBOUND, working="印刷厂发货单"), Words("。")))
    draft = Draft("zh-Hans", "简报", "省质监局", Window(dt.date(2012, 2, 6), dt.date(2012, 5, 25)), dt.date(2012, 5, 25), (Section("一、政府推动", "government", (paragraph,)),))
    return package(draft, KEPT, {"title": "简报", "document_number": "川质监简报〔2012〕1号", "unit": {"code": "510000-qts", "name": "省质监局"}, "issued": {"on": "2012-05-25"}})


def altered(change) -> dict:
    said = copy.deepcopy(an_edition())
    change(said)
    return said


def test_an_edition_that_nobody_touched_is_whole_and_says_what_stands_on_no_figure():
    found = verify(json.loads(json.dumps(an_edition())))

    assert (found.problems, found.notes) == ((), ("“5万册” stands on no figure: 印刷厂发货单.",))


def test_it_is_whole_whatever_order_a_program_writes_its_names_in():
    said = an_edition()

    assert verify(dict(reversed(said.items()))).is_whole


@pytest.mark.parametrize("change", [
    lambda said: said.update(text=said["text"].replace("14个", "15个")),
    lambda said: said["document"]["sections"][0]["paragraphs"][0]["pieces"][4].update(text="230余场"),
    lambda said: said["document"]["sections"][0]["paragraphs"][0]["pieces"][0].update(reached=15),
    lambda said: said["figures"][0].update(value="99"),
    lambda said: said["edition"].update(title="别的简报"),
    lambda said: said.update(sha256="0" * 64),
    lambda said: said["figures"].pop(),
])
def test_whatever_is_altered_shows(change):
    assert not verify(altered(change)).is_whole


def test_a_number_altered_with_a_new_hash_still_does_not_agree_with_its_figure():
    said = altered(lambda said: said["document"]["sections"][0]["paragraphs"][0]["pieces"][4].update(text="230余场", value="230"))
    said["text"] = said["text"].replace("130余场", "230余场")
    said["sha256"] = hash_of(said)

    assert verify(said).problems == ("“230余场” does not agree with its figure, which is 137场.",)


def test_a_file_that_was_made_anew_is_found_by_the_hash_that_was_published():
    published = an_edition()["sha256"]
    said = altered(lambda said: said["edition"].update(title="别的简报"))
    said["sha256"] = hash_of(said)

    assert verify(said).is_whole
    assert not verify(said, expected=published).is_whole
    assert verify(an_edition(), expected=published.upper()).is_whole


@pytest.mark.parametrize(("said", "sentence"), [
    ([], "This is no edition: a file of an edition is one JSON object."),
    ({}, "This is no edition: it does not begin as the exported file of an edition does (format: xuanguan-edition)."),
    ({"format": "xuanguan-edition", "shape": 9}, "This edition is written in shape 9; this program reads shape 1. Use a newer program."),
    ({"format": "xuanguan-edition", "shape": 1, "document": {}}, "The text of this edition cannot be read: This is no draft: shape is missing in it."),
])
def test_what_is_no_edition_is_refused_with_a_sentence(said, sentence):
    with pytest.raises(NotAnEdition) as refused:
        verify(said)

    assert str(refused.value) == sentence


@settings(deadline=None)
@given(drafts)
def test_draft_and_figures_come_back_from_an_edition_as_they_went(draft):
    said = json.loads(json.dumps(package(draft, KEPT, {"title": draft.title})))

    assert draft_in(said) == draft
    assert figures_in(said) == KEPT
    assert hash_of(said) == said["sha256"]

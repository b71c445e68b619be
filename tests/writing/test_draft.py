"""A draft is kept as JSON, and says where JSON is none."""
import json

import pytest
from hypothesis import given, settings

from tests.writing.drafts import drafts
from xuanguan.writing.draft import FigureRef
from xuanguan.writing.kept import NotADraft, as_json, from_json


@settings(deadline=None)
@given(drafts)
def test_a_draft_comes_back_from_json_as_it_went(draft):
    written = json.dumps(as_json(draft), ensure_ascii=False)

    assert from_json(json.loads(written)) == draft


def test_a_figure_has_one_address_whatever_the_order_and_the_generation():
    one = FigureRef.of("measure", {"unit": "510000", "kind": "talk", "word": ""}, generation=3)

    other = FigureRef.of("measure", {"kind": "talk", "unit": "510000"}, generation=4)

    assert one.address == other.address == "measure?kind=talk&unit=510000"


@pytest.mark.parametrize(("said", "sentence"), [
    ({}, "This is no draft: shape is missing in it."),
    ({"shape": 7}, "This draft is written in shape 7; this program reads shape 1."),
    ({"shape": 1, "period": ["2012-05-25", "2012-02-06"], "language": "en", "title": "", "issuer": "", "as_of": "2012-05-25", "sections": []},
     "This is no draft: 2012-05-25 – 2012-02-06: the first day lies after the last."),
])
def test_what_is_no_draft_is_refused_with_a_sentence(said, sentence):
    with pytest.raises(NotADraft) as refused:
        from_json(said)

    assert str(refused.value) == sentence

"""A draft of the house is checked: every number that is bound answers for its figure, all else is read as any text."""
import datetime as dt

import pytest
from django.utils.translation import override

from tests.builders import make_report
from tests.bulletins.checked import Q1, Q2, verdicts
from xuanguan.activities.values import When
from xuanguan.bulletins.checking import Checked, check_written
from xuanguan.bulletins.composing import compose
from xuanguan.figures.actions import refresh
from xuanguan.writing.draft import Draft
from xuanguan.writing.rebinding import rebound


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def checked(here, draft: Draft) -> Checked:
    return check_written(draft, campaign=here.campaign, unit=here.province)


def written(here, *, language: str = "zh-Hans", **changes: str) -> Draft:
    """The composed bulletin of the first quarter; whoever edits it writes these words for those, and the bindings follow as in the editor."""
    draft = compose(here.campaign, unit=here.province, period=Q1, language=language)
    for was, now in changes.items():
        draft = draft.but(sections=tuple(
            type(section)(section.heading, section.front, tuple(
                type(one)(rebound(one.pieces, one.text.replace(was, now)), one.role, one.why, one.origin, one.key) for one in section.paragraphs), section.key)
            for section in draft.sections))
    return draft


def test_every_claim_of_a_composed_bulletin_holds(here):
    for period in (Q1, Q2):
        for language in ("zh-Hans", "en"):
            draft = compose(here.campaign, unit=here.province, period=period, language=language)
            found = checked(here, draft)

            assert [(one.quote, one.worst.working) for one in found.to_look_at] == [], draft.text
            assert not any(str(one.verdict) == "cannot_be_checked" for one in found.findings)
            bound = {piece.text for piece in draft.bound if piece.is_bound}
            assert bound <= {part.text for one in found.findings for part in one.parts}


def test_a_number_typed_over_is_held_against_the_records(here):
    found = checked(here, written(here, **{"讲座4场，参加": "讲座6场，参加"}))

    assert verdicts(found, "讲座6场") == [("泸州市、资阳市", "matches"), ("6场", "contradicts"), ("260人次", "matches")]


def test_a_rounding_by_the_writer_keeps_its_figure_and_one_past_the_truth_does_not(here):
    good = checked(here, written(here, **{"260人次": "200余人次"}))
    past = checked(here, written(here, **{"260人次": "近300人次"}))

    assert verdicts(good, "200余人次")[-1] == ("200余人次", "rounded")
    assert verdicts(past, "近300人次")[-1] == ("近300人次", "contradicts")


def test_a_bound_number_whose_figure_moved_is_stale(here, settings, tmp_path):
    draft = written(here)
    settings.FIGURES_FOLDER = tmp_path  # the others' figures know nothing of this report
    make_report(here.campaign, here.luzhou, by=here.luzhou_officer, on=Q1.last, when=When.on(Q1.last), measures={"sessions": 1, "participants": 20})
    refresh()

    found = checked(here, draft)

    assert verdicts(found, "举办专题讲座4场") == [("泸州市、资阳市", "matches"), ("4场", "stale"), ("260人次", "stale")]


def test_a_name_exchanged_for_that_of_a_unit_without_records_is_told(here):
    found = checked(here, written(here, 泸州市举办="资阳市举办"))

    assert verdicts(found, "资阳市举办专题讲座1场")[0] == ("资阳市", "contradicts")


def test_a_passage_moved_to_another_front_is_told(here):
    draft = written(here)
    government, system = (next(one for one in draft.sections if one.front == front) for front in ("government", "system"))
    moved = system.paragraphs[-1]
    swapped = draft.but(sections=tuple(
        type(one)(one.heading, one.front, (*one.paragraphs, moved), one.key) if one is government else one for one in draft.sections))

    found = checked(here, swapped)
    first = next(one for one in found.findings if one.quote.startswith("泸州市举办专题讲座1场"))
    assert [part.working for part in first.parts if part.text == "1场"] == ["The figure is of another front: Own system."]


def test_the_day_that_a_draft_was_composed_of_is_looked_back_to(here):
    draft = compose(here.campaign, unit=here.province, period=Q1, as_of=dt.date(2012, 3, 31))

    found = checked(here, draft)
    assert [(one.quote, str(one.verdict)) for one in found.to_look_at if "专题讲座" in one.quote] == [
        ("泸州市、资阳市共举办专题讲座3场，参加160人次", "stale"), ("全省举办专题讲座100余场（其中逐项在案3场）", "stale")]

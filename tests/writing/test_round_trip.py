"""What the composer writes, the reader reads back: the same kinds, actors, counts and quantities."""
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.telling import KINDS, deeds, told_of
from xuanguan.reading import read
from xuanguan.writing.amounts import Rounding
from xuanguan.writing.draft import Names, Number, Paragraph
from xuanguan.writing.outline import Outline, Part, Tells
from xuanguan.writing.sentences import told_draft
from xuanguan.writing.sentences.chinese import deed as deed_sentence

OUTLINE = Outline("一", "one", (Part((Tells.OPENING,)), Part((Tells.STANDING, Tells.DEEDS), "system", "系统内部深入", "In the system")))
# Words that say no kind of activity to any reader: without its number handing out is no report, and "other work" is none at all.
SAYS_NO_KIND = {"other", "materials_distributed"}
# Numbers of a kind that the reader does not take as a measure of that kind.
PASSED_OVER = {
    ("consultation_service", "people_reached 人次"),
        ("message_push", "units 个"), ("message_push", "activities"), ("written_reflection", "activities"), ("materials_distributed", "activities"),
}


def expected_of(deed):
    """(kind, actors, count of actors, numbers) as the printed sentence says them."""
    pieces = deed_sentence(deed, Rounding.FIELD)
    numbers = [piece.quantity for piece in pieces if isinstance(piece, Number) and not _passed_over(deed, piece)]
    named = next((piece for piece in pieces if isinstance(piece, Names)), None)
    actors = [deed.actors.own] * bool(deed.actors.own) + list(named.names if named else ())
    counted = named.total if named and named.others else None
    return deed.reads_as, actors, counted, sorted(map(str, numbers))


def _passed_over(deed, piece):
    measure = dict(piece.figures[0].said).get("measure", "activities")
    return (deed.reads_as, measure) in PASSED_OVER


def read_of(claim):
    counted = int(claim.count_of_actors.quantity.value) if claim.count_of_actors else None
    # 成都市、乐山市领导作出批示: the reader keeps the leaders of several units as one actor
    actors = [name for one in claim.actors for name in one.removesuffix("领导").split("、")]
    return claim.activity, actors, counted, sorted(str(one.quantity) for one in claim.measures)


@settings(deadline=None, max_examples=400)
@given(deeds(st.sampled_from([kind for kind in KINDS if kind not in SAYS_NO_KIND])))
def test_a_sentence_of_any_kind_reads_back_as_its_figures(deed):
    text = told_draft(told_of([deed]), Outline("一", "", (Part((Tells.DEEDS,), "system"),))).paragraphs

    claims = read(next(text).text, date="2012-05-25").claims

    assert [read_of(claim) for claim in claims] == [expected_of(deed)], deed_text(deed)


def deed_text(deed):
    return Paragraph(deed_sentence(deed, Rounding.FIELD)).text


@settings(deadline=None, max_examples=60)
@given(st.lists(deeds(st.sampled_from([kind for kind in KINDS if kind not in SAYS_NO_KIND])), min_size=1, max_size=8))
def test_a_whole_bulletin_reads_back_as_its_figures_and_as_nothing_else(deeds):
    deeds = sorted(deeds, key=lambda one: KINDS.index(one.reads_as))  # as a campaign orders its kinds
    text = told_draft(told_of(deeds), OUTLINE).text

    claims = read(text, date="2012-05-25").claims

    assert [read_of(claim) for claim in claims] == [expected_of(deed) for deed in deeds], text

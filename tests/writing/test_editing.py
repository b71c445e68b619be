"""Two people write in one draft, and nothing is lost."""
import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.writing.drafts import drafts
from xuanguan.periods import Window
from xuanguan.quantities import Quantity
from xuanguan.writing.draft import Draft, FigureRef, Known, Number, Paragraph, Section, Words
from xuanguan.writing.editing import Typed, joined, keyed, typed_into, with_added
from xuanguan.writing.merging import merged
from xuanguan.writing.rebinding import typed

LECTURES = FigureRef.of("measure", {"kind": "lecture"})


def number(text: str, value: int, unit: str) -> Number:
    return Number(text, Quantity(Decimal(value), unit=unit), Known.VERIFIED, (LECTURES,), Decimal(value))


def a_draft() -> Draft:
    one = Paragraph((Words("举办讲座"), number("3场", 3, "场"), Words("，发放资料"), number("5000册", 5000, "册"), Words("。")))
    two = Paragraph((Words("媒体报道"), number("14篇", 14, "篇"), Words("。")))
    return keyed(Draft("zh-Hans", "简报", "省质监局", Window(dt.date(2012, 2, 6), dt.date(2012, 5, 25)), dt.date(2012, 5, 25), (
        Section("一、政府推动", "government", (one,)), Section("二、媒体联动", "media", (two,)))))


def texts(draft: Draft) -> list[str]:
    return [one.text for one in draft.paragraphs]


def keys(draft: Draft) -> list[str]:
    return [one.key for one in draft.paragraphs]


@settings(deadline=None)
@given(drafts)
def test_every_section_and_paragraph_gets_a_key_of_its_own_and_keeps_it(draft):
    bare = draft.but(sections=tuple(Section(one.heading, one.front, tuple(Paragraph(p.pieces, p.role) for p in one.paragraphs)) for one in draft.sections))
    named = keyed(bare)
    given_keys = [*(one.key for one in named.sections), *keys(named)]

    assert len(set(given_keys)) == len(given_keys)
    assert keyed(named) == named


def test_changes_in_two_paragraphs_and_in_two_places_of_one_are_all_kept():
    base = a_draft()
    first, second = keys(base)
    theirs = joined(base, typed_into(base, {second: "全省媒体报道14篇。", first: "举办讲座3场，发放宣传资料5000册。"})).draft

    both = joined(theirs, typed_into(base, {first: "共举办讲座3场，发放资料5000册。"}))

    assert texts(both.draft) == ["共举办讲座3场，发放宣传资料5000册。", "全省媒体报道14篇。"]
    assert both.conflicts == ()
    assert all(piece.is_bound for piece in both.draft.bound)


def test_what_both_changed_differently_is_shown_side_by_side_and_theirs_stands():
    base = a_draft()
    first, second = keys(base)
    theirs = joined(base, typed_into(base, {first: "举办讲座4场，发放资料5000册。"})).draft

    both = joined(theirs, typed_into(base, {first: "举办讲座5场，发放资料5000册。", second: "报道14篇。"}))

    conflict, = both.conflicts
    assert (conflict.key, conflict.mine, conflict.theirs) == (first, "举办讲座5场，发放资料5000册。", "举办讲座4场，发放资料5000册。")
    assert texts(both.draft) == ["举办讲座4场，发放资料5000册。", "报道14篇。"]


def test_a_paragraph_taken_out_by_one_while_the_other_wrote_on_comes_back():
    base = a_draft()
    first, _second = keys(base)
    theirs = joined(base, typed_into(base, {first: ""})).draft

    both = joined(theirs, typed_into(base, {first: "举办讲座3场，发放资料5000余册。"})).draft

    assert texts(theirs) == ["媒体报道14篇。"]
    assert texts(both) == ["举办讲座3场，发放资料5000余册。", "媒体报道14篇。"]


def test_a_paragraph_that_somebody_wrote_on_is_not_taken_out_by_another():
    base = a_draft()
    first, _second = keys(base)
    theirs = joined(base, typed_into(base, {first: "共举办讲座3场，发放资料5000册。"})).draft

    both = joined(theirs, typed_into(base, {first: ""}))

    assert texts(both.draft)[0] == "共举办讲座3场，发放资料5000册。"
    assert [one.key for one in both.conflicts] == [first]


def test_a_line_break_makes_two_paragraphs_and_the_numbers_go_along():
    base = a_draft()
    first, _second = keys(base)

    split = joined(base, typed_into(base, {first: "举办讲座3场。\n发放资料5000册。"})).draft
    still_writing = joined(base, typed_into(base, {first: "举办讲座3场。\n发放资料5000册。"}, splits=False)).draft

    assert texts(split) == ["举办讲座3场。", "发放资料5000册。", "媒体报道14篇。"]
    assert texts(still_writing)[0] == "举办讲座3场。\n发放资料5000册。"
    assert [piece.is_bound for piece in split.bound] == [True, True, True]
    assert len(set(keys(split))) == 3


def test_a_number_cut_from_one_paragraph_and_put_into_another_stays_bound():
    base = a_draft()
    first, second = keys(base)

    moved = joined(base, typed_into(base, {first: "举办讲座3场。", second: "媒体报道14篇，发放资料5000册。"})).draft

    assert [(piece.text, piece.is_bound) for piece in moved.bound] == [("3场", True), ("14篇", True), ("5000册", True)]


def test_new_paragraphs_and_sections_are_added_and_empty_ones_go():
    base = a_draft()
    _first, second = keys(base)
    media = base.sections[1].key

    done = joined(base, typed_into(base, {second: "", media: ""}, added=((base.sections[0].key, "另有培训2期。"),), begun=(("三、下一步", "继续宣贯。"), (" ", ""))))

    assert [(one.heading, [p.text for p in one.paragraphs]) for one in done.draft.sections] == [
        ("一、政府推动", ["举办讲座3场，发放资料5000册。", "另有培训2期。"]), ("三、下一步", ["继续宣贯。"])]
    assert [piece.is_bound for piece in done.draft.bound] == [True, True, False]


def test_a_draft_keeps_its_title_when_it_is_emptied():
    base = a_draft()

    assert joined(base, typed_into(base, title="  ")).draft.title == "简报"


@settings(deadline=None)
@given(st.lists(st.text(alphabet="全省讲座3场14，。", min_size=1, max_size=12), min_size=2, max_size=2), st.lists(st.text(alphabet="全省讲座3场14，。", min_size=1, max_size=12), min_size=2, max_size=2))
def test_every_word_of_both_stands_in_the_draft_or_beside_it(mine, theirs):
    base = a_draft()
    first, second = keys(base)
    saved = joined(base, typed_into(base, dict(zip((first, second), theirs, strict=True)))).draft

    both = joined(saved, typed_into(base, dict(zip((first, second), mine, strict=True))))

    beside = {one.key: one.mine for one in both.conflicts}
    for key, text, other, was in zip((first, second), mine, theirs, texts(base), strict=True):
        stands = next(one.text for one in both.draft.paragraphs if one.key == key)
        assert (stands, beside[key]) == (other, text) if key in beside else stands == merged(was, text, other)


def test_passages_are_added_at_the_end_of_a_section_with_keys_of_their_own():
    base = a_draft()

    more = with_added(base, base.sections[0].key, [Paragraph(typed("遂宁举办讲座2场。"), origin="510900", key="k1")])

    assert texts(more) == ["举办讲座3场，发放资料5000册。", "遂宁举办讲座2场。", "媒体报道14篇。"]
    assert len(set(keys(more))) == 3


def test_a_field_sent_with_line_ends_of_a_browser_is_not_a_change():
    base = a_draft()
    _first, _second = keys(base)
    sent = typed_into(base)
    as_sent = type(sent)(sent.title, sent.headings, tuple(Typed(one.key, one.text + "\r\n", one.was, one.section) for one in sent.paragraphs))

    assert joined(base, as_sent).draft == base

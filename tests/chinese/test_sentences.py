"""Paragraphs, sentences, clauses: every character stays where it was."""

from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.chinese.sentences import LONGEST_CLAUSE, LONGEST_SENTENCE, clauses, evened, masked, paragraphs, sentences

texts = st.text(alphabet="开展宣传，。；：！？、“”《》 \n,;0123", max_size=200)


@given(texts)
@settings(deadline=None)
def test_evening_and_masking_keep_the_length(text):
    assert len(evened(text)) == len(text)
    assert len(masked(evened(text))) == len(text)


@given(texts)
@settings(deadline=None)
def test_sentences_and_clauses_cover_their_paragraph_without_gap(text):
    for paragraph in paragraphs(text):
        pieces = list(sentences(text, paragraph))
        assert [p.start for p in pieces] == [paragraph.start, *(p.end for p in pieces[:-1])]
        assert pieces[-1].end == paragraph.end
        for piece in pieces:
            parts = list(clauses(text, piece))
            assert (parts[0].start, parts[-1].end) == (piece.start, piece.end)


def test_a_text_without_punctuation_is_cut_all_the_same():
    text = "宣" * 2000

    assert max(p.end - p.start for p in sentences(text)) == LONGEST_SENTENCE
    assert max(p.end - p.start for p in clauses(text)) == LONGEST_CLAUSE


def test_a_comma_inside_a_number_is_no_clause():
    text = evened("发放资料12,300份,接待400人")

    assert [text[p.start : p.end] for p in clauses(text)] == ["发放资料12,300份，", "接待400人"]


def test_what_stands_in_quotation_marks_ends_no_sentence():
    text = masked("他说：“来了。很好！”大家笑了。散会。")

    assert len(list(sentences(text))) == 2

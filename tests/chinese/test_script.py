from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.chinese.script import align, simplify, to_simplified, to_traditional

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=60)
ANY = st.text(max_size=60)


def test_traditional_hong_kong_and_mechanically_converted_text_read_alike():
    for words in ("學習宣傳貫徹質量發展綱要", "学习宣传贯彻质量发展纲要"):
        assert to_simplified(words) == "学习宣传贯彻质量发展纲要"
    assert to_simplified("幹部羣衆蔘加，審覈，啓動，爲了，裏面") == "干部群众参加，审核，启动，为了，里面"


def test_what_official_prose_says_survives_the_way_to_traditional_and_back():
    words = "全省21个市州局、168个县(区)局结合实际,制定出台了宣贯方案,发放资料5万余册,干部职工参加培训。"

    assert to_simplified(to_traditional(words)) == words


def test_half_a_surrogate_pair_is_no_error():
    assert to_simplified("質\ud800量") == "质\ufffd量"


def test_characters_between_equal_ones_are_shared_out_in_order():
    assert align("甲乙丙丁", "甲丁") == [0, 3]
    assert align("甲丁", "甲乙丙丁") == [0, 1, 1, 1]
    assert align("", "甲") == [0]


@given(st.one_of(HAN, ANY))
@settings(deadline=None)
def test_the_map_of_offsets_covers_every_character_and_never_descends(words):
    converted = simplify(words)

    origins = list(converted.origins) if converted.origins is not None else list(range(len(words) + 1))
    assert len(origins) == len(converted.string) + 1
    assert origins == sorted(origins)
    assert all(0 <= origin <= len(words) for origin in origins)


@given(HAN)
@settings(deadline=None)
def test_simplified_text_stays_as_it_is(words):
    once = to_simplified(words)

    assert to_simplified(to_simplified(once)) == to_simplified(once)


@given(st.text(st.sampled_from("甲乙丙丁戊己"), max_size=20), st.text(st.sampled_from("甲乙丙丁戊己"), max_size=20))
@settings(deadline=None)
def test_an_alignment_has_a_place_for_every_character(before, after):
    places = align(before, after)

    assert len(places) == len(after)
    assert places == sorted(places)
    assert all(0 <= place < max(len(before), 1) for place in places)

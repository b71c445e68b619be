"""The second opinion as a bulletin keeps it: off unless asked for, and only a proposal."""
import pytest

from tests.builders import make_unit
from xuanguan.bulletins import actions
from xuanguan.bulletins.opinions import is_switched_on, second_opinion
from xuanguan.reading import read

TEXT = "3月12日，驻泸酒协老窖分会工作专班举办质量讲座2场，参加人员260余人次。"


class Marks:
    """Marks the one organisation that it knows, as the model would."""

    def run(self, text):
        before, name, after = text.partition("酒协老窖分会")
        return [(word, mark) for word, mark in ((before, "n"), (name, "ORG"), (after, "n")) if word]


@pytest.fixture
def bulletin(place):
    make_unit("510500-jx", "酒协老窖分会", under=place.luzhou, kind="other", level=2)
    for one in (place.province, place.luzhou, place.bureau):
        one.refresh_from_db()
    return actions.take_in(campaign=place.campaign, unit=place.bureau, data=TEXT.encode(), name="a.txt", by=place.officer)


def test_it_is_off_unless_the_installation_switches_it_on(bulletin, monkeypatch):
    kept = "second_opinion" in bulletin.reading
    monkeypatch.setenv("XUANGUAN_NER", "1")

    assert (kept, is_switched_on()) == (False, True)


def test_a_unit_is_proposed_for_a_name_that_resolved_to_none(bulletin):
    opinion = second_opinion(read(TEXT, date="2012-03-20"), bulletin, by=Marks())

    assert [(one["seen"], one["unit"]["code"], one["unit"]["confidence"]) for one in opinion["proposals"]] == [("酒协老窖分会", "510500-jx", 0.5)]
    assert bulletin.claims.get().data["units"] == []


def test_a_bulletin_whose_names_are_all_known_asks_nobody(place):
    reading = read("今天天气晴朗，江上有风，大家心情都很好。")

    assert second_opinion(reading, None, by=Marks()) is None

"""The reader on whole bulletins whose gold is known."""

import pytest

from tests.reading.scoring import OWN, SHARED, gold_of, score
from xuanguan.chinese.script import to_simplified
from xuanguan.reading import read, read_text


def reading_of(gold):
    return read_text(gold["clean_text"], doc=gold["doc"], title=gold["title"], date=gold["date"], source=gold["source"]).to_json()


# The project's own bulletins: invented places, other layouts and wordings than the shared ones.
FLOORS = {"claims": 0.93, "measures": 0.86, "actors": 0.88}


def test_the_projects_own_bulletins_are_read():
    result = score([(gold, reading_of(gold)) for gold in gold_of(OWN)])

    reached = {table: result.f1(table) for table in FLOORS}

    assert {table: value >= FLOORS[table] for table, value in reached.items()} == dict.fromkeys(FLOORS, True), reached
    assert result.fronts() >= 0.85


@pytest.mark.parametrize("gold", gold_of(OWN), ids=lambda gold: gold["doc"])
def test_a_bulletin_as_it_came_reads_like_its_clean_text(gold):
    raw = (OWN / f"{gold['doc']}.txt").read_text(encoding="utf-8")

    claims = read(raw.encode(), name=f"{gold['doc']}.txt").to_json()["claims"]

    clean = reading_of(gold)["claims"]
    assert [(c["activity"], c["actors"], c["quote"]) for c in claims] == [(c["activity"], c["actors"], c["quote"]) for c in clean]
    for claim in claims:
        start, end = claim["source_span"]
        assert to_simplified(raw[start:end]).replace("\n", "") == claim["quote"].replace("\n", "")


def test_the_development_corpus_is_read_where_it_is_at_hand():
    golds = gold_of(SHARED)
    floors = {"claims": 0.90, "measures": 0.95, "actors": 0.90} if golds else {}
    result = score([(gold, reading_of(gold)) for gold in golds])

    reached = {table: result.f1(table) for table in floors}

    assert {table: value >= floors[table] for table, value in reached.items()} == dict.fromkeys(floors, True), reached


def test_the_real_report_of_2012_is_read_where_it_is_at_hand():
    golds = [gold for gold in gold_of(SHARED) if gold["doc"] == "000"]
    result = score([(gold, reading_of(gold)) for gold in golds])

    assert result.hits["measures"] == result.gold["measures"]
    assert result.f1("claims") >= (0.85 if golds else 0)

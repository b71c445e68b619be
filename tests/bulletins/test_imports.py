"""Many bulletins at once: each by itself, its issuer told from the text where it says so."""
import datetime as dt
from dataclasses import replace

import pytest

from tests.bulletins.sending import TEXT, zipped
from xuanguan.audit.queries import events_of
from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import Intake
from xuanguan.bulletins.imports import take_in_many
from xuanguan.bulletins.models import Bulletin
from xuanguan.bulletins.queries import proposals_of
from xuanguan.bulletins.unpacking import documents_in
from xuanguan.common.exceptions import NotAllowed, NotInThisState

FROM_ZIYANG = "质量宣讲进企业\n来源：资阳市 2012-03-20\n3月15日，资阳市在雁江区举办讲座3场，参加人员120人。"


def sent(place, files: dict[str, bytes], *, by=None, **more):
    return list(take_in_many(campaign=place.campaign, unit=place.bureau, documents=documents_in(zipped(files), "all.zip"), by=by or place.writer, **more))


def test_a_bad_document_gets_its_sentence_and_the_others_go_on(place):
    outcomes = sent(place, {"a.txt": TEXT.encode(), "b.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "c.txt": (TEXT + "会后发放资料300份。").encode()})

    assert [(one.name, one.state, one.claims) for one in outcomes] == [("a.txt", Intake.TAKEN, 1), ("b.doc", Intake.UNREAD, 0), ("c.txt", Intake.TAKEN, 2)]
    assert "Save it as .docx" in outcomes[1].sentence
    assert Bulletin.objects.count() == 2


def test_a_document_that_is_here_already_is_told_with_its_bulletin(place):
    first, again = sent(place, {"a.txt": TEXT.encode(), "again.txt": TEXT.encode()})

    assert (first.state, again.state, again.bulletin) == (Intake.TAKEN, Intake.HERE, first.bulletin)


def test_the_source_line_says_who_issued_it_and_the_unit_chosen_is_for_the_others(place):
    named, silent = sent(place, {"a.txt": FROM_ZIYANG.encode(), "b.txt": "举办讲座2场，参加人员260余人次。".encode()})

    assert [(one.bulletin.unit, one.bulletin.reading["issuer"]["known"]) for one in (named, silent)] == [(place.ziyang, "source"), (place.bureau, "chosen")]


def test_the_title_says_who_issued_it_where_there_is_no_source_line(place):
    text = "泸州市举办质量发展纲要讲座\n3月15日，该市在江阳区举办讲座3场，参加人员120人。"

    outcome, = sent(place, {"a.txt": text.encode()})

    assert (outcome.bulletin.unit, outcome.bulletin.reading["issuer"]) == (place.luzhou, {"known": "title", "written": "泸州市", "code": "510500"})


def test_nobody_takes_a_bulletin_in_for_a_unit_that_is_not_theirs_because_the_text_names_it(place):
    outcome, = sent(place, {"a.txt": FROM_ZIYANG.encode()}, by=place.officer)

    assert (outcome.state, outcome.bulletin.unit) == (Intake.TAKEN, place.bureau)


def test_a_person_without_a_role_gets_a_sentence_for_each(place):
    outcome, = sent(place, {"a.txt": TEXT.encode()}, by=place.stranger)

    assert (outcome.state, "you need to be" in outcome.sentence, Bulletin.objects.count()) == (Intake.UNREAD, True, 0)


def test_when_the_time_is_over_the_rest_is_left_and_sending_it_again_goes_on(place):
    files = {f"{n}.txt": f"{TEXT}第{n}期。".encode() for n in range(3)}

    first = sent(place, files, seconds=0)
    again = sent(place, files, seconds=0)

    assert [one.state for one in first] == [Intake.TAKEN, Intake.LATER, Intake.LATER]
    assert [one.state for one in again][:1] == [Intake.HERE]


def test_another_issuer_is_said_afterwards_and_the_text_is_read_again(place):
    text = "该局举办讲座2场，参加人员260余人次。"
    bulletin = actions.take_in(campaign=place.campaign, unit=place.province, data=text.encode(), name="a.txt", published=dt.date(2012, 3, 20), by=place.writer)

    changed = actions.change_issuer(bulletin=bulletin, unit=place.bureau, by=place.writer)

    bulletin.refresh_from_db()
    claim = changed.claims.get()
    assert (bulletin.unit, bulletin.published, claim.data["actors"]) == (place.bureau, dt.date(2012, 3, 20), [place.bureau.name_zh])
    assert sorted(event.act for event in events_of(bulletin)) == ["change issuer", "take in"]


def test_where_a_claim_is_decided_the_text_stays_as_it_was_read(place):
    bulletin = actions.take_in(campaign=place.campaign, unit=place.province, data=TEXT.encode(), name="a.txt", published=dt.date(2012, 3, 20), by=place.writer)
    claim = bulletin.claims.get()
    decision = replace(proposals_of(bulletin, [claim])[0].decision, front=place.campaign.fronts.first())
    actions.accept_claim(claim=claim, decision=decision, by=place.writer)

    changed = actions.change_issuer(bulletin=bulletin, unit=place.luzhou, by=place.writer)

    assert (changed.unit, changed.claims.get().pk, changed.claims.get().state, claim.activities.get().reporting_unit) == (
        place.luzhou, claim.pk, "accepted", place.province)


def test_nobody_hands_a_bulletin_to_a_unit_they_do_not_act_for(place):
    bulletin = actions.take_in(campaign=place.campaign, unit=place.bureau, data=TEXT.encode(), name="a.txt", by=place.officer)

    with pytest.raises(NotAllowed):
        actions.change_issuer(bulletin=bulletin, unit=place.ziyang, by=place.officer)

    bulletin.refresh_from_db()
    assert bulletin.unit == place.bureau


def test_a_bulletin_taken_back_keeps_its_issuer(place):
    bulletin = actions.take_in(campaign=place.campaign, unit=place.bureau, data=TEXT.encode(), name="a.txt", by=place.officer)
    actions.withdraw_bulletin(bulletin=bulletin, by=place.officer)

    with pytest.raises(NotInThisState):
        actions.change_issuer(bulletin=bulletin, unit=place.luzhou, by=place.officer)


def test_names_are_looked_for_nearby_first_and_then_further_out(place):
    text = "3月12日，泸州市联合资阳市举办讲座2场。四川省召开会议。"

    bulletin = actions.take_in(campaign=place.campaign, unit=place.bureau, data=text.encode(), name="a.txt", published=dt.date(2012, 3, 20), by=place.officer)

    assert [[match["name"] for match in claim.data["units"]] for claim in bulletin.claims.all()] == [["泸州市", "资阳市"], ["四川省"]]


def test_a_bureau_that_is_not_entered_stands_for_its_place_where_that_lies_below_the_unit_chosen(place):
    text = "质量宣讲进企业\n来源：泸州市市场监管局 2012-03-20\n3月15日，该局举办讲座3场，参加人员120人。"
    documents = documents_in(text.encode(), "a.txt")

    below, = take_in_many(campaign=place.campaign, unit=place.province, documents=documents, by=place.writer)
    actions.withdraw_bulletin(bulletin=below.bulletin, by=place.writer)
    beside, = take_in_many(campaign=place.campaign, unit=place.bureau, documents=documents, by=place.writer)

    assert (below.bulletin.unit, beside.bulletin.unit) == (place.luzhou, place.bureau)

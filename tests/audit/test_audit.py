"""Every act leaves an event; sealed events cannot be changed unnoticed."""
from tests.builders import make_person, make_unit
from xuanguan.audit.actions import record, seal
from xuanguan.audit.models import Event
from xuanguan.audit.queries import events_of, first_broken_seal


def test_an_act_is_recorded_with_who_what_and_on_which_thing(db):
    person, unit = make_person("zhang"), make_unit("510000", "四川省")

    record("rename", unit, by=person, before="川", after="四川省")

    assert [(e.actor_id, e.actor_name, e.act, e.object_name, e.data) for e in events_of(unit)] == [
        (person.pk, "zhang", "rename", "四川省", {"before": "川", "after": "四川省"})]


def test_sealed_events_are_whole_until_somebody_changes_one(db):
    unit = make_unit("510000")
    for n in range(5):
        record("touch", unit, by=None, n=n)
    seal()
    whole = first_broken_seal()

    third = Event.objects.order_by("id")[2]
    Event.objects.filter(pk=third.pk).update(data={"n": 99})

    assert (whole, first_broken_seal().event_id) == (None, third.pk)


def test_sealing_twice_seals_only_what_is_new(db):
    unit = make_unit("510000")
    record("touch", unit, by=None)
    record("touch", unit, by=None)

    first = seal()
    record("touch", unit, by=None)

    assert (first, seal(), seal()) == (2, 1, 0)

"""Reading the log."""
from django.db.models import QuerySet

from xuanguan.audit.hashing import chain_hash, own_hash
from xuanguan.audit.models import Event, Seal


def events_of(thing) -> QuerySet[Event]:
    """What was done to `thing`, oldest first."""
    return Event.objects.filter(object_type=thing._meta.label_lower, object_id=str(thing.pk)).order_by("id")


def first_broken_seal() -> Seal | None:
    """The first place where the log was changed after it was sealed, or None when it is whole."""
    previous = ""
    for seal in Seal.objects.select_related("event").order_by("position").iterator(chunk_size=1000):
        previous = chain_hash(previous, own_hash(seal.event))
        if seal.hash != previous:
            return seal
    return None

"""The only way into the log."""
import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from xuanguan.audit.hashing import chain_hash, own_hash
from xuanguan.audit.models import Event, Seal


def record(act: str, thing: models.Model, *, by, **data) -> Event:
    """Note that `by` (a user, or None for the machine) did `act` to `thing`. Call it inside the transaction of the act."""
    event = _event(act, thing, by=by, data=data)
    event.save(force_insert=True)
    return event


def record_many(acts: Iterable[tuple[str, models.Model, dict[str, Any]]], *, by) -> list[Event]:
    """As `record`, for many acts of one person at once: (act, thing, data), in their order."""
    return Event.objects.bulk_create([_event(act, thing, by=by, data=data) for act, thing, data in acts], batch_size=1000)


def _event(act: str, thing: models.Model, *, by, data: dict[str, Any]) -> Event:
    kept = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    event = Event(
        actor_id=getattr(by, "pk", None), actor_name=str(by) if by else "", act=act,
        object_type=thing._meta.label_lower, object_id=str(thing.pk), object_name=str(thing)[:300], data=kept)
    event.hash = own_hash(event)
    return event


@transaction.atomic
def seal() -> int:
    """Chain all events that have no place yet. Returns how many. Only one sealer may run: the last seal is locked."""
    last = Seal.objects.select_for_update().order_by("-position").first()
    position, previous = (last.position, last.hash) if last else (0, "")
    seals = []
    for event in Event.objects.filter(seal=None).order_by("id"):
        position += 1
        previous = chain_hash(previous, event.hash)
        seals.append(Seal(event=event, position=position, hash=previous))
    Seal.objects.bulk_create(seals, batch_size=1000)
    return len(seals)

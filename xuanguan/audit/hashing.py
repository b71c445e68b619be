"""What the log is sealed with."""
import hashlib
import json

from xuanguan.audit.models import Event


def own_hash(event: Event) -> str:
    """SHA-256 over what the event says. The moment is left out: the database sets it, the chain's order stands for it."""
    content = [event.actor_id, event.actor_name, event.act, event.object_type, event.object_id, event.object_name, event.data]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def chain_hash(previous: str, own: str) -> str:
    return hashlib.sha256(f"{previous}{own}".encode()).hexdigest()

"""Writing notices: somebody is told, the matter is settled; a person reads, chooses how to be told; the digest goes out."""
from xuanguan.notices.actions.choosing import change_preferences, make_calendar_address, revoke_calendar_address, stop_digest
from xuanguan.notices.actions.reading import mark_all_read, mark_read
from xuanguan.notices.actions.sending import Sent, send_digests
from xuanguan.notices.actions.telling import Told, settle, tell, tell_many

__all__ = [
    "Sent", "Told", "change_preferences", "make_calendar_address", "mark_all_read", "mark_read", "revoke_calendar_address", "send_digests", "settle",
    "stop_digest", "tell", "tell_many",
]

"""Writing notices: somebody is told, the matter is settled; a person reads, chooses how to be told; the digest goes out."""
from xuanguan.notices.actions.reading import mark_all_read, mark_read
from xuanguan.notices.actions.telling import Told, settle, tell, tell_many

__all__ = ["Told", "mark_all_read", "mark_read", "settle", "tell", "tell_many"]

"""Files that show it: checked by content, kept once however often they are sent, photographs without their place."""
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from xuanguan.activities.models import Evidence
from xuanguan.audit.actions import record
from xuanguan.common.files import known_file, read_upload
from xuanguan.common.pictures import showable, thumbnail, without_place


@transaction.atomic
def keep_evidence(*, upload, by, keep_gps: bool = False) -> Evidence:
    """Keep an uploaded file. The same file sent again is the same Evidence (its sha-256 is that of what was sent).

    A photograph gets a thumbnail and loses its GPS unless `keep_gps`. Raises UnfitFile, a sentence, for what cannot be taken.
    """
    sent = known_file(read_upload(upload, limit=settings.EVIDENCE_LIMIT), upload.name)
    sha256 = sent.sha256
    if known := Evidence.objects.filter(sha256=sha256).first():
        return known
    kept, small = sent, b""
    if sent.is_picture:
        kept = showable(sent) if keep_gps else without_place(sent)
        small = thumbnail(kept)
    evidence = Evidence(sha256=sha256, name=kept.name, content_type=kept.content_type, size=len(kept.data), by=by)
    suffix = kept.name.rsplit(".", 1)[-1].lower() if "." in kept.name else "bin"
    evidence.file.save(f"{sha256[:24]}.{suffix}", ContentFile(kept.data), save=False)
    if small:
        evidence.thumbnail.save(f"{sha256[:24]}.jpg", ContentFile(small), save=False)
    evidence.save()
    record("keep evidence", evidence, by=by, name=kept.name, size=len(kept.data))
    return evidence

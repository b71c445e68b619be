"""Uploaded sheets, kept between the dry run and the applying: for the person who uploaded them, for a day.

They lie under MEDIA_ROOT/sheets/<person>/, named by the SHA-256 of their bytes; beside each a note says where it belongs.
"""
import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit

KEPT_SECONDS = 24 * 60 * 60


class NoLongerKept(PersonError):
    """The upload is not there: a day has passed, or it is somebody else's."""

    def __str__(self) -> str:
        return _("This upload is no longer kept: it is put away after a day. Upload the file again.")


@dataclass(frozen=True)
class HeldSheet:
    """An upload with what was said about it: whose it is, for which campaign, in the name of which unit."""

    data: bytes
    name: str
    campaign: Campaign
    unit: Unit
    sha256: str


def hold(data: bytes, name: str, *, campaign: Campaign, unit: Unit, by) -> HeldSheet:
    """Keep the bytes. The same file uploaded again lies in the same place, with what was said last."""
    clean()
    sha256 = hashlib.sha256(data).hexdigest()
    folder = _folder(by)
    folder.mkdir(parents=True, exist_ok=True)
    name = name.replace("\\", "/").rsplit("/", 1)[-1][-200:]
    (folder / sha256).write_bytes(data)
    (folder / f"{sha256}.json").write_text(json.dumps({"name": name, "campaign": campaign.pk, "unit": unit.pk}), encoding="utf-8")
    return HeldSheet(data, name, campaign, unit, sha256)


def held(sha256: str, *, by) -> HeldSheet:
    """What the person uploaded. Raises NoLongerKept."""
    path = _folder(by) / sha256
    if len(sha256) != 64 or not sha256.isalnum() or not path.exists():
        raise NoLongerKept()
    note = json.loads(path.with_name(f"{sha256}.json").read_text(encoding="utf-8"))
    campaign = Campaign.objects.select_related("territory").filter(pk=note["campaign"]).first()
    unit = Unit.objects.select_related("territory").filter(pk=note["unit"]).first()
    if campaign is None or unit is None:
        raise NoLongerKept()
    return HeldSheet(path.read_bytes(), note["name"], campaign, unit, sha256)


def clean(*, now: float | None = None) -> int:
    """Put away what is older than a day. Returns how many files went."""
    limit = (now or time.time()) - KEPT_SECONDS
    gone = 0
    for path in (Path(settings.MEDIA_ROOT) / "sheets").glob("*/*"):
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _folder(person) -> Path:
    return Path(settings.MEDIA_ROOT) / "sheets" / str(person.pk)

"""Keeping a check as it stood, and putting it away."""
import hashlib
from typing import TYPE_CHECKING

from django.db import transaction

from xuanguan.audit.actions import record
from xuanguan.bulletins.models import Bulletin, Check, Draft
from xuanguan.bulletins.permissions import check_forget
from xuanguan.figures.permissions import check_ask

if TYPE_CHECKING:
    from xuanguan.bulletins.checking import Checked


@transaction.atomic
def keep_check(*, checked: "Checked", by, draft: Draft | None = None, bulletin: Bulletin | None = None) -> Check:
    """Keep what a check found, with the text and the state of the figures. Raises NotAllowed for a unit outside the person's reach."""
    check_ask(by, checked.unit)
    kept = Check.objects.create(
        campaign=checked.campaign, unit=checked.unit, draft=draft, bulletin=bulletin, title=checked.title[:300], first=checked.period.first,
        last=checked.period.last, as_of=checked.as_of, generation=str(checked.generation), sha256=hashlib.sha256(checked.text.encode()).hexdigest(),
        result=checked.to_json(), claims=len(checked.findings), to_look_at=len(checked.to_look_at), by=by)
    record("keep check", kept, by=by, unit=checked.unit.code, sha256=kept.sha256, to_look_at=kept.to_look_at)
    return kept


@transaction.atomic
def forget_check(*, check: Check, by) -> None:
    """Delete a kept check. The text that was checked, where it is one of the house, stays. Raises NotAllowed."""
    check_forget(by, check)
    record("forget check", check, by=by, sha256=check.sha256)
    check.delete()

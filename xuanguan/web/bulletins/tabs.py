"""The lists of bulletins beside each other: those that came in, drafts, editions, what was handed up to us, what was adopted."""
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xuanguan.bulletins.permissions import can_write_something
from xuanguan.design.values import Link


def tabs_of(request: HttpRequest, here: str) -> list[Link]:
    """Drafts and what was handed up only for those who write."""
    writes = can_write_something(request.user)
    entries = [
        ("list", _("Came in"), True), ("drafts", _("Drafts"), writes), ("editions", pgettext("bulletins", "Editions"), True),
        ("received", _("Handed up to us"), writes),
        ("checks", _("Checks"), True), ("adopted", pgettext("bulletins", "Adopted"), True)]
    return [Link(label, reverse(f"bulletins:{name}"), current=name == here) for name, label, shown in entries if shown]

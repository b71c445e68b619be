"""What every page knows: the campaign at hand, the language, the menu, the person's role, how many notices they did not read."""
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from xuanguan.campaigns.queries import current_campaign
from xuanguan.design.values import Link
from xuanguan.notices.queries import unread_count
from xuanguan.organisations.enums import Role
from xuanguan.organisations.permissions import grants_of


def house(request: HttpRequest) -> dict:
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    context = {
        "demo_mode": settings.DEMO,
        "page_language": getattr(request, "language", "zh-hans"),
        "languages": settings.LANGUAGES,
    }
    if signed_in:
        context |= {
            "campaign_at_hand": SimpleLazyObject(lambda: current_campaign(request.session.get("campaign"), person)),
            "main_menu": SimpleLazyObject(lambda: main_menu(request)),
            # A number that is asked for once: a lazy object is no number (int() refuses it), a function is called by the template.
            "unread_notices": cache(lambda: unread_count(person)),
            "role_at_hand": SimpleLazyObject(lambda: role_at_hand(person)),
        }
    return context


def main_menu(request: HttpRequest) -> list[Link]:
    """The rooms a signed-in person may enter; the queue only for those who verify."""
    person = request.user
    campaign = current_campaign(request.session.get("campaign"), person)
    entries = [(_("Today"), reverse("today"))]
    if campaign:
        entries.append((_("Campaign"), reverse("campaigns:overview", args=[campaign.code])))
    entries.append((_("Activities"), reverse("activities:list")))
    if person.is_superuser or grants_of(person, Role.VERIFIER, Role.COORDINATOR):
        entries.append((_("To verify"), reverse("activities:queue")))
    entries += [
        (_("Bulletins"), reverse("bulletins:list")),
        (_("Policies"), reverse("policies:list")),
        (_("Units"), reverse("organisations:list")),
    ]
    path = request.path.replace("/figures/", "/campaigns/", 1)  # a figure belongs to its campaign
    # Whatever stands under /campaigns/ belongs to the campaign's entry: the list, a draft, another campaign.
    reaches = {reverse("campaigns:overview", args=[campaign.code]): reverse("campaigns:list")} if campaign else {}
    here = max((address for _label, address in entries if path.startswith(reaches.get(address, address))), key=len, default="/")
    return [Link(label=label, href=address, current=address == here) for label, address in entries]


def role_at_hand(person) -> str:
    """"Verifier · 遂宁", the first of the person's roles, in words."""
    grants = grants_of(person)
    return f"{grants[0].get_role_display()} · {grants[0].unit.short}" if grants else ""

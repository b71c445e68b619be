"""What every page knows: the campaign at hand, the language, the person's waiting work."""
from django.conf import settings
from django.http import HttpRequest

from xuanguan.campaigns.queries import current_campaign


def house(request: HttpRequest) -> dict:
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    return {
        "demo_mode": settings.DEMO,
        "page_language": getattr(request, "language", "zh-hans"),
        "languages": settings.LANGUAGES,
        "campaign_at_hand": current_campaign(request.session.get("campaign"), person) if signed_in else None,
    }

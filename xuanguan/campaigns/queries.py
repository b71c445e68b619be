"""Reading campaigns."""
from xuanguan.campaigns.models import Campaign


def current_campaign(code: str | None, person) -> Campaign | None:
    """The campaign the person works in: the one chosen, else the newest that runs."""
    campaigns = Campaign.objects.select_related("version__policy", "territory", "lead_unit").order_by("-begins", "id")
    return (campaigns.filter(code=code).first() if code else None) or campaigns.first()

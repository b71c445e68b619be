"""Reading organisations."""
from xuanguan.organisations.models import Grant


def demo_people() -> list[Grant]:
    """The demo accounts with their role and unit, for the sign-in page in demo mode."""
    return list(Grant.objects.filter(person__is_demo=True, person__is_active=True).select_related("person", "unit").order_by("id"))

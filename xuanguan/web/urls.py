"""Every address of the signed-in house. One file per noun; `tests/house` holds the list against the gates."""
from django.urls import include, path

from xuanguan.design.gallery import gallery
from xuanguan.web.language import switch_language
from xuanguan.web.today.views import today

urlpatterns = [
    path("", today, name="today"),
    path("language/", switch_language, name="language"),
    path("gallery/", gallery, name="gallery"),
    path("", include("xuanguan.web.accounts.urls")),
    path("notices/", include("xuanguan.web.notices.urls")),
    path("units/", include("xuanguan.web.organisations.urls")),
    path("policies/", include("xuanguan.web.policies.urls")),
    path("campaigns/", include("xuanguan.web.campaigns.urls")),
    path("activities/", include("xuanguan.web.activities.urls")),
    path("figures/", include("xuanguan.web.figures.urls")),
    path("bulletins/", include("xuanguan.web.bulletins.urls")),
]
handler403 = "xuanguan.web.errors.not_allowed"
handler404 = "xuanguan.web.errors.not_found"
handler500 = "xuanguan.web.errors.went_wrong"

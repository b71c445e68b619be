from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebOrganisationsConfig(AppConfig):
    name = "xuanguan.web.organisations"
    label = "web_organisations"
    verbose_name = _("Organisations")

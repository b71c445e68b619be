from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebNoticesConfig(AppConfig):
    name = "xuanguan.web.notices"
    label = "web_notices"
    verbose_name = _("Notices")

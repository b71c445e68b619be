from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebActivitiesConfig(AppConfig):
    name = "xuanguan.web.activities"
    label = "web_activities"
    verbose_name = _("Activities")

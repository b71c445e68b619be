from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebCampaignsConfig(AppConfig):
    name = "xuanguan.web.campaigns"
    label = "web_campaigns"
    verbose_name = _("Campaigns")

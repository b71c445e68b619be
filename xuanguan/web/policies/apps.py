from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebPoliciesConfig(AppConfig):
    name = "xuanguan.web.policies"
    label = "web_policies"
    verbose_name = _("Policies")

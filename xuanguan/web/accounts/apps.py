from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebAccountsConfig(AppConfig):
    name = "xuanguan.web.accounts"
    label = "web_accounts"
    verbose_name = _("Accounts")

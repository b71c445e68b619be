from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebBulletinsConfig(AppConfig):
    name = "xuanguan.web.bulletins"
    label = "web_bulletins"
    verbose_name = _("Bulletins")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebFiguresConfig(AppConfig):
    name = "xuanguan.web.figures"
    label = "web_figures"
    verbose_name = _("Figures")

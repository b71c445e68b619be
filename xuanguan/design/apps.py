from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "xuanguan.design"
    label = "design"

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "xuanguan.common"
    label = "common"

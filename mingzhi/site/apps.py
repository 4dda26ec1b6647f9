from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "mingzhi.site"
    label = "site"
    verbose_name = "明执"

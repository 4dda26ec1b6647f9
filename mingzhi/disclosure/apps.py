from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "mingzhi.disclosure"
    label = "disclosure"
    verbose_name = "行政执法公示"
    default_auto_field = "django.db.models.BigAutoField"

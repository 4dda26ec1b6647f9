from django.apps import AppConfig


class PartydeskConfig(AppConfig):
    name = "mingzhi.partydesk"
    label = "partydesk"
    verbose_name = "当事人之窗"
    default_auto_field = "django.db.models.BigAutoField"

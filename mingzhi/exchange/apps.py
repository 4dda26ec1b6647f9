from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "mingzhi.exchange"
    label = "exchange"
    verbose_name = "对外交换"
    default_auto_field = "django.db.models.BigAutoField"

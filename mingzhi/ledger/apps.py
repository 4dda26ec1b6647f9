from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "mingzhi.ledger"
    label = "ledger"
    verbose_name = "可验证日志"
    default_auto_field = "django.db.models.BigAutoField"

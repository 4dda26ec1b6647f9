from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "mingzhi.records"
    label = "records"
    verbose_name = "文书与案卷"
    default_auto_field = "django.db.models.BigAutoField"

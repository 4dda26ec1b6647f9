from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "mingzhi.supervision"
    label = "supervision"
    verbose_name = "监督"
    default_auto_field = "django.db.models.BigAutoField"

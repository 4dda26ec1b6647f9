from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "mingzhi.workbench"
    label = "workbench"
    verbose_name = "执法工作台"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "mingzhi.trail"
    label = "trail"
    verbose_name = "执法全过程记录"
    default_auto_field = "django.db.models.BigAutoField"

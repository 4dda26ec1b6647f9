from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "mingzhi.calendars"
    label = "calendars"
    verbose_name = "工作日与期限"
    default_auto_field = "django.db.models.BigAutoField"

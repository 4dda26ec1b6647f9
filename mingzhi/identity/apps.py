from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "mingzhi.identity"
    label = "identity"
    verbose_name = "机构与人员"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mingzhi.identity import sessions

        sessions.connect()

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "mingzhi.supervision"
    label = "supervision"
    verbose_name = "监督"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the calendar what this room counts anew after a holiday notice."""
        from mingzhi.calendars.acts.recounting import ROOMS
        from mingzhi.supervision.acts.recounting import RECOUNTS

        ROOMS["supervision"] = RECOUNTS

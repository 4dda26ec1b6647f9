from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "mingzhi.disclosure"
    label = "disclosure"
    verbose_name = "行政执法公示"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the calendar what this room counts anew after a holiday notice."""
        from mingzhi.calendars.acts.recounting import ROOMS
        from mingzhi.disclosure.acts.recounting import RECOUNTS

        ROOMS["disclosure"] = RECOUNTS

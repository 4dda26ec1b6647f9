from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "mingzhi.review"
    label = "review"
    verbose_name = "法制审核"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the calendar what this room counts anew after a holiday notice."""
        from mingzhi.calendars.acts.recounting import ROOMS
        from mingzhi.review.acts.recounting import RECOUNTS

        ROOMS["review"] = RECOUNTS

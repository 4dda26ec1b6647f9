from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "mingzhi.cases"
    label = "cases"
    verbose_name = "案件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the rooms below what only this one knows: who handles a case, what is internal, what runs."""
        from mingzhi.calendars.acts.recounting import ROOMS
        from mingzhi.cases.acts.recounting import RECOUNTS
        from mingzhi.cases.queries.taking_part import may_add
        from mingzhi.cases.rules.internal import internal_acts, open_titles
        from mingzhi.records.policy import PART_TAKERS
        from mingzhi.trail.rules.internal import INTERNAL_ACTS, OPEN_TITLES

        if may_add not in PART_TAKERS:
            PART_TAKERS.append(may_add)
        INTERNAL_ACTS.update(internal_acts())
        OPEN_TITLES.update(open_titles())
        ROOMS["cases"] = RECOUNTS

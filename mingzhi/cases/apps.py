from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "mingzhi.cases"
    label = "cases"
    verbose_name = "案件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the rooms below what only this one knows: handlers, fallen decisions, the internal, limits."""
        from mingzhi.calendars.acts.recounting import ROOMS
        from mingzhi.cases.acts.recounting import RECOUNTS
        from mingzhi.cases.queries.early_ending import early_end_hindered
        from mingzhi.cases.queries.falling import fell
        from mingzhi.cases.queries.taking_part import may_add
        from mingzhi.cases.rules.internal import internal_acts, open_titles
        from mingzhi.disclosure.rules.matters import MATTERS, Matters
        from mingzhi.records.policy import PART_TAKERS
        from mingzhi.trail.rules.internal import INTERNAL_ACTS, OPEN_TITLES

        if may_add not in PART_TAKERS:
            PART_TAKERS.append(may_add)
        INTERNAL_ACTS.update(internal_acts())
        OPEN_TITLES.update(open_titles())
        ROOMS["cases"] = RECOUNTS
        MATTERS["cases"] = Matters(fell=fell, hinders_early_end=early_end_hindered)

"""Which tasks are due to go up a level, and to whom."""

from datetime import date

from mingzhi.calendars.models import ended_before, last_day
from mingzhi.calendars.queries import calendar
from mingzhi.identity.queries import agencies_with, agency_history
from mingzhi.identity.rules.views import AgencyView
from mingzhi.supervision.models import AdjustmentTask
from mingzhi.supervision.rules.adjustment import escalates_on, levels

BATCH = 500


def overdue(today: date) -> list[AdjustmentTask]:
    """Return open tasks whose present level let its time pass, oldest due first; one query a level."""
    days, found = calendar(), []
    for level in levels():
        rows = AdjustmentTask.objects.filter(ended_before(today), state="open", level=level.level - 1)
        found += [
            row
            for row in rows.select_related("change").order_by(last_day(), "id")[:BATCH]
            if escalates_on(level, row.last_day, days) < today
        ]
    return found


def recipient(agency_code: str, to: str, on: date) -> AgencyView | None:
    """Return who hears of an agency's silence: its superior, else whoever supervises its region.

    An agency that supervises itself goes to the next one above; None when nobody is above.
    """
    history = agency_history(agency_code)
    if not history:
        return None
    own = history[0]
    watching = [
        view for view in agencies_with("supervision.view", own.region_code, on) if view.code != agency_code
    ]
    superior = next(iter(agency_history(own.superior_code)), None) if own.superior_code else None
    if to == "superior" and superior is not None:
        return superior
    return watching[0] if watching else superior

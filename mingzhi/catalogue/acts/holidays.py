"""Enter the State Council's arrangement of holidays and working days, or a local one.

The notice itself lies below the trail; this is its entry in the record.
"""

from mingzhi.calendars.acts.notices import enter_notice
from mingzhi.calendars.models import HolidayNotice
from mingzhi.calendars.rules.announced import Announced
from mingzhi.catalogue.policy import may_enter_holidays
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "catalogue.enter_holidays",
    title=_("录入放假安排"),
    may=may_enter_holidays,
    serves=("2.1.3a", "2.1.3b", "2.3.4a"),
    basis=("行政处罚法 §85", "行政许可法 §82", "行政强制法 §69"),
)
def enter_holidays(*, actor: Actor, announced: Announced) -> HolidayNotice:
    """Enter a notice with its days; earlier notices stay and are overlaid.

    Limits that run are counted anew by the job ``recount-limits``. See ``enter_notice`` for what is refused.
    """
    notice = enter_notice(actor=actor, announced=announced)
    describe(
        subject=f"urn:mingzhi:calendars:notice:{notice.uid}",
        label=notice.source,
        content={
            "year": announced.year,
            "jurisdiction": announced.jurisdiction,
            "whole_year": announced.whole_year,
            "source_url": announced.source_url,
            "days": [[day.isoformat(), working, name] for day, working, name in announced.days],
        },
    )
    return notice

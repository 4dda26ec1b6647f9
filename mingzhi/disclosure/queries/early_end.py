"""Whether and from which day a publication can end before its term on the party's application."""

from dataclasses import dataclass
from datetime import date

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.disclosure.models import Publication
from mingzhi.disclosure.rules import periods
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.kernel import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyEnd:
    """What stands in public of a penalty: the first day on which it can end early; ``barred``: it cannot."""

    earliest: date
    barred: bool


def early_end_of(subject_urn: str) -> EarlyEnd | None:
    """Return the public penalty of a matter; None when none stands. One query."""
    rows = Publication.objects.filter(
        notice__subject_urn=subject_urn, notice__kind="penalty", channel_id=PORTAL, until=None
    )
    found = rows.select_related("notice", "version").order_by("-pk").first()
    if found is None:
        return None
    barred = not periods.may_end_early(periods.facts_from(found.version.facts))
    return EarlyEnd(earliest=earliest_end(found), barred=barred)


def earliest_end(publication: Publication) -> date:
    """Return the day on which the shortest term on this platform is over (浙政办发〔2019〕20号 二(一)3)."""
    return due(
        publication.first_published_at.astimezone(clock.CHINA).date(),
        periods.SHORTEST_ON_PORTAL,
        calendar=calendar(publication.notice.region_code),
        roll="none",
    ).due_date

"""What is still owed to channels other than this platform, per agency and channel, as it stands now.

The statement of completeness counts every decision once, by its duty on this platform. The same decision
may owe another channel, with a term of its own (发改办财金〔2018〕424号; 市场监督管理行政处罚信息公示规定
§9, §10): what is open there, late there or must still come down there is counted here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q

from mingzhi.disclosure.models import DutyState
from mingzhi.disclosure.queries.statements import CACHED_FOR, stamp
from mingzhi.disclosure.rules.channels import CHANNEL_NAMES, CHANNELS
from mingzhi.disclosure.rules.completeness import OWED, REMOVAL
from mingzhi.disclosure.rules.terms import TERMS
from mingzhi.kernel import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """One channel of one agency (``agency_code`` "": of all): duties, not decisions, are counted.

    ``late``: what the channel showed only after its day.
    """

    channel: str
    channel_name: str
    agency_code: str = ""
    agency_name: str = ""
    not_yet_due: int = 0
    overdue: int = 0
    removal: int = 0
    late: int = 0

    @property
    def confirmed(self) -> bool:
        """Tell whether the terms of the channel were read in the original."""
        return all(rule.confirmed for rule in TERMS if rule.channel == self.channel)

    @property
    def owed(self) -> int:
        """What the channel does not show yet."""
        return self.not_yet_due + self.overdue


def elsewhere(agencies: Collection[str] | None = None) -> list[Elsewhere]:
    """Return one line per agency and channel on which something is open or was late; None: all agencies."""
    today = clock.today()
    key = f"elsewhere:{today}:{stamp()}"
    lines: list[Elsewhere] | None = cache.get(key)
    if lines is None:
        lines = _counted(today)
        cache.set(key, lines, CACHED_FOR)
    return [line for line in lines if agencies is None or line.agency_code in agencies]


def by_channel(lines: Iterable[Elsewhere]) -> list[Elsewhere]:
    """Return one line for each other channel, with the sum of all agencies."""
    sums = {
        channel.code: Elsewhere(channel=channel.code, channel_name=channel.name)
        for channel in CHANNELS
        if not channel.own
    }
    for line in lines:
        sums[line.channel] = _plus(sums[line.channel], line)
    return list(sums.values())


def _plus(one: Elsewhere, other: Elsewhere) -> Elsewhere:
    return replace(
        one,
        not_yet_due=one.not_yet_due + other.not_yet_due,
        overdue=one.overdue + other.overdue,
        removal=one.removal + other.removal,
        late=one.late + other.late,
    )


def _counted(today: date) -> list[Elsewhere]:
    """Count from what is open and what was late: both few, each with an index of its own."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in (*_open(today), *_late()):
        key = (row.pop("agency_code"), row.pop("duty__channel"))
        found[key] = {**found.get(key, {}), **row}
    order = [channel.code for channel in CHANNELS]
    ordered = sorted(found, key=lambda key: (key[0], order.index(key[1])))
    return [_line(agency, channel, found[agency, channel]) for agency, channel in ordered]


def _line(agency: str, channel: str, row: Mapping[str, Any]) -> Elsewhere:
    return Elsewhere(
        channel=channel,
        channel_name=CHANNEL_NAMES[channel],
        agency_code=agency,
        agency_name=row["name"],
        not_yet_due=row.get("not_yet_due", 0),
        overdue=row.get("overdue", 0),
        removal=row.get("removal", 0),
        late=row.get("were_late", 0),
    )


def _open(today: date) -> list[dict[str, Any]]:
    owed = Q(state=OWED)
    return list(
        _others()
        .filter(state__in=[OWED, REMOVAL])
        .annotate(
            not_yet_due=Count("pk", filter=owed & Q(due_on__gte=today)),
            overdue=Count("pk", filter=owed & Q(due_on__lt=today)),
            removal=Count("pk", filter=Q(state=REMOVAL)),
            name=Max("agency_name"),
        )
    )


def _late() -> list[dict[str, Any]]:
    return list(_others().filter(late=True).annotate(were_late=Count("pk"), name=Max("agency_name")))


def _others() -> Any:
    rows = DutyState.objects.filter(until=None, is_lead=False, duty__channel__own=False)
    return rows.order_by().values("agency_code", "duty__channel")

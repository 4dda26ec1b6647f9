"""What waits for somebody, and what they wait for: one list over all rooms, by time left."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from mingzhi.cases.models import Clock
from mingzhi.cases.queries import TodoItem, todo
from mingzhi.cases.queries.facts.hearing import Called
from mingzhi.cases.queries.lists.todo import LIMIT
from mingzhi.cases.queries.party.rectification import rectifications_waiting
from mingzhi.cases.queries.party.requests import requests_waiting
from mingzhi.cases.queries.withdrawing import withdrawals_owed
from mingzhi.disclosure.policy import EXEMPT, SUPERVISE
from mingzhi.disclosure.queries import desk
from mingzhi.disclosure.queries.desk import DutyLine, VersionLine
from mingzhi.disclosure.queries.filings import FilingView, filings_for
from mingzhi.disclosure.queries.reports import ReportView, reports_for
from mingzhi.disclosure.rules.filings import ASKED, WAITING
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review.queries import waiting_for as rounds_waiting
from mingzhi.supervision.queries import adjustments
from mingzhi.supervision.queries.receiving import submissions_waiting

PUBLISHER = "publisher"
ADDRESSES = 10_000
"""Of how many cases a process keeps the address: it never changes."""
SHOWN = 30
"""How many cases are shown at first, those nearest in time: the page is read on phones too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits: what it is, about what, until when, and where it is done.

    ``since``: no day is set by law, somebody waits since then; ``paused``: the limit stands still.
    """

    what: str
    about: str
    url: str
    due: date | None
    due_at: datetime | None = None
    detail: str = ""
    limit: str = ""
    whose: str = ""
    since: date | None = None
    paused: bool = False
    hearing: Called | None = None

    @property
    def until(self) -> date | datetime | None:
        """Until when: a moment where the law counts hours."""
        return self.due_at or self.due

    @property
    def by(self) -> date:
        """The day by which it is sorted: its last, that of its hearing, or since when somebody waits."""
        hearing = self.hearing.at.date() if self.hearing else None
        return min(filter(None, (self.due, self.since, hearing)), default=date.max)


def by_time(items: list[Waiting]) -> list[Waiting]:
    """Sort by time left; what has no day at all comes last."""
    return sorted(items, key=lambda item: (item.by, item.about))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What waits for somebody and what they wait for, by time left; ``more``: there is more of either."""

    mine: list[Waiting]
    others: list[Waiting]
    more: bool


def waiting_for(actor: Actor, *, entire: bool = False) -> Desk:
    """Return what is on the actor's desk: what is nearest in time, or all that is shown at most."""
    found = todo(actor, limit=LIMIT if entire else SHOWN)
    mine = by_time(
        [
            *(_case(item) for item in found.mine),
            *_requests(actor),
            *_reviews(actor),
            *_notices(actor),
            *_adjustments(actor),
            *_statistics(actor),
        ]
    )
    others = by_time([_case(item) for item in found.others])
    if entire:
        return Desk(mine=mine, others=others, more=False)
    return Desk(mine=mine[:SHOWN], others=others, more=found.cut or len(mine) > SHOWN)


def _case(item: TodoItem) -> Waiting:
    return Waiting(
        what=item.title,
        about=item.row.cause,
        url=_place(item),
        due=item.due,
        due_at=item.due_at,
        detail=" · ".join(filter(None, (f"{item.row.number} {item.row.party}", item.subject))),
        limit=item.limit,
        whose=item.duty,
        since=item.since,
        paused=item.paused,
        hearing=item.hearing,
    )


def _place(item: TodoItem) -> str:
    """Return where it is done: what stands beside the main line leads to its own form, begun."""
    if item.beside:
        begun = f"?{urlencode([item.given])}" if item.given else ""
        return reverse("work:step", args=[item.row.uid, item.step]) + begun
    return _page_of(item.row.uid)


@lru_cache(maxsize=ADDRESSES)
def _page_of(case: UUID) -> str:
    """Return the address of a case's page, which Django puts together anew for every line of the list."""
    return reverse("work:case", args=[case])


def _requests(actor: Actor) -> list[Waiting]:
    """Return what parties ask for and somebody has to take up."""
    return [
        Waiting(
            what=row.title,
            about=row.case.cause,
            url=reverse("work:requests", args=[row.case.uid]) + f"#q-{row.uid}",
            due=row.last_day,
            detail=f"{row.case.number} {row.party_label}",
            limit=_("办理当事人的申请"),
        )
        for row in requests_waiting(actor, limit=LIMIT)
    ] + [
        Waiting(
            what=_("答复更正申请"),
            about=row.case.cause,
            url=reverse("work:rectifications", args=[row.case.uid]) + f"#r-{row.uid}",
            due=row.last_day,
            detail=f"{row.case.number} {row.party_label}",
            limit=_("办理当事人的申请"),
        )
        for row in rectifications_waiting(actor, limit=LIMIT)
    ]


def _notices(actor: Actor) -> list[Waiting]:
    """Return what the publisher or the second person has to do."""
    found: list[Waiting] = []
    if actor.can("disclosure.check"):
        found += [_version(row, _("保密和隐私审查")) for row in desk.waiting_for_check(actor)]
    if actor.can("disclosure.prepare"):
        found += [_version(row, _("公示")) for row in desk.waiting_for_publication(actor)]
    if actor.can("disclosure.answer"):
        found += [_report(row, _("答复错误报告")) for row in reports_for(actor, agency=actor.agency_code)]
    elif actor.can("supervision.view"):
        found += [_report(row, _("督促答复错误报告")) for row in reports_for(actor, show="overdue")]
    if actor.can(EXEMPT):
        asked = filings_for(actor, agency=actor.agency_code, show=ASKED)
        found += [_filing(row, _("司法行政部门要求公开")) for row in asked]
    if actor.can(SUPERVISE):
        found += [_filing(row, _("核查不予公示备案")) for row in filings_for(actor, show=WAITING)]
    if actor.role == PUBLISHER:
        drafted = {row.about for row in found}
        found += [_withdrawal(row) for row in withdrawals_owed(actor)]
        found += [_duty(line) for line in desk.duties_for(actor) if line.subject_label not in drafted]
    return found


def _withdrawal(row: Clock) -> Waiting:
    return Waiting(
        what=_("撤回公示并说明理由"),
        about=row.case.cause,
        url=reverse("work:step", args=[row.case.uid, "withdraw_publication"]),
        due=row.due,
        detail=f"{row.case.number} {row.case.party_name}",
        limit=row.title,
    )


def _report(row: ReportView, what: str) -> Waiting:
    return Waiting(
        what=what,
        about=row.notice_title,
        url=reverse("work:report", args=[row.uid]),
        due=row.due_on,
        detail=row.agency_name,
        limit=row.kind_title,
    )


def _filing(row: FilingView, what: str) -> Waiting:
    return Waiting(
        what=what,
        about=row.source_label,
        url=reverse("work:filing", args=[row.uid]),
        due=None,
        detail=row.agency_name,
    )


def _version(row: VersionLine, what: str) -> Waiting:
    return Waiting(
        what=what,
        about=row.subject_label,
        url=reverse("work:version", args=[row.uid]),
        due=None,
        detail=row.prepared_by,
    )


def _duty(line: DutyLine) -> Waiting:
    return Waiting(
        what=_("撤下公示") if line.state == "removal" else _("公示"),
        about=line.source_label,
        url=reverse("work:duty", args=[line.uid]),
        due=line.due_on,
        detail=line.channel_name,
        limit=line.content,
    )


def _reviews(actor: Actor) -> list[Waiting]:
    if not (actor.can("review.review") or actor.can("review.assign")):
        return []
    return [
        Waiting(
            what=_("法制审核") if round_.reviewer else _("指派审核人员"),
            about=round_.case_label,
            url=reverse("work:review", args=[round_.uid]),
            due=round_.due,
            detail=round_.submitted_by,
            limit=_("审核期限"),
        )
        for round_ in rounds_waiting(actor)
    ]


def _adjustments(actor: Actor) -> list[Waiting]:
    """Return one line per change whose tasks wait for the actor."""
    return [
        Waiting(
            what=_("动态调整"),
            about=change.label,
            url=reverse("work:change", args=[change.uid]),
            due=due,
            detail=gettext("%(label)s 等 %(n)s 项") % {"label": label, "n": count} if count > 1 else label,
            limit=_("答复期限"),
        )
        for change, count, due, label in adjustments.waiting(actor)
    ]


def _statistics(actor: Actor) -> list[Waiting]:
    """Return the annual statistics sent to the actor's agency that nobody confirmed yet."""
    return [
        Waiting(
            what=_("确认收到统计年报"),
            about=str(row.snapshot.content["agency"]["name"]),
            url=reverse(
                "work:statistics_year", args=[row.snapshot.report.agency_code, row.snapshot.report.year]
            ),
            due=None,
            detail=str(row.snapshot.report.year),
        )
        for row in submissions_waiting(actor)
    ]

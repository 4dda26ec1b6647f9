"""Reading annual statistics: what is owed, how a year stands, whether a snapshot can be computed again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingzhi.disclosure.models import Check, Notice, NoticeVersion, Publication
from mingzhi.identity.queries import agencies_on, agency_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.supervision.models import AnnualReport, AnnualSnapshot, AnnualSubmission
from mingzhi.supervision.policy import must_see
from mingzhi.supervision.queries.figures import figures
from mingzhi.supervision.queries.receiving import SubmissionView, submissions_of
from mingzhi.supervision.rules.labels import HASH
from mingzhi.supervision.rules.statistics import (
    Table,
    derived,
    due_citation,
    due_on,
    hash_of,
    orders,
    tables,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure beside the one of the year before."""

    code: str
    title: str
    value: str
    before: str
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """One table with its figures and notes."""

    table: Table
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """The statistics of one agency and year, as frozen or as they stand."""

    agency: AgencyView
    year: int
    due: date
    citation: str
    snapshot: AnnualSnapshot | None
    order: str
    as_of: datetime
    tables: tuple[TableView, ...]
    submissions: tuple[SubmissionView, ...]
    public_uid: str
    waiting: NoticeVersion | None
    checked: bool
    replaces: bool
    recipients: int

    @property
    def ended(self) -> bool:
        """The year is over."""
        return clock.today().year > self.year

    @property
    def late(self) -> bool:
        """The due date has passed and the statistics are not public, or not sent to everybody."""
        return clock.today() > self.due and not (self.public_uid and len(self.submissions) >= self.recipients)


def recipients_of(agency: AgencyView) -> dict[str, str]:
    """Return to whom an agency submits its statistics: code → name (浙政办发〔2019〕20号 二(一)3)."""
    names = {"government": agency.government, "superior": agency.superior_name}
    return {code: name for code, name in names.items() if name}


def latest(agency_code: str, year: int) -> AnnualSnapshot | None:
    """Return the newest snapshot of the year; one query."""
    rows = AnnualSnapshot.objects.filter(report__agency_code=agency_code, report__year=year)
    return rows.select_related("report").order_by("-number").first()


def is_public(snapshot: AnnualSnapshot) -> bool:
    """Tell whether what is public now carries the hash of this snapshot."""
    return snapshot.hash in dict(_public_fields(snapshot.report)).values()


def _public_fields(report: AnnualReport) -> list[list[str]]:
    row = _public(report)
    return [pair for pair in row.version.fields if pair[0] == HASH] if row else []


def _public(report: AnnualReport) -> Publication | None:
    rows = Publication.objects.filter(
        notice__source_urn=report.urn, notice__kind="annual", until__isnull=True
    )
    return rows.select_related("notice", "version").first()


def year_view(viewer: Actor, agency_code: str, year: int, *, order: str = "eleven") -> YearView:
    """Return a year of an agency the viewer may see; frozen figures when there are any."""
    must_see(viewer, agency_code)
    snapshot = latest(agency_code, year)
    order = snapshot.content["order"] if snapshot else order if order in orders() else "eleven"
    as_of = snapshot.frozen_at if snapshot else clock.now()
    now = snapshot.content["figures"] if snapshot else figures(agency_code, year, order=order, as_of=as_of)
    old = latest(agency_code, year - 1)
    before = old.content["figures"] if old else figures(agency_code, year - 1, order=order, as_of=clock.now())
    public = _public(snapshot.report) if snapshot else None
    waiting = _waiting(snapshot)
    agency = agency_on(agency_code, clock.today())
    return YearView(
        agency=agency,
        recipients=len(recipients_of(agency)),
        year=year,
        due=due_on(year),
        citation=due_citation(),
        snapshot=snapshot,
        order=order,
        as_of=as_of,
        tables=tuple(_table(table, now, before) for table in tables().values()),
        submissions=_submissions(viewer, snapshot) if snapshot else (),
        public_uid=str(public.notice.uid) if public and snapshot and is_public(snapshot) else "",
        waiting=waiting,
        checked=bool(waiting and Check.objects.filter(version=waiting, passed=True).exists()),
        replaces=public is not None,
    )


def _submissions(viewer: Actor, snapshot: AnnualSnapshot) -> tuple[SubmissionView, ...]:
    rows = AnnualSubmission.objects.filter(snapshot=snapshot).select_related("snapshot__report")
    return submissions_of(viewer, list(rows.order_by("pk")))


def _waiting(snapshot: AnnualSnapshot | None) -> NoticeVersion | None:
    """Return the prepared version of this snapshot that is not public yet."""
    if snapshot is None or is_public(snapshot):
        return None
    notice = Notice.objects.filter(source_urn=snapshot.report.urn, kind="annual", closed_at=None).first()
    last = notice.versions.select_related("notice").order_by("-number").first() if notice else None
    return last if last and [HASH, snapshot.hash] in [list(pair) for pair in last.fields] else None


def _table(table: Table, now: Mapping[str, Any], before: Mapping[str, Any]) -> TableView:
    new, old = now[table.code], before[table.code]
    cells = [
        Cell(
            code=code,
            title=title,
            value=str(new[code]),
            before=str(old[code]),
            opens=table.code != "certificates" and bool(new[code]),
        )
        for code, title in table.columns
    ]
    cells += [
        Cell(code="", title=title, value=value, before=earlier, opens=False)
        for (title, value), (_title, earlier) in zip(derived(table, new), derived(table, old), strict=True)
    ]
    return TableView(table=table, cells=tuple(cells))


def differences(snapshot: AnnualSnapshot) -> list[str]:
    """Compute a snapshot again and return where it differs; empty when everything agrees.

    Compared are its hash, the hash that is public, and every figure from the rows recorded until then.
    """
    frozen, found = snapshot.content, []
    if hash_of(frozen) != snapshot.hash:
        found.append(f"hash {hash_of(frozen)} ≠ {snapshot.hash}")
    public = _public_fields(snapshot.report)
    if public and [HASH, snapshot.hash] not in [list(pair) for pair in public]:
        found.append(f"public hash {public[0][1]} ≠ {snapshot.hash}")
    again = figures(
        snapshot.report.agency_code, snapshot.report.year, order=frozen["order"], as_of=snapshot.frozen_at
    )
    for table, cells in frozen["figures"].items():
        found += [
            f"{table}.{name}: {number} ≠ {again[table][name]}"
            for name, number in cells.items()
            if again[table][name] != number
        ]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """How the statistics of one agency and year stand."""

    code: str
    name: str
    year: int
    due: date
    frozen: bool
    approved: bool
    public: bool
    submitted: int
    recipients: int

    @property
    def late(self) -> bool:
        """The due date has passed and nothing is public, or not everybody was sent it."""
        return clock.today() > self.due and not (self.public and self.submitted >= self.recipients)


def owed(viewer: Actor, year: int) -> tuple[OwedLine, ...]:
    """Return how the year stands for every agency the viewer sees; four queries."""
    agencies = agencies_on(viewer.on, codes=viewer.agency_codes_seen | {viewer.agency_code})
    reports = AnnualReport.objects.filter(year=year, agency_code__in=[one.code for one in agencies])
    newest = {
        row.report_id: row
        for row in AnnualSnapshot.objects.filter(report__in=reports).order_by("report_id", "number")
    }
    by_agency = {row.agency_code: row for row in reports}
    sources = Publication.objects.filter(notice__kind="annual", until__isnull=True)
    public = set(
        sources.filter(notice__source_urn__in=[row.urn for row in by_agency.values()]).values_list(
            "notice__source_urn", flat=True
        )
    )
    sent = Counter(
        AnnualSubmission.objects.filter(snapshot__in=newest.values()).values_list("snapshot_id", flat=True)
    )
    lines = []
    for agency in agencies:
        report = by_agency.get(agency.code)
        snapshot = newest.get(report.pk) if report else None
        lines.append(
            OwedLine(
                code=agency.code,
                name=agency.name,
                year=year,
                due=due_on(year),
                frozen=snapshot is not None,
                approved=bool(snapshot and snapshot.approved_at),
                public=bool(report and report.urn in public),
                submitted=sent[snapshot.pk] if snapshot else 0,
                recipients=len(recipients_of(agency)),
            )
        )
    return tuple(lines)

"""The publisher's desk: what is owed, drafted, checked and public, for those who may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingzhi.disclosure.models import Check, Duty, DutyState, Notice, NoticeVersion, Publication
from mingzhi.disclosure.policy import may_see, seen_codes
from mingzhi.disclosure.queries.duty_days import Counted, counted
from mingzhi.disclosure.rules import periods
from mingzhi.disclosure.rules.channels import CHANNEL_NAMES, PORTAL
from mingzhi.disclosure.rules.completeness import OWED, REMOVAL
from mingzhi.disclosure.rules.terms import content_title
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.kernel.typed import natural
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

_MOST_ON_DESK = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """One duty as it stands; ``key`` pages the list."""

    key: str
    uid: str
    source_urn: str
    source_label: str
    subject_urn: str
    subject_label: str
    agency_code: str
    agency_name: str
    channel: str
    channel_name: str
    content: str
    decided_on: date
    due_on: date
    provisional: bool
    overdue: bool
    state: str
    late: bool
    since: datetime
    proof: str
    basis: str
    confirmed: bool
    barred_by: str
    derivation: Mapping[str, Any]


def duties_for(
    viewer: Actor,
    *,
    agency: str = "",
    overdue_only: bool = False,
    leads_only: bool = False,
    channel: str = "",
    after: str = "",
    limit: int = 30,
) -> list[DutyLine]:
    """Return what the viewer's agencies still owe, the earliest due first, by keyset.

    ``leads_only``: of each decision the duty by which completeness counts it; ``channel``: of that one.
    """
    codes = seen_codes(viewer, agency)
    rows = DutyState.objects.filter(until=None, state__in=[OWED, REMOVAL], agency_code__in=codes)
    if overdue_only:
        rows = rows.filter(due_on__lt=clock.today())
    if leads_only:
        rows = rows.filter(is_lead=True, state=OWED)
    rows = rows.filter(duty__channel=channel) if channel else rows
    if after:
        rows = rows.filter(_beyond(after))
    return _as_counted(list(rows.select_related("duty").order_by("due_on", "duty")[:limit]))


def _beyond(after: str) -> Q:
    """Return what comes after the line whose key a page gave as its last."""
    text, _dot, number = after.partition(".")
    key = natural(number)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        key = None
    if key is None:
        raise Invalid("disclosure.page_key", _("翻页位置不正确。"), field="after")
    return Q(due_on__gt=day) | Q(due_on=day, duty__gt=key)


def duties_of(source_urn: str, viewer: Actor) -> list[DutyLine]:
    """Return every duty of a decision as it stands; raises NotKnown for strangers."""
    rows = DutyState.objects.filter(until=None, duty__source_urn=source_urn).select_related("duty")
    return _visible(list(rows.order_by("due_on", "duty")), viewer)


def duties_of_subject(subject_urn: str, viewer: Actor) -> list[DutyLine]:
    """Return every duty that arose in a case, as it stands."""
    return _visible(_of_subject(subject_urn), viewer)


@prepared
def _of_subject(subject_urn: str) -> QuerySet[DutyState]:
    rows = DutyState.objects.filter(until=None, duty__subject_urn=subject_urn)
    return rows.select_related("duty").order_by("due_on", "duty")


def _visible(found: Sequence[DutyState], viewer: Actor) -> list[DutyLine]:
    if any(not may_see(viewer, row.agency_code) for row in found):
        raise _unknown()
    return _as_counted(found)


def _as_counted(found: Sequence[DutyState]) -> list[DutyLine]:
    told = counted(found)
    return [_line(row, told[row.duty_id]) for row in found]


def _line(row: DutyState, told: Counted) -> DutyLine:
    duty = row.duty
    return DutyLine(
        key=f"{row.due_on.isoformat()}.{duty.pk}",
        uid=str(duty.uid),
        source_urn=duty.source_urn,
        source_label=duty.source_label,
        subject_urn=duty.subject_urn,
        subject_label=duty.subject_label,
        agency_code=duty.agency_code,
        agency_name=duty.agency_name,
        channel=duty.channel_id,
        channel_name=CHANNEL_NAMES[duty.channel_id],
        content=content_title(duty.content),
        decided_on=duty.decided_on,
        due_on=row.due_on,
        provisional=told.provisional,
        overdue=row.state == OWED and row.due_on < clock.today(),
        state=row.state,
        late=row.late,
        since=row.since,
        proof=row.proof,
        basis=duty.basis,
        confirmed=duty.confirmed,
        barred_by=duty.barred_by,
        derivation=told.derivation,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version on the desk: drafted, returned, checked or public."""

    uid: str
    notice_uid: str
    source_urn: str
    subject_urn: str
    subject_label: str
    agency_code: str
    number: int
    title: str
    state: str  # draft, returned, checked, public, replaced by a later one, ended with the notice
    prepared_by: str
    prepared_at: datetime
    checked_by: str = ""
    remark: str = ""
    publication: str = ""  # uid of the open publication of the notice: pass it as ``seen``


def versions_of(source_urn: str, viewer: Actor) -> list[VersionLine]:
    """Return all versions prepared on a source, the newest first."""
    return _lines(_prepared_on(source_urn), viewer)


def waiting_for_check(viewer: Actor, *, limit: int = 30) -> list[VersionLine]:
    """Return the drafts of the viewer's agency that a second person must check."""
    return _lines(_unchecked(_on_desk(viewer.agency_code), viewer.urn, limit=limit), viewer)


def waiting_for_publication(viewer: Actor, *, limit: int = 30) -> list[VersionLine]:
    """Return the checked versions of the viewer's agency that are not public yet."""
    return _lines(_checked(_on_desk(viewer.agency_code), limit=limit), viewer)


@prepared
def _on_desk(agency_code: str) -> QuerySet[Notice, int]:
    """Return the notices of an agency with a version newer than the public one.

    Read first, on its own: within one statement a planner may prefer to walk all versions.
    """
    rows = Notice.objects.filter(agency_code=agency_code, closed_at=None, on_desk_since__isnull=False)
    return rows.order_by("-id").values_list("pk", flat=True)[:_MOST_ON_DESK]


@prepared
def _prepared_on(source_urn: str) -> QuerySet[NoticeVersion]:
    return _newest(NoticeVersion.objects.filter(notice__source_urn=source_urn), 100)


@prepared
def _unchecked(notices: Sequence[int], person_urn: str, *, limit: int) -> QuerySet[NoticeVersion]:
    rows = NoticeVersion.objects.filter(notice__id__in=notices, check_row=None)
    return _newest(rows.exclude(prepared_by_urn=person_urn), limit)


@prepared
def _checked(notices: Sequence[int], *, limit: int) -> QuerySet[NoticeVersion]:
    public = Publication.objects.filter(version=OuterRef("pk"))
    rows = NoticeVersion.objects.filter(~Exists(public), notice__id__in=notices, check_row__passed=True)
    return _newest(rows, limit)


def _newest(rows: QuerySet[NoticeVersion], limit: int) -> QuerySet[NoticeVersion]:
    lean = rows.defer("text", "fields", "marks", "names_checked", "doubts").select_related(
        "notice", "check_row"
    )
    return lean.order_by("-pk")[:limit]


def _lines(found: Sequence[NoticeVersion], viewer: Actor) -> list[VersionLine]:
    if any(not may_see(viewer, row.notice.agency_code) for row in found):
        raise _unknown()
    publications = {row.version_id: row for row in _on_portal([row.notice_id for row in found], PORTAL)}
    open_now = {row.notice_id: str(row.uid) for row in publications.values() if row.until is None}
    return [_version_line(row, publications.get(row.pk), open_now.get(row.notice_id, "")) for row in found]


@prepared
def _on_portal(notices: Sequence[int], channel: str) -> QuerySet[Publication]:
    return Publication.objects.filter(notice__id__in=notices, channel=channel)


_STANDING = {"": "public", "corrected": "replaced"}
"""How a publication ended → what is said of its version; withdrawn, expired and ended early alike."""


def _version_line(row: NoticeVersion, publication: Publication | None, seen: str) -> VersionLine:
    check: Check | None = getattr(row, "check_row", None)
    state = "draft" if check is None else ("checked" if check.passed else "returned")
    if publication is not None:
        state = _STANDING.get(publication.ended, "ended")
    return VersionLine(
        uid=str(row.uid),
        notice_uid=str(row.notice.uid),
        source_urn=row.notice.source_urn,
        subject_urn=row.notice.subject_urn,
        subject_label=row.notice.subject_label,
        agency_code=row.notice.agency_code,
        number=row.number,
        title=row.title,
        state=state,
        prepared_by=row.prepared_by_label,
        prepared_at=row.prepared_at,
        checked_by=check.checked_by_label if check else "",
        remark=check.remark if check else "",
        publication=seen,
    )


def duty_row(uid: str | UUID, viewer: Actor) -> Duty:
    """Return the row an act takes; raises NotKnown for strangers."""
    row = Duty.objects.select_related("channel").filter(uid=_uuid(uid)).first()
    if row is None or not may_see(viewer, row.agency_code):
        raise _unknown()
    return row


def version_row(uid: str | UUID, viewer: Actor) -> NoticeVersion:
    """Return a version with its marks, for the publisher and the second person."""
    row = NoticeVersion.objects.select_related("notice", "check_row").filter(uid=_uuid(uid)).first()
    if row is None or not may_see(viewer, row.notice.agency_code):
        raise _unknown()
    return row


def period_options(version: NoticeVersion) -> Sequence[periods.PeriodRule]:
    """Return the period rules a publisher may take for a version, the default first."""
    notice = version.notice
    rules = periods.applicable(
        periods.facts_from(version.facts),
        kind=notice.kind,
        channel=PORTAL,
        decided_on=notice.decided_on,
        region_code=notice.region_code,
    )
    return [rule for rule in rules if rule.confirmed]


def _uuid(uid: str | UUID) -> UUID:
    try:
        return uid if isinstance(uid, UUID) else UUID(uid)
    except ValueError:
        raise _unknown() from None


def _unknown() -> NotKnown:
    return NotKnown("disclosure.unknown", _("没有找到该公示事项。"))

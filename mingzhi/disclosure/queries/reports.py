"""Reports of errors: for the publishers who answer, the supervisors, and whoever reported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from mingzhi.calendars.models import last_day
from mingzhi.disclosure.models import Notice, Publication, Report, ReportAnswer
from mingzhi.disclosure.policy import REPORT_READERS, may_see_reports, seen_codes
from mingzhi.disclosure.rules import reports as rules
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, party_right
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.kernel.typed import natural
from mingzhi.kernel.wording import gettext_noop as _

SHOWS = ("open", "overdue", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One answer, as whoever reported reads it."""

    outcome: str
    text: str
    remedy: str
    recipient: str
    at: datetime
    by: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report with its clock and its answers; the contact is never here, only whether there is one."""

    key: str
    uid: str
    urn: str
    notice_uid: str
    notice_title: str
    subject_urn: str
    subject_label: str
    source_urn: str
    agency_code: str
    agency_name: str
    kind: str
    kind_title: str
    matter: str
    passage: str
    reason: str
    evidence: str
    has_contact: bool
    received_at: datetime
    due_on: date
    provisional: bool
    confirmed: bool
    basis: str
    note: str
    demands: tuple[str, ...]
    derivation: Mapping[str, Any]
    state: str
    state_title: str
    closed_at: datetime | None
    overdue: bool
    late: bool
    answers: tuple[AnswerView, ...]


def reports_for(
    viewer: Actor, *, agency: str = "", show: str = "open", after: str = "", limit: int = 30
) -> list[ReportView]:
    """Return the reports on the viewer's agencies' notices: open ones by time left, closed newest first.

    Nothing for whoever neither publishes nor supervises; NotKnown for an agency outside the viewer's sight.
    """
    if not any(viewer.can(right) for right in REPORT_READERS):
        return []
    rows = _with_all(Report.objects.filter(agency_code__in=seen_codes(viewer, agency)))
    if show == "closed":
        rows = rows.filter(closed_at__isnull=False)
        rows = (rows.filter(pk__lt=_number(after)) if after else rows).order_by("-pk")
    else:
        rows = rows.filter(closed_at=None).alias(ends=last_day())
        if show == "overdue":
            rows = rows.filter(ends__lt=clock.today())
        rows = (rows.filter(_beyond(after)) if after else rows).order_by("ends", "pk")
    return _views(rows[:limit])


def _number(text: str) -> int:
    number = natural(text)
    if number is None:
        raise _bad_key()
    return number


def _beyond(after: str) -> Q:
    text, _dot, number = after.partition(".")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _bad_key() from None
    key = _number(number)
    return Q(ends__gt=day) | Q(ends=day, pk__gt=key)


def _bad_key() -> Invalid:
    return Invalid("disclosure.page_key", _("翻页位置不正确。"), field="after")


def report(uid: str | UUID, viewer: Actor) -> ReportView:
    """Return one report for its publishers and supervisors; NotKnown for everybody else."""
    return _views([report_row(uid, viewer)])[0]


def report_row(uid: str | UUID, viewer: Actor) -> Report:
    """Return the row an act takes; NotKnown for strangers."""
    try:
        row = _with_all(Report.objects.filter(uid=UUID(str(uid)))).first()
    except ValueError:
        row = None
    if row is None or not may_see_reports(viewer, row.agency_code):
        raise NotKnown("disclosure.report_unknown", _("没有找到该报告。"))
    return row


def founded_on(notice: Notice, viewer: Actor) -> list[ReportView]:
    """Return the open reports found founded on a notice: a correction may answer one of them."""
    if not may_see_reports(viewer, notice.agency_code):
        return []
    rows = Report.objects.filter(notice=notice, closed_at=None, answers__outcome=rules.FOUNDED)
    return _views(_with_all(rows).order_by(last_day(), "pk"))


def report_of_code(code: str) -> ReportView:
    """Return the report of a query code for whoever holds it; one and the same NotKnown for all others."""
    digest = rules.digest("code", rules.clean_code(code), settings.SECRET_KEY)
    row = _with_all(Report.objects.filter(code_digest=digest)).first()
    if row is None:
        raise NotKnown(
            "disclosure.report_code",
            _("没有找到这个查询码的报告。"),
            way_out=_("请核对查询码：二十位字母和数字，提交时显示过一次。"),
        )
    return _views([row])[0]


def objections_of(viewer: Actor, subject_urn: str) -> list[ReportView]:
    """Return the objections of a confirmed party to the notices on its own matter, the newest first."""
    _must_be_party(viewer, subject_urn)
    rows = Report.objects.filter(party_urn=viewer.urn, notice__subject_urn=subject_urn)
    return _views(_with_all(rows).order_by("-pk")[:50])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reportable:
    """A notice about which something can be said: what is public of it now, or that it came down."""

    uid: str
    title: str
    number: str
    agency_name: str
    standing: bool


def reportable(uid: str | UUID) -> Reportable:
    """Return a notice that is or was public; of a fallen one neither title nor party is told."""
    found = _reportables(Notice.objects.filter(uid=uid))
    if not found:
        raise NotKnown("disclosure.unknown", _("没有找到该公示信息。"))
    return found[0]


def notices_of_matter(viewer: Actor, subject_urn: str) -> list[Reportable]:
    """Return the public notices on the matter of a confirmed party."""
    _must_be_party(viewer, subject_urn)
    return [row for row in _reportables(Notice.objects.filter(subject_urn=subject_urn)) if row.standing]


def notice_of_party(uid: str | UUID, viewer: Actor, subject_urn: str) -> Notice:
    """Return the row the party's act takes; NotKnown for a notice on another matter."""
    _must_be_party(viewer, subject_urn)
    row = Notice.objects.filter(uid=uid, subject_urn=subject_urn).first()
    if row is None:
        raise NotKnown("disclosure.unknown", _("没有找到该公示信息。"))
    return row


def notice_to_report(uid: str | UUID) -> Notice:
    """Return the row the public's act takes; the act refuses what was never public."""
    row = Notice.objects.filter(uid=uid).first()
    if row is None:
        raise NotKnown("disclosure.unknown", _("没有找到该公示信息。"))
    return row


def _must_be_party(viewer: Actor, subject_urn: str) -> None:
    if viewer.kind is not ActorKind.PARTY or not viewer.can(party_right(subject_urn)):
        raise NotKnown("disclosure.unknown", _("没有找到该公示信息。"))


def _reportables(notices: QuerySet[Notice]) -> list[Reportable]:
    last: dict[int, Publication] = {}
    rows = Publication.objects.filter(notice__in=notices, channel_id=PORTAL).select_related(
        "notice", "version"
    )
    for row in rows.order_by("pk"):
        last[row.notice_id] = row
    return [
        Reportable(
            uid=str(row.notice.uid),
            title=row.version.title if row.until is None else "",
            number=row.version.document_number,
            agency_name=row.notice.agency_name,
            standing=row.until is None,
        )
        for row in last.values()
    ]


def _with_all(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.select_related("notice", "words", "publication__version").defer(
        "publication__version__text", "publication__version__fields", "publication__version__marks"
    )


def _views(rows: Iterable[Report]) -> list[ReportView]:
    found = list(rows)
    answers: dict[int, list[ReportAnswer]] = {}
    for answer in ReportAnswer.objects.filter(report__in=found).order_by("pk"):
        answers.setdefault(answer.report_id, []).append(answer)
    return [_view(row, answers.get(row.pk, [])) for row in found]


def _view(row: Report, answers: list[ReportAnswer]) -> ReportView:
    words, notice = row.words, row.notice
    state = answers[-1].outcome if answers else rules.OPEN
    term = rules.term_named(row.rule)
    return ReportView(
        key=str(row.pk) if row.closed_at else f"{row.last_day.isoformat()}.{row.pk}",
        uid=str(row.uid),
        urn=row.urn,
        notice_uid=str(notice.uid),
        notice_title=_title(row),
        subject_urn=notice.subject_urn,
        subject_label=notice.subject_label,
        source_urn=notice.source_urn,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        kind=row.kind,
        kind_title=rules.KINDS[row.kind],
        matter=rules.MATTERS[row.matter],
        passage=words.passage,
        reason=words.reason,
        evidence=words.evidence,
        has_contact=bool(words.contact),
        received_at=row.received_at,
        due_on=row.last_day,
        provisional=row.last_day_provisional,
        confirmed=row.confirmed,
        basis=row.basis,
        note=term.note if term else "",
        demands=tuple(row.demands),
        derivation=row.counted_as,
        state=state,
        state_title=rules.STATES[state],
        closed_at=row.closed_at,
        overdue=row.closed_at is None and row.last_day < clock.today(),
        late=any(answer.late for answer in answers),
        answers=tuple(_answer(answer) for answer in answers),
    )


def _title(row: Report) -> str:
    """Return what the notice is called; of a fallen one only what its tombstone tells."""
    if row.publication is None:
        return row.agency_name
    version = row.publication.version
    return version.title if row.notice.closed_at is None else (version.document_number or row.agency_name)


def _answer(row: ReportAnswer) -> AnswerView:
    return AnswerView(
        outcome=rules.STATES[row.outcome],
        text=row.text,
        remedy=rules.REMEDIES.get(row.remedy, ""),
        recipient=row.recipient,
        at=row.answered_at,
        by=row.answered_by_label,
        late=row.late,
    )

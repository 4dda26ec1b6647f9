"""What the public may see of notices: published copies only, never drafts, marks or fallen content."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from mingzhi.disclosure.models import DutyState, Notice, Publication, Withdrawal
from mingzhi.disclosure.queries.duty_days import counted_one
from mingzhi.disclosure.queries.licences import of_the_matter
from mingzhi.disclosure.queries.views import (
    PUBLIC,
    DutyView,
    EndView,
    NoticeView,
    PeriodView,
    Row,
    VersionView,
)
from mingzhi.disclosure.rules import periods
from mingzhi.disclosure.rules.channels import CHANNEL_NAMES, PORTAL
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.disclosure.rules.licences import same_licence, standing_of
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

Listed = TypeVar("Listed", bound=Model)
_KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LINE = {
    "title": "version__title",
    "number": "version__document_number",
    "party_name": "version__party_name",
    "party_kind": "version__party_kind",
    "agency_code": "notice__agency_code",
    "agency_name": "notice__agency_name",
    "region_code": "notice__region_code",
    "region_name": "notice__region_name",
    "decided_on": "notice__decided_on",
    "published_at": "first_published_at",
    "since": "since",
    "version": "version__number",
    "expires_on": "expires_on",
    "pdf_sha256": "version__pdf_sha256",
    "commitment": "leaf__commitment",
    "text": "version__text",
    "fields": "version__fields",
}
"""What of a line stands in which column."""
_COLUMNS = ("notice__uid", "notice__kind", *_LINE.values())
_HIDDEN = ("version__marks", "version__names_checked", "version__doubts", "version__salt", "leaf__content")


def notice(uid: str | UUID) -> NoticeView:
    """Return a notice that is or was public; raises NotKnown for everything else."""
    publications = _publications(_wanted(uid))
    if not publications:
        raise _unknown()
    last = publications[-1]
    row = last.notice
    standing = last.until is None
    versions = [_version(publication) for publication in publications] if standing else []
    return replace(
        _head(row, last, PUBLIC if standing else last.ended),
        current=versions[-1] if versions else None,
        versions=versions,
        expires_on=last.expires_on,
        period_rule=last.period_rule,
        period_basis=last.period_basis,
        period_derivation=last.period_derivation,
        period_reason=last.period_reason,
        beside=_beside(row, last) if standing else (),
        duty=_duty(row),
        end=None if standing else _end(row, last),
        **(_of_licence(row) if standing else {}),
    )


def _of_licence(row: Notice) -> dict[str, Any]:
    """Return what else is public of the same licence, and what became of it."""
    found = of_the_matter(row)
    own = next((one for one in found if one.uid == str(row.uid)), None)
    if own is None:
        return {}
    return {"same_licence": same_licence(own, found), "standing": standing_of(own, found, clock.today())}


def _head(row: Notice, last: Publication, status: str) -> NoticeView:
    """Return what is said of every notice, whether it is public or came down."""
    kind = KINDS[row.kind]
    return NoticeView(
        uid=str(row.uid),
        kind=row.kind,
        kind_title=kind.title,
        stage=kind.stage,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        region_code=row.region_code,
        region_name=row.region_name,
        level=row.level,
        decided_on=row.decided_on,
        first_published_at=last.first_published_at,
        status=status,
        number=last.version.document_number,
    )


def _wanted(uid: str | UUID) -> UUID:
    try:
        return uid if isinstance(uid, UUID) else UUID(uid)
    except ValueError:
        raise _unknown() from None


@prepared
def _publications(uid: UUID) -> QuerySet[Publication]:
    return (
        Publication.objects.filter(notice__uid=uid, channel_id=PORTAL)
        .select_related("notice", "version", "leaf", "corrects")
        .defer(*_HIDDEN)
        .order_by("pk")
    )


def _unknown() -> NotKnown:
    return NotKnown("disclosure.unknown", _("没有找到该公示信息。"))


def _version(publication: Publication) -> VersionView:
    version = publication.version
    correction = getattr(publication, "corrects", None)
    return VersionView(
        number=version.number,
        title=version.title,
        document_number=version.document_number,
        party_name=version.party_name,
        party_kind=version.party_kind,
        party_code=version.party_code,
        fields=version.fields,
        text=version.text,
        pdf_sha256=version.pdf_sha256,
        pdf_size=version.pdf_size,
        since=publication.since,
        until=publication.until,
        commitment=publication.leaf.commitment,
        nature=correction.nature if correction else "",
        reason=correction.reason if correction else "",
        after_report=correction is not None and correction.report_id is not None,
    )


def _beside(row: Notice, last: Publication) -> tuple[PeriodView, ...]:
    rules = periods.beside(
        periods.facts_from(last.version.facts),
        kind=row.kind,
        decided_on=row.decided_on,
        region_code=row.region_code,
        person=last.version.party_kind == "自然人",
    )
    return tuple(
        PeriodView(
            channel=CHANNEL_NAMES[rule.channel], title=rule.title, basis=rule.basis, confirmed=rule.confirmed
        )
        for rule in rules
    )


def _duty(row: Notice) -> DutyView | None:
    found = _lead_states(row.source_urn)
    if not found:
        return None
    state, told = found[0], counted_one(found[0])
    return DutyView(
        due_on=state.due_on,
        basis=state.duty.basis,
        derivation=told.derivation,
        late=state.late,
        provisional=told.provisional,
    )


@prepared
def _lead_states(source_urn: str) -> QuerySet[DutyState]:
    states = DutyState.objects.filter(duty__source_urn=source_urn, is_lead=True)
    return states.select_related("duty").order_by("-pk")[:1]


def _end(row: Notice, last: Publication) -> EndView:
    withdrawal = Withdrawal.objects.filter(notice=row).select_related("leaf").first()
    if withdrawal is None:
        leaf = row.leaves.filter(action="expire").first()
        return EndView(
            how=last.ended,
            at=last.until or last.since,
            reason=_("公示期限届满。"),
            basis=last.period_basis,
            commitment=leaf.commitment if leaf else "",
        )
    return EndView(
        how=withdrawal.nature,
        at=withdrawal.withdrawn_at,
        reason=withdrawal.reason,
        basis=withdrawal.basis,
        ground=withdrawal.ground,
        ground_document=withdrawal.ground_document,
        since_day=withdrawal.since_day,
        due_on=withdrawal.due_on,
        derivation=withdrawal.derivation,
        late=withdrawal.late,
        commitment=withdrawal.leaf.commitment,
    )


def _public() -> QuerySet[Publication]:
    return Publication.objects.filter(channel_id=PORTAL, until=None)


def latest(
    *, limit: int = 10, kind: str = "", agency: str = "", stage: str = "", after: str = ""
) -> list[tuple[str, Row]]:
    """Return the newest publications with their keys; ``after`` is the key of the last one seen."""
    rows = _public()
    if kind:
        rows = rows.filter(kind=kind)
    elif stage:
        rows = rows.filter(kind__in=[code for code, row in KINDS.items() if row.stage == stage])
    if agency:
        rows = rows.filter(agency_code=agency)
    found = _beyond(rows, "first_published_at", after).values_list("pk", *_COLUMNS)[:limit]
    lines = [(pk, _row(line)) for pk, *line in found]
    return [(_key(row.published_at, pk), row) for pk, row in lines]


def _key(moment: datetime, pk: int) -> str:
    """Return the place of a row in a list ordered by time: microseconds and number."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{pk}"


def _beyond(rows: QuerySet[Listed], name: str, after: str) -> QuerySet[Listed]:
    """Order rows newest first and start after the row with the key."""
    if match := _KEY.fullmatch(after):
        moment = _EPOCH + timedelta(microseconds=int(match[1]))
        rows = rows.filter(Q(**{f"{name}__lt": moment}) | Q(**{name: moment, "pk__lt": int(match[2])}))
    return rows.order_by(f"-{name}", "-pk")


def rows_of(notice_ids: Iterable[int]) -> dict[int, Row]:
    """Return the lines of those notices that are public at this moment, by their key."""
    return {notice: _row(line) for notice, *line in _lines(list(notice_ids))}


@prepared
def _lines(notice_ids: list[int]) -> "QuerySet[Publication, tuple[Any, ...]]":
    return _public().filter(notice__pk__in=notice_ids).values_list("notice_id", *_COLUMNS)


def _row(line: Sequence[Any]) -> Row:
    uid, code, *rest = line
    kind = KINDS[code]
    return Row(
        uid=str(uid),
        kind=code,
        kind_title=kind.title,
        stage=kind.stage,
        **dict(zip(_LINE, rest, strict=True)),
    )


def withdrawn(*, limit: int = 20, after: str = "") -> list[tuple[str, NoticeView]]:
    """Return the newest tombstones of notices that were public, with their keys."""
    rows = Withdrawal.objects.filter(was_public=True).select_related("notice")
    found = list(_beyond(rows, "withdrawn_at", after)[:limit])
    last = _last_publications([row.notice_id for row in found])
    return [(_key(row.withdrawn_at, row.pk), _tombstone(row, last[row.notice_id])) for row in found]


def _last_publications(notice_ids: list[int]) -> dict[int, Publication]:
    rows = Publication.objects.filter(notice__in=notice_ids, channel_id=PORTAL).select_related("version")
    return {row.notice_id: row for row in rows.defer(*_HIDDEN[:-1]).order_by("pk")}


def _tombstone(withdrawal: Withdrawal, last: Publication) -> NoticeView:
    return replace(
        _head(withdrawal.notice, last, withdrawal.nature),
        end=EndView(
            how=withdrawal.nature,
            at=withdrawal.withdrawn_at,
            reason=withdrawal.reason,
            basis=withdrawal.basis,
            ground=withdrawal.ground,
            late=withdrawal.late,
        ),
    )

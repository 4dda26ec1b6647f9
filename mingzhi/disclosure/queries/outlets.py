"""The outlets of an agency and what of the pushes is owed, tried and confirmed, for those who may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet

from mingzhi.disclosure.connections import Connection, connections
from mingzhi.disclosure.models import Delivery, DeliveryAttempt, Notice, Outlet, Publication
from mingzhi.disclosure.policy import KEEPS_OUTLETS, may_see
from mingzhi.disclosure.rules import outlets
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.kinds import KINDS as NOTICE_KINDS
from mingzhi.disclosure.rules.outlets import KINDS
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, NotKnown, Refusal
from mingzhi.kernel.typed import natural
from mingzhi.kernel.wording import gettext_noop as _

_OPEN = (outlets.OWED, outlets.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """One outlet with its counts; ``ready`` is false while its connection is not in the file."""

    uid: str
    name: str
    kind: str
    kind_title: str
    about: str
    agency_code: str
    agency_name: str
    connection: str
    host: str
    ready: bool
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    close_reason: str
    counts: Mapping[str, int]
    tested: "PushLine | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class PushLine:
    """One push as it stands; ``key`` pages the list."""

    key: str
    uid: str
    action: str
    action_title: str
    state: str
    state_title: str
    outlet: str
    takes_down: bool
    agency_code: str
    notice_uid: str
    number: str
    kind_title: str
    version: int | None
    owed_at: datetime
    due_on: date | None
    overdue: bool
    since: datetime
    next_try_at: datetime
    running: bool
    tries: int
    error_code: str
    error: str
    remote_id: str
    remote_url: str
    receipt: str
    basis: str

    @property
    def is_open(self) -> bool:
        """Tell whether it is still owed."""
        return self.state in _OPEN


def outlets_for(viewer: Actor) -> list[OutletLine]:
    """Return the outlets of the viewer's agencies, the open ones first, with the counts of their pushes."""
    codes = sorted(viewer.agency_codes_seen | {viewer.agency_code})
    rows = Outlet.objects.filter(agency_code__in=codes)
    return _outlets(list(rows.order_by(F("closed_at").asc(nulls_first=True), "agency_code", "pk")[:500]))


def outlet_line(row: Outlet) -> OutletLine:
    """Return an outlet the caller may see as its page shows it."""
    return _outlets([row])[0]


def _outlets(rows: list[Outlet]) -> list[OutletLine]:
    codes = sorted({row.agency_code for row in rows})
    counts: dict[int, dict[str, int]] = {row.pk: dict.fromkeys(outlets.STATES, 0) for row in rows}
    counted = Delivery.objects.filter(outlet__in=rows).exclude(action=outlets.TEST)
    for line in counted.values("outlet", "state").annotate(number=Count("pk")):
        counts[line["outlet"]][line["state"]] = line["number"]
    known = {(row.agency, row.name): row for row in declared(codes)[0]}
    tests = _last_tests(rows)
    return [
        _outlet(row, counts[row.pk], known.get((row.agency_code, row.connection)), tests.get(row.pk))
        for row in rows
    ]


def declared(codes: Sequence[str]) -> tuple[list[Connection], Refusal | None]:
    """Return the connections of agencies, or why the file cannot be used."""
    try:
        return [row for code in codes for row in connections(code)], None
    except Refusal as refusal:
        return [], refusal


def free_connections(viewer: Actor) -> tuple[list[Connection], Refusal | None]:
    """Return the connections of the viewer's own agency that no open outlet uses."""
    found, refusal = declared([viewer.agency_code])
    used = set(
        Outlet.objects.filter(agency_code=viewer.agency_code, closed_at=None).values_list(
            "connection", flat=True
        )
    )
    return [row for row in found if row.name not in used], refusal


def may_keep(viewer: Actor, agency_code: str) -> bool:
    """Tell whether the viewer keeps the outlets of the agency."""
    return viewer.agency_code == agency_code and any(viewer.can(right) for right in KEEPS_OUTLETS)


def pushes_for(viewer: Actor, *, state: str = "", after: str = "", limit: int = 30) -> list[PushLine]:
    """Return the pushes of the viewer's agencies, the newest first, by keyset; ``state`` filters.

    Raises Invalid for an unknown state or key.
    """
    codes = sorted(viewer.agency_codes_seen | {viewer.agency_code})
    rows = Delivery.objects.filter(agency_code__in=codes).exclude(action=outlets.TEST)
    if state:
        if state not in outlets.STATES:
            raise Invalid("disclosure.push_state", _("没有这一状态。"), field="state")
        rows = rows.filter(state=state)
    if after:
        key = natural(after)
        if key is None:
            raise Invalid("disclosure.page_key", _("翻页位置不正确。"), field="after")
        rows = rows.filter(pk__lt=key)
    return [_line(row) for row in _whole(rows).order_by("-pk")[:limit]]


def pushes_of(source_urn: str, viewer: Actor) -> list[PushLine]:
    """Return every push of the notices on a decision, in their order; raises NotKnown for strangers."""
    rows = list(_whole(Delivery.objects.filter(notice__source_urn=source_urn)).order_by("pk"))
    if any(not may_see(viewer, row.agency_code) for row in rows):
        raise _unknown()
    return [_line(row) for row in rows]


def outlet_row(uid: str | UUID, viewer: Actor) -> Outlet:
    """Return the row an act takes; raises NotKnown for strangers."""
    row = Outlet.objects.filter(uid=uid).first()
    if row is None or not may_see(viewer, row.agency_code):
        raise _unknown()
    return row


def push_row(uid: str | UUID, viewer: Actor) -> Delivery:
    """Return the row an act takes; raises NotKnown for strangers."""
    row = Delivery.objects.select_related("outlet", "notice").filter(uid=uid).first()
    if row is None or not may_see(viewer, row.agency_code):
        raise _unknown()
    return row


def attempts_of(delivery: Delivery, *, limit: int = 50) -> list[DeliveryAttempt]:
    """Return the calls made for a push the caller may see, the newest first."""
    return list(DeliveryAttempt.objects.filter(delivery=delivery).order_by("-pk")[:limit])


def line_of(delivery: Delivery) -> PushLine:
    """Return a push as its page shows it."""
    return _line(delivery)


def public_content(delivery: Delivery) -> Mapping[str, Any]:
    """Return what the log commits to for the version pushed; for a removal what it says of the ending."""
    if delivery.action != outlets.REMOVE and delivery.version_id is not None:
        publication = (
            Publication.objects.filter(version=delivery.version_id, channel_id=PORTAL)
            .select_related("leaf")
            .first()
        )
        return dict(publication.leaf.content) if publication else {}
    if delivery.notice is None:
        return {}
    ending = delivery.notice.leaves.filter(action__in=["withdraw", "expire", "end_early"]).last()
    return dict(ending.content) if ending else {}


def confirmed_before(delivery: Delivery) -> list[str]:
    """Return the outlet's own numbers of what it confirmed earlier for the same notice."""
    rows = Delivery.objects.filter(
        outlet=delivery.outlet_id, notice=delivery.notice_id, pk__lt=delivery.pk, state=outlets.CONFIRMED
    )
    return [number for number in rows.order_by("pk").values_list("remote_id", flat=True) if number]


def was_begun_before(delivery: Delivery) -> bool:
    """Tell whether something of the notice may have reached the outlet without a confirmation."""
    if delivery.sends > 1:
        return True
    rows = Delivery.objects.filter(outlet=delivery.outlet_id, notice=delivery.notice_id, sends__gt=0)
    return rows.filter(pk__lt=delivery.pk).exclude(state=outlets.CONFIRMED).exists()


def _whole(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.select_related("outlet", "notice", "version").defer(
        "version__text",
        "version__fields",
        "version__marks",
        "version__names_checked",
        "version__doubts",
        "progress",
    )


def _last_tests(rows: Sequence[Outlet]) -> dict[int, PushLine]:
    tests = _whole(Delivery.objects.filter(outlet__in=rows, action=outlets.TEST)).order_by("-pk")[:200]
    found: dict[int, PushLine] = {}
    for row in tests:
        found.setdefault(row.outlet_id, _line(row))
    return found


def _outlet(
    row: Outlet, counts: Mapping[str, int], connection: Connection | None, tested: PushLine | None
) -> OutletLine:
    return OutletLine(
        uid=str(row.uid),
        name=row.name,
        kind=row.kind,
        kind_title=KINDS[row.kind].title,
        about=KINDS[row.kind].about,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        connection=row.connection,
        host=connection.host if connection else "",
        ready=bool(connection and connection.kind == row.kind and not connection.missing),
        opened_at=row.opened_at,
        opened_by=row.opened_by_label,
        closed_at=row.closed_at,
        close_reason=row.close_reason,
        counts=counts,
        tested=tested,
    )


def _line(row: Delivery) -> PushLine:
    notice: Notice | None = row.notice
    owed = row.state in _OPEN
    return PushLine(
        key=str(row.pk),
        uid=str(row.uid),
        action=row.action,
        action_title=outlets.ACTIONS[row.action],
        state=row.state,
        state_title=outlets.STATES[row.state],
        outlet=row.outlet.name,
        takes_down=KINDS[row.outlet.kind].takes_down,
        agency_code=row.agency_code,
        notice_uid=str(notice.uid) if notice else "",
        number=row.version.document_number if row.version else "",
        kind_title=NOTICE_KINDS[notice.kind].title if notice else "",
        version=row.version.number if row.version else None,
        owed_at=row.owed_at,
        due_on=row.due_on,
        overdue=bool(owed and row.due_on and row.due_on < clock.today()),
        since=row.state_since,
        next_try_at=row.next_try_at,
        running=bool(row.leased_until and row.leased_until > clock.now()),
        tries=row.sends,
        error_code=row.error_code,
        error=row.error,
        remote_id=row.remote_id,
        remote_url=row.remote_url,
        receipt=row.receipt,
        basis=row.basis,
    )


def _unknown() -> NotKnown:
    return NotKnown("disclosure.unknown", _("没有找到该公示事项。"))

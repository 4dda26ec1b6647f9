"""Pages of the trail: per subject, per person, per agency; keyset-paged, a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.typed import natural
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared
from mingzhi.trail import policy
from mingzhi.trail.models import Entry, Mention, Payload
from mingzhi.trail.rules.internal import BY_PART

PAGE_SIZE = 50
MAX_PAGE_SIZE = 500
_LAST = 2**63 - 1
VEIL = _("内部材料")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One entry as its page shows it; ``content`` is None when it was erased."""

    uid: str
    group: str
    act: str
    title: str
    stage: str
    occurred_at: datetime
    recorded_at: datetime
    late_reason: str
    actor_kind: str
    actor_urn: str
    actor_label: str
    role: str
    agency_code: str
    agency_label: str
    subject_urn: str
    subject_label: str
    basis: tuple[str, ...]
    hashes: Mapping[str, str]
    content_hash: str
    content: Mapping[str, Any] | None
    erased_at: datetime | None
    erased_because: str
    hidden: bool = False

    @property
    def late(self) -> bool:
        """Tell whether the entry was made up later, with a reason."""
        return bool(self.late_reason)


@dataclass(frozen=True, slots=True)
class Page:
    """Entries of one page; ``after`` is the cursor of the next page, empty on the last."""

    entries: tuple[EntryView, ...]
    after: str


def timeline(
    subject_urn: str,
    viewer: Actor,
    *,
    after: str = "",
    limit: int = PAGE_SIZE,
    newest_first: bool = False,
    auxiliary: bool = False,
) -> Page:
    """Return the entries about a subject, in the order they were recorded.

    ``auxiliary`` is said by the room that knows the viewer as taking part; to others internal entries
    show without title and content.

    An entry shows when the viewer sees its agency. Entries without an agency (a party's, a system
    job's) show to those who see another entry of the same subject.
    """
    values = (subject_urn, sorted(viewer.agency_codes_seen), viewer.urn, _start(after, newest_first))
    matters, most = policy.works_on_matters(viewer), _limit(limit)
    found: dict[int, Entry] = {}
    for part in (_about, _mentioning):
        rows = part(*values, matters=matters, newest_first=newest_first, most=most + 1)
        found |= {row.pk: row for row in rows}
    rows = [found[key] for key in sorted(found, reverse=newest_first)]
    return _cut(rows, most, viewer, auxiliary=auxiliary)


@prepared
def _about(
    subject: str,
    codes: Sequence[str],
    person: str,
    start: int,
    *,
    matters: bool,
    newest_first: bool,
    most: int,
) -> QuerySet[Entry]:
    """Return the entries of a subject from a key on: of agencies seen, and of none beside such."""
    own = Entry.objects.filter(Q() if matters else policy.managed(person), subject_urn=subject)
    seen = own.filter(agency_code__in=codes)
    return _from(
        own.filter(Q(agency_code__in=codes) | Q(agency_code="") & Exists(seen)), start, newest_first, most
    )


@prepared
def _mentioning(
    subject: str,
    codes: Sequence[str],
    person: str,
    start: int,
    *,
    matters: bool,
    newest_first: bool,
    most: int,
) -> QuerySet[Entry]:
    """Return the entries about something else that mention a subject, from a key on."""
    rows = Entry.objects.filter(
        Q() if matters else policy.managed(person),
        id__in=Mention.objects.filter(urn=subject).values("entry_id"),
        agency_code__in=codes,
    )
    return _from(rows, start, newest_first, most)


def by_person(person_urn: str, viewer: Actor, *, after: str = "", limit: int = PAGE_SIZE) -> Page:
    """Return what a person did, newest first: to that person, and to those who may read the record.

    Raises NotKnown for anybody else. Acts for agencies the viewer does not see are left out.
    """
    if not policy.may_read_person(viewer, person_urn):
        raise NotKnown("trail.unknown", _("没有找到该记录。"))
    rows = Entry.objects.filter(actor_urn=person_urn)
    if viewer.urn != person_urn:
        rows = rows.filter(policy.within(viewer), agency_code__in=viewer.agency_codes_seen)
    return _page(rows, after, limit, viewer)


def by_agency(agency_code: str, viewer: Actor, *, after: str = "", limit: int = PAGE_SIZE) -> Page:
    """Return what was done for an agency, newest first; raises NotKnown unless the viewer may know."""
    if not policy.may_read_agency(viewer, agency_code):
        raise NotKnown("trail.unknown", _("没有找到该记录。"))
    return _page(Entry.objects.filter(policy.within(viewer), agency_code=agency_code), after, limit, viewer)


def entry(uid: str | UUID, viewer: Actor, *, auxiliary: bool = False) -> Entry:
    """Return one entry with its payload; raises NotKnown unless the viewer may read it whole.

    ``auxiliary`` is said by the room that knows the viewer as taking part in the matter. Entries without
    an agency are read by those to whom the timeline shows them: who see another entry of the same subject.
    """
    seen = Entry.objects.filter(agency_code__in=viewer.agency_codes_seen)
    beside = Q(agency_code="") & Exists(seen.filter(subject_urn=OuterRef("subject_urn")))
    shown = Q(agency_code__in=viewer.agency_codes_seen) | beside
    rows = Entry.objects.select_related("payload").filter(shown, policy.within(viewer), uid=uid)
    found = rows.first()
    if found is None or policy.hidden(viewer, found, auxiliary=auxiliary):
        raise NotKnown("trail.unknown", _("没有找到该记录。"))
    return found


def _limit(limit: int) -> int:
    return max(1, min(limit, MAX_PAGE_SIZE))


def _start(after: str, newest_first: bool) -> int:
    """Return the key beyond which a page begins; a cursor that is none starts at the beginning."""
    key = natural(after)
    return key if key is not None else _LAST if newest_first else 0


def _page(rows: QuerySet[Entry], after: str, limit: int, viewer: Actor) -> Page:
    most = _limit(limit)
    return _cut(list(_from(rows, _start(after, True), True, most + 1)), most, viewer)


def _from(rows: QuerySet[Entry], start: int, newest_first: bool, most: int) -> QuerySet[Entry]:
    """Return ``most`` entries from a key on: one more than a page holds tells that another follows."""
    beyond = rows.filter(id__lt=start) if newest_first else rows.filter(id__gt=start)
    return beyond.order_by("-id" if newest_first else "id").select_related("payload")[:most]


def _cut(found: list[Entry], limit: int, viewer: Actor, *, auxiliary: bool = False) -> Page:
    cursor = str(found[limit - 1].pk) if len(found) > limit else ""
    shown = (
        _veiled(_view(row)) if policy.hidden(viewer, row, auxiliary=auxiliary) else _view(row)
        for row in found[:limit]
    )
    return Page(tuple(shown), cursor)


def _veiled(view: EntryView) -> EntryView:
    """Return what shows of an internal entry: that it is there, when, and by whom."""
    act = view.act if view.act in BY_PART else ""
    return replace(
        view, title=VEIL, act=act, stage="", late_reason="", basis=(), hashes={}, content=None, hidden=True
    )


def _view(row: Entry) -> EntryView:
    payload = getattr(row, "payload", None) or Payload()
    return EntryView(
        uid=str(row.uid),
        group=str(row.group),
        act=row.act,
        title=row.title,
        stage=row.stage,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        late_reason=row.late_reason,
        actor_kind=row.actor_kind,
        actor_urn=row.actor_urn,
        actor_label=row.actor_label,
        role=row.role,
        agency_code=row.agency_code,
        agency_label=row.agency_label,
        subject_urn=row.subject_urn,
        subject_label=row.subject_label,
        basis=tuple(row.basis),
        hashes=row.hashes,
        content_hash=row.content_hash,
        content=payload.content,
        erased_at=payload.erased_at,
        erased_because=payload.erased_because,
    )

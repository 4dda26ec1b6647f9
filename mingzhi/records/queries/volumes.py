"""Reading archive volumes and the custody log."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.canonical import canonical
from mingzhi.ledger.queries import receipt_text
from mingzhi.records.models import Custody, Volume, VolumeItem
from mingzhi.records.policy import may_read, unknown
from mingzhi.records.queries.views import FileView, file_view
from mingzhi.records.rules.arrangement import Part
from mingzhi.records.rules.bundles import LISTING_HASH, TAKING
from mingzhi.trail.models import Entry
from mingzhi.trail.queries import entry_receipt

ACTS_LOG = "acts"
ONE_LOOK = timedelta(hours=6)
"""How long one look at a recording goes on: jumping in it is not another look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeItemView:
    """One line of the contents list."""

    part: str
    position: int
    page_from: int
    page_to: int
    title: str
    number: str
    responsible: str
    on: date | None
    subject_urn: str
    file: FileView
    note: str

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return self.file.sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeView:
    """A sealed volume; ``auxiliary_contents`` and auxiliary items only for who may know of them."""

    uid: str
    case_urn: str
    case_label: str
    agency_code: str
    agency_name: str
    archive_number: str
    retention: str
    main_pages: int
    auxiliary_pages: int
    checks: tuple[dict[str, Any], ...]
    items: tuple[VolumeItemView, ...]
    cover: FileView
    contents: FileView
    auxiliary_contents: FileView | None
    note: FileView
    commitment: str
    receipt: str | None
    made_by: str
    made_at: datetime
    until: datetime | None


def volume(case_urn: str, viewer: Actor, *, auxiliary: bool = False) -> VolumeView | None:
    """Return the current volume of a case, None while it is not archived; NotKnown without rights."""
    row = (
        Volume.objects.filter(case_urn=case_urn, until__isnull=True)
        .select_related("cover", "contents", "auxiliary_contents", "note")
        .first()
    )
    if row is None:
        return None
    if not may_read(viewer=viewer, agency_code=row.agency_code, case_urn=case_urn, auxiliary=False):
        raise unknown()
    deep = auxiliary or may_read(
        viewer=viewer, agency_code=row.agency_code, case_urn=case_urn, auxiliary=True
    )
    items = row.items.select_related("file").order_by("id")
    shown = [_item(item) for item in items if deep or item.part == Part.MAIN]
    return _view(row, tuple(shown), deep)


def _item(row: VolumeItem) -> VolumeItemView:
    return VolumeItemView(
        part=row.part,
        position=row.position,
        page_from=row.page_from,
        page_to=row.page_to,
        title=row.title,
        number=row.number,
        responsible=row.responsible,
        on=row.on,
        subject_urn=row.subject_urn,
        file=file_view(row.file),
        note=row.note,
    )


def _view(row: Volume, items: tuple[VolumeItemView, ...], deep: bool) -> VolumeView:
    second = row.auxiliary_contents if deep else None
    return VolumeView(
        uid=str(row.uid),
        case_urn=row.case_urn,
        case_label=row.case_label,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        archive_number=row.archive_number,
        retention=row.retention,
        main_pages=row.main_pages,
        auxiliary_pages=row.auxiliary_pages if deep else 0,
        checks=tuple(row.checks),
        items=items,
        cover=file_view(row.cover),
        contents=file_view(row.contents),
        auxiliary_contents=file_view(second) if second else None,
        note=file_view(row.note),
        commitment=row.commitment,
        receipt=_receipt(row) if deep else None,
        made_by=row.made_by,
        made_at=row.made_at,
        until=row.until,
    )


def _receipt(row: Volume) -> str | None:
    extra = canonical({"content": row.sealed, "salt": row.salt})
    return receipt_text(log=ACTS_LOG, commitment_hex=row.commitment, extra=extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTaking:
    """What somebody last took out of a case for somebody else: for what, when, which things.

    ``listing`` is the digest of their list, ``receipt`` seals it; None for the second until the log has it.
    """

    purpose: str
    at: datetime
    urns: frozenset[str]
    listing: str
    receipt: str | None


def last_taking(actor: Actor, case_urn: str) -> LastTaking | None:
    """Return what this actor last took out of a case, while that is still going on."""
    taken = Entry.objects.filter(act=TAKING, subject_urn=case_urn, actor_urn=actor.urn)
    recent = taken.filter(recorded_at__gte=clock.now() - ONE_LOOK).select_related("payload")
    last = recent.order_by("-id").first()
    said = last.payload.content if last else None
    if last is None or said is None:
        return None
    return LastTaking(
        purpose=said["purpose"],
        at=last.occurred_at,
        urns=frozenset(said["things"]),
        listing=last.hashes.get(LISTING_HASH, ""),
        receipt=entry_receipt(last),
    )


def looking(actor: Actor, urn: str, use: str) -> bool:
    """Tell whether a look of this actor at this thing, of this use, is on record and still going on."""
    since = clock.now() - ONE_LOOK
    return Custody.objects.filter(subject_urn=urn, actor_urn=actor.urn, use=use, at__gte=since).exists()

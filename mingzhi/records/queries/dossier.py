"""The dossier of a case: every document and attachment in legal order, as far as the viewer may see."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.urn import Urn
from mingzhi.prepared import prepared
from mingzhi.records.models import Attachment, Document, RecordingGap, StoredFile
from mingzhi.records.policy import may_read, unknown
from mingzhi.records.queries.views import (
    AttachmentView,
    DocumentView,
    FileView,
    attachment_view,
    document_view,
)
from mingzhi.records.rules.arrangement import Part, Placed, arranged
from mingzhi.records.rules.recordings import Captured, RecordingDemand, RecordingState, assess
from mingzhi.records.storing import Stored, read_key

Thing = DocumentView | AttachmentView


@dataclass(frozen=True, slots=True)
class Dossier:
    """A file in legal order (市场监督管理行政处罚程序规定 §78).

    ``auxiliary`` is empty for whoever may not know of it.
    """

    case_urn: str
    main: tuple[Thing, ...]
    auxiliary: tuple[Thing, ...]

    @property
    def things(self) -> tuple[Thing, ...]:
        """Everything, the main part first."""
        return self.main + self.auxiliary

    @property
    def documents(self) -> tuple[DocumentView, ...]:
        """The agency's own documents."""
        return tuple(thing for thing in self.things if isinstance(thing, DocumentView))

    @property
    def recordings(self) -> tuple[AttachmentView, ...]:
        """The recordings of the process."""
        return tuple(
            thing for thing in self.things if isinstance(thing, AttachmentView) and thing.kind == "recording"
        )


def placed(thing: Thing, sequence: int) -> Placed:
    """Return a thing as the arrangement sees it."""
    return Placed(
        urn=thing.urn,
        part=thing.part,
        order=thing.order,
        sequence=sequence,
        title=thing.title,
        pages=thing.pages,
        sha256=thing.file.sha256,
        sm3=thing.file.sm3,
        media_type=thing.file.media_type,
        **_listed(thing),
    )


def _listed(thing: Thing) -> dict[str, str]:
    if isinstance(thing, DocumentView):
        return {"on": thing.on.isoformat(), "number": thing.number, "responsible": thing.agency_name}
    return {
        "on": thing.day.isoformat(),
        "responsible": thing.source or thing.attached_by,
        "note": thing.kind_label,
    }


def dossier(case_urn: str, viewer: Actor, *, auxiliary: bool = False) -> Dossier:
    """Return the file of a case in two queries.

    ``auxiliary`` is said by the room that knows the viewer as handler or reviewer of this case; others
    need the right. A party sees the agency's documents of the main part. NotKnown when nothing of the
    case may be seen.
    """
    documents = [document_view(row) for row in _documents(case_urn)]
    attachments = [attachment_view(row) for row in _attachments(case_urn)]
    things: list[Thing] = [*documents, *attachments]
    seen = [thing for thing in things if _visible(thing, viewer, auxiliary)]
    if things and not seen:
        raise unknown()
    by_urn = {thing.urn: thing for thing in seen}
    order = arranged(placed(thing, number) for number, thing in enumerate(seen))
    in_part = {part: tuple(by_urn[one.urn] for one in order if one.part == part) for part in Part}
    return Dossier(case_urn=case_urn, main=in_part[Part.MAIN], auxiliary=in_part[Part.AUXILIARY])


@prepared
def _documents(case_urn: str) -> QuerySet[Document]:
    return Document.objects.filter(case_urn=case_urn).select_related("file").order_by("id")


@prepared
def _attachments(case_urn: str) -> QuerySet[Attachment]:
    return Attachment.objects.filter(case_urn=case_urn).select_related("file").order_by("id")


def _visible(thing: Thing, viewer: Actor, auxiliary: bool) -> bool:
    hidden = thing.part == Part.AUXILIARY
    if viewer.kind is ActorKind.PARTY and isinstance(thing, AttachmentView):
        return False
    return may_read(
        viewer=viewer,
        agency_code=thing.agency_code,
        case_urn=thing.case_urn,
        auxiliary=hidden and not auxiliary,
    )


def document(uid: str | uuid.UUID, viewer: Actor, *, auxiliary: bool = False) -> DocumentView:
    """Return one document; NotKnown when there is none or the viewer may not know it."""
    row = Document.objects.filter(uid=_uid(uid)).select_related("file").first()
    if row is None or not _visible(view := document_view(row), viewer, auxiliary):
        raise unknown()
    return view


def attachment(uid: str | uuid.UUID, viewer: Actor, *, auxiliary: bool = False) -> AttachmentView:
    """Return one attachment; NotKnown when there is none or the viewer may not know it."""
    row = Attachment.objects.filter(uid=_uid(uid)).select_related("file").first()
    if row is None or not _visible(view := attachment_view(row), viewer, auxiliary):
        raise unknown()
    return view


def attached_with(
    case_urn: str, urns: Collection[str], viewer: Actor
) -> dict[str, tuple[AttachmentView, ...]]:
    """Return what came into the file of a case with each of these (steps, requests, objections); one query.

    A party is told of what it handed in itself, staff of what they may read.
    """
    if not urns:
        return {}
    found: dict[str, list[AttachmentView]] = {}
    rows = (
        Attachment.objects.filter(step_urn__in=urns, case_urn=case_urn).select_related("file").order_by("id")
    )
    for row in rows:
        own = viewer.kind is ActorKind.PARTY and row.attached_by_urn == viewer.urn
        if own or _visible(attachment_view(row), viewer, False):
            found.setdefault(row.step_urn, []).append(attachment_view(row))
    return {urn: tuple(views) for urn, views in found.items()}


def thing(urn: str, viewer: Actor, *, auxiliary: bool = False) -> Thing:
    """Return the document or attachment with this urn.

    Raises NotKnown as for both.
    """
    try:
        parsed = Urn.parse(urn)
    except ValueError as error:
        raise unknown() from error
    if parsed.room == "records" and parsed.noun == "document":
        return document(parsed.key, viewer, auxiliary=auxiliary)
    if parsed.room == "records" and parsed.noun == "attachment":
        return attachment(parsed.key, viewer, auxiliary=auxiliary)
    raise unknown()


def _uid(value: str | uuid.UUID) -> uuid.UUID:
    try:
        return value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))
    except ValueError as error:
        raise unknown() from error


def read_bytes(file: FileView | StoredFile | Stored) -> bytes:
    """Return the bytes of a file, compared with the digest under which they were stored.

    A face records the view first (act ``records.view_file``), then reads.
    """
    return read_key(file.key, sha256=file.sha256)


def of_object(object_urn: str, viewer: Actor, *, limit: int = 200) -> tuple[Thing, ...]:
    """Return what is on file about one enforcement object over all its cases, newest first.

    浙政办发〔2019〕20号 二(二)3: text and recordings of one object stand together. Files in its cases belong
    to it as well where they do not name it themselves.
    """
    documents = Document.objects.filter(object_urn=object_urn).select_related("file").order_by("-id")[:limit]
    papers = [*map(document_view, documents)]
    of_it = Q(object_urn=object_urn) | Q(case_urn__in={paper.case_urn for paper in papers}, object_urn="")
    attachments = Attachment.objects.filter(of_it).select_related("file").order_by("-id")[:limit]
    things: list[Thing] = [*papers, *map(attachment_view, attachments)]
    seen = [one for one in things if _visible(one, viewer, False)]
    return tuple(sorted(seen, key=lambda one: one.recorded_at, reverse=True)[:limit])


def recording_states(
    case_urn: str, demands: tuple[RecordingDemand, ...], viewer: Actor
) -> tuple[RecordingState, ...]:
    """Tell for each demand of the recording list whether the case has its recording, or why not."""
    rows = Attachment.objects.filter(case_urn=case_urn).exclude(item_code="").order_by("id")
    seen = [
        row
        for row in rows
        if may_read(viewer=viewer, agency_code=row.agency_code, case_urn=case_urn, auxiliary=False)
    ]
    captured = [
        Captured(
            urn=f"urn:mingzhi:records:attachment:{row.uid}",
            item_code=row.item_code,
            step_urn=row.step_urn,
            start=row.captured_from,
            end=row.captured_until,
            gap_reason=row.gap_reason,
        )
        for row in seen
    ]
    reasons = RecordingGap.objects.filter(case_urn=case_urn).order_by("id")
    return assess(demands, captured, list(reasons.values_list("item_code", "step_urn", "reason")))

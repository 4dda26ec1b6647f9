"""Seal the archive volume of a case."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.canonical import commitment
from mingzhi.kernel.refusal import Conflict
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.ledger.acts.queue import queue_leaf
from mingzhi.records.acts.rows import file_row
from mingzhi.records.arranging import PreparedVolume
from mingzhi.records.models import StoredFile, Volume, VolumeItem
from mingzhi.records.policy import may_archive
from mingzhi.records.queries.dossier import dossier
from mingzhi.records.rules.arrangement import Numbered, Part
from mingzhi.trail.acts import act, describe
from mingzhi.trail.acts.frame import current_moment

ACTS_LOG = "acts"
VOLUME_KIND = "mingzhi/volume/1"


@act(
    "records.make_volume",
    title=_("立卷归档"),
    may=may_archive,
    serves=("2.2.3a",),
    basis=("市场监督管理行政处罚程序规定 §78-1",),
    stage="执行",
)
def make_volume(
    *, actor: Actor, case_urn: str, case_label: str, agency_code: str, prepared: PreparedVolume
) -> Volume:
    """Seal what :func:`mingzhi.records.arranging.prepare_volume` arranged.

    A former volume of the case is superseded when papers have come in since; Conflict when nothing has,
    or when the file changed while the volume was being prepared.
    """
    former = _former(case_urn, prepared)
    _unchanged(actor, case_urn, prepared)
    salt = secrets.token_bytes(32)
    content = seal_content(case_urn, agency_code, prepared)
    sealed = commitment(salt, content)
    if former:
        former.until = clock.now()
        former.save(update_fields=["until"])
    volume = _volume(actor, case_urn, case_label, agency_code, prepared)
    volume.sealed, volume.salt, volume.commitment = content, salt.hex(), sealed.hex()
    _insert(volume, prepared.lines)
    queue_leaf(log=ACTS_LOG, commitment=sealed)
    describe(
        subject=case_urn,
        label=case_label,
        content={
            "volume": str(volume.uid),
            "archive_number": prepared.archive_number,
            "retention": prepared.retention,
            "items": len(prepared.lines),
            "pages": {"main": prepared.main_pages, "auxiliary": prepared.auxiliary_pages},
            "failed": [check.title for check in prepared.checks if not check.passed],
            "commitment": volume.commitment,
        },
        hashes={"cover": prepared.cover.sha256, "contents": prepared.contents.sha256},
        mentions=(str(Urn("records", "volume", str(volume.uid))),),
    )
    return volume


def seal_content(case_urn: str, agency_code: str, prepared: PreparedVolume) -> dict[str, Any]:
    """Return what the seal of a volume binds: every line with its digest, and the check list."""
    return {
        "kind": VOLUME_KIND,
        "case": case_urn,
        "agency_code": agency_code,
        "archive_number": prepared.archive_number,
        "retention": prepared.retention,
        "items": [_line(line) for line in prepared.lines],
        "checks": [check.row() for check in prepared.checks],
        "papers": [one.sha256 for one in prepared.papers],
    }


def _line(line: Numbered) -> dict[str, Any]:
    placed = line.placed
    return {
        "part": placed.part,
        "position": line.position,
        "pages": [line.page_from, line.page_to],
        "title": placed.title,
        "number": placed.number,
        "urn": placed.urn,
        "sha256": placed.sha256,
        "sm3": placed.sm3,
    }


def _former(case_urn: str, prepared: PreparedVolume) -> Volume | None:
    former = Volume.objects.select_for_update().filter(case_urn=case_urn, until__isnull=True).first()
    if former is None:
        return None
    held = set(former.items.values_list("subject_urn", flat=True))
    if held == {line.placed.urn for line in prepared.lines}:
        raise Conflict(
            "records.archived",
            _("本案已经立卷归档，卷内材料没有变化。"),
            way_out=_("归档后有新材料的，先归入案卷再重新立卷。"),
        )
    return former


def _unchanged(actor: Actor, case_urn: str, prepared: PreparedVolume) -> None:
    now = {thing.urn for thing in dossier(case_urn, actor, auxiliary=True).things}
    if now != {line.placed.urn for line in prepared.lines}:
        raise Conflict(
            "records.file_changed",
            _("立卷期间案卷材料有变化。"),
            way_out=_("请重新立卷。"),
        )


def _volume(
    actor: Actor, case_urn: str, case_label: str, agency_code: str, prepared: PreparedVolume
) -> Volume:
    occurred_at, _recorded = current_moment()
    second = prepared.auxiliary_contents
    return Volume(
        case_urn=case_urn,
        case_label=case_label[:200],
        agency_code=agency_code,
        agency_name=prepared.agency_name,
        archive_number=prepared.archive_number,
        retention=prepared.retention,
        main_pages=prepared.main_pages,
        auxiliary_pages=prepared.auxiliary_pages,
        checks=[check.row() for check in prepared.checks],
        cover=file_row(prepared.cover),
        contents=file_row(prepared.contents),
        auxiliary_contents=file_row(second) if second else None,
        note=file_row(prepared.note),
        made_by_urn=actor.urn,
        made_by=actor.label,
        made_at=occurred_at,
    )


def _insert(volume: Volume, lines: Sequence[Numbered]) -> None:
    digests = {line.placed.sha256 for line in lines}
    files = dict(StoredFile.objects.filter(sha256__in=digests).values_list("sha256", "pk"))
    try:
        with transaction.atomic():
            volume.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "records.archived_meanwhile",
            _("另一人刚刚完成本案立卷。"),
            way_out=_("请刷新页面查看案卷。"),
        ) from error
    VolumeItem.objects.bulk_create(
        VolumeItem(
            volume=volume,
            part=Part(line.placed.part).value,
            position=line.position,
            page_from=line.page_from,
            page_to=line.page_to,
            title=line.placed.title,
            number=line.placed.number,
            responsible=line.placed.responsible[:120],
            on=line.placed.on,
            subject_urn=line.placed.urn,
            file_id=files[line.placed.sha256],
            note=line.placed.note[:200],
        )
        for line in lines
    )

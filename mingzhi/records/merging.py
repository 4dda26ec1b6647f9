"""The whole volume as one PDF: cover, contents, papers and evidence in order, numbered, with bookmarks.

A copy for reading and for handing on, made from the sealed volume; the originals stay what proves. Each
page carries the number under which the contents list names it. What has no pages (recordings) or cannot
be printed is represented by a sheet with its digests. The copy is built into a file, one source after the
other, and kept for a day, so that a download that broke off can go on.
"""

import hashlib
import io
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import storages
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from mingzhi.catalogue.rules.reading import template_files
from mingzhi.kernel import clock
from mingzhi.kernel.canonical import canonical
from mingzhi.records.picturing import PICTURES, Unprintable, sheets_of
from mingzhi.records.queries.views import FileView
from mingzhi.records.queries.volumes import VolumeItemView, VolumeView
from mingzhi.records.render import render
from mingzhi.records.rules.arrangement import Part
from mingzhi.records.stamping import stamp
from mingzhi.records.storing import damaged, intact

MADE = "1"
"""Raised when the making changes: copies made before are then not given out any more."""
KEEP = 24 * 3600
_SLIP, _PDF = "volume_slip", "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A finished copy on disk; ``tag`` is the same for the same volume, parts and making."""

    path: Path
    tag: str
    size: int


@dataclass(frozen=True, slots=True)
class _Keeper:
    """The agency whose volume it is, as far as a sheet in it needs to know."""

    name: str
    address: str = ""
    phone: str = ""
    reconsideration_body: str = ""
    court: str = ""
    payment: str = ""


def merged(volume: VolumeView, *, auxiliary: bool) -> Merged:
    """Return the copy of a volume as its viewer may see it, made now or during the last day.

    ``auxiliary`` asks for the second part too; the view holds it only for whoever may know it. Raises
    NotNow when stored bytes no longer have their digest.
    """
    items = tuple(item for item in volume.items if auxiliary or item.part == Part.MAIN)
    content = {"volume": volume.commitment, "items": [item.subject_urn for item in items], "made": MADE}
    tag = hashlib.sha256(canonical(content)).hexdigest()
    path = _folder() / f"{tag}.pdf"
    if not path.exists():
        _clear(path.parent)
        _write(path, volume, items)
    return Merged(path=path, tag=tag, size=path.stat().st_size)


def _folder() -> Path:
    folder = Path(settings.VAR) / "volumes"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _clear(folder: Path) -> None:
    """Remove copies older than a day, and what broken-off makings left."""
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > KEEP:
            old.unlink(missing_ok=True)


def _write(path: Path, volume: VolumeView, items: tuple[VolumeItemView, ...]) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as out:
        partial = Path(out.name)
        try:
            with PdfWriter() as writer:
                _Binder(writer, volume).bind(items)
                writer.write(out)
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


@dataclass(frozen=True, slots=True)
class _Binder:
    """Puts the sheets of one volume together."""

    writer: PdfWriter
    volume: VolumeView

    def bind(self, items: tuple[VolumeItemView, ...]) -> None:
        """Add cover, the contents and things of each part, and the note, each with its bookmark."""
        volume = self.volume
        self.writer.add_metadata({"/Title": f"{volume.case_label} {volume.archive_number}".strip()})
        self._paper(volume.cover, "案卷封面")
        lists = {Part.MAIN: volume.contents, Part.AUXILIARY: volume.auxiliary_contents}
        for part, contents in lists.items():
            own = [item for item in items if item.part == part]
            if contents is None or (part is Part.AUXILIARY and not own):
                continue
            first = self._paper(contents, f"{part.value}目录")
            chapter = self.writer.add_outline_item(title=part.value, page_number=first)
            for item in own:
                page = len(self.writer.pages)
                self._item(item)
                self.writer.add_outline_item(
                    title=f"{item.position} {item.title}", page_number=page, parent=chapter
                )
        self._paper(volume.note, "卷内备考表")

    def _paper(self, file: FileView, title: str) -> int:
        page = len(self.writer.pages)
        with _checked(file) as source:
            self.writer.append(PdfReader(source), import_outline=False)
        self.writer.add_outline_item(title=title, page_number=page)
        return page

    def _item(self, item: VolumeItemView) -> None:
        first = len(self.writer.pages)
        try:
            with _checked(item.file) as source:
                self._sheets(item, source)
        except (Unprintable, PyPdfError):
            self._slip(item)
        if not item.page_to:
            return
        for offset, page in enumerate(self.writer.pages[first:]):
            stamp(self.writer, page, str(min(item.page_from + offset, item.page_to)))

    def _sheets(self, item: VolumeItemView, source: IO[bytes]) -> None:
        if item.file.media_type == _PDF:
            self.writer.append(PdfReader(source), import_outline=False)
        elif item.file.media_type in PICTURES:
            for sheet in sheets_of(source):
                self.writer.append(PdfReader(sheet), import_outline=False)
        else:
            raise Unprintable

    def _slip(self, item: VolumeItemView) -> None:
        told = {
            "case_title": self.volume.case_label,
            "material": item.title,
            "position": f"{item.part} {item.position}",
            "media_type": item.file.media_type,
            "size": item.file.size,
            "sha256": item.file.sha256,
            "sm3": item.file.sm3,
        }
        agency, day = _Keeper(self.volume.agency_name), self.volume.made_at.astimezone(clock.CHINA).date()
        sheet = render(template_files()[_SLIP], told, agency=agency, on=day)
        self.writer.append(PdfReader(io.BytesIO(sheet)), import_outline=False)


@contextmanager
def _checked(file: FileView) -> Iterator[IO[bytes]]:
    """Open stored bytes after comparing them with their digest, without holding them."""
    if not intact(file.key, sha256=file.sha256):
        raise damaged(file.sha256)
    with storages["originals"].open(file.key) as source:
        yield source

"""Build the open-data files from what is public at one moment.

Every file is replaced whole; the manifest, which names all others with their digests, comes last. Days
that are over keep their file of changes.
"""

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingzhi.disclosure.queries import bulk
from mingzhi.disclosure.queries.receipts import LOG
from mingzhi.kernel import clock
from mingzhi.ledger.queries import latest_checkpoint, vkey
from mingzhi.portal.opendata import cells, describing, lines
from mingzhi.portal.opendata.cells import Cells, Columns, Link, QuickLink
from mingzhi.portal.opendata.days import CHANGES, Days
from mingzhi.portal.opendata.packing import PACKED
from mingzhi.portal.opendata.registers import Registers
from mingzhi.portal.opendata.writer import Writer
from mingzhi.portal.opendata.writing import Entry, Finished, TextFile, chunks, digest_of

MANIFEST = "manifest.json"
FORMAT = "mingzhi-open-data-2"
BEARING = (
    *(f"{name}{PACKED}" for name in ("notices.jsonl", "notices.csv", "versions.jsonl", "notices.sqlite")),
)
"""The files that hold the content of notices: not handed out once one of these has come down."""
Told = tuple[list[Cells], list[bytes], list[str], list[bytes]]


class IncompleteError(RuntimeError):
    """What was read is not what is public: nothing is put in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was built: rows of notices, all files, the manifest that names them, registers left out."""

    notices: int
    files: tuple[Finished, ...]
    manifest: Finished
    touched: tuple[str, ...] = ()


def build(folder: Path, link: Link) -> Built:
    """Write all files into ``folder``; ``link`` gives the permanent address of a notice."""
    folder.mkdir(parents=True, exist_ok=True)
    with bulk.one_moment():
        stamp, made_at = bulk.last_change(), clock.now()
        head, key = latest_checkpoint(LOG), vkey(LOG)
        with Registers(folder) as registers:
            registers.write()
            files, changed = _rows(folder, cells.quick_in_bytes(link))
            files += registers.finish()
    files += _texts(folder, head.text if head else "", f"{key}\n" if key else "")
    manifest = {
        "format": FORMAT,
        "made_at": cells.moment(made_at),
        "newest_leaf": stamp[0],
        "newest_ending": stamp[1],
        "notices": files[0].rows,
        "registers": registers.editions,
        "touched": registers.touched,
        "licence": describing.LICENCE,
        "files": {file.name: file.entry for file in files},
        CHANGES: changed,
    }
    with TextFile(folder, MANIFEST) as file:
        file.write(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        named = file.finish()
    for written in files:
        if written.name.endswith(PACKED):  # what lay there before may hold what has come down since
            (folder / written.name.removesuffix(PACKED)).unlink(missing_ok=True)
    return Built(notices=files[0].rows, files=tuple(files), manifest=named, touched=tuple(registers.touched))


def _rows(folder: Path, link: QuickLink) -> tuple[list[Finished], dict[str, Entry]]:
    """Hand the rows to the writer, which finishes its files while those of the days are written."""
    with _without_looking_for_cycles(), Writer(folder) as writer, Days(folder) as days:
        number = last = 0
        for batch in chunks(bulk.standing()):
            writer.add("notices", *_told(batch, found := _columns(batch, link)))
            days.add(cells.published_events(batch, found))
            number, last = number + len(batch), batch[-1].key
        if (number, last) != (public := bulk.standing_ends()):
            raise IncompleteError(f"{number} notices read to {last}, but public are {public}")
        for batch in chunks(bulk.earlier()):
            writer.add("versions", *_told(batch, _columns(batch, link)))
        for fallen in chunks(bulk.fallen()):
            writer.add("tombstones", *_fallen(fallen, link))
        writer.end()
        for events in chunks(bulk.past_events()):
            days.add(map(cells.event_cells, events))
        manifest = read_manifest(folder)
        changed = days.write(manifest.get(CHANGES, {}) if manifest else {})
        return writer.finish(), changed


def _told(batch: Sequence[bulk.Published], found: Columns) -> Told:
    """Return the cells of versions, their lines up to the content, salts and contents."""
    heads = lines.notice_heads(found, cells.published_seals(batch))
    return [*zip(*found, strict=True)], heads, [row.salt for row in batch], [row.content for row in batch]


def _columns(batch: Sequence[bulk.Published], link: QuickLink) -> Columns:
    try:
        return cells.published_cells(batch, link)
    except (KeyError, TypeError, ValueError) as error:
        raise IncompleteError(
            f"what a leaf holds is no notice: see mingzhi ledger check ({error!r})"
        ) from error


def _fallen(batch: list[bulk.Fallen], link: QuickLink) -> Told:
    """Return the same of tombstones."""
    told, salts = [cells.fallen_cells(row, link) for row in batch], [row.salt for row in batch]
    heads = [*map(lines.tombstone_head, told, map(str.encode, salts))]
    return told, heads, salts, [row.content for row in batch]


@contextmanager
def _without_looking_for_cycles() -> Iterator[None]:
    """Rows have none; a twentieth of the time would go into looking."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _texts(folder: Path, checkpoint: str, key: str) -> list[Finished]:
    texts = describing.texts() | {"checkpoint": checkpoint, "vkey": key}
    files = []
    for name, content in texts.items():
        with TextFile(folder, name) as file:
            file.write(content)
            files.append(file.finish())
    return files


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of the files in ``folder``, None before the first build."""
    try:
        return dict(json.loads((folder / MANIFEST).read_text("utf-8")))
    except FileNotFoundError:
        return None


def manifest_digest(folder: Path) -> str:
    """Return the SHA-256 of the manifest in ``folder``: it names the whole set of files."""
    return digest_of(folder / MANIFEST)

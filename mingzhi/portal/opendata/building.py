"""Build the open-data files from what is public at one moment.

Every file is replaced whole; the manifest, which names all others with their digests, comes last. Days
that are over keep their file of changes.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from mingzhi.disclosure.queries import bulk
from mingzhi.disclosure.queries.receipts import LOG
from mingzhi.kernel import clock
from mingzhi.ledger.queries import latest_checkpoint, vkey
from mingzhi.portal.opendata import columns, describing, lines
from mingzhi.portal.opendata.writing import CsvFile, Finished, SqliteFile, TextFile, chunks, digest_of

MANIFEST = "manifest.json"
CHANGES = "changes"
FORMAT = "mingzhi-open-data-1"
BEARING = ("notices.jsonl", "notices.csv", "versions.jsonl", "notices.sqlite")
"""The files that hold the content of notices: not handed out once one of these has come down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was built: rows of notices, all files, and the manifest that names them."""

    notices: int
    files: tuple[Finished, ...]
    manifest: Finished


def build(folder: Path, link: Callable[[str], str]) -> Built:
    """Write all files into ``folder``; ``link`` gives the permanent address of a notice."""
    folder.mkdir(parents=True, exist_ok=True)
    with bulk.one_moment():
        stamp, made_at = bulk.last_change(), clock.now()
        head, key = latest_checkpoint(LOG), vkey(LOG)
        files = _notices(folder, lines.quick(link))
        changed = _changes(folder)
    files += _texts(folder, head.text if head else "", f"{key}\n" if key else "")
    manifest = {
        "format": FORMAT,
        "made_at": lines.moment(made_at),
        "newest_leaf": stamp[0],
        "newest_ending": stamp[1],
        "licence": describing.LICENCE,
        "files": {file.name: _entry(file) for file in files},
        CHANGES: changed,
    }
    with TextFile(folder, MANIFEST) as file:
        file.write(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        named = file.finish()
    return Built(notices=files[0].rows, files=tuple(files), manifest=named)


def _entry(file: Finished) -> dict[str, int | str]:
    return {"size": file.size, "sha256": file.sha256, "rows": file.rows}


def _notices(folder: Path, link: Callable[[str], str]) -> list[Finished]:
    with (
        TextFile(folder, "notices.jsonl") as text,
        CsvFile(folder, "notices.csv", columns.NOTICES) as table,
        TextFile(folder, "versions.jsonl") as earlier,
        TextFile(folder, "tombstones.jsonl") as stones,
        CsvFile(folder, "tombstones.csv", columns.TOMBSTONES) as stone_table,
        SqliteFile(folder, "notices.sqlite") as database,
    ):
        database.table("notices", columns.NOTICES, "salt", "content")
        for batch in chunks(bulk.standing()):
            cells = [lines.published_cells(row, link) for row in batch]
            both = list(zip(batch, cells, strict=True))
            text.write("".join([lines.published_line(row, row_cells) for row, row_cells in both]), len(both))
            table.add(cells)
            database.add("notices", [(*row_cells, row.salt, row.content) for row, row_cells in both])
        for batch in chunks(bulk.earlier()):
            told = [lines.published_line(row, lines.published_cells(row, link)) for row in batch]
            earlier.write("".join(told), len(told))
        database.table("tombstones", columns.TOMBSTONES, "salt", "content")
        for fallen in chunks(bulk.fallen()):
            cells = [lines.fallen_cells(row, link) for row in fallen]
            both = list(zip(fallen, cells, strict=True))
            stones.write("".join([lines.fallen_line(row, row_cells) for row, row_cells in both]), len(both))
            stone_table.add(cells)
            database.add("tombstones", [(*row_cells, row.salt, row.content) for row, row_cells in both])
        indexes = [("notices", name) for name in ("notice", "agency_code", "decided_on", "number")]
        return [
            text.finish(),
            table.finish(),
            earlier.finish(),
            stones.finish(),
            stone_table.finish(),
            database.finish([*indexes, ("tombstones", "notice")]),
        ]


def _changes(folder: Path) -> dict[str, dict[str, int | str]]:
    """Write one file per day; days before the newest file are over and stay as they are."""
    kept = sorted((folder / CHANGES).glob("????-??-??.jsonl"))
    since = date.fromisoformat(kept[-1].stem) if kept else date(1949, 10, 1)
    written = {}
    for day, events in groupby(bulk.events(since), key=lambda event: event.at.astimezone(clock.CHINA).date()):
        with TextFile(folder, f"{CHANGES}/{day.isoformat()}.jsonl") as file:
            for batch in chunks(events):
                file.write("".join(map(lines.event_line, batch)), len(batch))
            written[day.isoformat()] = _entry(file.finish())
    known = _known(folder)
    return dict(sorted(({path.stem: _kept(path, known) for path in kept} | written).items()))


def _known(folder: Path) -> dict[str, dict[str, int | str]]:
    manifest = read_manifest(folder)
    return dict(manifest.get(CHANGES, {})) if manifest else {}


def _kept(path: Path, known: dict[str, dict[str, int | str]]) -> dict[str, int | str]:
    """Return the entry of a day that is over: as it was, or counted again when it is not known."""
    if path.stem in known:
        return known[path.stem]
    return {
        "size": path.stat().st_size,
        "sha256": digest_of(path),
        "rows": path.read_bytes().count(b"\n"),
    }


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

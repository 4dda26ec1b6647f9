"""Make a portal out of the open-data files alone: plain pages in a folder, without a database or a server.

Every digest of the manifest and every commitment is computed on the way; a file or line that does not hold
stops the work. What the pages lack of the original's stands in ``differences``.
"""

import json
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from mingzhi.portal.stranger import list_pages, notice_pages, register_pages
from mingzhi.portal.stranger.answering import Answers
from mingzhi.portal.stranger.licences import Licences
from mingzhi.portal.stranger.list_pages import Lists
from mingzhi.portal.stranger.listing import Listing
from mingzhi.portal.stranger.reading import (
    Line,
    held_in,
    manifest_of,
    sound_editions,
    sound_entries,
    sound_lines,
)
from mingzhi.portal.stranger.register_answers import Shelf
from mingzhi.portal.stranger.register_pages import Book, Declared


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much was made."""

    notices: int
    tombstones: int
    entries: int
    answers: Answers


def rebuild(source: Path, target: Path) -> Rebuilt:
    """Read the open-data files in ``source``, write the portal into ``target``."""
    manifest = manifest_of(source)
    declared: Line = json.loads((source / "declared.json").read_text("utf-8"))
    kinds = {kind["code"]: kind["title"] for kind in declared["kinds"]}
    listing = _notices(source, target, kinds, manifest)
    stones = []
    for line in sound_lines(source / held_in(manifest, "tombstones.jsonl")):
        notice_pages.write_tombstone(target, line, kinds)
        stones.append(line)
    books, shelf = _registers(source, target, declared["registers"], manifest)
    stage_of = {kind["code"]: kind["stage"] for kind in declared["kinds"]}
    lists = Lists(target, listing, kinds, declared["stages"], stage_of)
    lists.home(manifest["made_at"])
    lists.searches()
    lists.by_stage(register_pages.doors(books, "../"))
    lists.agencies()
    lists.names()
    lists.withdrawn(stones)
    list_pages.differences(target)
    entries = sum(map(len, shelf.entries.values()))
    return Rebuilt(len(listing), len(stones), entries, Answers(target, lists, shelf))


def _notices(source: Path, target: Path, kinds: dict[str, str], manifest: Line) -> Listing:
    earlier: dict[str, list[Line]] = {}
    for line in sound_lines(source / held_in(manifest, "versions.jsonl")):
        earlier.setdefault(line["notice"], []).append(line)
    listing, path = Listing(), source / held_in(manifest, "notices.jsonl")
    licences = Licences(path, date.fromisoformat(manifest["made_at"][:10]))
    for line in sound_lines(path):
        notice_pages.write(target, line, earlier.get(line["notice"], ()), kinds, licences.of(line))
        listing.add(line)
    return listing


def _registers(
    source: Path, target: Path, declared: list[Declared], manifest: Line
) -> tuple[list[Book], Shelf]:
    """Write the registers as of the day of the files; return them, and the shelf to be asked.

    One whose entries were touched is not in the files: its page says so, its editions stand.
    """
    day, touched = manifest["made_at"][:10], manifest.get("touched", {})
    told = sound_editions(source / "editions.jsonl")
    editions = {code: list(rows) for code, rows in groupby(told, key=lambda line: str(line["register"]))}
    newest = {code: rows[-1] for code, rows in editions.items() if code not in touched}
    entries = dict(sound_entries(source / "registers.jsonl", newest))
    named = {row["code"]: {**row, "touched": row["code"] in touched} for row in declared}
    books = [
        register_pages.write(
            target,
            row,
            editions.get(row["code"], ()),
            entries.get(row["code"], []),
            day,
        )
        for row in named.values()
    ]
    register_pages.index(target, books)
    return books, Shelf(named, entries, date.fromisoformat(day))

"""The list of what is taken out of a case for somebody else: sealed by the entry of the taking."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingzhi.kernel import clock
from mingzhi.records.queries.dossier import Thing
from mingzhi.records.queries.views import DocumentView
from mingzhi.records.rules.bundles import GUIDE, PAPER, READ_ME_HASH

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "video/mp4": "mp4",
    "audio/mpeg": "mp3",
    "text/plain": "txt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Who takes the file of which case for what, as the record says it."""

    case_urn: str
    case_label: str
    purpose: str
    taken_by: str
    taken_at: datetime


def listing_of(taking: Taking, things: Sequence[Thing]) -> bytes:
    """Return the list as it lies in the bundle; its digest is entered when the file is taken."""
    return written(
        {
            "case": taking.case_urn,
            "label": taking.case_label,
            "purpose": taking.purpose,
            "taken_by": taking.taken_by,
            "taken_at": taking.taken_at.astimezone(clock.CHINA).isoformat(timespec="seconds"),
            READ_ME_HASH: hashlib.sha256(GUIDE.encode()).hexdigest(),
            "items": [
                {
                    "file": name_of(number, thing),
                    "title": thing.title,
                    "number": thing.number if isinstance(thing, DocumentView) else "",
                    "heading": thing.heading,
                    "urn": thing.urn,
                    "sha256": thing.file.sha256,
                    "sm3": thing.file.sm3,
                    "size": thing.file.size,
                    "media_type": thing.file.media_type,
                    **({PAPER: thing.paper_commitment} if isinstance(thing, DocumentView) else {}),
                }
                for number, thing in enumerate(things, 1)
            ],
        }
    )


def name_of(number: int, thing: Thing) -> str:
    """Return the name under which a thing lies in the bundle."""
    title = _UNFIT.sub("_", thing.title)[:60]
    return f"{thing.part}/{number:03d} {title}.{_ending(thing)}"


def _ending(thing: Thing) -> str:
    own = "" if isinstance(thing, DocumentView) else thing.name.rpartition(".")[2].lower()
    return _ENDINGS.get(thing.file.media_type) or (own if own.isalnum() else "bin")


def written(value: Any) -> bytes:
    """Write what people and programs read."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode()

"""Stored files that no row names go after three days: a job that never touches what a row names.

A killed process leaves such a file (the bytes come first, the row later), and so does a form that was refused
and never sent again. A 256th of the store is gone through at a time, so that a large one stops no other job.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.core.files.storage import storages

from mingzhi.disclosure.models import NoticeVersion
from mingzhi.disclosure.queries.files import pdf_key
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.ledger.queries import database_is_behind
from mingzhi.records.acts.leftovers import KEEP, Leftover, record_leftovers
from mingzhi.records.models import StoredFile
from mingzhi.site.storage import FolderStore

log = logging.getLogger("mingzhi.leftovers")
EVERY = 300.0
FOLDERS = 256
AT_ONCE = 200
_KNOWN = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}|public/[0-9a-f]{2}/[0-9a-f]{64}\.pdf")
"""How rooms name what they store; anything else was put there by somebody else and stays."""


def _files(keys: Sequence[str]) -> Iterable[str]:
    return StoredFile.objects.filter(key__in=keys).values_list("key", flat=True)


def _public_papers(keys: Sequence[str]) -> Iterable[str]:
    digests = [key.rpartition("/")[2].removesuffix(".pdf") for key in keys if key.startswith("public/")]
    found = NoticeVersion.objects.filter(pdf_sha256__in=digests).values_list("pdf_sha256", flat=True)
    return map(pdf_key, found)


NAMED: tuple[Callable[[Sequence[str]], Iterable[str]], ...] = (_files, _public_papers)
"""Who names files in the store: each returns those of the given keys that its rows name."""


def clear_leftovers() -> int:
    """Clear the part of the store whose turn it is; return how many files (a job)."""
    turn = f"{int(time.time() / EVERY) % FOLDERS:02x}"
    return clear((turn, f"public/{turn}"))


def clear(folders: Iterable[str]) -> int:
    """Take away what no row names below these folders; return how many files.

    Nothing goes while the database is behind what was signed (an old copy was put back): then rows are
    missing, not files too many. Object stores are left alone.
    """
    store = storages["originals"]
    if not isinstance(store, FolderStore):
        return 0
    before = time.time() - KEEP.total_seconds()
    old = [
        one for folder in folders for one in store.saved_before(before, folder) if _KNOWN.fullmatch(one[0])
    ]
    found = _unnamed(old)
    if not found:
        return 0
    if database_is_behind():
        log.warning(
            "%s stored files have no row, but the database is behind the log: nothing is cleared", len(found)
        )
        return 0
    record_leftovers(actor=system_actor("clear-leftovers", on=clock.today()), files=found)
    return sum(store.forget(one.key, before=before) for one in found)


def _unnamed(old: Sequence[tuple[str, int, float]]) -> list[Leftover]:
    found: list[Leftover] = []
    for at in range(0, len(old), AT_ONCE):
        part = old[at : at + AT_ONCE]
        keys = [name for name, _size, _saved in part]
        named = {key for names in NAMED for key in names(keys)}
        found += [_leftover(*one) for one in part if one[0] not in named]
    return found[:AT_ONCE]


def _leftover(name: str, size: int, saved: float) -> Leftover:
    return Leftover(name, size, datetime.fromtimestamp(saved, tz=clock.CHINA).date())

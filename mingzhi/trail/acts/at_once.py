"""Seal rows in the transaction that writes them: the few tables on which everything else rests.

The runs of :mod:`mingzhi.trail.acts.row_seals` come seconds later; a row altered before would be sealed as
altered. Here the act's own entry holds the digest of the rows it wrote, read back as the database has them.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save

from mingzhi.trail.queries.act_seals import ROWS, Rows, digest, read
from mingzhi.trail.queries.row_seals import Sealed

_TABLES: dict[type[Model], Sealed] = {}
_at_once: ContextVar[bool] = ContextVar("mingzhi_seal_at_once", default=True)


@dataclass(frozen=True, slots=True)
class Sealing:
    """What goes into the entry and beside it."""

    rows: Rows
    salt: str
    hashes: Mapping[str, str]


def seal_at_once(tables: Iterable[Sealed], note: Callable[..., None]) -> None:
    """From now on, let ``note`` hear of each new row of these tables."""
    for sealed in tables:
        _TABLES[sealed.model] = sealed
        post_save.connect(note, sender=sealed.model, dispatch_uid=f"at once {sealed.table}")


def sealing_of(written: Mapping[type[Model], Sequence[Any]]) -> Sealing | None:
    """Return the seal of the rows an act wrote, by table and key; None where there are none."""
    known = [_TABLES[model] for model in written if model in _TABLES]
    if not known or not _at_once.get():
        return None
    tables = sorted(known, key=lambda sealed: sealed.table)
    rows = [[one.table, list(one.columns), sorted(written[one.model])] for one in tables]
    salt = secrets.token_hex(32)
    return Sealing(rows, salt, {ROWS: digest(salt, rows, read([rows]))})


@contextmanager
def left_to_runs() -> Iterator[None]:
    """Leave rows to the runs: for what walks the acts to copy their rows, where keys and digests change."""
    token = _at_once.set(False)
    try:
        yield
    finally:
        _at_once.reset(token)

"""The public registers whole, for the open-data files: what stands in each newest edition, and every edition.

Entries that left a register are not told again here; their editions stay on the portal.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import F, TextField
from django.db.models.functions import Cast, Collate

from mingzhi.disclosure.models import RegisterEdition, RegisterRow
from mingzhi.disclosure.rules.register_lines import RegisterLine

_BATCH = 500
_BY_CODEPOINT = {"sqlite": "BINARY", "postgresql": "C"}
"""The order in which a register is sealed, whatever language the database sorts by."""


class SealedEdition(NamedTuple):
    """One edition; ``content`` is what the log commits to, as JSON text."""

    register: str
    number: int
    published_at: datetime
    added: int
    removed: int
    rows: int
    digest: str
    commitment: str
    salt: str
    content: str


def editions() -> Iterator[SealedEdition]:
    """Return all editions, register by register, the first one first."""
    told = ("register", "number", "published_at", "added", "removed", "rows", "digest")
    leaf = ("leaf__commitment", "leaf__salt", Cast("leaf__content", TextField()))
    found = RegisterEdition.objects.order_by("register", "number").values_list(*told, *leaf)
    return map(SealedEdition._make, found.iterator(chunk_size=_BATCH))


def standing(register: str) -> Iterator[RegisterLine]:
    """Return the entries of a register's newest edition with all their periods, in the sealed order."""
    rows = RegisterRow.objects.filter(register=register, until_edition__isnull=True)
    key = Collate(F("key"), _BY_CODEPOINT[connection.vendor])
    told = rows.order_by(key, "since", "digest").values_list("key", "since", "until", "values")
    for name, since, until, values in told.iterator(chunk_size=_BATCH):
        yield RegisterLine(key=name, since=since, until=until, values=values)

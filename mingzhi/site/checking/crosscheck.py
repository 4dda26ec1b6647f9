"""The logs against the tables they speak for, in both directions.

A row whose commitment is not in its log escaped it; a leaf that no row owns has lost its row. So whoever
deletes a record, guards or no guards, is found as surely as whoever adds or alters one.
"""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Model
from django.utils.translation import gettext as _

from mingzhi.disclosure.models import Leaf as PublishedLeaf
from mingzhi.ledger import queries as ledger
from mingzhi.ledger.rules.logs import ACTS, PUBLICATIONS
from mingzhi.records.models import Document, Volume
from mingzhi.trail.models import Entry, RowSeal

_CHUNK = 500

# log → the tables whose rows own its leaves, and the column that holds the commitment (hex)
OWNERS: dict[str, tuple[tuple[type[Model], str], ...]] = {
    ACTS: (
        (Entry, "content_hash"),
        (Document, "receipt_commitment"),
        (Volume, "commitment"),
        (RowSeal, "commitment"),
    ),
    PUBLICATIONS: ((PublishedLeaf, "commitment"),),
}


def check(log: str) -> list[str]:
    """Return what does not match between a log and its owners, in words."""
    return [*_escaped(log), *_orphaned(log)]


def _escaped(log: str) -> Iterator[str]:
    for model, column in OWNERS[log]:
        held = model._default_manager.order_by("pk").values_list(column, flat=True)
        for commitment in ledger.missing(log, held.iterator(chunk_size=_CHUNK)):
            yield _("%(table)s 的承诺 %(commitment)s 不在日志中。") % {
                "table": model._meta.verbose_name,
                "commitment": commitment,
            }


def _orphaned(log: str) -> Iterator[str]:
    leaves = ledger.commitments(log)
    while batch := list(islice(leaves, _CHUNK)):
        owned: set[str] = set()
        for model, column in OWNERS[log]:
            rows = model._default_manager.filter(**{f"{column}__in": batch})
            owned.update(rows.values_list(column, flat=True))
        for commitment in batch:
            if commitment not in owned:
                yield _("日志条目 %(commitment)s 没有对应的记录：记录可能已被删除。") % {
                    "commitment": commitment
                }

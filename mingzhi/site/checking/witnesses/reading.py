"""Reading many rows in parts, each part with the entries that tell of it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from mingzhi.trail.models import Entry, Mention

CHUNK = 500
Look = Callable[[], Iterator[str]]
"""What goes over some rows and names those that are wrong."""
Row = TypeVar("Row", bound=Model)


def parts(rows: "QuerySet[Row]") -> Iterator[list[Row]]:
    """Return the rows in parts, by key."""
    found = rows.order_by("pk").iterator(chunk_size=CHUNK)
    while part := list(islice(found, CHUNK)):
        yield part


def entries_about(urns: Iterable[str], act: str = "") -> dict[str, list[Entry]]:
    """Return the entries that mention, or are about, each urn; of one act, if it is named."""
    wanted = set(urns)
    only = {"act": act} if act else {}
    found: dict[str, list[Entry]] = {}
    of_act = {f"entry__{name}": value for name, value in only.items()}
    for mention in Mention.objects.filter(urn__in=wanted, **of_act).select_related("entry__payload"):
        found.setdefault(mention.urn, []).append(mention.entry)
    if act:
        for entry in Entry.objects.filter(subject_urn__in=wanted, **only).select_related("payload"):
            found.setdefault(entry.subject_urn, []).append(entry)
    return found


def unfounded(row: Model, column: str) -> str:
    """Say that nothing stands behind what a column of a row says."""
    meta = row._meta
    return _("%(table)s %(row)s 的“%(column)s”没有依据。") % {
        "table": meta.verbose_name,
        "row": getattr(row, "uid", row.pk),
        "column": meta.get_field(column).verbose_name,  # type: ignore[union-attr]
    }

"""Everything public at one moment, row by row, for the open-data files: published copies and tombstones.

The committed content is handed on as it is stored, with its salt, so whoever takes the files can compute
each commitment and look for it in the public log. Identifiers, days and moments come as the text the
database has for them (moments in UTC): what is only written out again is not made into an object first.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from mingzhi.disclosure.models import Leaf, Publication
from mingzhi.disclosure.models.publication import ENDED
from mingzhi.disclosure.queries.stored import Stored, as_bytes
from mingzhi.disclosure.rules import content
from mingzhi.disclosure.rules.channels import PORTAL

Row = TypeVar("Row")
_BATCH = 500


class Published(NamedTuple):
    """One version that is public now, or was while its notice still stands.

    What it says stands in ``content``: JSON in UTF-8, as the log commits to it.
    """

    key: int
    kind: str
    first_published_at: str
    since: str
    until: str | None
    expires_on: str | None
    period_basis: str
    nature: str | None
    reason: str | None
    report: int | None  # that there was one is told, nothing else
    commitment: str
    salt: str
    content: bytes
    leaf: int
    action: str
    queued_at: str


_MADE = partial(tuple.__new__, Published)  # as ``_make`` does, a million times sooner


def _text(path: str) -> Cast:
    return Cast(path, TextField())


_PUBLISHED = (
    *("pk", "kind", _text("first_published_at"), _text("since"), _text("until"), _text("expires_on")),
    *("period_basis", "corrects__nature", "corrects__reason", "corrects__report_id"),
    *("leaf__commitment", "leaf__salt", Stored("leaf__content")),
    *("leaf_id", "leaf__action", _text("leaf__queued_at")),
)


class Fallen(NamedTuple):
    """A notice that came down: what its tombstone says; ``content`` is what the log holds of the ending."""

    uid: str
    kind: str
    agency_code: str
    agency_name: str
    region_code: str
    region_name: str
    decided_on: str
    action: str
    ground_document: str | None
    commitment: str
    salt: str
    content: bytes


class Event(NamedTuple):
    """One entry of a day: which notice, what happened, under which commitment. No content, no party."""

    at: str
    leaf: int
    action: str
    uid: str
    commitment: str


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything inside as it stood at one moment, without keeping writers waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _say("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        _say("BEGIN DEFERRED")
        try:
            yield
        finally:
            _say("COMMIT")


def _say(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def standing() -> Iterator[Published]:
    """Return every version that is public now, in the order of publication."""
    return _published(_standing().order_by("pk"))


def standing_ends() -> tuple[int, int]:
    """Count what is public now and return the key of the last, without reading the rows (0: none)."""
    last = _standing().order_by("-pk").values_list("pk", flat=True).first()
    return _standing().count(), last or 0


def _standing() -> Any:
    return Publication.objects.filter(channel_id=PORTAL, until=None)


def earlier() -> Iterator[Published]:
    """Return the earlier versions of notices that still stand."""
    open_now = Publication.objects.filter(notice=OuterRef("notice"), channel_id=PORTAL, until=None)
    return _published(_ended().filter(Exists(open_now)).order_by("pk"))


def _ended() -> Any:
    return Publication.objects.filter(channel_id=PORTAL, until__isnull=False)


def _published(rows: Any) -> Iterator[Published]:
    as_bytes()
    return map(_MADE, _ahead(rows.values_list(*_PUBLISHED).iterator(chunk_size=_BATCH)))


def _ahead(rows: Iterator[Row]) -> Iterator[Row]:
    """Read the next rows while the last are worked on: else a server waits for us as long as we for it."""
    if connection.vendor != "postgresql":
        yield from rows
        return
    with ThreadPoolExecutor(1) as reader:
        batch = list(islice(rows, _BATCH))
        while batch:
            following = reader.submit(lambda: list(islice(rows, _BATCH)))
            yield from batch
            batch = following.result()


def fallen() -> Iterator[Fallen]:
    """Return the tombstones of notices that were public, in the order in which they came down."""
    as_bytes()
    rows = (
        _endings()
        .order_by("pk")
        .values_list(
            *(_text("notice__uid"), "notice__kind", "notice__agency_code", "notice__agency_name"),
            *("notice__region_code", "notice__region_name", _text("notice__decided_on"), "action"),
            *("withdrawal__ground_document", "commitment", "salt", Stored("content")),
        )
    )
    return map(Fallen._make, rows.iterator(chunk_size=_BATCH))


def _endings() -> Any:
    """Return the leaves of endings the public saw: a decision that fell before publication is not told."""
    return Leaf.objects.filter(ENDED, notice__isnull=False).filter(
        Q(withdrawal=None) | Q(withdrawal__was_public=True)
    )


def past_events() -> Iterator[Event]:
    """Return what happened to notices as pointers into the log, but for how what stands became public.

    That is told by the rows of :func:`standing`; here are the versions that were public, and the endings.
    """
    leaf = (_text("leaf__queued_at"), "leaf_id", "leaf__action", _text("notice__uid"), "leaf__commitment")
    ending = (_text("queued_at"), "pk", "action", _text("notice__uid"), "commitment")
    for rows, told in ((_ended(), leaf), (_endings(), ending)):
        found = rows.order_by("pk").values_list(*told).iterator(chunk_size=_BATCH)
        yield from map(Event._make, found)


def moved_since(leaf: int) -> bool:
    """Tell whether a notice was published, changed or taken down after that leaf, or a register changed."""
    told = Q(notice__isnull=False) | Q(action=content.REGISTER)
    return Leaf.objects.filter(told, pk__gt=leaf).exists()


def last_change() -> tuple[int, int]:
    """Return the newest leaf and the newest ending: they move with every publication and every ending."""
    return _newest(Leaf.objects.all()), _newest(Leaf.objects.filter(ENDED))


def _newest(leaves: Any) -> int:
    return leaves.order_by("-pk").values_list("pk", flat=True).first() or 0

"""Keep the search index equal to what is public: jobs after each act, rebuild, and check."""

import logging
from collections.abc import Collection, Iterator
from types import ModuleType
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import QuerySet

from mingzhi.disclosure.acts import index_postgresql, index_sqlite
from mingzhi.disclosure.models import IndexJob, Publication
from mingzhi.disclosure.queries.searching import engine
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.content import PUBLISH
from mingzhi.disclosure.rules.index_terms import COLUMNS, Entry, entry_of
from mingzhi.kernel import clock

_log = logging.getLogger(__name__)
_BATCH = 2000
_OVERLAP = 5000


def _engine() -> ModuleType:
    return index_postgresql if connection.vendor == "postgresql" else index_sqlite


def attempt(job_id: int) -> None:
    """Do one job at once, after the commit; what fails stays in the outbox for the worker."""
    try:
        refresh(jobs=[job_id])
    except (OSError, DatabaseError, index_sqlite.Error):
        _log.warning("the search index could not be updated at once", exc_info=True)


def refresh(*, jobs: list[int] | None = None, limit: int = 1000) -> int:
    """Bring the index up to date for the waiting jobs (or the given ones); return how many."""
    waiting = IndexJob.objects.filter(done_at=None)
    if jobs is not None:
        waiting = waiting.filter(pk__in=jobs)
    rows = list(waiting.order_by("pk")[:limit])
    if not rows:
        return 0
    notices = list(dict.fromkeys(row.notice_id for row in rows))
    with _engine().Writer() as writer:
        # read inside the write transaction: two refreshers of one notice cannot cross
        _bring_up(writer, notices)
    IndexJob.objects.filter(pk__in=[row.pk for row in rows]).update(done_at=clock.now())
    return len(rows)


def _bring_up(index: Any, notices: Collection[int]) -> None:
    public = {entry.notice_id: entry for entry in map(entry_of, _public().filter(notice__in=notices))}
    for notice in notices:
        index.replace(notice, public.get(notice))


def rebuild() -> int:
    """Build the whole index anew from what is public; return the number of notices in it.

    It is built beside the one in use and takes its place at the end, when what moved meanwhile has been
    brought up to date; until then the old one is read and written as ever.
    """
    begun = _newest()
    waiting = list(IndexJob.objects.filter(done_at=None, pk__lte=begun).values_list("pk", flat=True))
    with _engine().Builder() as index:
        number: int = index.fill(_entries())
        with _engine().Writer():
            # some before the beginning too: a number may be given earlier than its row is committed
            moved = list(IndexJob.objects.filter(pk__gt=begun - _OVERLAP).values_list("pk", "notice_id"))
            _bring_up(index, list(dict.fromkeys(notice for _job, notice in moved)))
            index.take_place()
    done = {*waiting, *(job for job, _notice in moved)}
    for some in _parts(sorted(done), _BATCH):
        IndexJob.objects.filter(pk__in=some, done_at=None).update(done_at=clock.now())
    return number


def _newest() -> int:
    return IndexJob.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def is_lost() -> bool:
    """Tell whether the index is empty although something is public (a new machine, a restored backup)."""
    return engine().is_empty() and Publication.objects.filter(channel_id=PORTAL, until=None).exists()


def check() -> list[str]:
    """Compare the index with what is public; return the differences in words."""
    public = {
        row.notice_id: (row.version_id, row.leaf.action != PUBLISH)
        for row in Publication.objects.filter(channel_id=PORTAL, until=None)
        .select_related("leaf")
        .only("notice_id", "version_id", "leaf__action")
        .iterator(chunk_size=_BATCH)
    }
    held = engine().held()
    problems = [f"公示信息 {notice} 不在索引中" for notice in public.keys() - held.keys()]
    problems += [f"索引中的 {notice} 已不在公示" for notice in held.keys() - public.keys()]
    problems += [
        f"公示信息 {notice} 的索引不是现行版本"
        for notice in public.keys() & held.keys()
        if public[notice] != held[notice]
    ]
    return sorted(problems)


def _public() -> QuerySet[Publication, Any]:
    return Publication.objects.filter(channel_id=PORTAL, until=None).values_list(*COLUMNS)


def _entries() -> Iterator[Entry]:
    """Return what is public in the order of its keys: both indexes are built quickest so."""
    open_now = Publication.objects.filter(channel_id=PORTAL, until=None)
    order = open_now.order_by("notice__decided_on", "notice_id").values_list("pk", flat=True)
    for some in _parts(list(order), _BATCH):
        yield from sorted(map(entry_of, _public().filter(pk__in=some)))


def _parts(numbers: list[int], size: int) -> Iterator[list[int]]:
    return (numbers[at : at + size] for at in range(0, len(numbers), size))

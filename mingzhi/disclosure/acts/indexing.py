"""Keep the search index equal to what is public: jobs after each act, rebuild, and check."""

import logging
from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.models import QuerySet

from mingzhi.disclosure.acts import index_postgresql, index_sqlite
from mingzhi.disclosure.models import IndexJob, Publication
from mingzhi.disclosure.queries.index_terms import Entry, entry_of
from mingzhi.disclosure.queries.searching import engine
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.content import PUBLISH
from mingzhi.kernel import clock

_log = logging.getLogger(__name__)
_BATCH = 2000


def _writer() -> index_sqlite.Writer | index_postgresql.Writer:
    return index_postgresql.Writer() if connection.vendor == "postgresql" else index_sqlite.Writer()


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
    with _writer() as writer:
        # read inside the write transaction: two refreshers of one notice cannot cross
        public = {row.notice_id: entry_of(row) for row in _public().filter(notice__in=notices)}
        for notice in notices:
            writer.replace(notice, public.get(notice))
    IndexJob.objects.filter(pk__in=[row.pk for row in rows]).update(done_at=clock.now())
    return len(rows)


def rebuild() -> int:
    """Build the whole index anew from what is public; return the number of notices in it."""
    with _writer() as writer:
        newest = IndexJob.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        number = writer.refill(_entries())
    IndexJob.objects.filter(pk__lte=newest, done_at=None).update(done_at=clock.now())
    return number


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


def _public() -> QuerySet[Publication]:
    return (
        Publication.objects.filter(channel_id=PORTAL, until=None)
        .select_related("notice", "version", "version__notice", "leaf")
        .defer("version__marks", "version__names_checked", "leaf__content")
    )


def _entries() -> Iterator[Entry]:
    return (entry_of(row) for row in _public().order_by("pk").iterator(chunk_size=_BATCH))

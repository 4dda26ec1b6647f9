"""The background jobs: what runs by itself, how often, under which name in the record.

Every job is safe to run twice and safe to be killed: it calls one act (or one ledger integration),
which is a transaction of its own. A failing job is logged and tried again when it is next due.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections

from mingzhi.disclosure import tasks as disclosure_tasks
from mingzhi.ledger.acts.integrate import integrate_all
from mingzhi.site.checking.kept_tables import seal_new_rows
from mingzhi.site.jobs import beside, leftovers, opendata
from mingzhi.site.jobs.completeness import seal_past
from mingzhi.site.jobs.registers import publish_after_acts
from mingzhi.site.storage import clear_partials
from mingzhi.supervision import tasks as supervision_tasks

log = logging.getLogger("mingzhi.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """One periodic job: its name, its period in seconds, what it calls."""

    name: str
    every: float
    call: Callable[[], object]


JOBS = (
    Job("integrate-ledger", 1.0, integrate_all),
    Job("seal-rows", 10.0, seal_new_rows),
    Job("refresh-search", 1.0, disclosure_tasks.refresh_search),
    Job("publish-registers", 2.0, publish_after_acts),
    Job("expire-notices", 600.0, disclosure_tasks.expire_due_notices),
    Job("forget-contacts", 3600.0, disclosure_tasks.forget_contacts),
    Job("seal-statements", 600.0, seal_past),
    Job("carry-pushes", 2.0, beside.start_pushes),
    Job("recount-limits", 30.0, beside.start_recount),
    Job("carry-codes", 1.0, beside.start_codes),
    Job("open-data", 30.0, opendata.refresh),
    Job("escalate-adjustments", 600.0, supervision_tasks.escalate_overdue),
    Job("open-ratings", 600.0, supervision_tasks.open_box),
    Job("clear-partials", 3600.0, clear_partials),
    Job("clear-leftovers", leftovers.EVERY, leftovers.clear_leftovers),
    Job("clear-sessions", 3600.0, SessionStore.clear_expired),
)


def run_job(job: Job) -> bool:
    """Run one job; return whether it succeeded."""
    close_old_connections()
    try:
        job.call()
    except Exception:
        log.exception("job %s failed and will be tried again", job.name)
        return False
    return True


def run_all() -> int:
    """Run every job once, to its end; return the number that failed."""
    failed = sum(not run_job(job) for job in JOBS)
    opendata.finish()
    beside.finish()
    return failed


def run_until(stopping: threading.Event, *, parent: int = 0) -> None:
    """Run each job when it is due until ``stopping`` is set or the ``parent`` process is gone."""
    due = dict.fromkeys(JOBS, 0.0)
    while not stopping.is_set() and parent in {0, os.getppid()}:
        now = time.monotonic()
        for job, at in due.items():
            if at <= now and not stopping.is_set():
                run_job(job)
                due[job] = time.monotonic() + job.every
        stopping.wait(max(0.05, min(due.values()) - time.monotonic()))

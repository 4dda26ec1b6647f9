"""Carry pushes and one-time codes, and count limits anew, beside the other jobs: who answers slowly and what
goes through every case must not hold up receipts and search, and no outlet a code that a party waits for.
"""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connections

from mingzhi.calendars.tasks import JOB as RECOUNT
from mingzhi.calendars.tasks import recount_limits
from mingzhi.exchange.tasks import carry_codes, carry_pushes

_log = logging.getLogger("mingzhi.jobs")
_running: dict[str, threading.Thread] = {}


def start_pushes() -> bool:
    """Start a round of pushes unless one is under way; tell whether it was started."""
    return _start("carry-pushes", carry_pushes)


def start_codes() -> bool:
    """Start a round of one-time codes unless one is under way; tell whether it was started."""
    return _start("carry-codes", carry_codes)


def start_recount() -> bool:
    """Start counting limits anew unless that is under way; tell whether it was started."""
    return _start(RECOUNT, recount_limits)


def finish() -> None:
    """Wait for the rounds under way."""
    for thread in _running.values():
        thread.join()


def _start(name: str, round_: Callable[[], object]) -> bool:
    before = _running.get(name)
    if before is not None and before.is_alive():
        return False
    thread = threading.Thread(target=_round, args=(name, round_), name=name, daemon=True)
    _running[name] = thread
    thread.start()
    return True


def _round(name: str, round_: Callable[[], object]) -> None:
    close_old_connections()
    try:
        round_()
    except Exception:
        _log.exception("job %s failed and will be tried again", name)
    finally:
        connections.close_all()

"""Carry pushes beside the other jobs: an outlet that answers slowly must not hold up receipts and search."""

import logging
import threading

from django.db import close_old_connections, connections

from mingzhi.exchange.tasks import carry_pushes

_log = logging.getLogger("mingzhi.jobs")
_running: list[threading.Thread] = []


def start() -> bool:
    """Start a round unless one is under way; tell whether it was started."""
    _running[:] = [thread for thread in _running if thread.is_alive()]
    if _running:
        return False
    thread = threading.Thread(target=_round, name="carry-pushes", daemon=True)
    thread.start()
    _running.append(thread)
    return True


def finish() -> None:
    """Wait for the round under way."""
    for thread in _running:
        thread.join()


def _round() -> None:
    close_old_connections()
    try:
        carry_pushes()
    except Exception:
        _log.exception("job carry-pushes failed and will be tried again")
    finally:
        connections.close_all()

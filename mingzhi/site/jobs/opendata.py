"""Keep the open-data files fresh: every day, within the hour after a publication, at once after an ending.

They are built by a process of their own, so that receipts and the search index do not wait for them. The
digest of the manifest is sealed as soon as the files lie; a manifest that is not sealed is built anew.
"""

import logging
import subprocess
import sys
from datetime import datetime, timedelta

from mingzhi.disclosure.acts import seal_data
from mingzhi.disclosure.queries.bulk import last_change, moved_since
from mingzhi.disclosure.queries.data import edition_of
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.portal.opendata.building import Built, build, manifest_digest, read_manifest
from mingzhi.portal.views.notices import link
from mingzhi.portal.views.opendata import folder

JOB = "open-data"
_log = logging.getLogger(__name__)
_PATIENCE = timedelta(hours=1)
_running: list[subprocess.Popen[bytes]] = []


def is_due() -> bool:
    """Tell whether the files must be built anew."""
    manifest = read_manifest(folder())
    if manifest is None or manifest["newest_ending"] != last_change()[1]:
        return True
    made_at = datetime.fromisoformat(manifest["made_at"])
    if made_at.astimezone(clock.CHINA).date() != clock.today():
        return True
    if edition_of(manifest_digest(folder())) is None:
        return True
    return clock.now() - made_at > _PATIENCE and moved_since(int(manifest["newest_leaf"]))


def make() -> Built:
    """Build the files the portal hands out and seal their manifest."""
    built = build(folder(), link)
    for code in built.touched:
        _log.error("open data: the entries of register %s are not those that were sealed; left out", code)
    actor = system_actor(JOB, on=clock.today())
    seal_data(actor=actor, manifest_sha256=built.manifest.sha256, notices=built.notices)
    return built


def built_up_to() -> tuple[int, datetime] | None:
    """Return the newest ending the files know of, and when they were made; None before the first build."""
    manifest = read_manifest(folder())
    if manifest is None:
        return None
    return int(manifest["newest_ending"]), datetime.fromisoformat(manifest["made_at"])


def refresh() -> bool:
    """Start building where it is due and not under way; tell whether it was started."""
    _running[:] = [process for process in _running if process.poll() is None]
    if _running or not is_due():
        return False
    words = [sys.executable, "-m", "mingzhi.site.command", "opendata"]
    _running.append(subprocess.Popen(words, stdout=subprocess.DEVNULL))  # noqa: S603 -- our own command
    return True


def finish() -> None:
    """Wait for what was started."""
    for process in _running:
        process.wait()

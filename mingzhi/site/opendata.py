"""Keep the open-data files fresh: every day, within the hour after a publication, at once after an ending.

They are built by a process of their own, so that receipts and the search index do not wait for them.
"""

import subprocess
import sys
from datetime import datetime, timedelta

from mingzhi.disclosure.queries.bulk import last_change
from mingzhi.kernel import clock
from mingzhi.portal.opendata.building import read_manifest
from mingzhi.portal.views.opendata import folder

_PATIENCE = timedelta(hours=1)
_running: list[subprocess.Popen[bytes]] = []


def is_due() -> bool:
    """Tell whether the files must be built anew."""
    manifest = read_manifest(folder())
    newest, ending = last_change()
    if manifest is None or manifest["newest_ending"] != ending:
        return True
    made_at = datetime.fromisoformat(manifest["made_at"])
    if made_at.astimezone(clock.CHINA).date() != clock.today():
        return True
    return bool(manifest["newest_leaf"] != newest and clock.now() - made_at > _PATIENCE)


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

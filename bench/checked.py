"""Whether the record of a place is sound: what the product itself finds wrong."""

import subprocess
import sys

from bench.places import ROOT, Place


def problems_of(place: Place, *, settle: bool = True) -> list[str]:
    """Return what ``ledger check`` finds; with ``settle`` seal and integrate first what still waits."""
    for word in ("seal", "integrate") if settle else ():
        place.run("mingzhi.site.command", "ledger", word)
    command = [sys.executable, "-m", "mingzhi.site.command", "ledger", "check"]
    done = subprocess.run(
        command, env=place.environment(), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if not done.returncode:
        return []
    return [one for one in (done.stdout + done.stderr).splitlines() if one.strip()] or ["failed silently"]

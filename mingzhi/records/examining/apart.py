"""Look into a file in a process of its own: parsers meet hostile input there, with nothing to lose.

The process gets the file as its input and says what it found. It knows no settings and no secrets, has
a minute and two gigabytes, and is ended when it wants more.
"""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from mingzhi.records.rules.harms import HARMS, Harm

SECONDS = 60
_ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = (sys.executable, "-m", "mingzhi.records.examining.inside")
_ENDED = {-signal.SIGKILL, -getattr(signal, "SIGXCPU", signal.SIGKILL), -signal.SIGSEGV}


def look_apart(held: IO[bytes], look: str) -> int:
    """Return the pages that ``look`` counts; raises Harm, also when it takes too long or too much."""
    held.seek(0)
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, its one word from our own table
            [*_PROGRAM, look],
            stdin=held,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            cwd=_ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Harm("slow") from error
    if done.returncode in _ENDED:
        raise Harm("slow")
    if done.returncode:
        raise RuntimeError(f"the examination of a file broke off: {done.stderr.decode(errors='replace')}")
    said = json.loads(done.stdout)
    if said.get("harm") in HARMS:
        raise Harm(said["harm"])
    return int(said["pages"])

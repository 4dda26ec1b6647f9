"""核验回执 Verify a receipt (.tlog-proof) offline, without the database, without Django.

Without --key the keys of this installation's own logs are used.
"""

import argparse
import os
from pathlib import Path

from mingzhi.ledger.rules import verifier

_ROOT = Path(__file__).resolve().parents[3]

add_arguments = verifier.add_arguments


def run(arguments: argparse.Namespace) -> int:
    """Verify; the exit status is 0 only when everything asked for was verified."""
    return verifier.run(arguments, sorted(key_folder().glob("*.vkey")))


def key_folder() -> Path:
    """Return where this installation keeps the keys of its logs (MINGZHI_LOG_KEY_FILE, MINGZHI_VAR)."""
    data = Path(os.environ.get("MINGZHI_VAR", _ROOT / "var"))
    return Path(os.environ.get("MINGZHI_LOG_KEY_FILE", data / "log-keys"))

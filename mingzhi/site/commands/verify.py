"""核验回执或案卷材料包 Verify a receipt (.tlog-proof) or the bundle of a case offline, without Django.

Without --key the keys of this installation's own logs are used.
"""

import argparse
import os
from pathlib import Path

from mingzhi.ledger.rules import verifier
from mingzhi.ledger.rules.telling import refused, say
from mingzhi.ledger.rules.verdict import VerificationError
from mingzhi.records.rules.bundle_check import check_bundle, report

_ROOT = Path(__file__).resolve().parents[3]

_ZIP = b"PK"
"""How a zip begins, whole or cut off."""

add_arguments = verifier.add_arguments


def run(arguments: argparse.Namespace) -> int:
    """Verify; the exit status is 0 only when everything asked for was verified."""
    keys = sorted(key_folder().glob("*.vkey"))
    try:
        packed = verifier.read(arguments.file, most=len(_ZIP)).startswith(_ZIP)
    except VerificationError as error:
        return refused(error)
    return _bundle(arguments, keys) if packed else verifier.run(arguments, keys)


def _bundle(arguments: argparse.Namespace, key_files: list[Path]) -> int:
    try:
        checked = check_bundle(arguments.file, verifier.keys_of(arguments, key_files))
    except VerificationError as error:
        return refused(error)
    say(report(checked))
    return 0


def key_folder() -> Path:
    """Return where this installation keeps the keys of its logs (MINGZHI_LOG_KEY_FILE, MINGZHI_VAR)."""
    data = Path(os.environ.get("MINGZHI_VAR", _ROOT / "var"))
    return Path(os.environ.get("MINGZHI_LOG_KEY_FILE", data / "log-keys"))

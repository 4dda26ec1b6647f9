"""Restore a backup into an empty, migrated database and check that record and log are the same."""

import argparse
import sys
from pathlib import Path

from django.core.management import call_command

from mingzhi.kernel.refusal import Refusal
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.site.backup.read import look_into, read_backup
from mingzhi.site.checking.everything import RECORDS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path)


def run(arguments: argparse.Namespace) -> int:
    """Look into the file, migrate, restore, compare; exit 1 with every difference named."""
    try:
        look_into(arguments.file)
        call_command("migrate", verbosity=0)
        problems = read_backup(arguments.file)
    except Refusal as refusal:
        print(refusal, refusal.way_out, file=sys.stderr)
        return 1
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(
            "restored; record and log are the same as in the backup: "
            f"{', '.join(LOGS)}, {', '.join(RECORDS)} 一致 CLEAN"
        )
    return 1 if problems else 0

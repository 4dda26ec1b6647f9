"""Write everything lasting into one file: tables, stored bytes, log keys, and their digests."""

import argparse
from pathlib import Path

from mingzhi.site.backup.write import write_backup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path)


def run(arguments: argparse.Namespace) -> int:
    """Write the backup under a passing name first, so that a broken run leaves no half file."""
    passing = arguments.file.with_suffix(arguments.file.suffix + ".part")
    passing.touch(mode=0o600)
    counts = write_backup(passing)
    passing.replace(arguments.file)
    print(f"{arguments.file}: {sum(counts.values())} rows in {len(counts)} tables")
    return 0

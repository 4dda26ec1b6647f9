"""Build the open-data files and seal them (or, with DIR, a copy of them that is not sealed)."""

import argparse
import sys
import time
from pathlib import Path

from mingzhi.portal.opendata.building import build
from mingzhi.portal.views.notices import link
from mingzhi.site.jobs.opendata import make


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="where to write; default var/open-data"
    )


def run(arguments: argparse.Namespace) -> int:
    """Build and say how quickly; 1 when a register was left out because its entries were touched."""
    begun = time.perf_counter()
    built = build(arguments.folder, link) if arguments.folder else make()
    seconds = time.perf_counter() - begun
    for file in built.files:
        print(f"{file.sha256}  {file.size:>12,}  {file.rows:>9,}  {file.name}")
    print(f"{built.notices:,} notices in {seconds:.1f} s ({built.notices / (seconds or 1):,.0f}/s)")
    for code in built.touched:
        print(
            f"✗ 登记簿 {code} 的条目与封存的不一致，未列入 register {code}: not what was sealed, left out",
            file=sys.stderr,
        )
    return 1 if built.touched else 0

"""Load roles and law of this release; with a FILE also set up its regions, agencies, people and logins.

Run it after each migration. What is there already is left as it is, so a run that was cut short is simply
run again. First passwords are printed once and kept nowhere.
"""

import argparse
import sys
from pathlib import Path

from mingzhi.site.founding.entering import enter, load_release
from mingzhi.site.founding.reading import Fault, read_plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, nargs="?", help="a file like docs/examples/county.toml")


def run(arguments: argparse.Namespace) -> int:
    """Read the whole file before anything is written; return 1 when something in it is wrong."""
    try:
        plan = read_plan(arguments.file.read_text("utf-8")) if arguments.file else None
        for line in load_release():
            print(line, flush=True)
        for line in enter(plan) if plan else ():
            print(line, flush=True)
    except (Fault, UnicodeDecodeError) as fault:
        print(f"{arguments.file}: {fault}", file=sys.stderr)
        return 1
    return 0

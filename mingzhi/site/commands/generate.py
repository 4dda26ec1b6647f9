"""Add a large fictional county for measurements: cases, or public notices alone (docs/bench.md).

Nobody else may write to the database meanwhile, and it never enters production: what is in the record stays.
"""

import argparse
import os
import sys

from django.conf import settings

from mingzhi.site.commands.reading import count
from mingzhi.site.generator.capture import Disturbed
from mingzhi.site.generator.notices.run import generate_notices
from mingzhi.site.generator.run import generate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--cases", type=count, help="how many cases to add")
    wanted.add_argument("--notices", type=count, help="how many public notices to add, without cases")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same county")
    parser.add_argument("--processes", type=count, default=os.cpu_count() or 1, help="writers on PostgreSQL")


def run(arguments: argparse.Namespace) -> int:
    """Generate and say how quickly."""
    if settings.MODE == "production":
        print("虚构的数据不能进入生产环境。 The fictional county never enters production.", file=sys.stderr)
        return 1
    shared = {"seed": arguments.seed, "processes": arguments.processes}
    try:
        if arguments.notices:
            generate_notices(count=arguments.notices, **shared)
        else:
            generate(cases=arguments.cases, **shared)
    except Disturbed as disturbed:
        print(f"{disturbed.zh}\n{disturbed.en}", file=sys.stderr)
        return 1
    return 0

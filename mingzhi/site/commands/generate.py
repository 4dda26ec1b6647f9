"""Add a large fictional county for measurements, made of cases walked through the acts (docs/bench.md)."""

import argparse
import os

from mingzhi.site.generator.run import generate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--cases", type=int, required=True, help="how many cases to add")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same county")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="writers on PostgreSQL")


def run(arguments: argparse.Namespace) -> int:
    """Generate and say how quickly."""
    if arguments.cases < 1:
        print("--cases is at least 1")
        return 2
    generate(cases=arguments.cases, seed=arguments.seed, processes=arguments.processes)
    return 0

"""The verifiable logs: seal rows, sign what waits, show the signed head, check everything."""

import argparse

from mingzhi.ledger import queries
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.site.checking.everything import RECORDS, whole_log
from mingzhi.site.checking.kept_tables import sealed_tables
from mingzhi.trail.acts.row_seals import seal_all
from mingzhi.trail.queries import row_seals


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do, and with which log (both, if none is named)."""
    parser.add_argument("action", choices=sorted(_ACTIONS), help="what to do")
    parser.add_argument("log", nargs="?", choices=LOGS, metavar="LOG", help=" or ".join(LOGS))
    parser.add_argument(
        "--logs-only", action="store_true", help="check the logs alone, not the records against them"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do it; return the exit status."""
    return _ACTIONS[arguments.action](arguments)


def _logs(arguments: argparse.Namespace) -> tuple[str, ...]:
    return (arguments.log,) if arguments.log else LOGS


def show_checkpoints(arguments: argparse.Namespace) -> int:
    """Print the newest checkpoint of each log as it was signed; 1 when a log has none yet."""
    heads = [(log, queries.latest_checkpoint(log)) for log in _logs(arguments)]
    print("\n".join(head.text for _log, head in heads if head), end="")
    absent = [log for log, head in heads if head is None]
    if absent:
        print(f"尚无检查点 no checkpoint yet: {', '.join(absent)}（mingzhi ledger integrate）")
    return 1 if absent else 0


def seal_everything(_arguments: argparse.Namespace) -> int:
    """Seal all rows that are new, as the worker does every few seconds."""
    print(f"rows: +{seal_all(sealed_tables())}")
    return 0


def integrate_logs(arguments: argparse.Namespace) -> int:
    """Number and sign everything that waits."""
    for log in _logs(arguments):
        count = integrate(log=log)
        head = queries.latest_checkpoint(log)
        print(f"{log}: +{count}, {head.size if head else 0}")
    return 0


def check_logs(arguments: argparse.Namespace) -> int:
    """Check the logs, trail, records and guards, each against the others; 1 when anything is wrong."""
    problems = []
    for log in _logs(arguments):
        found = queries.check(log) if arguments.logs_only else whole_log(log)
        head = queries.latest_checkpoint(log)
        size, waiting = head.size if head else 0, queries.waiting(log)
        print(f"{log}: 已签名 signed {size}, 等待 waiting {waiting}, 问题 problems {len(found)}")
        problems += [f"{log}: {problem}" for problem in found]
    if not arguments.logs_only:
        print(f"rows: 待封存 not yet sealed {row_seals.unsealed(sealed_tables())}")
        for name, check in RECORDS.items():
            found = check()
            print(f"{name}: 问题 problems {len(found)}")
            problems += [f"{name}: {problem}" for problem in found]
    for problem in problems:
        print(f"✗ {problem}")
    print("✗ 有问题 PROBLEMS FOUND" if problems else "✓ 一致 CLEAN")
    return 1 if problems else 0


_ACTIONS = {
    "checkpoint": show_checkpoints,
    "seal": seal_everything,
    "integrate": integrate_logs,
    "check": check_logs,
}

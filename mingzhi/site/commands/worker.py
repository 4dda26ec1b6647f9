"""Run the background work: the jobs of site/jobs/running.py, each when it is due."""

import argparse
import signal
import threading
from types import FrameType

from mingzhi.site.jobs import running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--once", action="store_true", help="run every job once and stop")
    parser.add_argument("--parent", type=int, default=0, help="stop when this process is gone")


def run(arguments: argparse.Namespace) -> int:
    """Run until a signal asks to stop; the job under way is finished first."""
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if arguments.once:
        return running.run_all()
    running.run_until(stopping, parent=arguments.parent)
    return 0

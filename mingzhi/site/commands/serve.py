"""Serve the product (MINGZHI_HOST, MINGZHI_PORT), with its background worker unless told otherwise."""

import argparse
import os
import subprocess
import sys

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default=os.environ.get("MINGZHI_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("MINGZHI_PORT", "8000")))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; the worker ends with the server."""
    worker = None
    if not arguments.no_worker:
        worker = subprocess.Popen([sys.executable, "-m", "mingzhi.site.command", "worker"])
    try:
        Granian(
            "mingzhi.site.wsgi:application",
            address=arguments.host,
            port=arguments.port,
            interface=Interfaces.WSGI,
            workers=arguments.processes,
            blocking_threads=2,
            static_path_mount=None,
            log_enabled=settings.MODE != "test",
            respawn_failed_workers=True,
        ).serve()
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait(timeout=20)
    return 0

"""Serve the product (MINGZHI_HOST, MINGZHI_PORT), with its background worker unless told otherwise."""

import argparse
import os
import socket
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces

from mingzhi.site.commands.reading import count, port
from mingzhi.site.demo import hall


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default=os.environ.get("MINGZHI_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=port, default=os.environ.get("MINGZHI_PORT", "8000"))
    parser.add_argument("--processes", type=count, default=os.cpu_count() or 1)
    parser.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; the worker ends with the server."""
    if not port_is_free(arguments):
        return 1
    worker = None
    _collect_static()
    if settings.MODE == "demo":
        hall.connect(f"http://{arguments.host}:{arguments.port}")
    if not arguments.no_worker:
        worker = subprocess.Popen([sys.executable, "-m", "mingzhi.site.command", "worker"])
    _let_go()
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


def port_is_free(arguments: argparse.Namespace) -> bool:
    """Tell whether one can listen there, and say so when not."""
    if not _taken(arguments.host, arguments.port):
        return True
    print(
        f"{arguments.host}:{arguments.port} 已被占用，请用 MINGZHI_PORT 另选端口。 "
        "The port is taken: choose another with MINGZHI_PORT.",
        file=sys.stderr,
    )
    return False


def _taken(host: str, port: int) -> bool:
    """Tell whether somebody listens there: the workers share the port, and would share it with strangers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return True
    return False


def _let_go() -> None:
    """Close every connection before the workers are forked: two processes on one would read each other."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]


def _collect_static() -> None:
    """Bring styles and scripts to where they are served from, when the source is newer."""
    stamp = settings.VAR / "static" / "stamp"
    newest = max(
        (path.stat().st_mtime for path in settings.BASE_DIR.glob("mingzhi/*/static/**/*") if path.is_file()),
        default=0.0,
    )
    if stamp.exists() and stamp.stat().st_mtime >= newest:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.touch()

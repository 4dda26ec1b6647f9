"""Loaded by a server's Python when a test sets a trap: at the named place the process waits for its end.

``MINGZHI_TRAP`` names a file. While it stands and names a place (``act``: the leaf is queued, inside the
act's transaction; ``upload``: the bytes are written, the name not yet given), whoever comes there says so
in a file beside it and sleeps until it is killed.
"""

import importlib.abc
import importlib.machinery
import os
import sys
import time
from pathlib import Path
from types import ModuleType

TRAP = Path(os.environ["MINGZHI_TRAP"])


def caught(place: str) -> None:
    """Wait for the end when the trap stands here."""
    if TRAP.exists() and TRAP.read_text() == place:
        TRAP.with_suffix(".caught").touch()
        time.sleep(300)


def in_the_act(module: ModuleType) -> None:
    """Stop after the rows of an act, before its commit."""
    queue = module.queue_leaf

    def queue_leaf(*, log: str, commitment: bytes) -> None:
        queue(log=log, commitment=commitment)
        caught("act")

    module.queue_leaf = queue_leaf


def in_the_upload(module: ModuleType) -> None:
    """Stop when the bytes are on disk under their passing name."""

    class Os:
        def __getattr__(self, name: str):
            if name == "replace":
                caught("upload")
            return getattr(os, name)

    module.os = Os()


PLACES = {"mingzhi.ledger.acts.queue": in_the_act, "mingzhi.site.storage": in_the_upload}


class Finder(importlib.abc.MetaPathFinder):
    """Sets the trap when one of the places is imported."""

    def find_spec(self, name, path, target=None):
        if name not in PLACES:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        run = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            run(module)
            PLACES[name](module)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Finder())

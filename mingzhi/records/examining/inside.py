"""The process that looks into one file: limits itself, looks, says in one line what it found."""

import importlib
import json
import logging
import os
import sys
from typing import IO

from mingzhi.records.rules.harms import Harm

_ROOM = "mingzhi.records.examining"
_OFFICE = "broken_office"
# what is looked for → the module that looks, what must be in the file, what a file is that cannot be read
_LOOKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "pdf": ("pdf", (), "broken_pdf"),
    "doc": ("compound", ("WordDocument",), _OFFICE),
    "xls": ("compound", ("Workbook", "Book"), _OFFICE),
    "docx": ("boxes", ("word/document.xml",), _OFFICE),
    "xlsx": ("boxes", ("xl/workbook.xml", "xl/workbook.bin"), _OFFICE),
    "ofd": ("boxes", ("ofd.xml",), _OFFICE),
}
_CPU_SECONDS = 40
_MEMORY = 2 * 1024**3


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on this system: the caller's clock remains
        return
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def found(held: IO[bytes], look: str) -> dict[str, object]:
    """Return what a look finds: pages, or the harm. Whatever a parser stumbles over is a broken file."""
    module, parts, broken = _LOOKS[look]
    try:
        return {"pages": importlib.import_module(f"{_ROOM}.{module}").look(held, parts)}
    except Harm as harm:
        return {"harm": harm.code}
    except MemoryError:
        return {"harm": "slow"}
    except Exception:
        return {"harm": broken}


def main() -> None:
    """Look into the standard input in the way named by the first argument."""
    _limit()
    logging.disable(logging.CRITICAL)
    with os.fdopen(os.dup(0), "rb") as held:
        said = found(held, sys.argv[1])
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()

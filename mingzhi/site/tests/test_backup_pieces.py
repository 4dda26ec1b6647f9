"""Stored files enter and leave a backup piece by piece: a long recording does not fill the memory."""

import hashlib
import tarfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from mingzhi.site.backup.read import restore_files
from mingzhi.site.backup.write import add_files
from mingzhi.site.storage import FolderStore

LARGE = bytes(range(256)) * 128 * 1024  # 32 MiB
BOUND = 4 * 1024 * 1024


def peak_of(do: Callable[[], Any]) -> tuple[Any, int]:
    tracemalloc.start()
    try:
        return do(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    kept = FolderStore(location=tmp_path / "kept")
    kept.save("ab/large", ContentFile(LARGE))
    kept.save("cd/small", ContentFile(b"small"))
    return kept


def test_large_files_pass_in_pieces_and_arrive_whole(
    store: FolderStore, tmp_path: Path, settings: Any
) -> None:
    settings.LOG_KEY_FILE = str(tmp_path / "keys")
    file = tmp_path / "backup.tar.gz"
    with tarfile.open(file, "w:gz", compresslevel=1) as archive:
        digests, written = peak_of(lambda: add_files(archive, store))
    assert digests == {
        "ab/large": hashlib.sha256(LARGE).hexdigest(),
        "cd/small": hashlib.sha256(b"small").hexdigest(),
    }
    again = FolderStore(location=tmp_path / "again")
    with tarfile.open(file, "r:gz") as archive:
        _none, read = peak_of(lambda: restore_files(archive, {"files": digests}, again))
    assert again.open("ab/large").read() == LARGE and again.open("cd/small").read() == b"small"
    assert max(written, read) < BOUND, (written, read)

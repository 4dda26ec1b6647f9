"""Stored files enter and leave a backup piece by piece, and nothing else gets in or anywhere."""

import hashlib
import io
import tarfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.site.backup.read import look_into, restore_files, restore_keys
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


def packed(file: Path, *members: tuple[str, bytes, bytes]) -> Path:
    """Write an archive by hand: (name, type, content) each; links lead to the content's text."""
    with tarfile.open(file, "w:gz", compresslevel=1) as archive:
        for name, kind, content in members:
            member = tarfile.TarInfo(name)
            member.type, member.size = kind, len(content) if kind == tarfile.REGTYPE else 0
            member.linkname = "" if kind == tarfile.REGTYPE else content.decode()
            archive.addfile(member, io.BytesIO(content) if kind == tarfile.REGTYPE else None)
    return file


def test_an_archive_writes_nowhere_but_in_store_and_key_folder(tmp_path: Path, settings: Any) -> None:
    settings.LOG_KEY_FILE = str(tmp_path / "in" / "keys")
    names = [
        "files/../../out",
        "/files/out",
        "files//etc/out",
        "keys/../out",
        "keys/a/out",
        "keys/run.sh",
        "../keys/out",
        "out",
    ]
    hostile = [(name, tarfile.REGTYPE, b"x") for name in names]
    hostile += [
        ("keys/link.key", tarfile.SYMTYPE, b"/etc/passwd"),
        ("files/link", tarfile.LNKTYPE, b"../out"),
    ]
    hostile += [("keys/acts.key", tarfile.REGTYPE, b"the key")]
    store = FolderStore(location=tmp_path / "in" / "store")
    with tarfile.open(packed(tmp_path / "hostile.tar.gz", *hostile)) as archive:
        restore_keys(archive)
        restore_files(archive, {"files": {"ab/good": ""}}, store)
    written = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(written) == ["hostile.tar.gz", "in/keys/acts.key"]


@pytest.mark.parametrize("manifest", [b"{", b"[]", b"\xff", b'{"format": "another"}'])
def test_an_archive_with_another_manifest_is_no_backup(tmp_path: Path, manifest: bytes) -> None:
    file = packed(tmp_path / "a.tar.gz", ("manifest.json", tarfile.REGTYPE, manifest))
    with pytest.raises(Invalid) as refusal:
        look_into(file)
    assert refusal.value.code == "backup.format"


def test_the_key_of_another_log_is_not_overwritten(tmp_path: Path, settings: Any) -> None:
    settings.LOG_KEY_FILE = str(tmp_path / "keys")
    file = packed(tmp_path / "a.tar.gz", ("keys/acts.key", tarfile.REGTYPE, b"the key"))
    for _again in range(2):
        with tarfile.open(file) as archive:
            restore_keys(archive)
    (tmp_path / "keys" / "acts.key").write_bytes(b"another key")
    with tarfile.open(file) as archive, pytest.raises(Conflict) as refusal:
        restore_keys(archive)
    assert refusal.value.code == "backup.other_key"
    assert (tmp_path / "keys" / "acts.key").read_bytes() == b"another key"

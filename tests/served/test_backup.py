"""Backup and restore: the same record and log on the same and on the other database; tampering is told."""

import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.served.world import World, on_server


def manifest(file: Path) -> dict[str, Any]:
    with tarfile.open(file) as archive:
        found = json.loads(archive.extractfile("manifest.json").read())
    return {name: found[name] for name in ("tables", "files")}


@pytest.fixture(scope="module")
def original(county: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    return county.copy(tmp_path_factory.mktemp("backup") / "var", "mingzhi_original")


@pytest.fixture(scope="module")
def backup(original: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the backup, and what the log had signed then."""
    file = tmp_path_factory.mktemp("backup") / "county.tar.gz"
    _written, checkpoints = original.each(f"backup {file}", "ledger checkpoint")
    assert file.stat().st_mode & 0o077 == 0
    return file, checkpoints


@pytest.fixture
def saved(backup: tuple[Path, str]) -> Path:
    return backup[0]


def empty(folder: Path, database: str = "") -> World:
    folder.mkdir()
    return World(folder, database)


def restore(world: World, backup: tuple[Path, str], again: Path) -> None:
    """Restore into a world; compare it with the one that was saved."""
    saved, signed = backup
    _restored, _written, checkpoints, checked, index = world.each(
        f"restore {saved}", f"backup {again}", "ledger checkpoint", "ledger check", "search_index check"
    )
    assert manifest(again) == manifest(saved)
    assert checkpoints == signed
    assert "CLEAN" in checked and index == "ok"


def test_on_the_same_database(migrated: World, backup: tuple[Path, str], tmp_path: Path) -> None:
    restored = migrated.copy(tmp_path / "var", "mingzhi_restored")
    restore(restored, backup, tmp_path / "again.tar.gz")
    refused = restored.run("restore", str(backup[0]), check=False)
    assert refused.returncode == 1 and "不能在其上恢复" in refused.stderr
    keys = [*restored.folder.rglob("*.key")]
    assert keys and all(path.stat().st_mode & 0o077 == 0 for path in keys)


def test_into_nothing_and_on_the_other_database(
    original: World, backup: tuple[Path, str], tmp_path: Path
) -> None:
    if not original.database:
        other = os.environ.get("MINGZHI_TEST_POSTGRES", "")
        there = empty(tmp_path / "there", on_server(other, "mingzhi_there") if other else "")
    else:
        there = empty(tmp_path / "there")
    restore(there, backup, tmp_path / "there.tar.gz")


def rewritten(saved: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    with tarfile.open(saved) as source, tarfile.open(target, "w:gz", compresslevel=1) as out:
        for member in source.getmembers():
            content = change(member.name, source.extractfile(member).read())
            member.size = len(content)
            out.addfile(member, io.BytesIO(content))
    return target


def test_a_changed_row_and_changed_bytes_are_told(migrated: World, saved: Path, tmp_path: Path) -> None:
    touched: list[str] = []

    def change(name: str, content: bytes) -> bytes:
        if name == "tables/trail.entry.jsonl":
            touched.append(name)
            return content.replace("陈立".encode(), "陈力".encode(), 1)
        if name.startswith("files/") and len(touched) == 1:
            touched.append(name)
            return content[:-1] + bytes([content[-1] ^ 1])
        return content

    tampered = rewritten(saved, tmp_path / "tampered.tar.gz", change)
    world = migrated.copy(tmp_path / "var", "mingzhi_tampered")
    done = world.run("restore", str(tampered), check=False)
    assert done.returncode == 1 and len(touched) == 2
    assert "trail.entry" in done.stderr and touched[1].removeprefix("files/") in done.stderr


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"not a backup")
    done = empty(tmp_path / "var").run("restore", str(broken), check=False)
    assert done.returncode == 1 and "不是本系统的备份" in done.stderr and "Traceback" not in done.stderr

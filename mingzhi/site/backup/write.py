"""Write a backup: all tables, all stored bytes, the log keys, and a manifest of digests."""

import io
import json
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import connection, transaction

from mingzhi.kernel import clock
from mingzhi.site.backup.tables import new_digest, rows, tables

FORMAT = "mingzhi-backup-1"


def write_backup(path: Path) -> dict[str, int]:
    """Write everything lasting to ``path`` (tar, gzip); return rows per table.

    Reads one consistent state of the database. The archive holds the signing keys of the logs:
    keep it as safe as the server itself.
    """
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    with tarfile.open(path, "w:gz", compresslevel=3) as archive, transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for model in tables():
            name = model._meta.label_lower
            digest, count = new_digest(), 0
            with tempfile.TemporaryFile() as spool:
                for values in rows(model):
                    line = json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n"
                    digest.update(line)
                    spool.write(line)
                    count += 1
                _add(archive, f"tables/{name}.jsonl", spool)
            counts[name], digests[name] = count, digest.hexdigest()
        files = add_files(archive, storages["originals"])
        _add_keys(archive)
        manifest = {
            "format": FORMAT,
            "made_at": clock.now().isoformat(),
            "tables": {name: {"rows": counts[name], "sha256": digests[name]} for name in counts},
            "files": files,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
        _add(archive, "manifest.json", io.BytesIO(text), size=len(text))
    return counts


def _add(
    archive: tarfile.TarFile, name: str, content: io.IOBase, *, size: int | None = None, mode: int = 0o600
) -> None:
    member = tarfile.TarInfo(name)
    member.size = content.seek(0, io.SEEK_END) if size is None else size
    member.mode = mode
    content.seek(0)
    archive.addfile(member, content)


def walk(store: Storage, folder: str = "") -> list[str]:
    """Return the names of all stored files below ``folder``."""
    try:
        folders, names = store.listdir(folder)
    except FileNotFoundError:
        return []
    found = [f"{folder}/{name}".lstrip("/") for name in names]
    for inner in folders:
        found += walk(store, f"{folder}/{inner}".lstrip("/"))
    return sorted(found)


class _Read:
    """A source whose bytes are counted into a digest as they pass: recordings do not fit into memory."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, new_digest()

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        found = self.source.read(size)
        self.digest.update(found)
        return found


def add_files(archive: tarfile.TarFile, store: Storage) -> dict[str, str]:
    """Add every stored file, piece by piece; return their digests by name."""
    digests = {}
    for name in walk(store):
        with suppress(FileNotFoundError):  # no row named it, and it was cleared this moment
            digests[name] = _add_file(archive, store, name)
    return digests


def _add_file(archive: tarfile.TarFile, store: Storage, name: str) -> str:
    member = tarfile.TarInfo(f"files/{name}")
    member.size, member.mode = store.size(name), 0o600
    with store.open(name) as source:
        passing = _Read(source)
        archive.addfile(member, cast(IO[bytes], passing))
    return passing.digest.hexdigest()


def _add_keys(archive: tarfile.TarFile) -> None:
    folder = Path(settings.LOG_KEY_FILE)
    for key in sorted(folder.glob("*.*key")) if folder.is_dir() else []:
        archive.add(key, arcname=f"keys/{key.name}")

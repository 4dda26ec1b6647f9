"""Restore a backup into an empty database, then prove that record and log are the same."""

import json
import tarfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management.color import no_style
from django.db import connection, models, transaction

from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.ledger import queries as ledger
from mingzhi.site.backup.tables import instance, new_digest, rows, tables
from mingzhi.site.backup.write import FORMAT

BATCH = 1000
LOGS = ("acts", "publications")


def read_backup(path: Path) -> list[str]:
    """Restore ``path`` into the empty, migrated database; return what differs (empty: all the same).

    Raises Invalid when the file is no backup, Conflict when the database already holds records.
    """
    with tarfile.open(path, "r:gz") as archive:
        manifest = _manifest(archive)
        _must_be_empty()
        with transaction.atomic(durable=True):
            for model in tables():
                _fill(archive, model)
            _reset_sequences()
        _restore_files(archive, manifest)
    return compare(manifest)


def compare(manifest: dict[str, Any]) -> list[str]:
    """Return every difference between the manifest and what is in the database and the store."""
    problems = []
    for model in tables():
        name = model._meta.label_lower
        expected = manifest["tables"].get(name, {"rows": 0, "sha256": new_digest().hexdigest()})
        digest = new_digest()
        for values in rows(model):
            digest.update(json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        if digest.hexdigest() != expected["sha256"]:
            problems.append(f"{name}: rows differ from the backup")
    store = storages["originals"]
    for name, sha256 in manifest["files"].items():
        digest = new_digest()
        with store.open(name) as source:
            digest.update(source.read())
        if digest.hexdigest() != sha256:
            problems.append(f"{name}: bytes differ from the backup")
    return problems + [problem for log in LOGS for problem in ledger.check(log)]


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        source = archive.extractfile("manifest.json")
    except KeyError:
        source = None
    manifest = json.loads(source.read()) if source else {}
    if manifest.get("format") != FORMAT:
        raise Invalid("backup.format", _("该文件不是本系统的备份。"))
    return manifest


def _must_be_empty() -> None:
    for model in tables():
        if model._base_manager.exists():
            raise Conflict(
                "backup.not_empty",
                _("数据库中已有记录，不能在其上恢复。"),
                way_out=_("请恢复到新建的空数据库。"),
            )


def _lines(source: IO[bytes]) -> Iterator[dict[str, Any]]:
    for line in source:
        yield json.loads(line)


def _fill(archive: tarfile.TarFile, model: type[models.Model]) -> None:
    try:
        source = archive.extractfile(f"tables/{model._meta.label_lower}.jsonl")
    except KeyError:
        return
    lines = _lines(source) if source else iter(())
    while batch := list(islice(lines, BATCH)):
        model._base_manager.bulk_create([instance(model, values) for values in batch])


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _restore_files(archive: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    store = storages["originals"]
    keys = Path(settings.LOG_KEY_FILE)
    for member in archive.getmembers():
        name = PurePosixPath(member.name)
        source = archive.extractfile(member) if member.isfile() else None
        if source is None or ".." in name.parts:
            continue
        if name.parts[0] == "files" and str(PurePosixPath(*name.parts[1:])) in manifest["files"]:
            store.save(str(PurePosixPath(*name.parts[1:])), ContentFile(source.read()))
        if name.parts[0] == "keys" and len(name.parts) == 2:
            keys.mkdir(parents=True, exist_ok=True, mode=0o700)
            target = keys / name.name
            target.touch(mode=0o600)
            target.write_bytes(source.read())

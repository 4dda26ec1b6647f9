"""Restore a backup into an empty database, then prove that record and log are the same."""

import json
import tarfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models, transaction

from mingzhi.disclosure.acts.indexing import rebuild
from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.storing import intact
from mingzhi.site.backup.tables import instance, new_digest, rows, tables
from mingzhi.site.backup.write import FORMAT
from mingzhi.site.checking.everything import everything

BATCH = 1000
KEYS = "*.*key"
"""Names of key files: nothing else is written beside them."""
BROKEN = (tarfile.TarError, EOFError, zlib.error)
"""What comes of a file that is no archive, or not all of one."""
MISSHAPEN = (
    *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError),
    *(ValidationError, IntegrityError, DataError),
)
"""What comes of lines that are no rows of their tables."""
SEEDED = 1000
"""More rows than the migrations write into any table."""


def read_backup(path: Path) -> list[str]:
    """Restore ``path`` into the empty, migrated database; return what differs (empty: all the same).

    Raises Invalid when the file is no backup, Conflict when the database already holds records.
    """
    try:
        with tarfile.open(path, "r:gz") as archive:
            manifest = _manifest(archive)
            with transaction.atomic(durable=True):
                for model in tables():
                    _fill(archive, model)
                _reset_sequences()
                # Not before: the keys of what is no backup would keep the right ones out.
                restore_keys(archive)
            restore_files(archive, manifest, storages["originals"])
    except (*BROKEN, *MISSHAPEN) as error:
        raise _no_backup() from error
    rebuild()
    return compare(manifest)


def look_into(path: Path) -> None:
    """Raise Invalid when the file is no backup; nothing is touched."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            _manifest(archive)
    except BROKEN as error:
        raise _no_backup() from error


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
    problems += [
        f"{name}: bytes differ from the backup"
        for name, sha256 in manifest["files"].items()
        if not intact(name, sha256=sha256)
    ]
    return problems + [f"{name}: {problem}" for name, found in everything() for problem in found]


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        source = archive.extractfile("manifest.json")
    except KeyError:
        source = None
    try:
        manifest = json.loads(source.read()) if source else {}
    except (ValueError, RecursionError) as error:
        raise _no_backup() from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _no_backup()
    told, files = manifest.get("tables"), manifest.get("files")
    if not isinstance(told, dict) or not isinstance(files, dict):
        raise _no_backup()
    if not all(isinstance(one, dict) and isinstance(one.get("sha256"), str) for one in told.values()):
        raise _no_backup()
    return manifest


def _no_backup() -> Invalid:
    return Invalid("backup.format", _("该文件不是本系统的备份。"))


def _lines(source: IO[bytes]) -> Iterator[dict[str, Any]]:
    for line in source:
        yield json.loads(line)


def _fill(archive: tarfile.TarFile, model: type[models.Model]) -> None:
    """Write the rows of one table; rows that the migrations already wrote must be the same."""
    seeded = {values[_key(model)]: values for values in islice(rows(model), SEEDED)}
    try:
        source = archive.extractfile(f"tables/{model._meta.label_lower}.jsonl")
    except KeyError:
        source = None
    lines = _lines(source) if source else iter(())
    fresh = (values for values in lines if seeded.pop(values[_key(model)], None) != values)
    try:
        while batch := list(islice(fresh, BATCH)):
            model._base_manager.bulk_create([instance(model, values) for values in batch])
    except IntegrityError as error:
        raise _not_empty() from error
    if seeded:
        raise _not_empty()


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.attname)


def _not_empty() -> Conflict:
    return Conflict(
        "backup.not_empty",
        _("数据库中已有记录，不能在其上恢复。"),
        way_out=_("请恢复到新建的空数据库。"),
    )


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def restore_files(archive: tarfile.TarFile, manifest: dict[str, Any], store: Storage) -> None:
    """Write the stored files, piece by piece."""
    for member in archive.getmembers():
        name = PurePosixPath(member.name)
        source = archive.extractfile(member) if member.isfile() else None
        if source is None or ".." in name.parts:
            continue
        if name.parts[0] == "files" and str(PurePosixPath(*name.parts[1:])) in manifest["files"]:
            store.save(str(PurePosixPath(*name.parts[1:])), File(source))


def restore_keys(archive: tarfile.TarFile) -> None:
    """Write the keys of the logs."""
    keys = Path(settings.LOG_KEY_FILE)
    for member in archive.getmembers():
        name = PurePosixPath(member.name)
        source = archive.extractfile(member) if member.isfile() else None
        if source is not None and name.parts[0] == "keys" and len(name.parts) == 2 and name.match(KEYS):
            keys.mkdir(parents=True, exist_ok=True, mode=0o700)
            _put_key(keys / name.name, source.read())


def _put_key(target: Path, content: bytes) -> None:
    """Write one key file; the key of another log is not overwritten."""
    if target.exists() and target.read_bytes() != content:
        raise Conflict(
            "backup.other_key",
            _("密钥文件 %(name)s 已经存在，与备份中的不同。"),
            way_out=_("请把 MINGZHI_LOG_KEY_FILE 指向一个空文件夹；原有密钥另行保存。"),
            params={"name": target.name},
        )
    target.touch(mode=0o600)
    target.write_bytes(content)

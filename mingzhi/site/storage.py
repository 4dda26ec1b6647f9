"""Where bytes lie: content-addressed, written once, never changed."""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from django.utils.module_loading import import_string

PARTIAL = ".partial"
"""The folder of files still being written; a crash leaves at most a file there, which nobody refers to."""
LEFT_BEHIND = 24 * 3600
"""After so many seconds nobody is writing it any more."""


class FolderStore(FileSystemStorage):
    """A local folder. Names are digests of the bytes, so saving a name that exists is a no-op.

    Bytes go to a temporary file on the same disk, are forced to disk, and take their name in one
    atomic step: a name either holds all its bytes or does not exist, whenever the process is killed.
    A file's age is the time since it was last saved, whether or not it was there already.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name: equal names mean equal bytes."""
        return name

    def _save(self, name: str, content: "File[Any]") -> str:
        target = Path(self.path(name))
        with suppress(FileNotFoundError, PermissionError):  # not there, or another account's: written anew
            os.utime(target)
            return name
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(self.path(PARTIAL))
        aside.mkdir(exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=aside)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(partial, 0o440)
            os.replace(partial, target)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return name

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return folders and files; what is still being written is none of them."""
        folders, names = super().listdir(path)
        return [name for name in folders if name != PARTIAL], names

    def clear_partials(self) -> int:
        """Remove what a crash left half written; return how many files."""
        gone = 0
        for path in Path(self.path(PARTIAL)).glob("*"):
            with suppress(FileNotFoundError):  # it was finished a moment ago
                if time.time() - path.stat().st_mtime > LEFT_BEHIND:
                    path.unlink()
                    gone += 1
        return gone

    def saved_before(self, moment: float, folder: str) -> list[tuple[str, int, float]]:
        """Return (name, bytes, when last saved) of the files below a folder not saved since ``moment``."""
        root, found = Path(self.path("")), []
        for path in sorted((root / folder).rglob("*")):
            with suppress(FileNotFoundError):
                state = path.stat()
                if path.is_file() and state.st_mtime < moment:
                    found.append((path.relative_to(root).as_posix(), state.st_size, state.st_mtime))
        return found

    def forget(self, name: str, *, before: float) -> bool:
        """Take away a file that no record refers to, unless saved since ``before``; tell whether it went.

        It is put aside first and looked at again there: who saves the same bytes meanwhile either made it
        young, and it is put back, or no longer found it, and writes it anew.
        """
        target, aside = Path(self.path(name)), Path(self.path(PARTIAL))
        aside.mkdir(exist_ok=True)
        handle, put = tempfile.mkstemp(dir=aside)
        os.close(handle)
        try:
            os.replace(target, put)
        except FileNotFoundError:
            Path(put).unlink(missing_ok=True)
            return False
        if os.stat(put).st_mtime >= before:
            os.replace(put, target)
            return False
        Path(put).unlink()
        return True

    def delete(self, name: str) -> None:
        """Refuse: what the record refers to stays (档案 are disposed of by their own act)."""
        raise SuspiciousFileOperation(f"originals are never deleted: {name}")


def _sync_folder(folder: Path) -> None:
    """Force the folder's entry to disk, so that the name survives a power cut as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clear_partials() -> int:
    """Remove what crashes left half written in the store (a job); object stores show whole objects only."""
    store = storages["originals"]
    return store.clear_partials() if isinstance(store, FolderStore) else 0


class ObjectStore:
    """An S3-compatible object store (extra ``s3``: django-storages with boto3).

    Objects are put whole (S3 shows an object only when its upload is complete) and never put twice.
    Credentials come from the usual AWS variables of the environment or the host's role.
    """

    def __new__(cls, **options: Any) -> Any:
        """Return the storage; raises ImproperlyConfigured when the extra is not installed."""
        try:
            base = import_string("storages.backends.s3.S3Storage")
        except ImportError as error:
            raise ImproperlyConfigured(
                "MINGZHI_STORAGE_URL names an object store: install mingzhi[s3]"
            ) from error
        return _object_store(base)(**options)


def _object_store(base: Any) -> Any:
    """Return the storage class over django-storages' S3 backend."""

    class Originals(base):  # type: ignore[misc]
        """Content-addressed objects: never overwritten, never deleted."""

        def __init__(self, **options: Any) -> None:
            given = {"file_overwrite": True, "default_acl": None, "querystring_auth": True, **options}
            given.setdefault("client_config", _client_config())
            super().__init__(**{name: value for name, value in given.items() if value is not None})

        def get_available_name(self, name: str, max_length: int | None = None) -> str:
            return name

        def _save(self, name: str, content: IO[bytes]) -> str:
            if self.exists(name):
                return name
            saved: str = super()._save(name, content)
            return saved

        def delete(self, name: str) -> None:
            raise SuspiciousFileOperation(f"originals are never deleted: {name}")

    return Originals


def _client_config() -> Any:
    """Ask for checksums only where the server demands them: older S3 servers refuse the newer ones."""
    config = import_string("botocore.config.Config")
    return config(request_checksum_calculation="when_required", response_checksum_validation="when_required")

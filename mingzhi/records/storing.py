"""Take bytes into the store: digests, media type, pages; original bytes are never changed.

Outside every transaction: the rows that refer to the bytes come later, in an act. Bytes without a row
are harmless; a row without bytes cannot happen.
"""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from cryptography.hazmat.primitives import hashes
from django.core.files.base import File
from django.core.files.storage import storages

from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.examining.whole import examine
from mingzhi.records.rules.media import LARGEST, accept, too_large
from mingzhi.records.rules.papers import Sealed

try:
    import magic
except ImportError:  # no libmagic on this machine: take the packaged one
    import magic
    import pylibmagic  # noqa: F401

_CHUNK = 1024 * 1024
_HEAD = 8192
_IN_MEMORY = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Bytes in the store: what the rows will say of them.

    ``sealed`` is, for a paper, the content it was drawn from; it travels with the bytes to the act.
    """

    sha256: str
    sm3: str
    size: int
    media_type: str
    key: str
    name: str = ""
    pages: int = 0
    sealed: Sealed | None = None


class _Sm3:
    """SM3 by the interpreter's OpenSSL where it has it, else by ``cryptography``."""

    def __init__(self) -> None:
        try:
            self._state: hashlib._Hash | hashes.Hash = hashlib.new("sm3")
        except ValueError:
            self._state = hashes.Hash(hashes.SM3())

    def update(self, data: bytes, /) -> None:
        self._state.update(data)

    def hexdigest(self) -> str:
        if isinstance(self._state, hashes.Hash):
            return self._state.finalize().hex()
        return self._state.hexdigest()


def digests(content: bytes) -> tuple[str, str]:
    """Return (SHA-256, SM3) of the bytes in hex."""
    second = _Sm3()
    second.update(content)
    return hashlib.sha256(content).hexdigest(), second.hexdigest()


def store_bytes(content: bytes, name: str, *, pages: int | None = None) -> Stored:
    """Store bytes under their digest; equal bytes are stored once.

    Refuses (Invalid) empty, too large, running, encrypted or disguised files. ``pages`` is given for
    bytes this product drew itself, which need no look inside.
    """
    return store_stream(io.BytesIO(content), name, pages=pages)


def store_stream(source: IO[bytes], name: str, *, pages: int | None = None) -> Stored:
    """Store a stream (an upload) in one pass over its bytes; see :func:`store_bytes`."""
    first, second = hashlib.sha256(), _Sm3()
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
        size = 0
        for chunk in _chunks(source):
            size += len(chunk)
            if size > LARGEST:
                raise too_large(size=size)
            first.update(chunk)
            second.update(chunk)
            held.write(chunk)
        held.seek(0)
        media_type = magic.from_buffer(held.read(_HEAD), mime=True) if size else ""
        medium = accept(media_type=media_type, name=name, size=size)
        pages = examine(held, medium, name) if pages is None else pages
        sha256 = first.hexdigest()
        held.seek(0)
        key = storages["originals"].save(f"{sha256[:2]}/{sha256[2:4]}/{sha256}", File(held, name=sha256))
    return Stored(
        sha256=sha256,
        sm3=second.hexdigest(),
        size=size,
        media_type=medium.media_type,
        key=key,
        name=name,
        pages=pages,
    )


def read_key(key: str, *, sha256: str) -> bytes:
    """Return stored bytes and make sure they are the ones that were stored.

    Raises NotNow when the store lost or altered them: the record must say so, not show other bytes.
    """
    store = storages["originals"]
    try:
        with store.open(key) as source:
            content: bytes = source.read()
    except FileNotFoundError as error:
        raise damaged(sha256) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise damaged(sha256)
    return content


def copy_key(key: str, into: IO[bytes], *, sha256: str) -> None:
    """Copy stored bytes piece by piece, with the same care as :func:`read_key`."""
    state = hashlib.sha256()
    try:
        with storages["originals"].open(key) as source:
            for chunk in source.chunks():
                state.update(chunk)
                into.write(chunk)
    except FileNotFoundError as error:
        raise damaged(sha256) from error
    if state.hexdigest() != sha256:
        raise damaged(sha256)


def intact(key: str, *, sha256: str) -> bool:
    """Tell whether the stored bytes still have their digest, without holding them in memory."""
    state = hashlib.sha256()
    try:
        with storages["originals"].open(key) as source:
            for chunk in source.chunks():
                state.update(chunk)
    except FileNotFoundError:
        return False
    return state.hexdigest() == sha256


def damaged(sha256: str) -> NotNow:
    """Return the refusal of bytes that are not, or no longer, what was filed."""
    return NotNow(
        "records.damaged",
        _("存储中的文件缺失或者与收存时的哈希不一致：%(sha256)s。"),
        way_out=_("请联系系统管理员从备份恢复该文件；恢复后哈希一致即可继续。"),
        params={"sha256": sha256},
    )


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk

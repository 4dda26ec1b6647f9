"""The signing keys of the logs: one Ed25519 key per log in the folder ``LOG_KEY_FILE``.

A key is made once, at the first checkpoint of its log, and written with mode 0600 in the text form
that note tools use (``PRIVATE+KEY+name+id+key``). Its public half lies beside it as ``<log>.vkey``, and
the head it signed last as ``<log>.head``: whoever can write the database alone cannot take the newest
entries out together with the checkpoints that covered them.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.translation import gettext as _

from mingzhi.ledger.rules.notes import ED25519, Note, Signature, Vkey, decode64, encode64

_PREFIX = "PRIVATE+KEY+"
HEAD = ".head"


class KeyProblem(RuntimeError):
    """The key file is missing, unreadable or belongs to another log."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs for a log."""

    name: str
    private: Ed25519PrivateKey

    @property
    def vkey(self) -> Vkey:
        """The public half."""
        return Vkey(self.name, self.private.public_key().public_bytes_raw())

    def sign(self, text: str) -> Note:
        """Return ``text`` as a note signed by this key."""
        return Note(text, (Signature(self.name, self.vkey.key_id, self.private.sign(text.encode())),))


def folder() -> Path:
    """Return the folder of the key files."""
    return Path(settings.LOG_KEY_FILE)


def load(log: str) -> Signer | None:
    """Return the log's key, None when there is none; raises KeyProblem when the file is no key."""
    try:
        text = (folder() / f"{log}.key").read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    try:
        name, identifier, encoded = text.removeprefix(_PREFIX).split("+", 2)
        material = decode64(encoded)
        signer = Signer(name, Ed25519PrivateKey.from_private_bytes(material[1:]))
    except ValueError as error:
        raise KeyProblem(_("日志 %(log)s 的密钥文件中没有 Ed25519 密钥。") % {"log": log}) from error
    if material[0] != ED25519 or signer.vkey.key_id.hex() != identifier:
        raise KeyProblem(_("日志 %(log)s 的密钥文件已损坏。") % {"log": log})
    return signer


def create(log: str, origin: str) -> Signer:
    """Make the key of a new log, or return the one another process made at the same time.

    The file appears whole or not at all: it is written aside, flushed and linked into place. Raises
    KeyProblem where the folder cannot be written.
    """
    signer = Signer(origin, Ed25519PrivateKey.generate())
    key = encode64(bytes([ED25519]) + signer.private.private_bytes_raw())
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder() / f"{log}.key"
    aside = folder() / f".{log}.{os.getpid()}.{os.urandom(4).hex()}"
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{_PREFIX}{origin}+{signer.vkey.key_id.hex()}+{key}\n")
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(aside, target)
    aside.unlink()
    made = load(log)
    if made is None:
        raise KeyProblem(_("日志 %(log)s 的密钥文件无法写入。") % {"log": log})
    (folder() / f"{log}.vkey").write_text(f"{made.vkey}\n", "utf-8")
    return made


def remember(log: str, head: str) -> None:
    """Keep the newest signed head (a note) beside the key; the file is replaced whole."""
    aside = folder() / f".{log}.{os.getpid()}.{os.urandom(4).hex()}"
    aside.write_text(head, "utf-8")
    os.replace(aside, folder() / f"{log}{HEAD}")


def remembered(log: str) -> str:
    """Return the head kept beside the key; the empty text when there is none yet."""
    try:
        return (folder() / f"{log}{HEAD}").read_text("utf-8")
    except FileNotFoundError:
        return ""


def is_signed_by(note: Note, key: Vkey) -> bool:
    """Tell whether the note holds a valid signature of ``key`` (the fast way, for whole logs)."""
    public = Ed25519PublicKey.from_public_bytes(key.public_key)
    for line in note.signatures:
        if (line.name, line.key_id) == (key.name, key.key_id):
            try:
                public.verify(line.signature, note.text.encode())
            except InvalidSignature:
                return False
            return True
    return False

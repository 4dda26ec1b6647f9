"""Signed notes and checkpoints: C2SP signed-note and tlog-checkpoint, read strictly.

Strictly means: what is read, written again, gives the same bytes. So no byte of a note can change
without the note becoming another one.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from mingzhi.ledger.rules import ed25519

ED25519 = 0x01
MAX_SIGNATURES = 64

_SIGNATURE_MARK = "\u2014 "
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


class NoteError(ValueError):
    """The text is not a well-formed note, checkpoint or verifier key."""


def encode64(content: bytes) -> str:
    """Write standard Base 64 (RFC 4648 §4)."""
    return base64.b64encode(content).decode("ascii")


def decode64(text: str) -> bytes:
    """Read Base 64 in its one canonical spelling; raises NoteError for any other."""
    try:
        content = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise NoteError("not Base 64") from error
    if encode64(content) != text:
        raise NoteError("not canonical Base 64")
    return content


def decimal(text: str) -> int:
    """Read a whole number without sign, space or leading zero; raises NoteError otherwise."""
    if not _DECIMAL.fullmatch(text):
        raise NoteError(f"not a decimal number: {text[:30]!r}")
    return int(text)


def _require_name(name: str) -> None:
    if not name or "+" in name or any(sign.isspace() or ord(sign) < 0x20 for sign in name):
        raise NoteError(f"not a key name: {name!r}")


def key_id(name: str, public_key: bytes) -> bytes:
    """Return the four bytes that, with the name, tell which Ed25519 key signed."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([ED25519]) + public_key).digest()[:4]


@dataclass(frozen=True, slots=True)
class Vkey:
    """A verifier key: whose signature, and the Ed25519 key to check it with."""

    name: str
    public_key: bytes

    @property
    def key_id(self) -> bytes:
        """The identifier of the key in signature lines."""
        return key_id(self.name, self.public_key)

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encode64(bytes([ED25519]) + self.public_key)}"


def parse_vkey(text: str) -> Vkey:
    """Read ``name+hash+key``; raises NoteError for another form or algorithm."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3:
        raise NoteError("a verifier key has three parts joined by +")
    name, identifier, encoded = parts
    _require_name(name)
    material = decode64(encoded)
    if len(material) != 33 or material[0] != ED25519:
        raise NoteError("only Ed25519 verifier keys are known")
    key = Vkey(name, material[1:])
    if key.key_id.hex() != identifier:
        raise NoteError("the key's identifier does not belong to the key")
    return key


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"{_SIGNATURE_MARK}{self.name} {encode64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text with its signatures; ``text`` ends with a newline."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))

    def signed_by(self, key: Vkey) -> bool:
        """Tell whether ``key`` signed the text.

        Raises NoteError when a line claims to be of this key and is not valid.
        """
        claimed = [line for line in self.signatures if (line.name, line.key_id) == (key.name, key.key_id)]
        for line in claimed:
            if not ed25519.verify(key.public_key, self.text.encode(), line.signature):
                raise NoteError(f"the signature of {key.name} is not valid")
        return bool(claimed)


def parse_note(content: str) -> Note:
    """Read a signed note; raises NoteError unless it is written exactly as notes are."""
    if any(ord(sign) < 0x20 and sign != "\n" for sign in content):
        raise NoteError("a note holds no control characters")
    text, blank, block = content.rpartition("\n\n")
    if not blank or not block.endswith("\n"):
        raise NoteError("a note is a text, an empty line and signature lines")
    lines = block[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError("too many signatures")
    note = Note(text + "\n", tuple(_parse_signature(line) for line in lines))
    if str(note) != content:
        raise NoteError("the note is not written in its one form")
    return note


def _parse_signature(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_SIGNATURE_MARK).partition(" ")
    if not line.startswith(_SIGNATURE_MARK) or not space:
        raise NoteError("not a signature line")
    _require_name(name)
    material = decode64(encoded)
    if len(material) < 5:
        raise NoteError("a signature line holds an identifier and a signature")
    return Signature(name, material[:4], material[4:])


@dataclass(frozen=True, slots=True)
class TreeHead:
    """What a checkpoint says: whose tree, how large, with which root."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = (self.origin, str(self.size), encode64(self.root), *self.extensions)
        return "".join(line + "\n" for line in lines)


def parse_tree_head(text: str) -> TreeHead:
    """Read the text of a checkpoint; raises NoteError unless it is written in its one form."""
    lines = text.split("\n")
    if len(lines) < 4 or not all(lines[:-1]) or lines[-1]:
        raise NoteError("a checkpoint has an origin, a size and a root")
    root = decode64(lines[2])
    if len(root) != 32:
        raise NoteError("a root has 32 bytes")
    return TreeHead(lines[0], decimal(lines[1]), root, tuple(lines[3:-1]))

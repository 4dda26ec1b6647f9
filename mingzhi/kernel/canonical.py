"""The canonical form (RFC 8785) of content that is hashed, reviewed, notified and decided.

Restricted on purpose: text, whole numbers, truth values, null, lists and objects. Money is whole
cents, dates are ISO text; floating-point numbers are refused, so two machines never disagree.
Standard library only, because the standalone verifier uses it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]

_SAFE_INTEGER = 2**53 - 1
_LITERALS = {None: "null", True: "true", False: "false"}
_text = json.JSONEncoder(ensure_ascii=False).encode


def canonical(value: Json) -> bytes:
    """Return the RFC 8785 bytes of ``value``.

    Raises TypeError for floats and foreign types, ValueError for integers beyond 2^53 − 1 and for
    text that is not well-formed Unicode.
    """
    try:
        return _write(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("text holds a lone surrogate") from error


def _write(value: Json) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return _LITERALS[value]
    if isinstance(value, int):
        if abs(value) > _SAFE_INTEGER:
            raise ValueError("whole numbers stay within 2^53 - 1")
        return str(value)
    if isinstance(value, Mapping):
        plain = all(map(str.isascii, value))
        names = sorted(value) if plain else sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join([f"{_text(name)}:{_write(value[name])}" for name in names]) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "[" + ",".join([_write(item) for item in value]) + "]"
    raise TypeError(f"{type(value).__name__} has no canonical form here")


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical form, in lower-case hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def commitment(salt: bytes, value: Json) -> bytes:
    """Return ``SHA-256(salt ‖ canonical(value))``: what the ledger holds instead of content.

    The salt has 32 bytes; without it the content cannot be guessed from the commitment.
    """
    return commitment_of(salt, canonical(value))


def commitment_of(salt: bytes, form: bytes) -> bytes:
    """Return the commitment of content whose canonical form is at hand.

    Raises ValueError for a salt that is not 32 bytes.
    """
    if len(salt) != 32:
        raise ValueError("a salt has 32 bytes")
    return hashlib.sha256(salt + form).digest()

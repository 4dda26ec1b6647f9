"""The standalone verifier: standard library only, no Django, no network.

``python -m mingzhi.ledger.rules.verifier FILE --key VKEY`` or ``mingzhi verify FILE`` tells whether a
receipt (``.tlog-proof``) proves that its content stands in a signed log. Since a verifier is used by
people who do not run Mingzhi, every sentence is said in Chinese and in English.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mingzhi.kernel import canonical
from mingzhi.ledger.rules import merkle
from mingzhi.ledger.rules.notes import (
    Note,
    NoteError,
    TreeHead,
    Vkey,
    parse_note,
    parse_tree_head,
    parse_vkey,
)
from mingzhi.ledger.rules.receipt import MAX_CHARACTERS, Receipt, ReceiptError, parse_receipt
from mingzhi.ledger.rules.telling import DOCUMENT_FIELDS, refused, report, say
from mingzhi.ledger.rules.verdict import (
    BadCommitment,
    BadKey,
    BadSignature,
    NoKey,
    NotAReceipt,
    NotInLog,
    UnknownLog,
    Unreadable,
    VerificationError,
    Verified,
    WrongContent,
    WrongDocument,
)

_WIDEST = 4
"""So many bytes has a sign of text at most."""


def verify_receipt(
    text: str,
    *,
    vkeys: Iterable[str | Vkey],
    document: bytes | None = None,
    commitment: bytes | None = None,
) -> Verified:
    """Verify a receipt against the given log keys.

    The receipt carries its content and salt, or ``commitment`` (32 bytes) is given by the caller; when
    both are there they must agree. ``document`` must have the digest the content names. Raises a
    VerificationError naming what failed; there is no partial success.
    """
    keys = [key if isinstance(key, Vkey) else _key(key) for key in vkeys]
    if not keys:
        raise NoKey
    receipt = _receipt(text)
    head, key, strangers = _signed_head(receipt, keys)
    leaf, content = _leaf(receipt, commitment)
    try:
        merkle.verify_inclusion(merkle.leaf_hash(leaf), receipt.index, head.size, receipt.path, head.root)
    except merkle.ProofError as error:
        raise NotInLog(str(error)) from error
    return Verified(
        origin=head.origin,
        index=receipt.index,
        size=head.size,
        root=head.root.hex(),
        commitment=leaf.hex(),
        key=str(key),
        content=content,
        document_sha256=_document_digest(content, document),
        unknown_signers=strangers,
    )


def _key(text: str) -> Vkey:
    try:
        return parse_vkey(text)
    except NoteError as error:
        raise BadKey(str(error)) from error


def _receipt(text: str) -> Receipt:
    try:
        return parse_receipt(text)
    except ReceiptError as error:
        raise NotAReceipt(str(error)) from error


def _signed_head(receipt: Receipt, keys: Sequence[Vkey]) -> tuple[TreeHead, Vkey, tuple[str, ...]]:
    try:
        note = parse_note(receipt.checkpoint)
        head = parse_tree_head(note.text)
    except NoteError as error:
        raise NotAReceipt(str(error)) from error
    signer = _signer(note, [key for key in keys if key.name == head.origin])
    if signer is None:
        raise UnknownLog(head.origin)
    known = {(key.name, key.key_id) for key in keys}
    strangers = tuple(line.name for line in note.signatures if (line.name, line.key_id) not in known)
    return head, signer, strangers


def _signer(note: Note, keys: Sequence[Vkey]) -> Vkey | None:
    signers = []
    for key in keys:
        try:
            if note.signed_by(key):
                signers.append(key)
        except NoteError as error:
            raise BadSignature(str(error)) from error
    return signers[0] if signers else None


def _leaf(receipt: Receipt, expected: bytes | None) -> tuple[bytes, Mapping[str, Any] | None]:
    """Return the committed leaf and the content it commits to (None when only the leaf is known)."""
    if not receipt.extra:
        if expected is None or len(expected) != 32:
            raise WrongContent("no content in the receipt and no commitment given")
        return expected, None
    try:
        extra = json.loads(receipt.extra)
        if not isinstance(extra, dict) or extra.keys() != {"content", "salt"}:
            raise WrongContent("extra holds content and salt, nothing else")
        if canonical.canonical(extra) != receipt.extra or not isinstance(extra["content"], dict):
            raise WrongContent("extra is not in canonical form")
        leaf = canonical.commitment(bytes.fromhex(extra["salt"]), extra["content"])
    except (ValueError, TypeError, RecursionError) as error:
        raise WrongContent(str(error)) from error
    if bytes.fromhex(extra["salt"]).hex() != extra["salt"]:
        raise WrongContent("the salt is written in lower-case hex")
    if expected not in {None, leaf}:
        raise WrongContent("the content is not the committed content")
    return leaf, extra["content"]


def _document_digest(content: Mapping[str, Any] | None, document: bytes | None) -> str:
    if document is None:
        return ""
    digest = hashlib.sha256(document).hexdigest()
    if content is None or digest not in [content.get(name) for name in DOCUMENT_FIELDS]:
        raise WrongDocument(digest)
    return digest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line of the verifier."""
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="回执或案卷材料包 receipt (.tlog-proof), or the bundle of a case (.zip)",
    )
    parser.add_argument(
        "--key",
        metavar="VKEY",
        action="append",
        default=[],
        help="日志公钥或其文件 log key, or a file that holds it; may be repeated",
    )
    parser.add_argument("--document", metavar="PDF", type=Path, help="所附文书 the document to compare")
    parser.add_argument(
        "--commitment", metavar="HEX", help="承诺值 the commitment, for receipts without content"
    )
    parser.add_argument("--content", action="store_true", help="显示内容 print the verified content")


def run(arguments: argparse.Namespace, key_files: Iterable[Path] = ()) -> int:
    """Verify as the command line says; ``key_files`` serve when no key is given. Return the exit status."""
    try:
        keys = keys_of(arguments, key_files)
        verified = verify_receipt(
            text_of(read(arguments.file, most=MAX_CHARACTERS * _WIDEST)),
            vkeys=keys,
            document=read(arguments.document) if arguments.document else None,
            commitment=_commitment(arguments.commitment) if arguments.commitment else None,
        )
    except VerificationError as error:
        return refused(error)
    say(report(verified, show_content=arguments.content))
    return 0


def read(file: Path, *, most: int | None = None) -> bytes:
    """Return the bytes of a file, no more than one beyond ``most``; Unreadable where that cannot be."""
    try:
        with file.open("rb") as source:
            return source.read() if most is None else source.read(most + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(str(file)) from error


def text_of(content: bytes) -> str:
    """Return the text of a receipt; NotAReceipt where it is no text."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAReceipt(str(error)) from error


def _commitment(given: str) -> bytes:
    try:
        commitment = bytes.fromhex(given)
    except ValueError as error:
        raise BadCommitment(str(error)) from error
    if len(commitment) != merkle.HASH_SIZE:
        raise BadCommitment(given)
    return commitment


def keys_of(arguments: argparse.Namespace, key_files: Iterable[Path]) -> list[str]:
    """Return the keys named on the command line, else those in ``key_files``."""
    return [_read_key(given) for given in arguments.key or [str(file) for file in sorted(key_files)]]


def _read_key(given: str) -> str:
    """Return the key itself: a path is read, anything else is taken as the key."""
    path = Path(given)
    try:
        is_file = "+" not in path.name and path.is_file()
    except (OSError, ValueError):  # longer than any name, or with signs no name has
        is_file = False
    if not is_file:
        return given
    try:
        return read(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadKey(str(error)) from error


def main(argv: Sequence[str] | None = None) -> int:
    """Run the verifier by itself."""
    parser = argparse.ArgumentParser(prog="verifier", description=(__doc__ or "").split("\n")[0])
    add_arguments(parser)
    return run(parser.parse_args(argv))


if __name__ == "__main__":
    raise SystemExit(main())

"""Receipts: C2SP tlog-proof, read strictly."""

from dataclasses import dataclass

from mingzhi.ledger.rules.merkle import HASH_SIZE
from mingzhi.ledger.rules.notes import NoteError, decimal, decode64, encode64

FIRST_LINE = "c2sp.org/tlog-proof@v1"
SUFFIX = ".tlog-proof"
MEDIA_TYPE = "text/plain; charset=utf-8"
MAX_CHARACTERS = 20_000_000
MAX_PATH = 64


class ReceiptError(ValueError):
    """The text is not a receipt in its one form."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One entry's place in a log: position, path and the signed checkpoint, with extra data."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def __str__(self) -> str:
        extra = f"extra {encode64(self.extra)}\n" if self.extra else ""
        path = "".join(encode64(step) + "\n" for step in self.path)
        return f"{FIRST_LINE}\n{extra}index {self.index}\n{path}\n{self.checkpoint}"


def parse_receipt(text: str) -> Receipt:
    """Read a ``.tlog-proof``; raises ReceiptError unless writing it again gives the same text."""
    if len(text) > MAX_CHARACTERS:
        raise ReceiptError("the receipt is too long")
    head, blank, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not blank or lines.pop(0) != FIRST_LINE:
        raise ReceiptError("not a tlog-proof of version 1")
    try:
        extra = b""
        if lines and lines[0].startswith("extra "):
            extra = decode64(lines.pop(0).removeprefix("extra "))
        if not lines or not lines[0].startswith("index "):
            raise ReceiptError("the receipt names no index")
        index = decimal(lines.pop(0).removeprefix("index "))
        path = tuple(decode64(line) for line in lines)
    except NoteError as error:
        raise ReceiptError(str(error)) from error
    if len(path) > MAX_PATH or any(len(step) != HASH_SIZE for step in path):
        raise ReceiptError("a path has up to 64 hashes of 32 bytes")
    receipt = Receipt(index, path, checkpoint, extra)
    if str(receipt) != text:
        raise ReceiptError("the receipt is not written in its one form")
    return receipt

"""What a rating of an act may say, and the code by which its sender sees that it was counted."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from mingzhi.kernel.canonical import Json, digest
from mingzhi.kernel.wording import gettext_noop as _

SCORES = (("good", _("满意")), ("fair", _("基本满意")), ("poor", _("不满意")))
TITLES = {**dict(SCORES), "": _("有异议")}
LONGEST = 1000
RECEIPT_BYTES = 10


def receipt_digest(receipt: str) -> str:
    """Return what is kept of a receipt: its hash; spaces, dashes and capitals do not matter."""
    plain = "".join(sign for sign in receipt.lower() if sign.isalnum())
    return hashlib.sha256(f"rating-receipt\n{plain}".encode()).hexdigest()


class Said(Protocol):
    """What a rating says, whoever said it."""

    @property
    def code_id(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def score(self) -> str: ...  # noqa: D102
    @property
    def complaint(self) -> bool: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def receipt(self) -> str: ...  # noqa: D102


def digest_of(ratings: Iterable[Said]) -> str:
    """Return one digest over what was in the box, in an order that tells nothing."""
    said: list[Json] = [
        [row.receipt, row.code_id, row.kind, row.day.isoformat(), row.score, row.complaint, row.text]
        for row in sorted(ratings, key=lambda row: row.receipt)
    ]
    return digest(said)

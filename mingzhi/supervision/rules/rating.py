"""What a rating of an act may say, and the code by which its sender sees that it was counted."""

import hashlib

from mingzhi.kernel.wording import gettext_noop as _

SCORES = (("good", _("满意")), ("fair", _("基本满意")), ("poor", _("不满意")))
TITLES = {**dict(SCORES), "": _("有异议")}
LONGEST = 1000
RECEIPT_BYTES = 10


def receipt_digest(receipt: str) -> str:
    """Return what is kept of a receipt: its hash; spaces, dashes and capitals do not matter."""
    plain = "".join(sign for sign in receipt.lower() if sign.isalnum())
    return hashlib.sha256(f"rating-receipt\n{plain}".encode()).hexdigest()

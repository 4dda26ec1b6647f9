"""What the bundle of a case holds, and for whom a file leaves the house."""

from typing import NamedTuple

from mingzhi.kernel.wording import gettext_noop as _

LISTING, READ_ME = "目录.json", "说明.txt"
RECEIPTS, CONTENTS = "回执", "内容"
RECEIPT_ENDING, CONTENT_ENDING = "tlog-proof", "json"
LISTING_RECEIPT = f"{RECEIPTS}/目录.{RECEIPT_ENDING}"
LISTING_HASH = "listing"
"""Under this name the entry of the taking has the digest of the list."""
TAKING = "records.hand_over"
"""The act by which a file is taken; its receipt seals the list."""


class HandOver(NamedTuple):
    """An occasion on which an agency gives the file of a case to somebody else."""

    code: str
    title: str
    basis: str


HAND_OVERS = {
    one.code: one
    for one in (
        HandOver("reconsideration", _("行政复议"), "行政复议法 §48"),
        HandOver("litigation", _("行政诉讼"), "行政诉讼法 §67-1"),
    )
}
"""To the body of reconsideration within ten days of its copy, to the court within fifteen."""

from mingzhi.trail.models.entry import Entry, Mention, Payload
from mingzhi.trail.models.row_seal import RowSeal
from mingzhi.trail.models.sending import Sending

__all__ = ["Entry", "Mention", "Payload", "RowSeal", "Sending"]

from mingzhi.trail.models.act_seal import ActSeal
from mingzhi.trail.models.entry import Entry, Mention, Payload
from mingzhi.trail.models.row_seal import RowSeal
from mingzhi.trail.models.sending import Sending

__all__ = ["ActSeal", "Entry", "Mention", "Payload", "RowSeal", "Sending"]

"""The act frame and the acts on the trail itself."""

from mingzhi.trail.acts.erasing import erase_payload
from mingzhi.trail.acts.frame import act, current_moment, describe, wrote
from mingzhi.trail.acts.sending import SentAlready, issue, sending
from mingzhi.trail.acts.writing import Said, Written, save, write

__all__ = [
    "Said",
    "SentAlready",
    "Written",
    "act",
    "current_moment",
    "describe",
    "erase_payload",
    "issue",
    "save",
    "sending",
    "write",
    "wrote",
]

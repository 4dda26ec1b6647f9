"""How likely a piece of text is somebody's name: surnames, given names, words, and what stands around."""

from mingzhi.redaction.naming.score import Chance, apart, chances
from mingzhi.redaction.naming.slots import slots

CERTAIN, EVEN, SURE, LIKELY, ANNOUNCED, DOUBTFUL = 3.0, 0.0, -0.5, -1.5, -2.5, -4.5
"""Above SURE a name is hidden by itself (above EVEN where it is or begins like a word, above CERTAIN like
a very common one), above LIKELY where it is surely a name elsewhere, above ANNOUNCED where what somebody is
stands right before; above DOUBTFUL a person is asked."""

__all__ = [
    "ANNOUNCED",
    "CERTAIN",
    "DOUBTFUL",
    "EVEN",
    "LIKELY",
    "SURE",
    "Chance",
    "apart",
    "chances",
    "slots",
]

"""How likely a piece of text is somebody's name: surnames, given names, words, and what stands around."""

from mingzhi.redaction.naming.score import Chance, chances

SURE, LIKELY, DOUBTFUL = 0.0, -1.5, -3.5
"""Above the first score a name is hidden by itself, above the second where it is surely a name elsewhere,
above the third a person must say whether it is one.
"""

__all__ = ["DOUBTFUL", "LIKELY", "SURE", "Chance", "chances"]

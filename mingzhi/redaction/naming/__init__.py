"""How likely a piece of text is somebody's name: surnames, given names, words, and what stands around."""

from mingzhi.redaction.naming.score import Chance, chances

SURE, DOUBTFUL = 2.2, -4.0
"""Above the first score a name is hidden by itself, above the second a person must say whether it is one."""

__all__ = ["DOUBTFUL", "SURE", "Chance", "chances"]

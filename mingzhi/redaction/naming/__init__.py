"""How likely a piece of text is somebody's name: surnames, given names, words, and what stands around."""

from mingzhi.redaction.naming.score import Chance, chances

CERTAIN, SURE, LIKELY, DOUBTFUL = 3.0, 0.0, -1.5, -4.5
"""Above SURE a name is hidden by itself (above CERTAIN where it begins like a very common word), above LIKELY
where it is surely a name elsewhere, above DOUBTFUL a person must say whether it is one."""

__all__ = ["CERTAIN", "DOUBTFUL", "LIKELY", "SURE", "Chance", "chances"]

"""A seeded corpus: texts of an enforcement agency with planted identifiers, and things that must stay.

``page(seed)`` writes one text; the same seed always writes the same. ``measure`` counts.
"""

from mingzhi.redaction.tests.corpus.composing import Page, Piece, page, pages
from mingzhi.redaction.tests.corpus.spelling import wide

__all__ = ["Page", "Piece", "page", "pages", "wide"]

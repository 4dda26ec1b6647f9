"""Questions that are put again and again: written as SQL once, asked with new values each time.

Django writes the SQL of a query anew whenever it is asked, which takes longer than asking most of ours.
Only the words of a question are kept, never an answer.
"""

from mingzhi.prepared.question import prepared

__all__ = ["prepared"]

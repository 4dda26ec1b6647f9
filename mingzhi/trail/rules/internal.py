"""Which entries are internal: about the auxiliary part of a file (副卷).

Rooms enter the codes of acts that are so in any case; acts on single papers say the part in their
content. 市场监督管理行政处罚程序规定 §78-3 says what belongs there.
"""

from collections.abc import Mapping
from typing import Any

AUXILIARY_PART = "副卷"
INTERNAL_ACTS: set[str] = set()
OPEN_TITLES: set[tuple[str, str]] = set()
"""(act, title) of what bears the code of an internal act in one procedure and is open in another."""
BY_PART = frozenset({"records.add_document", "records.attach", "records.view_file"})


def internal(act: str, content: Mapping[str, Any] | None, *, title: str = "") -> bool:
    """Tell whether an entry is internal; one whose content was erased and cannot tell counts as such."""
    if act.startswith("review."):
        return True
    if act in INTERNAL_ACTS:
        return (act, title) not in OPEN_TITLES
    return act in BY_PART and (content is None or content.get("part") == AUXILIARY_PART)

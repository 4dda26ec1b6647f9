"""Which entries are internal: about the auxiliary part of a file (副卷).

Rooms enter the codes of acts that are so in any case; acts on single papers say the part in their
content. 市场监督管理行政处罚程序规定 §78-3 says what belongs there.
"""

from collections.abc import Mapping
from typing import Any

AUXILIARY_PART = "副卷"
INTERNAL_ACTS: set[str] = set()
BY_PART = frozenset({"records.add_document", "records.attach", "records.view_file"})


def internal(act: str, content: Mapping[str, Any] | None) -> bool:
    """Tell whether an entry is internal; one whose content was erased and cannot tell counts as such."""
    if act in INTERNAL_ACTS or act.startswith("review."):
        return True
    return act in BY_PART and (content is None or content.get("part") == AUXILIARY_PART)

"""What changed between two rounds: of the dossier and of the content core."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """Documents added, dropped or replaced, and the names of changed parts of the core."""

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    replaced: tuple[str, ...]
    core: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing changed."""
        return not (self.added or self.dropped or self.replaced or self.core)


def _listing(dossier: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {str(item["uid"]): item for item in dossier}


def comparable(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Tell whether two cores are about the same: the decision of the case, or its enforcement."""
    return {"penalties"} & before.keys() == {"penalties"} & after.keys()


def difference(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    *,
    core_before: Mapping[str, Any],
    core_after: Mapping[str, Any],
) -> Difference:
    """Compare two frozen dossier listings (items with uid, title, sha256) and two cores."""
    old, new = _listing(before), _listing(after)
    names = sorted({*core_before, *core_after})
    return Difference(
        added=tuple(str(item["title"]) for uid, item in new.items() if uid not in old),
        dropped=tuple(str(item["title"]) for uid, item in old.items() if uid not in new),
        replaced=tuple(
            str(item["title"])
            for uid, item in new.items()
            if uid in old and item.get("sha256") != old[uid].get("sha256")
        ),
        core=tuple(name for name in names if core_before.get(name) != core_after.get(name)),
    )

"""Files that were stored and never filed: what is taken away is entered first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.holding import LASTS
from mingzhi.trail.acts import act, describe

KEEP = LASTS + timedelta(days=1)
"""So long a file may lie without a row: the note that speaks of it is good for two days."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A stored file that no row names: where it lies, its bytes, the day it was last brought in."""

    key: str
    size: int
    stored_on: date


def _only_system(*, actor: Actor, **_arguments: object) -> None:
    if actor.kind is not ActorKind.SYSTEM:
        raise NotAllowed("records.only_system", _("清理无主文件只由后台作业办理。"))


@act(
    "records.clear_leftovers",
    title=_("清理无主文件"),
    may=_only_system,
    serves=("2.2.4b",),
    basis=("个人信息保护法 §19",),
)
def record_leftovers(*, actor: Actor, files: Sequence[Leftover]) -> int:
    """Enter which files go because nothing refers to them; return how many.

    They came in with a form that was never accepted, or a process died between the file and its row.
    """
    day = clock.today().isoformat()
    describe(
        subject=f"urn:mingzhi:records:leftovers:{day}",
        label=f"{day} 无主文件",
        content={
            "files": [
                {"key": one.key, "size": one.size, "stored_on": one.stored_on.isoformat()} for one in files
            ],
            "kept_days": KEEP.days,
        },
    )
    return len(files)

"""What a monitor saw, kept in a file between its runs, and what one run found."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mingzhi.portal.stranger.log import Head

ALARM, UNSURE, FINE = 1, 2, 0
PUBLIC, UNKNOWN = "public", ""
_FORMAT = "mingzhi-monitor-2"


@dataclass(slots=True)
class Seen:
    """What was last seen of a notice: its status, its commitment, all its versions.

    ``checked`` is when it was last looked at, empty as long as it was only seen in a list; ``at`` is the
    moment that its sealed content names, by the clock of the place.
    """

    status: str
    commitment: str = ""
    versions: list[str] = field(default_factory=list)
    checked: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The newest edition seen of a register, and when it was last looked at."""

    number: int
    commitment: str
    checked: str


@dataclass(slots=True)
class State:
    """What the monitor saw so far.

    ``waiting`` has the commitments whose proof was not there yet, with the moment of the first look;
    ``others`` the heads of others that were ahead of the place; ``listed`` whether the lists were once
    read to their end; ``day`` the last day whose changes were read.
    """

    key: str = ""
    head: Head | None = None
    notices: dict[str, Seen] = field(default_factory=dict)
    registers: dict[str, Edition] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    listed: bool = False
    day: str = ""


@dataclass(slots=True)
class Report:
    """What one run found: alarms say that the place broke its word, doubts that it could not be asked."""

    alarms: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    checked: int = 0
    known: int = 0
    size: int = 0
    lines: int = 0
    registers: int = 0

    @property
    def status(self) -> int:
        """The exit status: 0 fine, 1 alarm, 2 could not be checked."""
        return ALARM if self.alarms else UNSURE if self.doubts else FINE

    def alarm(self, zh: str, en: str) -> None:
        """Note that the place broke its word."""
        self.alarms.append((zh, en))


def load(path: Path) -> State:
    """Read what was kept; a new file is a new beginning."""
    if not path.exists():
        return State()
    kept = json.loads(path.read_text("utf-8"))
    if kept.pop("format", "") != _FORMAT:
        raise ValueError(f"{path}: not kept by this monitor")
    kept["head"] = Head(**kept["head"]) if kept["head"] else None
    kept["notices"] = {uid: Seen(*seen) for uid, seen in kept["notices"].items()}
    editions = kept.pop("registers", {})
    return State(**kept, registers={code: Edition(**seen) for code, seen in editions.items()})


def keep(path: Path, state: State) -> None:
    """Write what was seen, whole."""
    kept = {
        **asdict(state),
        "format": _FORMAT,
        "notices": {
            uid: [seen.status, seen.commitment, seen.versions, seen.checked, seen.at]
            for uid, seen in state.notices.items()
        },
    }
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(json.dumps(kept, ensure_ascii=False, indent=0), "utf-8")
    beside.replace(path)

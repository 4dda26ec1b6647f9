"""What came of one step of a connector."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The outlet has confirmed. ``answer_sha256`` is the digest of the answer that says so."""

    answer_sha256: str
    remote_id: str = ""
    remote_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A step is made and must not be made again; ``wait`` seconds until the next (None: at once)."""

    progress: Mapping[str, Any] = field(default_factory=dict)
    wait: float | None = None
    answer_sha256: str = ""


class Trouble(Exception):
    """The outlet did not do it. ``lasting``: asking again would not help. ``after``: not before so many
    seconds. ``everybody``: the outlet as a whole is out of reach or out of breath, not this push.
    ``counts`` is false where nothing was tried.
    """

    def __init__(
        self,
        code: str,
        said: str,
        *,
        lasting: bool = False,
        after: float = 0,
        everybody: bool = False,
        counts: bool = True,
        answer_sha256: str = "",
    ) -> None:
        self.code, self.said, self.lasting, self.after = code, said, lasting, after
        self.everybody, self.counts, self.answer_sha256 = everybody, counts, answer_sha256
        super().__init__(f"{code}: {said}")

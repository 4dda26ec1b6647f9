"""Names that outlive tables: ``urn:mingzhi:<room>:<noun>:<key>``."""

import re
from dataclasses import dataclass

_PART = re.compile(r"^[a-z][a-z0-9_]*$")


@dataclass(frozen=True, slots=True)
class Urn:
    """A name for a thing of any room, kept as text where a foreign key would point upward."""

    room: str
    noun: str
    key: str

    def __post_init__(self) -> None:
        if not (_PART.match(self.room) and _PART.match(self.noun) and self.key):
            raise ValueError(f"not a urn: {self.room!r} {self.noun!r} {self.key!r}")

    def __str__(self) -> str:
        return f"urn:mingzhi:{self.room}:{self.noun}:{self.key}"

    @classmethod
    def parse(cls, text: str) -> "Urn":
        """Read a urn; raises ValueError when the text is none."""
        scheme, _, rest = text.partition("urn:mingzhi:")
        parts = rest.split(":", 2)
        if scheme or len(parts) != 3:
            raise ValueError(f"not a urn: {text!r}")
        return cls(*parts)

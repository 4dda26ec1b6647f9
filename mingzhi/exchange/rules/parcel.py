"""What is handed to a connector: public content only, with the key under which it is recognised again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One push. ``content`` is exactly what the public log commits to; empty for a removal.

    ``again`` says that an earlier call may have arrived although its answer is not known: look before
    you send. ``standing`` are the outlet's own numbers of what it confirmed before for this notice.
    ``sent_on`` is the day (YYYYMMDD) on which the push was first due.
    """

    key: str
    action: str
    notice: str
    version: int
    url: str
    title: str
    kind: str
    number: str
    agency: str
    at: str
    sent_on: str
    content: Mapping[str, Any] = field(default_factory=dict)
    again: bool = False
    standing: Sequence[str] = ()

    @property
    def mark(self) -> str:
        """A short sign that finds this version again in a list of the outlet."""
        return f"{self.notice[:8]}-{self.version}"

    @property
    def address(self) -> str:
        """The permanent address, saying which version it was when it was sent."""
        return f"{self.url}?v={self.version}"

    def is_own(self, address: str) -> bool:
        """Tell whether an address found at the outlet leads to this notice, in whichever version."""
        return address.partition("?")[0] == self.url

"""What every connector is: three verbs and a test, each one step at a time."""

from collections.abc import Mapping
from typing import Any, Protocol

from mingzhi.disclosure.connections import Connection
from mingzhi.exchange.rules.outcome import Done, Going
from mingzhi.exchange.rules.parcel import Parcel

Progress = Mapping[str, Any]
Outcome = Done | Going


class Connector(Protocol):
    """Talks to one outlet. Each call makes one step: ``progress`` is what earlier steps left behind, kept
    after each of them, so a crash repeats one step at most and finds what that step may have done.
    """

    def __init__(self, connection: Connection) -> None:
        """Take the address and the credentials."""

    def publish(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Let the outlet show the notice."""

    def correct(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Let the outlet show the newer version and no other."""

    def remove(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Take the notice down at the outlet."""

    def test(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Prove that address and credentials work, publishing nothing."""

"""The files of one form: sent with it, or sent before and waiting. A refused form keeps them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from mingzhi.kernel.refusal import Refusal
from mingzhi.records.holding import held, hold
from mingzhi.records.storing import Stored, store_stream

FIELD = "held"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file as the form shows it: its note, its name, its size."""

    note: str
    name: str
    size: int


@dataclass(slots=True)
class Brought:
    """What came in with a form, each content once under its first name.

    ``refusal`` is the first file that could not be taken; those before and after it are kept.
    """

    holder: str
    stored: dict[str, Stored] = field(default_factory=dict)
    refusal: Refusal | None = None

    @property
    def files(self) -> list[Stored]:
        """The files; raises the refusal of one that could not be taken."""
        if self.refusal is not None:
            raise self.refusal
        return list(self.stored.values())

    @property
    def waiting(self) -> list[Waiting]:
        """The files as the refused form shows them, so that nobody chooses them again."""
        return [Waiting(hold(one, holder=self.holder), one.name, one.size) for one in self.stored.values()]

    def take(self, notes: Iterable[str]) -> None:
        """Take the files that wait under these notes."""
        for note in notes:
            self._add(partial(held, note, holder=self.holder))

    def store(self, sent: "Iterable[UploadedFile[Any]]") -> None:
        """Store what was sent; nothing is recorded yet."""
        for file in sent:
            self._add(partial(store_stream, file, file.name or "file"))

    def _add(self, found: Callable[[], Stored]) -> None:
        try:
            one = found()
        except Refusal as refusal:
            self.refusal = self.refusal or refusal
        else:
            self.stored.setdefault(one.sha256, one)


def bring(post: QueryDict, sent: "Iterable[UploadedFile[Any]]", *, holder: str) -> Brought:
    """Return what waits and what was sent with a form."""
    brought = Brought(holder)
    brought.take(post.getlist(FIELD))
    brought.store(sent)
    return brought

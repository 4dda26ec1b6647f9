"""The files of one form: sent with it, or sent before and waiting. A refused form keeps them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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

    def add(self, one: Stored) -> None:
        """Take one stored file."""
        self.stored.setdefault(one.sha256, one)


def bring(post: QueryDict, sent: "Sequence[UploadedFile[Any]]", *, holder: str) -> Brought:
    """Store what was sent and find what waits; nothing is recorded yet."""
    brought = Brought(holder)
    for one in _each(post, sent, brought):
        brought.add(one)
    return brought


def _each(post: QueryDict, sent: "Sequence[UploadedFile[Any]]", brought: Brought) -> Iterable[Stored]:
    for note in post.getlist(FIELD):
        try:
            yield held(note, holder=brought.holder)
        except Refusal as refusal:
            brought.refusal = brought.refusal or refusal
    for file in sent:
        try:
            yield store_stream(file, file.name or "file")
        except Refusal as refusal:
            brought.refusal = brought.refusal or refusal

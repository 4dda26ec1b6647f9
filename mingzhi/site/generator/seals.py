"""What every digest in the rows of a case is computed from, by the rooms' own functions."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mingzhi.cases.models import ContentCore
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.models import Leaf as NoticeLeaf
from mingzhi.disclosure.models import NoticeVersion
from mingzhi.kernel.canonical import canonical
from mingzhi.records.models import Document, Volume
from mingzhi.records.queries.papers import paper_content
from mingzhi.records.rules import papers
from mingzhi.review.models import Submission
from mingzhi.site.generator.capture import Captured
from mingzhi.trail.models import Entry, Mention, Payload
from mingzhi.trail.rules.envelope import envelope


@dataclass(frozen=True, slots=True)
class Sealed:
    """A digest with its salt (empty for a plain digest) and the content it is the digest of."""

    digest: str
    salt: str
    content: Any
    mentions: tuple[str, ...] = ()

    def holds(self) -> bool:
        """Tell whether the digest is that of the content."""
        return digest(self.salt, canonical(self.content)) == self.digest


def digest(salt: str, content: bytes) -> str:
    """Return the (salted) SHA-256 in hex."""
    return hashlib.sha256(bytes.fromhex(salt) + content).hexdigest()


def seals(captured: Captured) -> tuple[Sealed, ...]:
    """Return every digest of the rows, each after those its content names."""
    found = {one.digest: one for read in _READERS for one in read(captured)}
    ordered: list[Sealed] = []
    done: set[str] = set()

    def visit(one: Sealed) -> None:
        if one.digest in done:
            return
        done.add(one.digest)
        text = canonical(one.content).decode()
        for other in found.values():
            if other.digest != one.digest and (other.digest in text or other.digest[:16] in text):
                visit(other)
        ordered.append(one)

    for one in found.values():
        visit(one)
    return tuple(ordered)


def _cores(captured: Captured) -> Iterator[Sealed]:
    for row in captured.of(ContentCore):
        yield Sealed(row.hash, "", row.core)  # type: ignore[attr-defined]


def _dossiers(captured: Captured) -> Iterator[Sealed]:
    for row in captured.of(Submission):
        yield Sealed(row.dossier_hash, "", row.dossier)  # type: ignore[attr-defined]


def _papers(captured: Captured) -> Iterator[Sealed]:
    for row in captured.of(Document):
        assert isinstance(row, Document)  # noqa: S101 -- for the type checker
        paper = papers.Sealed(paper_content(row), row.paper_salt)
        yield Sealed(row.paper_commitment, row.paper_salt, paper.content)
        receipt = papers.receipt(
            of=paper, pdf_sha256=row.file.sha256, pdf_sm3=row.file.sm3, salt=row.receipt_salt
        )
        yield Sealed(row.receipt_commitment, row.receipt_salt, receipt.content)


def _volumes(captured: Captured) -> Iterator[Sealed]:
    for row in captured.of(Volume):
        yield Sealed(row.commitment, row.salt, row.sealed)  # type: ignore[attr-defined]


def _notices(captured: Captured) -> Iterator[Sealed]:
    for row in captured.of(NoticeVersion):
        assert isinstance(row, NoticeVersion)  # noqa: S101 -- for the type checker
        yield Sealed(row.commitment, row.salt, builders.public(row))
    for row in captured.of(NoticeLeaf):
        yield Sealed(row.commitment, row.salt, row.content)  # type: ignore[attr-defined]


def _entries(captured: Captured) -> Iterator[Sealed]:
    mentions: dict[int, list[str]] = {}
    for row in captured.of(Mention):
        assert isinstance(row, Mention)  # noqa: S101 -- for the type checker
        mentions.setdefault(row.entry_id, []).append(row.urn)
    for row in captured.of(Entry):
        assert isinstance(row, Entry)  # noqa: S101 -- for the type checker
        named = tuple(sorted(mentions.get(row.pk, ())))
        yield Sealed(row.content_hash, row.salt, envelope(row, named), named)
    by_entry = {row.pk: row for row in captured.of(Entry)}
    for row in captured.of(Payload):
        assert isinstance(row, Payload)  # noqa: S101 -- for the type checker
        entry = by_entry[row.entry_id]
        yield Sealed(entry.payload_hash, row.salt, row.content)  # type: ignore[attr-defined]


_READERS: tuple[Callable[[Captured], Iterator[Sealed]], ...] = (
    _cores,
    _dossiers,
    _papers,
    _volumes,
    _notices,
    _entries,
)

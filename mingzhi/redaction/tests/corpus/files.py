"""Whole files: what their steps name is known, as it is when a notice is prepared."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mingzhi.redaction.tests.corpus.composing import Composer, Page
from mingzhi.redaction.tests.corpus.sixth import SIXTH_FILES, CaseFile


def file_pages(
    seed: int | str, files: Sequence[CaseFile] = SIXTH_FILES, *, entered: bool = True
) -> Iterator[Page]:
    """Write every file's papers as one text; without ``entered`` nobody was entered anywhere."""
    for nth, one in enumerate(files):
        yield _page(f"file {seed}/{nth}", one, one.says, entered=entered)


def lone_pages(seed: int | str, files: Sequence[CaseFile] = SIXTH_FILES) -> Iterator[Page]:
    """Write every sentence of the files as a text by itself, of which nothing is known."""
    for nth, one in enumerate(files):
        for at, sentence in enumerate(one.says):
            yield _page(f"lone {seed}/{nth}/{at}", one, (sentence,), entered=False)


def _page(seed: str, one: CaseFile, says: tuple[str, ...], *, entered: bool) -> Page:
    composer = Composer(seed)
    for sentence in says:
        composer.write(sentence)
        composer.text += "\n"
    people = tuple(name for name in one.knows if name != one.party) if entered else ()
    known = replace(
        composer.known(),
        party_name=one.party,
        party_is_person=one.party in one.knows,
        other_names=people,
        identifiers=(),
        addresses=(),
    )
    return Page("file" if entered else "lone", composer.text, known, composer.planted, composer.stays)

"""Rows against what the acts said of them: whoever alters one, or puts one in, is found, guards or none.

The logs hold commitments, the trail holds entries with what was entered, steps hold what came of them.
Seals (``trail.RowSeal``) show that columns which never change did not; here is what seals cannot show: that
an act stands behind a row, and that what may change was changed by one.
"""

from collections.abc import Iterator

from mingzhi.site.checking.witnesses import (
    changes,
    commitments,
    days,
    entries,
    limits,
    pushes,
    ratings,
    releases,
    steps,
)
from mingzhi.site.checking.witnesses.reading import Look

LOOKS: tuple[Look, ...] = (
    *commitments.LOOKS,
    *steps.LOOKS,
    *entries.LOOKS,
    *changes.LOOKS,
    *limits.LOOKS,
    *days.LOOKS,
    *pushes.LOOKS,
    *ratings.LOOKS,
    *releases.LOOKS,
)


def problems() -> Iterator[str]:
    """Return every row that is not what it was, in words, one after the other."""
    for look in LOOKS:
        yield from look()


def check() -> list[str]:
    """Return every row that is not what it was, in words."""
    return list(problems())

"""The seals of rows: how far each table is sealed, and whether its rows are still what was sealed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from mingzhi.trail.models import RowSeal
from mingzhi.trail.rules.envelope import commits_to
from mingzhi.trail.rules.row_digest import line, said

_ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table whose rows are sealed as they come, with the columns that never change."""

    model: type[Model]
    columns: tuple[str, ...]

    @property
    def table(self) -> str:
        """The table's name in the database."""
        return str(self.model._meta.db_table)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a table is sealed, and its last row."""

    sealed: Sealed
    upto: int
    last: int


def standings(tables: Sequence[Sealed]) -> list[Standing]:
    """Return how far each table is sealed: one question for all of them."""
    quote = connection.ops.quote_name
    one = "SELECT (SELECT MAX(id) FROM {}), (SELECT MAX(upto) FROM trail_rowseal WHERE {} = %s)"
    parts = [one.format(quote(sealed.table), quote("table")) for sealed in tables]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [sealed.table for sealed in tables])
        found = cursor.fetchall()
    return [
        Standing(sealed, upto or 0, last or 0) for sealed, (last, upto) in zip(tables, found, strict=True)
    ]


def rows_of(
    model: type[Model], columns: Sequence[str], after: int, upto: int, *, limit: int | None = None
) -> Iterator[tuple[int, bytes]]:
    """Return the rows with keys above ``after`` up to ``upto``, as (key, line), by key.

    Say the ``limit`` where not all are wanted: PostgreSQL gathers all a cursor may give before the first.
    """
    rows = model._base_manager.filter(pk__gt=after, pk__lte=upto).order_by("pk")[:limit]
    for key, *values in rows.values_list("pk", *columns).iterator(chunk_size=_ROWS_AT_ONCE):
        yield key, line([key, *values])


def digest_of(salt: str, lines: Iterable[bytes]) -> str:
    """Return the digest of a run of rows."""
    found = hashlib.sha256(bytes.fromhex(salt))
    for one in lines:
        found.update(one)
    return found.hexdigest()


def check(tables: Sequence[Sealed]) -> list[str]:
    """Compute every seal again from the rows; return the problems in words."""
    return [problem for sealed in tables for problem in (*_before_all(sealed), *_problems(sealed))]


def _before_all(sealed: Sealed) -> Iterator[str]:
    """Runs begin above nought, where databases begin: a lower key was given by hand, and in no run."""
    if sealed.model._base_manager.filter(pk__lte=0).exists():
        yield _("数据表 %(table)s 中有编号不大于零的行，任何封存都不包括它。") % {"table": sealed.table}


def unsealed(tables: Sequence[Sealed]) -> int:
    """Return how many rows wait for their seal."""
    waiting = (at for at in standings(tables) if at.last > at.upto)
    return sum(at.sealed.model._base_manager.filter(pk__gt=at.upto).count() for at in waiting)


def _problems(sealed: Sealed) -> Iterator[str]:
    names = {field.attname for field in sealed.model._meta.concrete_fields}
    seals = RowSeal.objects.filter(table=sealed.table).order_by("after").iterator(chunk_size=_ROWS_AT_ONCE)
    end, covered = 0, frozenset[str]()
    for columns, group in groupby(seals, key=lambda seal: tuple(seal.columns)):
        if not covered.issubset(columns):
            yield _("数据表 %(table)s 的封存不再包括以前包括的列。") % {"table": sealed.table}
        covered = frozenset(columns).intersection(sealed.columns)
        for batch in _batches(group):
            for seal in batch:
                if seal.after != end or not commits_to(seal.commitment, seal.salt, dict(said(seal))):
                    yield _("数据表 %(table)s 在第 %(at)s 行处的封存被改动过。") % _place(seal, at=seal.after)
                end = seal.upto
            if not names.issuperset(columns):
                yield _("数据表 %(table)s 已经没有封存过的列。") % _place(batch[0])
            else:
                yield from _altered(sealed.model, columns, batch)


def _batches(seals: Iterable[RowSeal]) -> Iterator[list[RowSeal]]:
    """Return seals in parts of a handy number of rows."""
    part: list[RowSeal] = []
    rows = 0
    for seal in seals:
        part.append(seal)
        rows += seal.rows
        if max(rows, len(part)) >= _ROWS_AT_ONCE:
            yield part
            part, rows = [], 0
    if part:
        yield part


def _altered(model: type[Model], columns: Sequence[str], seals: Sequence[RowSeal]) -> Iterator[str]:
    rows = list(rows_of(model, columns, seals[0].after, seals[-1].upto))
    at = 0
    for seal in seals:
        begin = at
        while at < len(rows) and rows[at][0] <= seal.upto:
            at += 1
        lines = [text for _key, text in rows[begin:at]]
        if len(lines) != seal.rows or digest_of(seal.salt, lines) != seal.digest:
            yield _("数据表 %(table)s 第 %(first)s 至 %(last)s 行与封存不一致。") % _place(seal)


def _place(seal: RowSeal, **more: Any) -> dict[str, Any]:
    return {"table": seal.table, "first": seal.after + 1, "last": seal.upto, **more}

"""Write dated rows: what is the same stays, what differs is closed and followed by a new row.

The only writer of the catalogue's dated tables; used inside acts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError

from mingzhi.catalogue.models.dated import Dated
from mingzhi.kernel.refusal import Conflict
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _

Row = TypeVar("Row", bound=Dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A row as it should stand: ``identity`` finds the current one, ``content`` is compared with it."""

    identity: Mapping[str, Any]
    content: Mapping[str, Any]
    since: date


@dataclass(slots=True)
class Written:
    """What happened: rows begun, rows ended, rows left as they were."""

    begun: list[Dated] = field(default_factory=list)
    ended: list[Dated] = field(default_factory=list)
    same: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """The three numbers, for the record."""
        return {"begun": len(self.begun), "ended": len(self.ended), "same": self.same}


def urn_of(row: Dated) -> str:
    """Return the name of a catalogue row in the record."""
    noun = {"powerversion": "power"}.get(row._meta.model_name or "", row._meta.model_name or "row")
    return str(Urn("catalogue", noun, str(row.uid)))


def write_versions(model: type[Row], wanted: Iterable[Wanted], *, today: date) -> Written:
    """Bring the current rows of ``model`` to what is wanted; rows not named stay untouched."""
    wishes = list(wanted)
    written = Written()
    if not wishes:
        return written
    names = tuple(wishes[0].identity)
    narrow = dict(wishes[0].identity) if len(wishes) == 1 else {}
    current = {
        tuple(getattr(row, name) for name in names): row
        for row in model._default_manager.select_for_update().filter(valid_until__isnull=True, **narrow)
    }
    for wish in wishes:
        _place(model, wish, current.get(tuple(wish.identity[name] for name in names)), written, today)
    rows: Any = model._default_manager
    try:
        rows.bulk_update(written.ended, ["valid_until"], batch_size=200)
        rows.bulk_create(written.begun, batch_size=200)
    except IntegrityError as error:
        raise Conflict(
            "catalogue.overtaken",
            _("该项目刚刚被他人更新。"),
            way_out=_("请刷新后核对最新版本，再决定是否调整。"),
        ) from error
    return written


def retire(model: type[Row], names: tuple[str, ...], wanted: Iterable[Wanted], *, today: date) -> list[Row]:
    """End the rows that hold everywhere and are wanted no longer; nothing is deleted."""
    kept = {tuple(wish.identity[name] for name in names) for wish in wanted}
    rows: Any = model._default_manager
    gone = [
        row
        for row in rows.select_for_update().filter(jurisdiction="", valid_until__isnull=True)
        if tuple(getattr(row, name) for name in names) not in kept
    ]
    return end(gone, today=today)


def end(rows: list[Row], *, today: date) -> list[Row]:
    """Let rows of one table end today, or on the day they would have begun."""
    for row in rows:
        row.valid_until = max(today, row.valid_from)
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, ["valid_until"], batch_size=200)
    return rows


def _place(model: type[Row], wish: Wanted, row: Row | None, written: Written, today: date) -> None:
    if row is not None and all(getattr(row, name) == value for name, value in wish.content.items()):
        written.same += 1
        return
    start = wish.since
    if row is not None:
        start = wish.since if wish.since > row.valid_from else max(today, row.valid_from)
        row.valid_until = start
        written.ended.append(row)
    written.begun.append(model(**wish.identity, **wish.content, valid_from=start))

"""Read from an address what is asked of a register, and write its lines for pages and programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from mingzhi.disclosure.queries.registers import Asked, EditionView
from mingzhi.disclosure.rules.register import Column, Register
from mingzhi.disclosure.rules.register_lines import Change, RegisterLine
from mingzhi.kernel import clock, typed
from mingzhi.kernel.typed import readable
from mingzhi.portal.asking import must_know, not_understood
from mingzhi.portal.flowchart import Flow, flow_of

_LONGEST = 100
_LONGEST_KEY = 200
FIRST_YEAR = 1949
"""No register speaks of a day before this year."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: ``parts`` are citations, ``lines`` words with citations, ``flow`` a chart."""

    column: Column
    text: str
    parts: tuple[str, ...] = ()
    lines: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    flow: Flow | None = None

    @property
    def is_day(self) -> bool:
        """The value is a day: it is not broken at its hyphens. A touched row may hold no text."""
        text = str(self.text)
        return len(text) == len("2026-01-05") and typed.day(text) is not None


def day_of(text: str, default: date) -> date:
    """Return the day the text names, the default for what is no day."""
    day = typed.day(text)
    return day if day and day.year >= FIRST_YEAR else default


def is_day(text: str) -> bool:
    """Tell whether the text names a day that a register can speak of."""
    return day_of(text, date.min) != date.min


def asked_of(register: Register, given: QueryDict) -> Asked:
    """Return what the address asks for; what cannot be read asks for nothing."""
    return Asked(
        text=readable(given.get("q", "")[:_LONGEST]).strip(),
        facets={
            column.code: readable(str(given[column.code])[:_LONGEST])
            for column in register.facets
            if given.get(column.code)
        },
        agency="" if _has_agency(register) else readable(given.get("agency", "")[:_LONGEST]).strip(),
        on=day_of(given.get("on", ""), clock.today()),
        after=readable(given.get("after", "")[:_LONGEST_KEY]),
    )


def asked_exactly(register: Register, given: QueryDict, more: Sequence[str] = ()) -> Asked:
    """Return what a program asks; raises Invalid for a day that is none: it would be given those of today.

    Likewise for a parameter that is neither the register's nor one of ``more``.
    """
    must_know(given, (*_names(register), *more, "after"))
    if given.get("on") and not is_day(given.get("on", "")):
        raise not_understood("on")
    return asked_of(register, given)


def _names(register: Register) -> Sequence[str]:
    """Return what a register can be asked for, each once."""
    return tuple(dict.fromkeys(("q", "on", "agency", *(column.code for column in register.facets))))


def _has_agency(register: Register) -> bool:
    """Tell whether the agency is a facet of the register already."""
    return any(column.code == "agency" for column in register.facets)


def words_of(register: Register, given: QueryDict, **changed: str) -> str:
    """Return the query part of the address with some words changed, never with a page key."""
    words = {name: given.get(name, "") for name in _names(register)} | changed
    return urlencode({name: value for name, value in words.items() if value})


def cells(columns: Sequence[Column], line: RegisterLine) -> list[Cell]:
    """Return the values of a line under the given columns, in their order."""
    return [_cell(column, line.values.get(column.code, "")) for column in columns]


def _cell(column: Column, text: str) -> Cell:
    if column.form == "chart":
        return Cell(column, text, flow=flow_of(text))
    if column.form == "lines":
        return Cell(column, text, lines=tuple(_line(line) for line in text.splitlines()))
    cited = tuple(part for part in text.split("；") if part) if column.form == "citations" else ()
    return Cell(column, text, cited)


def _line(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide a line into its words and its citations."""
    parts = [part for part in text.split("\t") if part]
    cited = tuple(part for part in parts[1:] if " " in part)
    return tuple(part for part in parts if part not in cited), cited


def header(register: Register) -> list[str]:
    """Return the first row of the file: the same columns as everywhere."""
    return ["标识", "自", "至", *(column.title for column in register.columns)]


def file_row(register: Register, line: RegisterLine) -> list[str]:
    """Return one row of the file."""
    until = line.until.isoformat() if line.until else ""
    values = [line.values.get(column.code, "") for column in register.columns]
    return [line.key, line.since.isoformat(), until, *values]


def entry_link(code: str, key: str) -> str:
    """Return the permanent address of an entry."""
    return f"{settings.PUBLIC_URL}{reverse('portal:register_entry', kwargs={'code': code, 'key': key})}"


def line_json(register: Register, line: RegisterLine) -> dict[str, Any]:
    """Return one entry for programs."""
    return {
        "key": line.key,
        "url": entry_link(register.code, line.key),
        "since": line.since.isoformat(),
        "until": line.until.isoformat() if line.until else None,
        "values": {column.code: line.values.get(column.code, "") for column in register.columns},
    }


def change_json(register: Register, change: Change) -> dict[str, Any]:
    """Return one difference for programs."""
    return {
        "how": change.how,
        "columns": list(change.columns),
        "old": line_json(register, change.old) if change.old else None,
        "new": line_json(register, change.new) if change.new else None,
    }


def edition_json(view: EditionView) -> dict[str, Any]:
    """Return one edition for programs."""
    return {
        "register": view.register,
        "edition": view.number,
        "published_at": view.published_at.astimezone(clock.CHINA).isoformat(timespec="seconds"),
        "rows": view.rows,
        "added": view.added,
        "removed": view.removed,
        "rows_sha256": view.digest,
        "commitment": view.commitment,
    }

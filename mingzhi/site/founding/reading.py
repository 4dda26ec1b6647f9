"""Read the file of a first installation; every fault names its line and its field."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mingzhi.identity.rules.cards import AgencyCard


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a table: its type, whether it is needed."""

    kind: type
    needed: bool = False


TEXT, NEEDED, DAY, NEEDED_DAY = Column(str), Column(str, True), Column(date), Column(date, True)
CERTIFICATE = {
    "number": NEEDED,
    "kind": NEEDED,
    "issued_by": NEEDED,
    "since": NEEDED_DAY,
    "until": NEEDED_DAY,
}
REVIEWER = {"ground": NEEDED, "number": TEXT, "since": DAY}
TABLES: Mapping[str, Mapping[str, Column]] = {
    "regions": {"code": NEEDED, "name": NEEDED, "level": NEEDED, "parent": TEXT},
    "agencies": {
        **dict.fromkeys(
            ("code", "name", "sign", "region", "level", "government", "reconsideration_body", "court"), NEEDED
        ),
        **dict.fromkeys(
            ("key", "superior", "kind", "field", "review_unit", "payment", "address", "phone"), TEXT
        ),
        "since": DAY,
        "powers": Column(list),
    },
    "people": {
        **dict.fromkeys(("agency", "login", "name"), NEEDED),
        "roles": Column(list, True),
        **dict.fromkeys(("title", "phone"), TEXT),
        "since": DAY,
        "certificate": Column(dict),
        "reviewer": Column(dict),
    },
}
PARTS = {"certificate": CERTIFICATE, "reviewer": REVIEWER}
_HEADER = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")


class Fault(Exception):
    """What is wrong with the file, with its line and field; told to whoever typed it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the file with the line on which it begins."""

    table: str
    values: Mapping[str, Any]
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def fault(self, name: str, sentence: str, /, **params: Any) -> Fault:
        """Return what is wrong with a field, by its line; a field that is not there by that of the table."""
        place = {"line": self.lines.get(name, self.line), "table": self.table, "field": name}
        told = sentence % params if params else sentence
        return Fault(_("第%(line)s行 [[%(table)s]] %(field)s：") % place + told)

    def get(self, name: str) -> str:
        """Return a text, empty when it is absent."""
        return str(self.values.get(name, ""))


@dataclass(frozen=True, slots=True)
class Plan:
    """The file, read: what is to stand, in the order of entering."""

    regions: Sequence[Entry]
    agencies: Sequence[Entry]
    people: Sequence[Entry]

    def code_of(self, name: str) -> str:
        """Return the code of an agency named by its key or its code; other names as they are."""
        return next(
            (one.get("code") for one in self.agencies if name in (one.get("key"), one.get("code"))), name
        )


def read_plan(text: str) -> Plan:
    """Read the file; raises Fault for anything that is no such file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Fault(_("不是有效的 TOML：%(error)s") % {"error": error}) from error
    for name in data:
        if name not in TABLES:
            said = {"name": name, "known": ", ".join(TABLES)}
            raise Fault(_("不认识“%(name)s”。只能有 %(known)s。") % said)
    found = {name: tuple(_entries(name, data.get(name, []), text)) for name in TABLES}
    plan = Plan(**found)
    for name, key in (("regions", "code"), ("agencies", "code"), ("people", "login")):
        _once_each(found[name], key)
    return plan


def _entries(table: str, rows: Any, text: str) -> Iterator[Entry]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Fault(_("%(table)s 写作 [[%(table)s]]，每个一段。") % {"table": table})
    lines = text.splitlines()
    begins = [n for n, line in enumerate(lines) if (found := _HEADER.match(line)) and found[1] == table]
    for row, begin in zip(rows, [*begins, *[0] * len(rows)], strict=False):
        entry = Entry(table, row, begin + 1, dict(_lines_of(lines, begin)))
        _check(entry, TABLES[table], row)
        yield entry


def _lines_of(lines: Sequence[str], begin: int) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(lines[begin + 1 :], start=begin + 2):
        if _HEADER.match(line):
            return
        if found := re.match(r"\s*(\w+)\s*=", line):
            yield found[1], number


def _check(entry: Entry, columns: Mapping[str, Column], values: Mapping[str, Any], within: str = "") -> None:
    for name, value in values.items():
        place = within or name
        column = columns.get(name)
        if column is None:
            told = _("不认识“%(name)s”。只能有 %(known)s。")
            raise entry.fault(place, told, name=name, known=", ".join(columns))
        if not _fits(value, column.kind):
            raise entry.fault(place, _("“%(name)s”须为%(kind)s。"), name=name, kind=_kind(column.kind))
        if name in PARTS:
            _check(entry, PARTS[name], value, within=name)
    for name, column in columns.items():
        if column.needed and not values.get(name):
            raise entry.fault(within or name, _("缺少“%(name)s”。"), name=name)


def _fits(value: Any, kind: type) -> bool:
    texts = not isinstance(value, list) or bool(value and all(isinstance(part, str) for part in value))
    return type(value) is kind and texts


def _kind(kind: type) -> str:
    return {
        str: _("带引号的文字"),
        date: _("日期，例如 2026-04-13"),
        list: _('文字的列表，例如 ["admin"]'),
        dict: _('花括号中的一组值，例如 { number = "…" }'),
    }[kind]


def _once_each(entries: Sequence[Entry], name: str) -> None:
    seen: dict[str, int] = {}
    for entry in entries:
        value = entry.get(name)
        if value in seen:
            raise entry.fault(
                name, _("“%(value)s”在第%(line)s行已经用过。") % {"value": value, "line": seen[value]}
            )
        seen[value] = entry.line


def card_of(values: Mapping[str, Any], superior_code: str) -> AgencyCard:
    """Return the particulars of an agency as such a file writes them."""
    optional = {
        name: values[name]
        for name in ("kind", "field", "review_unit", "payment", "address", "phone")
        if values.get(name)
    }
    return AgencyCard(
        name=values["name"],
        sign=values["sign"],
        level=values["level"],
        region_code=values["region"],
        government=values["government"],
        reconsideration_body=values["reconsideration_body"],
        court=values["court"],
        superior_code=superior_code,
        **optional,
    )

"""From what was typed to what is stored (canonical JSON): one reader per kind of field."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part_of
from datetime import datetime
from typing import Any

from django.http import QueryDict

from mingzhi.cases.rules.core import GRANT
from mingzhi.cases.rules.procedure import COLUMN_KINDS, Field, FieldKind
from mingzhi.kernel import clock
from mingzhi.kernel.typed import day, natural, readable
from mingzhi.workbench.forms.citations import read_citation

LONGEST_NUMBER = 15
_MOMENT = re.compile(r"(\d{4}.+?)[\sT]*(\d{1,2})[:时点](?:(\d{1,2})分?)?")
_YUAN = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
WHOLE_COLUMNS = frozenset({"quantity", "count", "pages", "days", "low_times", "high_times"})
MONEY_COLUMNS, DAY_COLUMNS = (
    frozenset(name for name, kind in COLUMN_KINDS.items() if kind is wanted)
    for wanted in (FieldKind.MONEY, FieldKind.DATE)
)
PENALTY_PARTS = ("kind", "amount", "days", "text")
CORE_TEXTS = ("outcome", "facts", "mitigation", "reasons")
CORE_LISTS = ("breached", "basis")
CITED_LISTS = frozenset({*CORE_LISTS, "measures"})


@dataclass(slots=True)
class Typed:
    """What the form sent: ``data`` for the act, ``shown`` for showing it again as it was typed."""

    data: dict[str, Any] = part_of(default_factory=dict)
    shown: dict[str, Any] = part_of(default_factory=dict)


def read(fields: Sequence[Field], post: QueryDict, *, party: Mapping[str, str] | None = None) -> Typed:
    """Read the fields from a submitted form; what does not fit its kind stays as typed, to be refused.

    Empty values and fields that do not belong to what was chosen are left out. ``party`` completes
    the content core: it comes from the case, never from the form. Facts asked before the core are its
    own unless it says others.
    """
    typed, post = Typed(), plain(post)
    for item in fields:
        value, shown = READERS[item.kind](item, post)
        typed.shown[item.code] = shown
        if item.kind is FieldKind.CORE and value:
            value["party"] = dict(party or {})
            value["facts"] = value["facts"] or typed.data.get("facts", "")
        if value not in ("", None, [], {}):
            typed.data[item.code] = value
    for item in fields:
        if item.when and typed.data.get(item.when[0]) not in item.when[1]:
            typed.data.pop(item.code, None)
    return typed


def plain(post: QueryDict) -> QueryDict:
    """Return what was sent without control characters: no form asks for them, no paper can carry them."""
    kept = QueryDict(mutable=True)
    for name, values in post.lists():
        kept.setlist(readable(name), [readable(value.replace("\r\n", "\n")) for value in values])
    return kept


def read_day(text: str) -> str:
    """Read a day as people write it in ISO form, all that a field for days shows; other text is returned."""
    found = day(text)
    return found.isoformat() if found else text


def read_moment(text: str) -> str:
    """Read a browser's local time as a moment of China, ISO text; other text is returned unchanged."""
    try:
        moment = datetime.fromisoformat(_plain_moment(text))
    except ValueError:
        return text
    return moment.replace(tzinfo=moment.tzinfo or clock.CHINA).isoformat()


def _plain_moment(text: str) -> str:
    """Return a day and an hour as people write them (2026年1月5日9时30分, 2026.1.5 9:30) in ISO form."""
    found = _MOMENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    on = day(found[1]) if found else None
    return f"{on.isoformat()}T{int(found[2]):02}:{int(found[3] or 0):02}" if found and on else text


def read_cents(text: str) -> Any:
    """Read yuan with at most two decimals as whole cents; other text is returned unchanged."""
    plain = text.replace(",", "").replace("，", "").removesuffix("元").strip()
    found = _YUAN.fullmatch(plain)
    if found is None:
        return text
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def read_whole(text: str) -> Any:
    """Read a whole number; other text is returned unchanged."""
    number = natural(text, digits=LONGEST_NUMBER)
    return text if number is None else number


def _text(field: Field, post: QueryDict) -> tuple[Any, Any]:
    shown = post.get(field.code, "").replace("\r\n", "\n")
    return shown.strip(), shown


def _day(field: Field, post: QueryDict) -> tuple[Any, Any]:
    shown = read_day(post.get(field.code, "").strip())
    return shown, shown


def _moment(field: Field, post: QueryDict) -> tuple[Any, Any]:
    shown = post.get(field.code, "").strip()
    return read_moment(shown) if shown else "", shown


def _money(field: Field, post: QueryDict) -> tuple[Any, Any]:
    shown = post.get(field.code, "").strip()
    return read_cents(shown) if shown else "", shown


def _number(field: Field, post: QueryDict) -> tuple[Any, Any]:
    shown = post.get(field.code, "").strip()
    return read_whole(shown), shown


def _yes(field: Field, post: QueryDict) -> tuple[Any, Any]:
    ticked = field.code in post
    return ticked, ticked


def _rows(name: str, post: QueryDict, parts: Sequence[str]) -> list[dict[str, str]]:
    columns = {part: [text.strip() for text in post.getlist(f"{name}.{part}")] for part in parts}
    count = max((len(column) for column in columns.values()), default=0)
    rows = [
        {part: columns[part][n] if n < len(columns[part]) else "" for part in parts} for n in range(count)
    ]
    return [row for row in rows if any(row.values())]


def _items(field: Field, post: QueryDict) -> tuple[Any, Any]:
    rows = _rows(field.code, post, [code for code, _label in field.columns])
    data = [{part: _cell(part, text) for part, text in row.items() if text} for row in rows]
    return data, rows


def _cell(column: str, text: str) -> Any:
    if column in MONEY_COLUMNS:
        return read_cents(text)
    if column in DAY_COLUMNS:
        return read_day(text)
    return read_whole(text) if column in WHOLE_COLUMNS else text


def _list(field: Field, post: QueryDict) -> tuple[Any, Any]:
    shown = post.get(field.code, "").replace("\r\n", "\n")
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    return [read_citation(line) for line in lines] if field.code in CITED_LISTS else lines, shown


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace("；", "\n").splitlines() if line.strip()]


def _core(field: Field, post: QueryDict) -> tuple[Any, Any]:
    name = field.code
    shown: dict[str, Any] = {
        part: post.get(f"{name}.{part}", "").replace("\r\n", "\n").strip()
        for part in (*CORE_TEXTS, *CORE_LISTS)
    }
    shown["grant"] = {part: read_day(post.get(f"{name}.grant.{part}", "").strip()) for part, _title in GRANT}
    shown["penalties"] = _rows(f"{name}.penalties", post, PENALTY_PARTS)
    if not any((*(shown[part] for part in shown if part != "grant"), *shown["grant"].values())):
        return {}, shown
    data: dict[str, Any] = {part: shown[part] for part in CORE_TEXTS}
    data |= {part: [read_citation(line) for line in _lines(shown[part])] for part in CORE_LISTS}
    data["penalties"] = [_penalty(row) for row in shown["penalties"]]
    data["grant"] = {part: words for part, words in shown["grant"].items() if words}
    return data, shown


def _penalty(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "amount": read_cents(row["amount"]) if row["amount"] else 0,
        "days": read_whole(row["days"]) if row["days"] else 0,
        "text": row["text"],
    }


READERS: dict[FieldKind, Callable[[Field, QueryDict], tuple[Any, Any]]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG: _text,
    FieldKind.DATE: _day,
    FieldKind.MOMENT: _moment,
    FieldKind.MONEY: _money,
    FieldKind.NUMBER: _number,
    FieldKind.CHOICE: _text,
    FieldKind.YES: _yes,
    FieldKind.LIST: _list,
    FieldKind.ITEMS: _items,
    FieldKind.CORE: _core,
    FieldKind.PERSON: _text,
}

"""From what is stored to what a form shows: the way back of ``reading``."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from mingzhi.cases.rules.procedure import FieldKind
from mingzhi.kernel import clock
from mingzhi.workbench.forms.citations import show_citation
from mingzhi.workbench.forms.reading import CORE_LISTS, CORE_TEXTS, MONEY_COLUMNS


def show(kind: FieldKind, value: Any) -> Any:
    """Return what the form shows for a stored value."""
    shower: Callable[[Any], Any] = SHOWERS.get(kind) or _text
    return shower(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _moment(value: Any) -> str:
    if not isinstance(value, str) or not value:
        return ""
    try:
        return datetime.fromisoformat(value).astimezone(clock.CHINA).strftime("%Y-%m-%dT%H:%M")
    except ValueError:
        return value


def show_cents(value: Any) -> str:
    """Write whole cents as an editable amount in yuan."""
    return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else _text(value)


def _items(value: Any) -> list[dict[str, str]]:
    return [{part: _cell(part, cell) for part, cell in row.items()} for row in value or ()]


def _cell(column: str, value: Any) -> str:
    return show_cents(value) if column in MONEY_COLUMNS else _text(value)


def _list(value: Any) -> str:
    return "\n".join(show_citation(line) if " §" in line else line for line in value or ())


def _core(value: Any) -> dict[str, Any]:
    core: Mapping[str, Any] = value or {}
    shown: dict[str, Any] = {part: _text(core.get(part)) for part in CORE_TEXTS}
    shown |= {part: "\n".join(show_citation(line) for line in core.get(part) or ()) for part in CORE_LISTS}
    shown["penalties"] = [
        {
            "kind": row["kind"],
            "amount": show_cents(row["amount"]) if row.get("amount") else "",
            "days": _text(row["days"]) if row.get("days") else "",
            "text": _text(row.get("text")),
        }
        for row in core.get("penalties") or ()
    ]
    shown["grant"] = dict(core.get("grant") or {})
    return shown


SHOWERS: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.MOMENT: _moment,
    FieldKind.MONEY: show_cents,
    FieldKind.YES: lambda value: value is True,
    FieldKind.LIST: _list,
    FieldKind.ITEMS: _items,
    FieldKind.CORE: _core,
}

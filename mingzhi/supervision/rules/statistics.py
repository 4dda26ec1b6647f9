"""How annual statistics count: tables, columns, order of severity, due date. All of it is data.

The figures are whole numbers; money is whole cents and shown in 万元 with two decimals.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mingzhi.kernel.canonical import digest

DATA = Path(__file__).resolve().parents[1] / "data" / "statistics.toml"
SCHEMA = 1
COLUMN_OF = {
    "warning": "warning",
    "criticism": "warning",
    "fine": "fine",
    "confiscate_income": "confiscation",
    "confiscate_goods": "confiscation",
    "suspend_licence": "suspension",
    "lower_grade": "suspension",
    "revoke_licence": "revocation",
    "restrict_business": "restriction",
    "stop_business": "stop",
    "close_down": "stop",
    "restrict_trade": "stop",
    "detention": "detention",
}
LICENCE_STEPS = {
    "accept": "accepted",
    "accept_joint": "accepted",
    "deem_accepted": "accepted",
    "grant": "granted",
    "renew": "granted",
    "deem_renewed": "granted",
    "refuse": "refused",
    "refuse_renewal": "refused",
    "revoke": "revoked",
}
COERCION_STEPS = {
    "freeze": "freezing",
    "substitute_now": "substitute",
    "apply_court": "court",
    "apply_court_now": "court",
}
ENFORCED = {
    "transfer": "transfer",
    "auction": "auction",
    "remove": "remove",
    "demolish": "remove",
    "substitute": "substitute",
    "other": "other",
}
"""Methods of the agency's own enforcement (行政强制法 第十二条) by their column."""
FELL = "coercive_revoked"
"""The step by which a remedy takes a coercive decision away (行政强制法 §8-1)."""
LATE_FINE = "impose_late_fine"
ENDED = ("complete", "abandon_enforcement", "terminate_enforcement")
"""An execution counts in the year in which it was completed or ended, not in that of its decision."""
INSPECTIONS = ("inspect", "check_on_site")
"""Inspections; what is verified on the spot for a licence is a step of it (行政许可法 §34-3, §61)."""
MONEY = frozenset({"fine", "confiscate_income", "confiscate_goods"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its columns as (code, title), its notes; ``confirmed`` False is shown as 待确认."""

    code: str
    title: str
    columns: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    confirmed: bool
    total: str = ""
    money: str = ""
    rate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order of severity, from light to heavy."""

    code: str
    title: str
    kinds: tuple[str, ...]
    confirmed: bool


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


@cache
def tables() -> Mapping[str, Table]:
    """Return the tables by code."""
    return {
        raw["code"]: Table(
            code=raw["code"],
            title=raw["title"],
            columns=tuple((code, title) for code, title in raw["columns"]),
            notes=tuple(raw["notes"]),
            confirmed=raw["confirmed"],
            total=raw.get("total", ""),
            money=raw.get("money", ""),
            rate=raw.get("rate", ""),
        )
        for raw in _data()["table"]
    }


@cache
def orders() -> Mapping[str, Order]:
    """Return the orders of severity by code; the first is the default."""
    return {raw["code"]: Order(**{**raw, "kinds": tuple(raw["kinds"])}) for raw in _data()["order"]}


def due_on(year: int) -> date:
    """Return by when the statistics of a year must be out."""
    due = _data()["due"]
    return date(year + 1, due["month"], due["day"])


def due_citation() -> str:
    """Return the citation of the due date."""
    return str(_data()["due"]["citation"])


def penalty_column(penalties: Sequence[Mapping[str, Any]], order: Order) -> str:
    """Return the one column a penalty decision counts in: of its heaviest kind that can be counted."""
    rank = {kind: place for place, kind in enumerate(order.kinds)}
    counted = [
        item["kind"]
        for item in penalties
        if not (item["kind"].startswith("confiscate") and not item.get("amount"))
    ]
    heaviest = max(counted, key=lambda kind: rank.get(kind, -1), default="other")
    return COLUMN_OF.get(heaviest, "other")


def money_of(penalties: Sequence[Mapping[str, Any]]) -> int:
    """Return fines and confiscations of a decision, as far as they have an amount, in cents."""
    return sum(int(item.get("amount") or 0) for item in penalties if item["kind"] in MONEY)


def empty() -> dict[str, dict[str, int]]:
    """Return all cells at nought."""
    cells = {
        code: dict.fromkeys((name for name, _title in table.columns), 0) for code, table in tables().items()
    }
    cells["penalty"]["money"] = 0
    return cells


def ten_thousands(cents: int) -> str:
    """Return an amount in 万元 with two decimals, rounded half up; exact, without floats."""
    sign, amount = ("-", -cents) if cents < 0 else ("", cents)
    hundredths = (amount + 5000) // 10000
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def total(cells: Mapping[str, int]) -> int:
    """Return the sum of a table whose columns name each matter once."""
    return sum(number for name, number in cells.items() if name != "money")


def per_cent(part: int, whole: int) -> str:
    """Return a share in per cent with one decimal, rounded half up; exact, without floats."""
    if not whole:
        return "—"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def derived(table: Table, cells: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return what follows from the cells of a table, with its label: sum, money, rate."""
    found = []
    if table.total:
        found.append((table.total, str(total(cells))))
    if table.money:
        found.append((f"{table.money}（万元）", ten_thousands(cells["money"])))
    if table.rate:
        found.append((table.rate, per_cent(cells["certified"], cells["officers"])))
    return found


def content(
    *,
    year: int,
    agency: Mapping[str, str],
    order: str,
    narrative: str,
    figures: Mapping[str, Any],
    as_of: str,
) -> dict[str, Any]:
    """Return what is frozen; its digest is published and anybody can compute it again."""
    return {
        "schema": SCHEMA,
        "year": year,
        "agency": dict(agency),
        "order": order,
        "narrative": narrative,
        "figures": figures,
        "as_of": as_of,
    }


def hash_of(frozen: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form (RFC 8785), hex."""
    return digest(dict(frozen))


def labelled(figures: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]]:
    """Return every figure with its label, in the order of the tables: the fields of the notice."""
    rows = []
    for table in tables().values():
        cells = figures[table.code]
        rows += [(f"{table.title}：{title}", str(cells[code])) for code, title in table.columns]
        rows += [(f"{table.title}：{title}", value) for title, value in derived(table, cells)]
    return rows

"""The Chinese words of the shipped data that reach people, and the English the data itself carries."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mingzhi.ledger.rules.verdict import VerificationError
from mingzhi.records.rules import bundle_check
from tests.architecture.source import PACKAGE

DATA = PACKAGE / "catalogue" / "data"


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text())


def _tables(folder: str, name: str) -> Iterator[dict[str, Any]]:
    for path in sorted((DATA / folder).glob("*.toml")):
        yield from _read(path).get(name, ())


def lists() -> set[str]:
    """Return titles of roles, recording items, parameters, reasons of review, words of powers."""
    roles = _read(PACKAGE / "identity" / "data" / "roles.toml")["role"]
    items = _read(DATA / "recording.toml")["item"]
    rules = _read(DATA / "review.toml")["rule"]
    parameters = _read(DATA / "parameters.toml")["parameter"]
    words = {role["title"] for role in roles} | {rule["reason"] for rule in rules}
    words |= {item[name] for item in items for name in ("title", "occasion")}
    words |= {manner for item in items for manner in item["manner"].split("、")}
    words |= {row["rank"] for row in _read(DATA / "statutes.toml")["statute"]}
    words |= {row[name] for row in parameters for name in ("title", "note") if name in row}
    words |= statistics()
    words |= {row["title"] for row in _read(PACKAGE / "supervision" / "data" / "adjustment.toml")["kind"]}
    for power in _tables("powers", "power"):
        words |= {power["field"], power["level"]}
    return words


def statistics() -> set[str]:
    """Return titles, columns and notes of the annual statistics, and the names of the orders."""
    data = _read(PACKAGE / "supervision" / "data" / "statistics.toml")
    words = {order["title"] for order in data["order"]}
    for table in data["table"]:
        words |= {table["title"], *table["notes"], *(title for _code, title in table["columns"])}
        words |= {table[name] for name in ("total", "money", "rate") if name in table}
        words |= {f"{table['money']}（万元）"} if "money" in table else set()
    return words


def papers() -> set[str]:
    """Return the labels of what is entered on papers, as a refusal names what is missing."""
    shared = _read(DATA / "templates" / "sections.toml")["section"]
    sections = [*shared.values()]
    for table in _tables("templates", "template"):
        sections += table["section"]
    return {field.split(":")[1] for section in sections for field in section.get("fields", ())}


def guides() -> set[str]:
    """Return the guides of papers and of the sections they share."""
    shared = _read(DATA / "templates" / "sections.toml")["section"].values()
    papers = list(_tables("templates", "template"))
    parts = [*shared, *papers, *(section for paper in papers for section in paper["section"])]
    return {part["guide"] for part in parts if part.get("guide")}


def recordings() -> set[str]:
    """Return when a recording starts and ends, what it shows, what is said, how long it is kept."""
    names = ("starts", "ends", "points", "phrase", "retention")
    items = _read(DATA / "recording.toml")["item"]
    return {item[name] for item in items for name in names if name in item}


def english() -> dict[str, str]:
    """Return Chinese → English for what the data names in both: statutes, powers, papers, verdicts."""
    known = {row["short"]: row["title_en"] for row in _read(DATA / "statutes.toml")["statute"]}
    known |= {row["name"]: row["name_en"] for row in _tables("powers", "power")}
    known |= {row["title"]: row["title_en"] for row in _tables("templates", "template")}
    verdicts = {*VerificationError.__subclasses__(), bundle_check.NotABundle, bundle_check.BundleAltered}
    known |= {error.zh: error.en for error in verdicts}
    return known

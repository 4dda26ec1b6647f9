"""Turn the shipped TOML files into wanted rows. Reads files, writes nothing."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mingzhi.catalogue.acts.versions import Wanted
from mingzhi.catalogue.rules.reading import DATA, template_files, write_section
from mingzhi.catalogue.rules.templates import TemplateView

PLAN = date(2019, 3, 29)
"""The day of 浙政办发〔2019〕20号: lists and templates of the three systems stand since then."""

POWER_FIELDS = ("name", "name_en", "kind", "field", "subject", "level", "note")
POWER_LISTS = ("procedures", "breached", "basis", "measures", "penalties", "fines", "flags")
BENCHMARK_FIELDS = {
    "grade": "",
    "circumstances": "",
    "sentence": "",
    "low": 0,
    "high": 0,
    "base": "",
    "base_from": 0,
    "base_below": 0,
    "low_times": 0,
    "high_times": 0,
    "citation": "",
    "confirmed": True,
}


def read(path: Path, name: str) -> list[dict[str, Any]]:
    """Return the tables ``[[name]]`` of a data file."""
    return list(tomllib.loads(path.read_text("utf-8")).get(name, ()))


def power_tables(folder: Path = DATA) -> list[dict[str, Any]]:
    """Return the raw tables of every power."""
    return [raw for path in sorted((folder / "powers").glob("*.toml")) for raw in read(path, "power")]


def power_content(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a power version from its table."""
    return {
        **{name: raw.get(name, "") for name in POWER_FIELDS},
        **{name: list(raw.get(name, ())) for name in POWER_LISTS},
        "version": raw.get("version", "1"),
        "confirmed": raw.get("confirmed", True),
    }


def benchmark_wishes(raw: Mapping[str, Any], power_id: int) -> Iterator[Wanted]:
    """Yield the benchmark lines of a power table."""
    for line in raw.get("benchmark", ()):
        yield Wanted(
            identity={
                "power_id": power_id,
                "jurisdiction": line.get("jurisdiction", ""),
                "line": line["line"],
            },
            content={name: line.get(name, default) for name, default in BENCHMARK_FIELDS.items()},
            since=raw["since"],
        )


def review_wishes(folder: Path = DATA) -> Iterator[Wanted]:
    """Yield the lines of the review table."""
    for raw in read(folder / "review.toml", "rule"):
        yield Wanted(
            identity={"code": raw["code"], "jurisdiction": raw.get("jurisdiction", "")},
            content={
                "kind": raw["kind"],
                "rank": raw.get("rank", 100),
                "conditions": raw["conditions"],
                "reason": raw["reason"],
                "citation": raw["citation"],
                "confirmed": raw.get("confirmed", True),
            },
            since=raw.get("since", PLAN),
        )


def recording_wishes(folder: Path = DATA) -> Iterator[Wanted]:
    """Yield the lines of the recording list."""
    texts = (
        "kind",
        "title",
        "occasion",
        "manner",
        "starts",
        "ends",
        "points",
        "phrase",
        "retention",
        "citation",
    )
    for raw in read(folder / "recording.toml", "item"):
        yield Wanted(
            identity={"code": raw["code"], "jurisdiction": raw.get("jurisdiction", "")},
            content={
                **{name: raw.get(name, "") for name in texts},
                "steps": list(raw["steps"]),
                "uninterrupted": raw.get("uninterrupted", False),
                "demanded": raw.get("demanded", True),
                "confirmed": raw.get("confirmed", True),
            },
            since=raw.get("since", PLAN),
        )


def parameter_wishes(folder: Path = DATA) -> Iterator[Wanted]:
    """Yield the shipped parameters."""
    for raw in read(folder / "parameters.toml", "parameter"):
        yield Wanted(
            identity={"code": raw["code"], "jurisdiction": raw.get("jurisdiction", "")},
            content={
                "title": raw["title"],
                "value": raw["value"],
                "unit": raw.get("unit", ""),
                "direction": raw["direction"],
                "citation": raw["citation"],
                "confirmed": raw.get("confirmed", True),
                "note": raw.get("note", ""),
            },
            since=raw.get("since", PLAN),
        )


def template_wishes() -> Iterator[Wanted]:
    """Yield the shipped templates."""
    for view in template_files().values():
        yield Wanted(
            identity={"code": view.code, "jurisdiction": view.jurisdiction},
            content=template_content(view),
            since=PLAN,
        )


def template_content(view: TemplateView) -> dict[str, Any]:
    """Return the columns of a whole template."""
    return {
        "version": view.version,
        "adapts": False,
        "title": view.title,
        "title_en": view.title_en,
        "layout": view.layout.value,
        "part": view.part,
        "numbered": view.numbered,
        "guide": view.guide,
        "citation": view.citation,
        "content": {"sections": [write_section(section) for section in view.sections]},
        "confirmed": view.confirmed,
    }

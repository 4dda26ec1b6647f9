"""What goes with the data: schema, dictionary, licence, and what the data does not mean."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mingzhi.disclosure.rules import outcomes
from mingzhi.disclosure.rules.kinds import KINDS, STAGES
from mingzhi.disclosure.rules.register import Register
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.portal.opendata.columns import CHANGES, EDITIONS, NOTICES, TOMBSTONES, Column
from mingzhi.portal.opendata.register_columns import of_register

LICENCE = (
    "任何人可以自由使用、复制、传播，请注明来源与取得日期。 "
    "Free to use, copy and pass on; name source and day."
)
_ACTIONS = ["publish", "correct", "update", "withdraw", "expire", "end_early", "register"]
_LINES = ("notice", "tombstone", "change", "edition", *(f"register_{code}" for code in REGISTERS))
_ABOUT = Path(__file__).with_name("about.md")


def texts() -> dict[str, str]:
    """Return the files that describe the data, by name."""
    return {
        "README.md": _ABOUT.read_text("utf-8").replace("{licence}", LICENCE),
        "schema.json": _json(schema()),
        "declared.json": _json(declared()),
        "dictionary.csv": dictionary(),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def declared() -> dict[str, Any]:
    """Return what the codes stand for: kinds of notice, stages, penalties, registers with their columns."""
    kinds = [{"code": kind.code, "title": kind.title, "stage": kind.stage} for kind in KINDS.values()]
    penalties = [{"code": kind.code, "title": kind.title} for kind in outcomes.PENALTY_KINDS]
    registers = list(map(_declared, REGISTERS.values()))
    return {"stages": STAGES, "kinds": kinds, "penalties": penalties, "registers": registers}


def _declared(register: Register) -> dict[str, Any]:
    columns = [
        {"code": row.code, "title": row.title, "shown": row.shown, "facet": row.facet, "form": row.form}
        for row in register.columns
    ]
    said = {name: getattr(register, name) for name in ("code", "title", "group", "about", "basis")}
    return {**said, "columns": columns}


def dictionary() -> str:
    """Return the data dictionary as CSV: file, column, heading, meaning in both languages."""
    rows = ["\ufefffile,column,heading,meaning,meaning_en"]
    for file, columns in described():
        rows += [",".join((file, *map(_cell, column))) for column in columns]
    return "\r\n".join(rows) + "\r\n"


def described() -> Iterator[tuple[str, tuple[Column, ...]]]:
    """Yield each kind of file with its columns."""
    yield from (
        ("notices", NOTICES),
        ("tombstones", TOMBSTONES),
        ("changes", CHANGES),
        ("editions", EDITIONS),
    )
    for code, register in REGISTERS.items():
        yield f"registers/{code}", of_register(register)


def _cell(text: str) -> str:
    return f'"{text}"' if "," in text else text


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the lines."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "行政执法公示开放数据",
        "$defs": {
            "notice": _object(
                {
                    **{name: _text() for name in ("notice", "url", "first_published_at", "since")},
                    "until": _text(),
                    "version": {"type": "integer", "minimum": 1},
                    **{name: _text() for name in ("expires_on", "period_basis", "nature", "reason")},
                    "after_report": {"const": True},
                    "penalties": {"type": "array", "items": {"enum": sorted(outcomes.KINDS)}, "minItems": 1},
                    "fine_yuan": {"type": "number", "exclusiveMinimum": 0},
                    "legal_basis": {"type": "array", "items": _text(), "minItems": 1},
                    **_sealed(),
                },
                optional=("until", "after_report", "penalties", "fine_yuan", "legal_basis"),
            ),
            "tombstone": _object(
                {name: _text() for name in ("notice", "url", "kind", "agency_name", "region_name")}
                | {name: _text() for name in ("decided_on", "ground_document")}
                | _sealed()
            ),
            "change": _object({column.name: _described(column) for column in CHANGES}),
            "edition": _object(
                {name: _text() for name in ("register", "published_at")}
                | {name: {"type": "integer"} for name in ("edition", "added", "removed")}
                | _sealed()
            ),
            **{f"register_{code}": _entry(register) for code, register in REGISTERS.items()},
            "content": _content(),
        },
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in _LINES],
    }


def _content() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["schema", "action", "at"],
        "properties": {
            "action": {"enum": _ACTIONS},
            "kind": {"enum": sorted(KINDS)},
            "fields": {
                "type": "array",
                "items": {"type": "array", "items": _text(), "minItems": 2, "maxItems": 2},
            },
        },
    }


def _entry(register: Register) -> dict[str, Any]:
    """Return the schema of a register's lines."""
    own = of_register(register)[3:-1]
    values = {"type": "object", "properties": {column.name: _described(column) for column in own}}
    day = {"type": "string", "format": "date"}
    return _object(
        {
            "register": {"const": register.code},
            "url": _text(),
            "key": _text(),
            "since": day,
            "until": {"type": ["string", "null"], "format": "date"},
            "values": values | {"additionalProperties": _text()},
        }
    ) | {"title": register.title, "description": register.about}


def _object(properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _text() -> dict[str, Any]:
    return {"type": "string"}


def _described(column: Column) -> dict[str, Any]:
    return {"type": "string", "description": f"{column.meaning} {column.meaning_en}"}


def _sealed() -> dict[str, Any]:
    digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return {"commitment": digest, "salt": digest, "content": {"$ref": "#/$defs/content"}}

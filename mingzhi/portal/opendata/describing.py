"""What goes with the data: schema, dictionary, licence, and what the data does not mean."""

import json
from pathlib import Path
from typing import Any

from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.portal.opendata.columns import CHANGES, NOTICES, TOMBSTONES, Column

LICENCE = (
    "任何人可以自由使用、复制、传播，请注明来源与取得日期。 "
    "Free to use, copy and pass on; name source and day."
)
_ABOUT = Path(__file__).with_name("about.md")


def texts() -> dict[str, str]:
    """Return the files that describe the data, by name."""
    return {
        "README.md": _ABOUT.read_text("utf-8").replace("{licence}", LICENCE),
        "schema.json": json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
        "dictionary.csv": dictionary(),
    }


def dictionary() -> str:
    """Return the data dictionary as CSV: file, column, heading, meaning in both languages."""
    rows = ["\ufefffile,column,heading,meaning,meaning_en"]
    for file, columns in (("notices", NOTICES), ("tombstones", TOMBSTONES), ("changes", CHANGES)):
        rows += [",".join((file, *map(_cell, column))) for column in columns]
    return "\r\n".join(rows) + "\r\n"


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
                    **_sealed(),
                },
                optional=("until", "after_report"),
            ),
            "tombstone": _object(
                {name: _text() for name in ("notice", "url", "kind", "agency_name", "region_name")}
                | _sealed()
            ),
            "change": _object({column.name: _described(column) for column in CHANGES}),
            "content": {
                "type": "object",
                "required": ["schema", "action", "at", "notice"],
                "properties": {
                    "action": {"enum": ["publish", "correct", "update", "withdraw", "expire", "end_early"]},
                    "kind": {"enum": sorted(KINDS)},
                    "fields": {
                        "type": "array",
                        "items": {"type": "array", "items": _text(), "minItems": 2, "maxItems": 2},
                    },
                },
            },
        },
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("notice", "tombstone", "change")],
    }


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

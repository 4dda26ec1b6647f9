"""Rows as bytes: the same bytes for the same row on every database."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol


class Fields(Protocol):
    """The columns of a seal that its commitment covers."""

    table: str
    after: int
    upto: int
    rows: int
    columns: Sequence[str]
    digest: str
    sealed_at: datetime


def line(values: Sequence[Any]) -> bytes:
    """Return one row as a line; the order of keys inside a JSON column does not count."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_text).encode() + b"\n"


def _text(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def said(seal: Fields) -> Mapping[str, Any]:
    """Return what a seal commits to."""
    return {
        "table": seal.table,
        "after": seal.after,
        "upto": seal.upto,
        "rows": seal.rows,
        "columns": list(seal.columns),
        "digest": seal.digest,
        "sealed_at": _text(seal.sealed_at),
    }

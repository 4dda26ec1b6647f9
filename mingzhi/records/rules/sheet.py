"""Fill a template: TemplateView and data in, the plain structure that the layouts draw out.

Values are put in place once and never read as templates or markup again, so a party whose name is
``{number}`` or ``#eval`` is printed with that name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mingzhi.catalogue.rules.templates import (
    EMPTY,
    PLACEHOLDER,
    FieldRef,
    Layout,
    SectionKind,
    SectionView,
    TemplateView,
    shown,
)
from mingzhi.records.rules.wording import BLANK, show

Block = dict[str, Any]

_PRINTED = frozenset({Layout.COVER, Layout.CONTENTS})
"""Forms whose blanks are drawn."""

_SEALED = frozenset({Layout.DECISION, Layout.NOTICE})

_STOPS = tuple("。；，、）")

_NARROW = 4
_SHORT = 16


def sealed(template: TemplateView) -> bool:
    """Tell whether the paper carries the agency's seal: decisions, notices, lists handed to a party.

    行政处罚法 §59-2 demands it of decisions.
    """
    return template.layout in _SEALED or (template.layout is Layout.LIST and template.part == "正卷")


def blocks(template: TemplateView, data: Mapping[str, Any]) -> list[Block]:
    """Return the sections of the template that appear with this data, filled.

    What may stay empty and is empty leaves no blank on the paper, and no heading over nothing.
    """
    keeps = template.layout in _PRINTED
    sections = [section if keeps else _written(section, data) for section in template.sections]
    filled = [_block(section, data) for section in sections if section and shown(section, data)]
    for line in filled[0].get("paragraphs", [])[:1] if filled else []:
        line["flush"] = not filled[0]["title"] and line["text"].endswith("：")  # the addressee
    return filled


def _written(section: SectionView, data: Mapping[str, Any]) -> SectionView | None:
    """Return the section without its optional fields that are empty; None when nothing is left."""
    if section.kind is SectionKind.QA:
        return section if data.get(section.source) or section.mandatory else None
    if section.kind not in (SectionKind.FIELDS, SectionKind.OPINIONS):
        return section
    kept = tuple(ref for ref in section.fields if ref.required or data.get(ref.code) not in EMPTY)
    return replace(section, fields=kept) if kept else None


def _block(section: SectionView, data: Mapping[str, Any]) -> Block:
    fill = _FILLERS[section.kind]
    return {"key": section.key, "title": section.title, "kind": section.kind.value, **fill(section, data)}


def _fill(text: str, section: SectionView, data: Mapping[str, Any]) -> str:
    forms = {ref.code: ref.format for ref in section.fields}
    optional = {ref.code for ref in section.fields if not ref.required}

    def value(match: Any) -> str:
        code = match["code"]
        written = show(data.get(code), match["format"] or forms.get(code, "text"))
        if text[match.end() : match.end() + 1] in _STOPS:
            written = written.rstrip("。；，、 ")  # the template brings its own stop
        return written or ("" if code in optional else BLANK)

    return PLACEHOLDER.sub(value, text)


def _paragraph(section: SectionView, data: Mapping[str, Any]) -> Block:
    lines = [line.strip() for line in _fill(section.text, section, data).splitlines()]
    lines = [line for line in lines if line]
    return {"paragraphs": [{"text": line, "flush": False} for line in lines]}


def _cell(ref: FieldRef, data: Mapping[str, Any]) -> Block:
    raw = data.get(ref.code)
    value = show(raw, ref.format)
    listed = isinstance(raw, Sequence) and not isinstance(raw, str) and ref.format in {"list", "text"}
    if listed and len(value) > 2 * _SHORT and len(raw or ()) > 1:
        value = "\n".join(f"{number}. {show(one)}" for number, one in enumerate(raw or (), 1))
    breadth = max(_breadth(line) for line in value.split("\n"))
    return {
        "label": ref.label,
        "value": value,
        "wide": ref.wide or "\n" in value or breadth > 2 * _SHORT,
        "breadth": breadth + _breadth(ref.label) + 1,
    }


def _breadth(text: str) -> int:
    """Return the width of a line in whole characters; two Latin letters take one and a bit."""
    narrow = sum(character.isascii() for character in text)
    return len(text) - narrow + (narrow * 3 + 4) // 5


def _fields(section: SectionView, data: Mapping[str, Any]) -> Block:
    return {"cells": [_cell(ref, data) for ref in section.fields]}


def _items(section: SectionView, data: Mapping[str, Any]) -> Block:
    rows = [row for row in data.get(section.source) or () if isinstance(row, Mapping)]
    values = [[show(row.get(ref.code), ref.format) for ref in section.fields] for row in rows]
    columns = [_column(ref, [value[index] for value in values]) for index, ref in enumerate(section.fields)]
    if not any(column["weight"] for column in columns):
        columns[0]["weight"] = 1
    if section.fields[0].label != "序号":
        columns = [{"label": "序号", "weight": 0}, *columns]
        values = [[str(number), *value] for number, value in enumerate(values, 1)]
    return {"columns": columns, "rows": values, "closing": "以下空白"}


def _column(ref: FieldRef, values: Sequence[str]) -> Block:
    """Return the column; ``weight`` 0 keeps it as narrow as its content, others share the rest."""
    longest = max((_breadth(value) for value in values), default=_SHORT // 2)
    narrow = longest <= _NARROW and (ref.format != "text" or bool(longest) or _breadth(ref.label) <= _NARROW)
    return {"label": ref.label, "weight": 0 if narrow else min(max(longest, _NARROW), 2 * _SHORT)}


def _questions(section: SectionView, data: Mapping[str, Any]) -> Block:
    rows = [row for row in data.get(section.source) or () if isinstance(row, Mapping)]
    return {
        "rows": [{"question": show(row.get("question")), "answer": show(row.get("answer"))} for row in rows]
    }


def _opinions(section: SectionView, data: Mapping[str, Any]) -> Block:
    boxes = []
    for ref in section.fields:
        given = data.get(ref.code) or {}
        box = given if isinstance(given, Mapping) else {"opinion": given}
        boxes.append(
            {
                "label": ref.label,
                "opinion": show(box.get("opinion")),
                "name": show(box.get("name")),
                "date": show(box.get("date"), "date"),
            }
        )
    return {"boxes": boxes}


_FILLERS = {
    SectionKind.PARAGRAPH: _paragraph,
    SectionKind.REMEDIES: _paragraph,
    SectionKind.FIELDS: _fields,
    SectionKind.SIGNATURE: _fields,
    SectionKind.ITEMS: _items,
    SectionKind.QA: _questions,
    SectionKind.OPINIONS: _opinions,
}

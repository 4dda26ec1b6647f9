"""Read the template files: TOML in, :class:`TemplateView` out. No database, so anybody can use it.

Shorthand of a field: ``code:label[:format]``; a ``?`` after the code means it may stay empty, a ``*``
that it takes a whole line. ``use = "name"`` in a section takes over a shared section of
``sections.toml``; what stands beside it overrides.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mingzhi.catalogue.rules.templates import (
    FORMATS,
    FieldRef,
    Layout,
    SectionKind,
    SectionView,
    TemplateView,
)

DATA = Path(__file__).resolve().parent.parent / "data"
TEMPLATES = DATA / "templates"
_FIELD = re.compile(r"^(?P<code>[a-z][a-z0-9_]*)(?P<marks>[?*]*):(?P<label>[^:]+)(?::(?P<format>[a-z]+))?$")


def read_field(text: str) -> FieldRef:
    """Read the shorthand of one field; raises ValueError when it is none."""
    match = _FIELD.match(text)
    if match is None or (match["format"] or "text") not in FORMATS:
        raise ValueError(f"not a field: {text!r}")
    return FieldRef(
        code=match["code"],
        label=match["label"],
        format=match["format"] or "text",
        required="?" not in match["marks"],
        wide="*" in match["marks"],
    )


def write_field(ref: FieldRef) -> str:
    """Write a field in the shorthand."""
    marks = ("" if ref.required else "?") + ("*" if ref.wide else "")
    return f"{ref.code}{marks}:{ref.label}" + ("" if ref.format == "text" else f":{ref.format}")


def read_section(raw: Mapping[str, Any], *, jurisdiction: str = "") -> SectionView:
    """Read one section from its mapping (a TOML table or the JSON kept in the database)."""
    return SectionView(
        key=raw["key"],
        kind=SectionKind(raw["kind"]),
        title=raw.get("title", ""),
        text=raw.get("text", "").strip(),
        fields=tuple(read_field(text) for text in raw.get("fields", ())),
        source=raw.get("source", ""),
        when=raw.get("when", ""),
        mandatory=raw.get("mandatory", False),
        guide=raw.get("guide", ""),
        citation=raw.get("citation", ""),
        from_jurisdiction=jurisdiction,
    )


def write_section(section: SectionView) -> dict[str, Any]:
    """Return the JSON of a section, readable by :func:`read_section`; empty values are left out."""
    raw = {
        "key": section.key,
        "kind": section.kind.value,
        "title": section.title,
        "text": section.text,
        "fields": [write_field(ref) for ref in section.fields],
        "source": section.source,
        "when": section.when,
        "mandatory": section.mandatory,
        "guide": section.guide,
        "citation": section.citation,
    }
    return {name: value for name, value in raw.items() if value}


def _expanded(raw: Mapping[str, Any], shared: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    name = raw.get("use", "")
    if not name:
        return dict(raw)
    own = {key: value for key, value in raw.items() if key != "use"}
    return {"key": name, **shared[name], **own}


def read_template(raw: Mapping[str, Any], shared: Mapping[str, Mapping[str, Any]]) -> TemplateView:
    """Read one template table; raises ValueError when two sections share a key."""
    sections = tuple(read_section(_expanded(item, shared)) for item in raw["section"])
    if len({section.key for section in sections}) != len(sections):
        raise ValueError(f"template {raw['code']} has two sections of one key")
    return TemplateView(
        uid=f"file:{raw['code']}",
        code=raw["code"],
        version=raw.get("version", "1"),
        title=raw["title"],
        title_en=raw.get("title_en", ""),
        layout=Layout(raw["layout"]),
        sections=sections,
        guide=raw.get("guide", ""),
        citation=raw.get("citation", ""),
        jurisdiction=raw.get("jurisdiction", ""),
        numbered=raw.get("numbered", ""),
        part=raw.get("part", "正卷"),
        confirmed=raw.get("confirmed", True),
    )


@cache
def template_files() -> Mapping[str, TemplateView]:
    """Return every template of the files by its code, as shipped, before any adaptation."""
    shared = tomllib.loads((TEMPLATES / "sections.toml").read_text("utf-8"))["section"]
    views: dict[str, TemplateView] = {}
    for path in sorted(TEMPLATES.glob("*.toml")):
        for raw in tomllib.loads(path.read_text("utf-8")).get("template", ()):
            view = read_template(raw, shared)
            if view.code in views:
                raise ValueError(f"template {view.code} stands in two files")
            views[view.code] = view
    return views

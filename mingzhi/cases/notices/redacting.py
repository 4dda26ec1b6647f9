"""Redact the fields of a paper, test the result for leaks, write it as plain text."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingzhi.cases.models import Party
from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.rules.sheet import blocks
from mingzhi.records.rules.wording import day as day_in_words
from mingzhi.redaction import Known, Mark, Profile, find_leaks, redact
from mingzhi.redaction.values import Kind

_LEFT_OUT = {"party_operator": Kind.PERSON_NAME, "party_phone": Kind.PHONE}
"""Fields of the paper that the public text leaves out whole, and what they give away."""


def known_of(party: Party, agency: AgencyView, *, public_names: tuple[str, ...] = ()) -> Known:
    """Return what the file knows of people, for redaction and leak test."""
    person = party.kind == "person"
    return Known(
        party_name=party.name,
        party_is_person=person,
        other_names=(party.operator,) if party.operator and party.operator != party.name else (),
        identifiers=tuple(filter(None, (party.id_number, party.phone))),
        addresses=(party.address,) if person and party.address else (),
        public_names=public_names,
        public_texts=tuple(
            filter(
                None,
                (
                    agency.phone,
                    agency.payment,
                    agency.address,
                    *(() if person else (party.address, party.code)),
                ),
            )
        ),
    )


def redacted(fields: dict[str, Any], known: Known, profile: Profile, marks: list[Mark]) -> dict[str, Any]:
    """Redact a paper's fields one by one; what is left out whole is marked like what is hidden."""
    marks += [
        _left_out(str(fields[code]), kind, profile)
        for code, kind in _LEFT_OUT.items()
        if fields.get(code) and profile.hides(kind)
    ]
    return {
        code: hide(value, known, profile, marks) for code, value in fields.items() if code not in _LEFT_OUT
    }


def _left_out(value: str, kind: Kind, profile: Profile) -> Mark:
    rule = profile.by_kind[kind]
    return Mark(
        start=0,
        end=len(value),
        kind=kind,
        reason=rule.reason,
        replacement="",
        source=rule.source,
        confirmed=rule.confirmed,
    )


def hide(value: Any, known: Known, profile: Profile, marks: list[Mark]) -> Any:
    """Redact every text inside a value."""
    if isinstance(value, str):
        hidden = redact(value, known=known, profile=profile)
        marks.extend(hidden.marks)
        return hidden.text
    if isinstance(value, Mapping):
        return {name: hide(part, known, profile, marks) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [hide(part, known, profile, marks) for part in value]
    return value


def refuse_leaks(text: str, known: Known, profile: Profile) -> None:
    """Raise NotNow when the leak test still finds something."""
    leaks = find_leaks(text, known=known, profile=profile)
    if leaks:
        raise NotNow(
            "cases.notice_leaks",
            _("脱敏后的文本仍有%(count)s处可能泄露个人信息，不能公示。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("请核对当事人信息后重新制作公示文本。"),
            params={"count": len(leaks)},
        )


def plain_text(view: TemplateView, data: Mapping[str, Any]) -> str:
    """Write a filled template as plain text, section by section."""
    lines = [view.title, str(data.get("number", ""))]
    for block in blocks(view, data):
        if block["title"]:
            lines.append(f"【{block['title']}】")
        lines += [part["text"] for part in block.get("paragraphs", ())]
        lines += [f"{cell['label']}：{cell['value']}" for cell in block.get("cells", ()) if cell["value"]]
        lines += ["　".join(row) for row in block.get("rows", ()) if isinstance(row, list)]
    lines += [str(data.get("agency_name", "")), _in_words(str(data.get("on", "")))]
    return "\n".join(line for line in lines if line.strip())


def _in_words(day: str) -> str:
    return day_in_words(date.fromisoformat(day)) if day else ""


def corrected(text: str, corrections: Mapping[str, str]) -> str:
    """Put right what was written wrong."""
    for wrong, right in corrections.items():
        text = text.replace(wrong, right)
    return text


def corrected_rows(rows: list[tuple[str, str]], corrections: Mapping[str, str]) -> list[tuple[str, str]]:
    """Put right every value of a table."""
    return [(label, corrected(value, corrections)) for label, value in rows]


def corrected_deep(value: Any, corrections: Mapping[str, str]) -> Any:
    """Put right every text inside a value."""
    if isinstance(value, str):
        return corrected(value, corrections)
    if isinstance(value, Mapping):
        return {name: corrected_deep(part, corrections) for name, part in value.items()}
    if isinstance(value, list):
        return [corrected_deep(part, corrections) for part in value]
    return value

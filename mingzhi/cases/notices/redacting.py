"""Redact the fields of a paper, test the result for leaks, write it as plain text."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.rules.sheet import blocks
from mingzhi.records.rules.wording import day as day_in_words
from mingzhi.redaction import HIDDEN, Kind, Known, Leak, Mark, Profile, find_leaks, possible_names, redact

_LEFT_OUT = {"party_operator": Kind.PERSON_NAME, "party_phone": Kind.PHONE}
"""Fields of the paper that the public text leaves out whole, and what they give away."""
_HIDDEN_OF_PEOPLE = {"party_address": Kind.HOME_ADDRESS, "party_code": Kind.IDENTITY_NUMBER}
"""Fields that are hidden whole, however they are written, where the party is a natural person."""
_MOST_PLACES = 5


def redacted(fields: dict[str, Any], known: Known, profile: Profile, marks: list[Mark]) -> dict[str, Any]:
    """Redact a paper's fields one by one; what is left out or hidden whole is marked like the rest."""
    whole = {code: (kind, "") for code, kind in _LEFT_OUT.items()}
    if known.party_is_person:
        whole |= {code: (kind, HIDDEN) for code, kind in _HIDDEN_OF_PEOPLE.items()}
    whole = {code: rule for code, rule in whole.items() if fields.get(code) and profile.hides(rule[0])}
    marks += [_whole(str(fields[code]), kind, stands, profile) for code, (kind, stands) in whole.items()]
    return {
        code: whole[code][1] if code in whole else hide(value, known, profile, marks)
        for code, value in fields.items()
        if code not in _LEFT_OUT
    }


def _whole(value: str, kind: Kind, stands: str, profile: Profile) -> Mark:
    rule = profile.by_kind[kind]
    return Mark(
        start=0,
        end=len(value),
        kind=kind,
        reason=rule.reason,
        replacement=stands,
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


def refuse_leaks(texts: Iterable[str], known: Known, profile: Profile) -> None:
    """Raise NotNow when the leak test still finds something in what would become public.

    It reads every text by itself: title, each line of the table, the whole text, the words of the PDF.
    """
    leaks = [leak for text in texts for leak in find_leaks(text, known=known, profile=profile)]
    if leaks:
        raise NotNow(
            "cases.notice_leaks",
            _("脱敏后的文本仍有%(count)s处可能泄露个人信息，不能公示：%(places)s。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("请核对当事人信息后重新制作公示文本；在“改动的文字”中可以将这些文字隐去（改为＊＊）。"),
            params={"count": len(leaks), "places": _places(leaks)},
        )


def doubts_in(
    texts: Iterable[str], known: Known, profile: Profile, said: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return what may be a name in what would become public, without what a check said is none."""
    found = possible_names(texts, known=known, profile=profile)
    return [doubt.as_json() for doubt in found if doubt.text not in said]


def _places(leaks: Sequence[Leak]) -> str:
    """Name the first few places; only who prepares the notice reads them, with the paper before them."""
    excerpts = dict.fromkeys("".join(leak.excerpt.split()).replace("\x00", "…") for leak in leaks)
    return "、".join(f"“{excerpt}”" for excerpt in list(excerpts)[:_MOST_PLACES])


def words_of(pdf: bytes) -> str:
    """Return every word a reader's program finds in a PDF, hidden ones and those of its description too."""
    reader = PdfReader(BytesIO(pdf))
    about = [str(value) for value in (reader.metadata or {}).values()]
    return "\n".join((*about, *(page.extract_text() for page in reader.pages)))


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

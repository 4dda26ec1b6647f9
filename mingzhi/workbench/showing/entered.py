"""What was entered with an act, in words: of a step as its form asks for it, else as ``TOLD`` says."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from mingzhi.cases.models import Party
from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.asked_beside import fields_of
from mingzhi.cases.rules.party_kinds import PARTY_KINDS
from mingzhi.cases.rules.procedure import Field, FieldKind, Procedure
from mingzhi.identity.queries import names_of
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review.rules.points import POINT_BY_CODE
from mingzhi.workbench.forms.showing import show
from mingzhi.workbench.showing.core import core_rows
from mingzhi.workbench.showing.days import in_words

Rows = list[tuple[str, str]]


def entered_rows(procedure: Procedure, content: Mapping[str, Any], names: Mapping[str, str]) -> Rows:
    """Return what was entered with a step as (label, words); ``names`` are those of the people in it."""
    declared = procedure.by_step.get(str(content.get("step", "")))
    data = content.get("data")
    if declared is None or not isinstance(data, Mapping):
        return []
    rows = [
        (
            item.label,
            names.get(str(value), str(value)) if item.kind is FieldKind.PERSON else _words(item, value),
        )
        for item in fields_of(declared)
        if (value := data.get(item.code)) is not None
    ]
    officers = content.get("officers") or ()
    if officers:
        rows.insert(0, (gettext("执法人员"), "、".join(officers)))
    return rows


def names_in(page: CasePage, contents: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the names of the people entered in steps: as the case knows them, else asked for at once."""
    known = {person.urn: person.name for person in page.handlers}
    for step in page.steps:
        known |= {
            step.actor_urn: step.actor_label,
            step.officer_first: step.officer_first_label,
            step.officer_second: step.officer_second_label,
        }
    unknown = {urn for content in contents for urn in _people_in(page.procedure, content)} - known.keys()
    return known | (names_of(unknown) if unknown else {})


def _people_in(procedure: Procedure, content: Mapping[str, Any]) -> list[str]:
    declared = procedure.by_step.get(str(content.get("step", "")))
    data = content.get("data")
    if declared is None or not isinstance(data, Mapping):
        return []
    return [
        str(data[item.code])
        for item in fields_of(declared)
        if item.kind is FieldKind.PERSON and item.code in data
    ]


def told_rows(act: str, content: Mapping[str, Any]) -> Rows:
    """Return what an act that is no step was told, as (label, words)."""
    if act == CORRECTED:
        return _corrected(content)
    return [
        (label, said(content[key]))
        for key, label, said in TOLD.get(act, ())
        if content.get(key) not in _EMPTY
    ]


def _corrected(content: Mapping[str, Any]) -> Rows:
    before, after = content.get("before"), content.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return []
    labels = {column.name: str(column.verbose_name) for column in Party._meta.fields}
    rows = [(labels[name], f"{_kind(before[name]) or '—'} → {_kind(after[name]) or '—'}") for name in after]
    return [*rows, (_("凭什么更正"), str(content.get("reason", "")))]


def _kind(value: Any) -> str:
    return gettext(PARTY_KINDS[value]) if value in PARTY_KINDS else str(value)


def _translated(value: Any) -> str:
    return gettext(str(value))


def _point(value: Any) -> str:
    return gettext(POINT_BY_CODE[value].title) if value in POINT_BY_CODE else str(value)


def _passed(value: Any) -> str:
    return gettext("通过") if value else gettext("未通过")


def _day(value: Any) -> str:
    return in_words(str(value))


_EMPTY = (None, "")
CORRECTED = "cases.correct_party"
TOLD: Mapping[str, Sequence[tuple[str, str, Callable[[Any], str]]]] = {
    "cases.open": (
        ("source", _("案件来源"), _translated),
        ("facts", _("线索情况"), str),
        ("act_ended_on", _("违法行为发生（终了）日期"), _day),
    ),
    "review.assign": (
        ("reviewer", _("审核人员"), str),
        ("round", _("轮次"), str),
        ("because", _("更换理由"), str),
    ),
    "review.record_finding": (
        ("point", _("审核要点"), _point),
        ("verdict", _("结论"), _translated),
        ("text", _("说明"), str),
        ("round", _("轮次"), str),
    ),
    "disclosure.check_notice": (("passed", _("审查结论"), _passed), ("remark", _("备注"), str)),
    "disclosure.correct": (("reason", _("更正理由"), str),),
    "records.attach": (("device", _("设备"), str), ("gap_reason", _("中断说明"), str)),
}
"""Act → what its entry tells a reader: key in the content, label, how it is said."""


def _words(item: Field, value: Any) -> str:
    said = _SAID.get(item.kind)
    return said(item, value) if said else str(show(item.kind, value))


def _yes(_item: Field, value: Any) -> str:
    return gettext("是") if value else gettext("否")


def _rows(item: Field, value: Any) -> str:
    rows = show(item.kind, value)
    return "\n".join(" ".join(row[code] for code, _l in item.columns if row.get(code)) for row in rows)


def _core(_item: Field, value: Any) -> str:
    said = gettext("%(kind)s：%(title)s")
    return "\n".join(said % {"kind": gettext(label), "title": words} for label, words in core_rows(value))


def _moment(item: Field, value: Any) -> str:
    day, _sign, hour = str(show(item.kind, value)).partition("T")
    return f"{in_words(day)} {hour}".strip()


_SAID: Mapping[FieldKind, Callable[[Field, Any], str]] = {
    FieldKind.YES: _yes,
    FieldKind.CHOICE: lambda item, value: gettext(dict(item.choices).get(value, value)),
    FieldKind.DATE: lambda _item, value: in_words(str(value)),
    FieldKind.MOMENT: _moment,
    FieldKind.ITEMS: _rows,
    FieldKind.CORE: _core,
}

"""What is entered with a step: required fields and the form of every value (canonical JSON)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from mingzhi.cases.rules.asked_beside import fields_of
from mingzhi.cases.rules.core import MOST, fault_of, read_core
from mingzhi.cases.rules.procedure import COLUMN_KINDS, Field, FieldKind, Step
from mingzhi.kernel.citation import Citation, cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.typed import storable
from mingzhi.kernel.wording import gettext_noop as _

EMPTY: tuple[Any, ...] = (None, "", [], {})
LONGEST_LINE, LONGEST_TEXT = 300, 20_000
YEARS = range(1900, 2200)
"""What an entry may hold: more is a slip of the hand, and no column or paper has room for it."""


def check_entries(step: Step, data: Mapping[str, Any]) -> Iterator[Invalid]:
    """Yield a refusal for every field that is missing, unknown or not of its kind."""
    known = {field.code: field for field in fields_of(step)}
    for code in data:
        if code not in known:
            yield Invalid(
                "cases.field_unknown",
                _("步骤“%(step)s”没有“%(field)s”这一项。"),
                way_out=_("请只填写表单列出的内容。"),
                params={"step": step.title, "field": code},
                field=code,
            )
    for field in fields_of(step):
        if not applies(field, data) and data.get(field.code) in EMPTY:
            continue
        refusal = _check(step, field, data.get(field.code))
        if refusal is not None:
            yield refusal


def well_formed(step: Step, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what has the form of its field."""
    known = {field.code: field for field in fields_of(step)}
    return {code: value for code, value in data.items() if code in known and _has_form(known[code], value)}


def applies(field: Field, data: Mapping[str, Any]) -> bool:
    """Tell whether a conditional field belongs to what was chosen."""
    if field.when is None:
        return True
    other, values = field.when
    return data.get(other) in values


def met(condition: str, data: Mapping[str, Any]) -> bool:
    """Tell whether a field is ticked, not ticked (``!field``), or has the value (``field=value``)."""
    if condition.startswith("!"):
        return data.get(condition[1:]) is not True
    code, equals, value = condition.partition("=")
    return data.get(code) == (value if equals else True)


def _check(step: Step, field: Field, value: Any) -> Invalid | None:
    citation = cite(field.basis or step.basis[0])
    if value in EMPTY or (field.kind is FieldKind.YES and value is False):
        if not field.required:
            return None
        sentence = (
            _("必须完成并确认：%(label)s。") if field.kind is FieldKind.YES else _("必须填写：%(label)s。")
        )
        return Invalid(
            "cases.field_missing",
            sentence,
            citation=citation,
            way_out=_("请补全后再提交。"),
            params={"label": field.label},
            field=field.code,
        )
    if field.kind is FieldKind.CORE and isinstance(value, Mapping) and (fault := fault_of(value)):
        return Invalid(
            "cases.core_form",
            fault.sentence,
            citation=citation,
            way_out=fault.way_out,
            params=fault.params,
            field=field.code,
        )
    return None if _has_form(field, value) else _form_fault(field, value, citation)


def _form_fault(field: Field, value: Any, citation: Citation) -> Invalid:
    if _too_long(field, value):
        return Invalid(
            "cases.field_long",
            _("“%(label)s”超过%(most)s个字。"),
            citation=citation,
            way_out=_("请缩短；详细内容可以作为材料归入案卷。"),
            params={"label": field.label, "most": _longest(field)},
            field=field.code,
        )
    return Invalid(
        "cases.field_form",
        _("“%(label)s”填写的内容不符合要求。"),
        citation=citation,
        way_out=field.guide or _("请按提示重新填写。"),
        params={"label": field.label},
        field=field.code,
    )


def _has_form(field: Field, value: Any) -> bool:
    return _storable(value) and _FORMS[field.kind](field, value)


def _storable(value: Any) -> bool:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return all(_storable(part) for pair in value.items() for part in pair)
    return not isinstance(value, list | tuple) or all(_storable(part) for part in value)


def _longest(field: Field) -> int:
    return LONGEST_LINE if field.kind is FieldKind.TEXT else LONGEST_TEXT


def _too_long(field: Field, value: Any) -> bool:
    texts = (FieldKind.TEXT, FieldKind.LONG)
    return field.kind in texts and isinstance(value, str) and len(value) > _longest(field)


def _is_text(field: Field, value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _longest(field)


def _is_date(field: Field, value: Any) -> bool:
    if not isinstance(value, str) or len(value) != 10:
        return False
    try:
        return date.fromisoformat(value).year in YEARS
    except ValueError:
        return False


def _is_moment(field: Field, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    return moment.tzinfo is not None and moment.year in YEARS


def _is_whole(field: Field, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _is_count(field: Field, value: Any) -> bool:
    return _is_whole(field, value) and value > 0


def _is_choice(field: Field, value: Any) -> bool:
    return isinstance(value, str) and value in {code for code, _label in field.choices}


def _is_list(field: Field, value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(i, str) and i.strip() for i in value)


def _is_items(field: Field, value: Any) -> bool:
    return isinstance(value, list | tuple) and all(_is_row(field, item) for item in value)


def _is_row(field: Field, item: Any) -> bool:
    if not isinstance(item, Mapping):
        return False
    names = [name for name, _label in field.columns]
    first = item.get(names[0])
    return (
        first not in (None, "")
        and set(item) <= set(names)
        and all(item.get(name) in dict(choices) for name, choices in field.column_choices)
        and all(_is_cell(field, name, part) for name, part in item.items())
    )


def _is_cell(field: Field, column: str, part: Any) -> bool:
    if column in COLUMN_KINDS:
        return _FORMS[COLUMN_KINDS[column]](field, part)
    return isinstance(part, str | int) and not isinstance(part, bool)


def _is_core(field: Field, value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    try:
        read_core(value)
    except ValueError:
        return False
    return True


def _is_person(field: Field, value: Any) -> bool:
    return isinstance(value, str) and value.startswith("urn:mingzhi:")


_FORMS: dict[FieldKind, Callable[[Field, Any], bool]] = {
    FieldKind.TEXT: _is_text,
    FieldKind.LONG: _is_text,
    FieldKind.DATE: _is_date,
    FieldKind.MOMENT: _is_moment,
    FieldKind.MONEY: _is_whole,
    FieldKind.NUMBER: _is_count,
    FieldKind.CHOICE: _is_choice,
    FieldKind.YES: lambda field, value: value is True,
    FieldKind.LIST: _is_list,
    FieldKind.ITEMS: _is_items,
    FieldKind.CORE: _is_core,
    FieldKind.PERSON: _is_person,
}

"""How a value of canonical JSON reads on paper: one function per display format of the catalogue."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from mingzhi.catalogue.rules.lawbook import in_full
from mingzhi.catalogue.rules.powers import PENALTY_KINDS
from mingzhi.records.rules.amounts import capital, yuan

BLANK = "＿＿＿＿"
"""What a placeholder shows when nothing was entered: a line to write on."""


def day(value: date) -> str:
    """Write a day as official papers do: 2026年4月14日."""
    return f"{value.year}年{value.month}月{value.day}日"


def told_apart(names: Sequence[str]) -> list[str]:
    """Give those that read alike a number of their own, in the order in which they stand."""
    return [
        f"{name}（之{_nth(names[: place + 1].count(name))}）" if names.count(name) > 1 else name
        for place, name in enumerate(names)
    ]


def _nth(number: int) -> str:
    return "一二三四五六七八九十"[number - 1] if number <= 10 else str(number)


def show(value: object, form: str = "text") -> str:
    """Write ``value`` in a display format of the catalogue; empty values become the empty text.

    A value that does not fit its format (hand-written history, free text in a date field) is shown as
    it was entered: a paper never hides what stands in the record.
    """
    if value is None or value in ("", [], {}, ()):
        return ""
    try:
        return _FORMS.get(form, _text)(value)
    except (TypeError, ValueError):
        return _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return _yes(value)
    if isinstance(value, Mapping):
        return _pairs(value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return _list(value)
    return str(value)


def _pairs(value: Mapping[str, object]) -> str:
    return " ".join(text for text in map(_text, value.values()) if text)


def _list(value: object) -> str:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return _text(value)
    return "；".join(text for text in map(_text, value) if text)


def _date(value: object) -> str:
    return day(date.fromisoformat(str(value)[:10]))


def _moment(value: object) -> str:
    moment = datetime.fromisoformat(str(value))
    return f"{day(moment.date())}{moment.hour}时{moment.minute:02d}分"


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("whole numbers only")
    return value


def _yes(value: object) -> str:
    return "是" if value else "否"


def _citation(value: object) -> str:
    if isinstance(value, str):
        return in_full(value) if value.strip() else ""
    if not isinstance(value, Sequence):
        raise TypeError("a citation or a list of citations")
    return "、".join(in_full(str(one)) for one in value)


def _penalty(row: Mapping[str, object]) -> str:
    """Write one penalty: kind, thing, amount with its capital form, length (行政处罚法 §9)."""
    kind, text = str(row.get("kind") or ""), str(row.get("text") or "")
    kind = PENALTY_KINDS.get(kind, kind)
    amount, days = row.get("amount"), row.get("days")
    written = text if text.startswith(kind) else kind + ("：" if kind and text else "") + text
    if amount:
        written += f"{yuan(_whole(amount))}（大写：{capital(_whole(amount))}）"
    return written + (f"{_whole(days)}日" if days else "")


def _penalties(value: object) -> str:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError("rows of penalties")
    rows = [_penalty(row) if isinstance(row, Mapping) else _text(row) for row in value]
    if len(rows) == 1:
        return rows[0]
    ends = ["；"] * (len(rows) - 1) + ["。"]
    return "\n".join(
        f"{number}. {row}{end}" for number, (row, end) in enumerate(zip(rows, ends, strict=True), 1)
    )


_FORMS: dict[str, Callable[[object], str]] = {
    "text": _text,
    "date": _date,
    "moment": _moment,
    "money": lambda value: yuan(_whole(value)),
    "capital": lambda value: capital(_whole(value)),
    "number": _text,
    "list": _list,
    "yes": _yes,
    "citation": _citation,
    "penalties": _penalties,
}

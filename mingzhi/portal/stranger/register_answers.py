"""A register on any day, narrowed by words, facets and an agency, and its changes between two days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from html import escape

from mingzhi.disclosure.rules.cited import words_of
from mingzhi.disclosure.rules.register_agencies import CONCERNS, KEY, NAMED, Holding
from mingzhi.disclosure.rules.register_lines import Change, RegisterLine, difference
from mingzhi.kernel import typed
from mingzhi.portal.stranger import pages, register_pages
from mingzhi.portal.stranger.reading import Line
from mingzhi.portal.stranger.register_pages import Declared

MOST_CHANGES = 200
_LONGEST = 100
_HOW = {"added": "新增", "ended": "移出", "changed": "变更"}
_SAME = "这两天的内容相同。"
_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The registers as declared, their entries, and the day of the files."""

    declared: Mapping[str, Declared]
    entries: Mapping[str, Sequence[Line]]
    day: date

    def lines(self, code: str) -> list[RegisterLine]:
        """Return the entries of a register with their days."""
        return [
            RegisterLine(
                key=line["key"],
                since=date.fromisoformat(line["since"]),
                until=date.fromisoformat(line["until"]) if line["until"] else None,
                values=line["values"],
            )
            for line in self.entries.get(code, ())
        ]


def page(shelf: Shelf, parts: Sequence[str], given: Mapping[str, str]) -> str | None:
    """Return the answer for ``CODE``, ``CODE.html`` or ``CODE/difference``; None for what is no question."""
    code, *more = parts
    code = code.removesuffix(".html")
    if code not in shelf.declared:
        return None
    if more in (["difference"], ["difference.html"]):
        return _difference(shelf, code, given)
    return None if more else _on(shelf, code, given)


def _on(shelf: Shelf, code: str, given: Mapping[str, str]) -> str:
    declared, day = shelf.declared[code], _day(given.get("on", ""), shelf.day)
    found = [line for line in _standing(shelf, code, day) if _fits(shelf, declared, line, day, given)]
    chosen = pages.items(_chosen(declared, given)) if _chosen(declared, given) else ""
    form = _form(f"{code}.html", given, (("q", "查找 Words", "search"), ("on", "截至 As of", "date")))
    form += _form(
        f"{code}/difference.html", given, (("since", "自 From", "date"), ("until", "至 To", "date"))
    )
    other = " · 看今天的" if day != shelf.day else ""
    standing = [line.content() for line in found]
    body = register_pages.listed(declared, standing, day.isoformat(), asked=form + chosen, other=other)
    return pages.document(declared["title"], body, depth=1)


def _standing(shelf: Shelf, code: str, day: date) -> list[RegisterLine]:
    return sorted((line for line in shelf.lines(code) if line.holds(day)), key=lambda line: line.key)


def _day(text: str, default: date) -> date:
    return typed.day(text) or default


def _facets(declared: Declared) -> list[Declared]:
    return [column for column in declared["columns"] if column.get("facet")]


def _fits(shelf: Shelf, declared: Declared, line: RegisterLine, day: date, given: Mapping[str, str]) -> bool:
    body = "\n".join(value for value in line.values.values() if value)
    facets = {column["code"]: given.get(column["code"], "") for column in _facets(declared)}
    agency = "" if "agency" in facets else given.get("agency", "").strip()
    return (
        words_of(given.get("q", "")[:_LONGEST]).stand_in(body)
        and all(line.values.get(code, "") == value for code, value in facets.items() if value)
        and (not agency or _concerns(shelf, declared, line, day, agency))
    )


def _concerns(shelf: Shelf, declared: Declared, line: RegisterLine, day: date, agency: str) -> bool:
    """Tell whether an entry concerns an agency by the name it bears that day."""
    code, values = declared["code"], line.values
    if code in NAMED:
        return values.get(declared["columns"][0]["code"]) == agency
    if code not in CONCERNS:
        return values.get("agency") == agency
    column, held = CONCERNS[code]
    return (line.key if column == KEY else values.get(column)) in held(_holding(shelf, agency, day))


def _holding(shelf: Shelf, agency: str, day: date) -> Holding:
    powers = tuple(line for line in _standing(shelf, "powers", day) if line.values.get("agency") == agency)
    codes = {line.values.get("code", "") for line in powers}
    guides = tuple(line for line in _standing(shelf, "guides", day) if line.values.get("code") in codes)
    remedies = tuple(line for line in _standing(shelf, "remedies", day) if line.values.get("name") == agency)
    return Holding(powers, guides, remedies)


def _chosen(declared: Declared, given: Mapping[str, str]) -> list[str]:
    titles = {column["code"]: column["title"] for column in _facets(declared)} | {"agency": "执法机关"}
    away = pages.link(f"{declared['code']}.html", "✕")
    return [
        f"{escape(title)}：{escape(given[code])} {away}" for code, title in titles.items() if given.get(code)
    ]


def _form(action: str, given: Mapping[str, str], fields: Iterable[tuple[str, str, str]]) -> str:
    told = " ".join(
        f'<label>{words} <input type="{kind}" name="{name}" '
        f'value="{escape(given.get(name, ""), quote=True)}"></label>'
        for name, words, kind in fields
    )
    return pages.own(f'<form action="{action}">{told} <button>查询 Show</button></form>')


def _difference(shelf: Shelf, code: str, given: Mapping[str, str]) -> str:
    declared = shelf.declared[code]
    before, after = sorted(
        _day(given.get(name, "") or given.get(once, ""), otherwise)
        for name, once, otherwise in (("since", "from", shelf.day - _MONTH), ("until", "to", shelf.day))
    )
    changes = difference(shelf.lines(code), before, after)
    title = f"{declared['title']} · 变化"
    heads = (declared["columns"][0]["title"], "变化", "日期", "内容")
    rows = [_changed(declared, change) for change in changes[:MOST_CHANGES]]
    told = pages.table("变化", heads, rows) if rows else f"<p>{_SAME}</p>"
    more = (
        f"<p>变化超过 {MOST_CHANGES} 条，这里只列出前 {MOST_CHANGES} 条；完整数据请取两天的 CSV 比较。</p>"
        if len(changes) > MOST_CHANGES
        else ""
    )
    days = pages.own(f"<p>{pages.day(before.isoformat())} – {pages.day(after.isoformat())}</p>")
    return pages.document(title, pages.head(title) + days + told + more, depth=2)


def _changed(declared: Declared, change: Change) -> list[str]:
    line = change.new or change.old
    if line is None:
        raise ValueError("a change of nothing")
    first = declared["columns"][0]
    cell = partial(register_pages.cell, first)
    day = line.until if change.how == "ended" and line.until else line.since
    moved = [column for column in declared["columns"] if column["code"] in change.columns]
    name = pages.link(f"{register_pages.file_of(line.key)}.html", cell(line.content()))
    return [name, _HOW[change.how], pages.day(day.isoformat()), _pairs(moved, change) or "—"]


def _pairs(moved: Sequence[Declared], change: Change) -> str:
    if change.old is None or change.new is None:
        return ""
    old, new = change.old.content(), change.new.content()
    return "".join(
        f"<p>{escape(column['title'])}：<del>删去：{register_pages.cell(column, old)}</del> "
        f"<ins>改为：{register_pages.cell(column, new)}</ins></p>"
        for column in moved
    )

"""The public registers: what each says on the day of the files, every state of every entry, the editions."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from mingzhi.portal.flowchart import flow_of
from mingzhi.portal.stranger import pages
from mingzhi.portal.stranger.reading import Line

_INTRODUCTION = (
    "执法之前就应当公开的信息：谁可以执法、依据什么、按什么程序、不服找谁。"
    "每次变化都封存于公开日志，可以查任意一天的情况。"
)
_NOTHING = "没有找到。可以换一个词、去掉条件或者换一天。"
_TOUCHED = (
    "原站声明：此登记簿的条目与封存的不一致，未列入文件。"
    "The place says that the entries are not those that were sealed; they are not in the files."
)
_NOT_NOW = "今天已不在登记簿中"
_EDGES = "起始日期当天生效，终止日期当天不再有效。"
_EDITION = ("期次", "公布时间", "条数", "新增", "移出", "全文哈希", "下载")
Declared = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Book:
    """One register with its editions, and its entries standing on the day of the files."""

    declared: Declared
    editions: Sequence[Line]
    standing: int


def write(target: Path, declared: Declared, editions: Sequence[Line], entries: list[Line], day: str) -> Book:
    """Write the pages of one register; ``day`` is the day of the files."""
    standing = [line for line in entries if _holds(line, day)]
    _list(target, declared, standing, day)
    for key, states in groupby(sorted(entries, key=_newest_first), key=lambda line: str(line["key"])):
        page = _entry(declared, list(states), day)
        pages.save(target / "registers" / declared["code"] / f"{file_of(key)}.html", page)
    _editions(target, declared, editions)
    return Book(declared, editions, len(standing))


def _newest_first(line: Line) -> tuple[str, int]:
    return line["key"], -int(line["since"].replace("-", ""))


def _holds(line: Line, day: str) -> bool:
    return bool(line["since"] <= day and (line["until"] is None or day < line["until"]))


def file_of(key: str) -> str:
    """Return a name for any file system, whatever signs the key has."""
    return f"of-{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def doors(books: Iterable[Book], up: str) -> str:
    """Return the registers in their groups with what they hold."""
    told = ""
    for group, rows in groupby(books, key=lambda book: book.declared["group"]):
        told += f"<h2>{escape(group)}</h2>" + pages.items(_door(book, up) for book in rows)
    return told


def _door(book: Book, up: str) -> str:
    name = book.declared
    newest = f" · 最近公布 {pages.moment(book.editions[-1]['published_at'])}" if book.editions else ""
    door = pages.link(f"{up}registers/{name['code']}.html", escape(name["title"]))
    return f"{door} {escape(name['about'])}<br>{book.standing} 条{newest}"


def index(target: Path, books: Sequence[Book]) -> None:
    """Write the page that leads to every register."""
    body = f"{pages.head('公开登记簿')}<p>{_INTRODUCTION}</p>{doors(books, '../')}"
    pages.save(target / "registers" / "index.html", pages.document("公开登记簿", body, depth=1))


def _list(target: Path, declared: Declared, standing: Sequence[Line], day: str) -> None:
    before = _above(declared, len(standing), day)
    name, title = f"registers/{declared['code']}", declared["title"]
    series = pages.Series(target, name, title, before, _NOTHING)
    series.write(_rows(declared, standing), partial(pages.table, title, _heads(declared)))


def listed(declared: Declared, standing: Sequence[Line], day: str, *, asked: str, other: str) -> str:
    """Return the list of a register on a day; ``asked`` stands above what was found, ``other`` by the day."""
    rows = _rows(declared, standing)
    told = pages.table(declared["title"], _heads(declared), rows) if rows else f"<p>{_NOTHING}</p>"
    return _above(declared, len(rows), day, asked=asked, other=other) + told


def _shown(declared: Declared) -> list[Declared]:
    return [row for row in declared["columns"][1:] if row["shown"]]


def _heads(declared: Declared) -> list[str]:
    return [column["title"] for column in (declared["columns"][0], *_shown(declared))]


def _rows(declared: Declared, standing: Sequence[Line]) -> list[list[str]]:
    first, code = declared["columns"][0], declared["code"]
    return [
        [
            pages.link(f"{code}/{file_of(line['key'])}.html", cell(first, line)),
            *(cell(column, line) for column in _shown(declared)),
        ]
        for line in standing
    ]


def _above(declared: Declared, count: int, day: str, *, asked: str = "", other: str = "") -> str:
    return (
        f"{pages.head(declared['title'])}<p>{escape(declared['about'])} {pages.cited(declared['basis'])}</p>"
        + asked
        + (pages.own(f"<p><strong>{_TOUCHED}</strong></p>") if declared["touched"] else "")
        + f"<h2>{count} 条</h2><p>{pages.day(day)}的情况{other}</p>"
        + pages.own(f"<p>{pages.link(declared['code'] + '/editions.html', '各期与封存 Editions')}</p>")
    )


def _entry(declared: Declared, states: Sequence[Line], day: str) -> str:
    first = declared["columns"][0]
    now = next((line for line in states if _holds(line, day)), None)
    body = f"<h1>{cell(first, now or states[0])}</h1>" + ("" if now else f"<p>{_NOT_NOW}</p>")
    for line in states:
        title = "现行内容" if line is now else "以往内容" if line["until"] else "将来内容"
        until = f"，至{pages.day(line['until'])}前" if line["until"] else ""
        body += f"<h2>{title}</h2><p>{pages.day(line['since'])}起{until}</p>"
        body += pages.facts((column["title"], cell(column, line)) for column in declared["columns"])
    address = states[0]["url"]
    body += f"<p>{_EDGES}</p>" + pages.own(f"<p>原址 Original {pages.link(address, escape(address))}</p>")
    return pages.document(declared["title"], body, depth=2)


def cell(column: Declared, line: Line) -> str:
    """Return one value as it reads: citations in full, lines as a list, a chart by all its ways."""
    text = str(line["values"].get(column["code"], ""))
    form = column["form"]
    flow = flow_of(text) if form == "chart" else None
    if flow:
        told = (
            f"<strong>{escape(ways.state)}</strong>{' 终点' if ways.final else ''}"
            + (
                pages.items(f"{escape('、'.join(s))} → {escape(to)}" for s, to in ways.out)
                if ways.out
                else ""
            )
            for ways in flow.ways
        )
        return f"<h3>全部去向</h3>{pages.items(told)}"
    if form == "citations":
        return "<br>".join(pages.cited(part) for part in text.split("；") if part)
    if form == "lines" and text:
        return pages.items(map(_in_line, text.splitlines()))
    if form == "link" and text.startswith(("https://", "http://")):
        return pages.link(text, escape(text))
    return escape(text)


def _in_line(text: str) -> str:
    parts = [part for part in text.split("\t") if part]
    cited = [part for part in parts[1:] if " " in part]
    words = " · ".join(escape(part) for part in parts if part not in cited)
    return " ".join([words, *map(pages.cited, cited)])


def _editions(target: Path, declared: Declared, editions: Sequence[Line]) -> None:
    code, title = declared["code"], f"{declared['title']} · 封存与回执"
    rows = [
        (
            f"第 {line['edition']} 期",
            pages.moment(line["published_at"]),
            str(line["content"]["rows"]),
            str(line["added"]),
            str(line["removed"]),
            f'<code title="{line["content"]["rows_sha256"]}">{line["content"]["rows_sha256"][:12]}</code>',
            "条目 回执",
        )
        for line in reversed(editions)
    ]
    series = pages.Series(target, f"registers/{code}/editions", title, pages.head(title), "还没有公布。")
    series.write(rows, partial(pages.table, "各期", _EDITION))

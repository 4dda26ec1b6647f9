"""The look of the rebuilt pages: plain HTML without script, the same words as on the portal."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import islice
from pathlib import Path
from typing import TypeVar

from mingzhi.kernel.citation import cite
from mingzhi.kernel.clock import CHINA

AT_ONCE = 200
Row = TypeVar("Row")
_STYLE = (
    "body{font:1rem/1.7 sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#1c2733;"
    "background:#fbfaf7}a{color:#1f4f82}dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap}"
    "code{word-break:break-all}li{margin:.4rem 0}.text{white-space:pre-wrap}table{border-collapse:collapse}"
    "th,td{min-width:4em;border:1px solid #c9c4b8;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "del{background:#f6d5cf}ins{background:#d5ecd8}.chip{border:1px solid;border-radius:3px;padding:0 .3rem}"
    ".own{color:#5a6470;font-size:.9rem}.wide{overflow-x:auto}"
    "@media (prefers-color-scheme:dark){body{color:#e6e3da;background:#15191e}a{color:#9cc3ee}"
    ".own{color:#a9b1ba}del{background:#5c2a22}ins{background:#1f4a2a}}"
)
_DOORS = (
    ("index.html", "首页 Home"),
    ("notices/index.html", "查询 Notices"),
    ("names.html", "名录 Index"),
    ("registers/index.html", "登记簿 Registers"),
    ("agencies.html", "机关 Agencies"),
    ("withdrawn.html", "停止公示 Tombstones"),
    ("differences.html", "与原站的不同 Differences"),
)


def document(title: str, body: str, *, depth: int = 0, hidden: bool = False) -> str:
    """Return a page; ``depth`` is how many folders it lies below the first page."""
    up = "../" * depth
    doors = " · ".join(f'<a href="{up}{address}">{name}</a>' for address, name in _DOORS)
    robots = '<meta name="robots" content="noindex">' if hidden else ""
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">{robots}'
        f"<style>{_STYLE}</style></head><body><nav>{doors}</nav><main>{body}</main></body></html>\n"
    )


def head(title: str) -> str:
    """Return the heading of a page."""
    return f"<h1>{escape(title)}</h1>"


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return labels with what stands beside them (HTML); rows without it are left out."""
    told = "".join(f"<dt>{escape(label)}</dt><dd>{said}</dd>" for label, said in rows if said)
    return f"<dl>{told}</dl>"


def items(rows: Iterable[str]) -> str:
    """Return a list of HTML pieces."""
    return "<ul>" + "".join(f"<li>{row}</li>" for row in rows) + "</ul>"


def table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of HTML cells under its headings."""
    top = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    told = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    above = f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
    return f'<div class="wide"><table>{above}<tbody>{told}</tbody></table></div>'


def link(address: str, words: str) -> str:
    """Return a link; the words are HTML."""
    return f'<a href="{escape(address, quote=True)}">{words}</a>'


def own(html: str) -> str:
    """Mark what the portal does not show on this page."""
    return f'<div class="own" data-part="own">{html}</div>'


def day(text: str) -> str:
    """Write 2026年4月14日 for a day or a moment."""
    value = date.fromisoformat(text) if len(text) == len("2026-04-14") else _moment(text)
    return f"{value.year}年{value.month}月{value.day}日"


def moment(text: str) -> str:
    """Write 2026年4月14日 09:30."""
    return f"{day(text)} {_moment(text):%H:%M}"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(CHINA)


def cited(compact: str) -> str:
    """Write a citation in full."""
    try:
        return f"<cite>{escape(str(cite(compact)))}</cite>"
    except ValueError:
        return escape(compact)


def save(path: Path, page: str) -> None:
    """Write a page where it belongs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, "utf-8")


def parts(rows: Iterable[Row], size: int = AT_ONCE) -> Iterator[tuple[int, Sequence[Row], bool]]:
    """Cut a list into (number, rows, is there more); an empty list is one empty page."""
    left, number = iter(rows), 1
    batch = list(islice(left, size))
    while batch or number == 1:
        following = list(islice(left, size))
        yield number, batch, bool(following)
        batch, number = following, number + 1


@dataclass(frozen=True, slots=True)
class Series:
    """A list over several pages: ``name-2.html`` comes after ``name.html``; ``before`` stands above each."""

    target: Path
    name: str
    title: str
    before: str
    nothing: str

    def write(self, rows: Iterable[Row], drawn: Callable[[Sequence[Row]], str]) -> None:
        """Write all pages; ``drawn`` makes HTML of the rows of one."""
        for number, batch, more in parts(rows):
            told = drawn(batch) if batch else f"<p>{self.nothing}</p>"
            following = own(link(self._part(number + 1).rpartition("/")[2], "下一页 Next")) if more else ""
            page = document(self.title, self.before + told + following, depth=self.name.count("/"))
            save(self.target / self._part(number), page)

    def _part(self, number: int) -> str:
        return f"{self.name}.html" if number == 1 else f"{self.name}-{number}.html"

"""Answer what needs a question: searches, and registers on any day and between two days.

The same words and conditions as on the portal, from the files that were rebuilt; everything else is a page
that lies there. ``serve`` shows both to the machine it runs on, with the standard library alone.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from mingzhi.disclosure.rules import legal_bases, outcomes
from mingzhi.portal.stranger import asked, list_pages, pages, register_answers
from mingzhi.portal.stranger.list_pages import Lists
from mingzhi.portal.stranger.listing import Listed
from mingzhi.portal.stranger.register_answers import Shelf

MOST = 2_000
"""So many results are read and counted for one answer; the portal counts its facets over as many."""
_PAGE = 20
_TITLE = "查询公示信息"
_TOO_SHORT = "请输入至少两个连续的字"
_LIKE = "例如名称、文号或者案由里的两个字。"
_FACETS: Mapping[str, Callable[[Listed], Sequence[str]]] = {
    "kind": lambda row: (row.kind,),
    "agency": lambda row: (row.agency,),
    "region": lambda row: (row.region,),
    "year": lambda row: (row.decided_on[:4],),
    "penalty": lambda row: outcomes.kinds_in(row.outcome),
    "fine": lambda row: outcomes.bands_in(row.outcome),
    "basis": lambda row: legal_bases.statutes_in(row.basis),
    "corrected": lambda row: ("1" if row.version > 1 else "0",),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What can be asked of a rebuilt portal: its lists, and the shelf of its registers."""

    target: Path
    lists: Lists
    shelf: Shelf

    def page(self, path: str, given: Mapping[str, str]) -> str | None:
        """Return the answer at an address; None where a page lies there, or nothing does."""
        parts = [part for part in path.split("/") if part]
        if parts in (["notices"], ["notices", "index.html"]):
            return self._search(given)
        if len(parts) > 1 and parts[0] == "registers":
            return register_answers.page(self.shelf, parts[1:], given)
        return None

    def _search(self, given: Mapping[str, str]) -> str:
        question = asked.read(given)
        start = int(given["from"]) if given.get("from", "").isdecimal() and len(given["from"]) < 9 else 0
        rows = [] if question.too_short else self.lists.listing.search(question, MOST + 1)
        found = f"{MOST} 件以上" if len(rows) > MOST else f"{len(rows)} 件"
        shown = [
            self.lists.found(row, text, question.runs, "../") for row, text in rows[start : start + _PAGE]
        ]
        body = pages.head(_TITLE) + _form("index.html", "q", question.given) + self._chosen(question.given)
        body += f"<h2>{_TOO_SHORT if question.too_short else found}</h2>"
        body += self._facets(question.given, [row for row, _text in rows])
        nothing = _LIKE if question.too_short else list_pages.NOTHING
        body += pages.items(shown) if shown else f"<p>{nothing}</p>"
        if len(rows) > start + _PAGE:
            body += pages.own(_to(question.given, "下一页 Next", **{"from": str(start + _PAGE)}))
        return pages.document(_TITLE, body, depth=1)

    def _chosen(self, given: Mapping[str, str]) -> str:
        titles = list_pages.TITLES | {"since": "决定日期自", "until": "决定日期至"}
        told = [
            f"{title}：{escape(self.lists.label(name, given[name]))} {_to(given, '✕', **{name: ''})}"
            for name, title in titles.items()
            if given.get(name)
        ]
        return pages.items(told) if told else ""

    def _facets(self, given: Mapping[str, str], rows: Sequence[Listed]) -> str:
        told = ""
        for name, title in list_pages.TITLES.items():
            counted = Counter(value for row in rows for value in _FACETS[name](row))
            if given.get(name) or len(counted) < 2:
                continue
            values = [
                f"{_to(given, escape(self.lists.label(name, value)), **{name: value})} {number}"
                for value, number in counted.most_common(_PAGE)
            ]
            told += f"<h3>{title}</h3>{pages.items(values)}"
        told += self._articles(given, rows)
        return (
            f'<details class="own" data-part="own"><summary>筛选 Narrow</summary>{told}</details>'
            if told
            else ""
        )

    def _articles(self, given: Mapping[str, str], rows: Sequence[Listed]) -> str:
        """Offer the articles of the law that was asked for."""
        law = legal_bases.wanted(given.get("basis", ""))
        if law is None or law.article:
            return ""
        counted = Counter(basis for row in rows for basis in legal_bases.articles_in(row.basis, law.statute))
        values = [
            f"{_to(given, escape(basis.title), basis=basis.code)} {number}"
            for basis, number in counted.most_common(_PAGE)
        ]
        return f"<h3>条文</h3>{pages.items(values)}" if values else ""


def _form(action: str, name: str, given: Mapping[str, str]) -> str:
    kept = "".join(
        f'<input type="hidden" name="{key}" value="{escape(value, quote=True)}">'
        for key, value in given.items()
        if key != name
    )
    value = escape(given.get(name, ""), quote=True)
    return pages.own(
        f'<form action="{action}"><label>名称、文号、关键词 Words <input type="search" name="{name}" '
        f'value="{value}"></label>{kept} <button>查询 Search</button></form>'
    )


def _to(given: Mapping[str, str], words: str, **changed: str) -> str:
    kept = {name: value for name, value in {**given, **changed}.items() if value}
    return pages.link(f"index.html?{urlencode(kept)}", words)


class _Reader(BaseHTTPRequestHandler):
    """One reader: an answer, a page that lies there, or neither.

    Browsers open connections ahead and say nothing on them, so everybody is read in a thread of their own
    and not waited for too long; answers are made one after the other.
    """

    timeout = 30
    _turn = Lock()

    def __init__(self, answers: Answers, *given: Any) -> None:
        self.answers = answers
        super().__init__(*given)

    def do_GET(self) -> None:
        """Answer."""
        content = self._found()
        self.send_response(HTTPStatus.OK if content is not None else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def _found(self) -> bytes | None:
        try:
            address = urlsplit(self.path)
            with self._turn:
                page = self.answers.page(address.path, dict(parse_qsl(address.query)))
            return page.encode() if page is not None else lying(self.answers.target, address.path)
        except (ValueError, OSError):  # an address that cannot be read, or is too long for any file
            return None

    def log_message(self, *_given: Any) -> None:
        """Keep no record of who read what."""


def lying(target: Path, path: str) -> bytes | None:
    """Return the page that lies at a path; nothing that lies outside, nothing else than pages."""
    wanted = (target / path.lstrip("/")).resolve()
    if wanted.is_dir():
        wanted /= "index.html"
    inside = wanted.is_relative_to(target.resolve()) and wanted.suffix == ".html"
    return wanted.read_bytes() if inside and wanted.is_file() else None


def server(answers: Answers, port: int) -> ThreadingHTTPServer:
    """Return what answers readers on this machine."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Reader, answers))

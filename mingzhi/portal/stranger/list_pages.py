"""The first page, searches by one condition, the stages, agencies, the index of names, the tombstones."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from mingzhi.disclosure.rules import bigrams, legal_bases, outcomes
from mingzhi.portal.stranger import pages
from mingzhi.portal.stranger.differences import DIFFERENCES
from mingzhi.portal.stranger.listing import IMPOSED, Facet, Listed, Listing
from mingzhi.portal.stranger.reading import Line, Unsound

_PLAIN = re.compile(r"[0-9A-Za-z_-]*")
_LATEST, _AGENCIES, _SHOWN = 8, 12, 20
TITLES = {
    "kind": "执法类别",
    "agency": "执法机关",
    "region": "行政区划",
    "year": "决定年份",
    "penalty": "处罚种类",
    "fine": "罚款金额",
    "basis": "法律依据",
    "corrected": "更正情况",
}
_ALONE = frozenset((*IMPOSED, "basis"))
"""Facets of which a single value is worth showing, as on the portal."""
_CORRECTED = {"0": "未更正", "1": "已更正"}
NOTHING = "没有找到。可以换一个词，或者去掉条件。"
_MOTTO = "每一件执法决定，都能在这里找到去向"
_WITHDRAWN = (
    "决定被依法变更、撤销、确认违法、确认无效，或者发现依法不应公开的，公示信息撤回，理由在此公开。"
    "撤回后不再显示原内容。依申请提前停止公示的也列在这里。"
)
_CAME_DOWN = {"withdraw": "已撤回", "end_early": "提前停止公示", "expire": "公示期满"}


@dataclass(frozen=True, slots=True)
class Lists:
    """Writes the lists of a portal: ``kinds`` and ``stages`` are what the codes are called."""

    target: Path
    listing: Listing
    kinds: Mapping[str, str]
    stages: Mapping[str, str]
    stage_of: Mapping[str, str]

    def home(self, made_at: str) -> None:
        """Write the first page."""
        latest = [self._row(row, "") for row in self.listing.by_publication(limit=_LATEST)]
        found = self.listing.agencies()[:_AGENCIES]
        agencies = [
            f"{pages.link(f'notices/agency-{code}.html', escape(name))}<br>{escape(region)} · {count} 件"
            for region, code, name, count in found
        ]
        body = (
            pages.head(_MOTTO)
            + pages.own(f"<p>资料时间 As of {escape(made_at)} · {len(self.listing)} · {_about()}</p>")
            + "<h2>最新公示</h2>"
            + pages.link("notices/index.html", "全部")
            + (pages.items(latest) if latest else "<p>还没有公示信息。</p>")
            + "<h2>按机关查找</h2>"
            + pages.link("agencies.html", "全部")
            + pages.items(agencies or ["还没有机关在此公示。"])
        )
        pages.save(self.target / "index.html", pages.document("行政执法信息公示", body))

    def searches(self) -> None:
        """Write the list of all notices and one for each value of each facet."""
        facets = {name: self.listing.facet(name) for name in TITLES}
        if not all(
            _PLAIN.fullmatch(_filed(name, row.value)) for name, rows in facets.items() for row in rows
        ):
            raise Unsound("a code that is none")
        beside = "".join(map(self._facet, facets, facets.values()))
        self._search("notices/index", "", len(self.listing), self.listing.by_decision(), beside)
        for name, values in facets.items():
            for value in values:
                chosen = f"{TITLES[name]}：{escape(self._label(name, value))} "
                chosen = pages.items([chosen + pages.link("index.html", "✕")])
                rows = self.listing.by_decision(name, value.value)
                self._search(f"notices/{name}-{_filed(name, value.value)}", chosen, value.number, rows, "")

    def _search(self, name: str, chosen: str, count: int, rows: Iterable[Listed], beside: str) -> None:
        before = f"{pages.head('查询公示信息')}{chosen}<h2>{count} 件</h2>{beside}"
        told = (self._row(row, "../", excerpt=True) for row in rows)
        pages.Series(self.target, name, "查询公示信息", before, NOTHING).write(told, pages.items)

    def _facet(self, name: str, values: Sequence[Facet]) -> str:
        if len(values) < (1 if name in _ALONE else 2):
            return ""
        rows = [
            f"{pages.link(_list(name, value.value), escape(self._label(name, value)))} {value.number}"
            for value in values[:_SHOWN]
        ]
        return f'<section data-part="facets"><h3>{TITLES[name]}</h3>{pages.items(rows)}</section>'

    def _label(self, name: str, value: Facet) -> str:
        told: Mapping[str, str] = {"kind": self.kinds, "corrected": _CORRECTED}.get(name, {})
        return told.get(value.value, value.label)

    def by_stage(self, registers: str) -> None:
        """Write the doors of the stages; before enforcement stand the ``registers``."""
        for stage, title in self.stages.items():
            kinds = tuple(kind for kind, of in self.stage_of.items() if of == stage)
            before = registers if stage == "before" else ""
            nothing = "" if before or stage == "during" else "此环节还没有公示信息。"
            series = pages.Series(self.target, f"stages/{stage}", title, pages.head(title) + before, nothing)
            series.write((self._row(row, "../") for row in self.listing.by_publication(kinds)), pages.items)

    def agencies(self) -> None:
        """Write the agencies by region."""
        body = pages.head("按机关查找")
        for region, rows in groupby(self.listing.agencies(), key=lambda row: row[0]):
            told = (
                f"{escape(name)} {pages.link(f'notices/agency-{code}.html', f'公示 {count} 件')}"
                for _region, code, name, count in rows
            )
            body += f"<h2>{escape(region)}</h2>{pages.items(told)}"
        pages.save(self.target / "agencies.html", pages.document("按机关查找", body))

    def names(self) -> None:
        """Write the index of parties and numbers, which the portal itself has not."""
        rows = (f"<b>{escape(row.party)}</b> {self._row(row, '')}" for row in self.listing.by_name())
        head = pages.head("名录 Index of parties and numbers")
        pages.Series(self.target, "names", "名录", head, NOTHING).write(rows, pages.items)

    def withdrawn(self, stones: Iterable[Line]) -> None:
        """Write the tombstones, the newest first; those whose period ended stand after the others."""
        ordered = sorted(stones, key=lambda line: line["content"]["at"], reverse=True)
        rows = [self._stone(line) for line in ordered if line["content"]["action"] != "expire"]
        over = [self._stone(line) for line in ordered if line["content"]["action"] == "expire"]
        told = pages.items(rows) if rows else "<p>没有撤回的公示信息。</p>"
        body = f"{pages.head('已撤回')}<p>{_WITHDRAWN}</p>{told}"
        body += pages.own(f"<h2>公示期满</h2>{pages.items(over)}") if over else ""
        pages.save(self.target / "withdrawn.html", pages.document("已撤回", body, hidden=True))

    def _stone(self, line: Line) -> str:
        said = line["content"]
        name = escape(said["number"] or self.kinds[line["kind"]])
        return (
            f"{pages.link(_address(line['notice'], ''), name)} {_CAME_DOWN[said['action']]} "
            f"{escape(said['reason'])}<br>{escape(line['agency_name'])} · {pages.moment(said['at'])}"
        )

    def found(self, row: Listed, text: str, runs: Sequence[str], up: str) -> str:
        """Return one result of a search, its words marked."""
        wanted = list(runs)
        title = _lit(bigrams.marked(row.title, wanted))
        piece = f"<br>{_lit(bigrams.excerpt(text, wanted))}" if text else ""
        return self._told(row, title, piece, up)

    def label(self, name: str, value: str) -> str:
        """Return what the value of a condition is called."""
        if name == "basis":
            return legal_bases.title_of(value)
        if name in ("penalty", "fine"):
            titles: Mapping[str, Any] = outcomes.FINES if name == "fine" else outcomes.KINDS
            return titles[value].title if value in titles else value
        if name not in TITLES:
            return value
        known = (found for found in self.listing.facet(name) if found.value == value)
        return next((self._label(name, found) for found in known), value)

    def _row(self, row: Listed, up: str, *, excerpt: bool = False) -> str:
        piece = f"<br>{escape(row.excerpt)}" if excerpt and row.excerpt else ""
        return self._told(row, escape(row.title), piece, up)

    def _told(self, row: Listed, title: str, piece: str, up: str) -> str:
        chip = ' <span class="chip">已更正</span>' if row.version > 1 else ""
        named = " · ".join(filter(None, (self.kinds[row.kind], row.number, row.party)))
        said = f"{escape(row.conclusion)}<br>" if row.conclusion else ""
        return (
            f"{pages.link(_address(row.uid, up), title)}{chip}<br>{escape(named)}<br>{said}"
            f"{escape(row.agency_name)} · 决定 {pages.day(row.decided_on)} · "
            f"首次公示 {pages.day(row.first_published_at)}{piece}"
        )


def _list(facet: str, value: str) -> str:
    return f"{facet}-{_filed(facet, value)}.html"


def _filed(facet: str, value: str) -> str:
    """Return under what the list of a value is filed: its code, of a law the digest of its name."""
    return hashlib.sha256(value.encode()).hexdigest()[:16] if facet == "basis" else value


def _address(uid: str, up: str) -> str:
    return f"{up}notices/{uid}/index.html"


def _lit(parts: Iterable[tuple[str, bool]]) -> str:
    return "".join(f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in parts)


def _about() -> str:
    return pages.link("differences.html", "由开放数据文件重建，不是原站 Rebuilt from files, not the original")


def differences(target: Path) -> None:
    """Write what these pages have not and why."""
    rows: list[str] = [f"{escape(each.chinese)}<br>{escape(each.english)}" for each in DIFFERENCES]
    body = pages.head("与原站的不同 What differs from the original") + pages.items(rows)
    pages.save(target / "differences.html", pages.document("与原站的不同", body))

"""The pages of one notice: what it says, what a correction changed, its tombstone."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from mingzhi.portal.difference import IN, OUT, only_table, pieces, tables
from mingzhi.portal.stranger import pages
from mingzhi.portal.stranger.reading import Line, Unsound

_ENDS = {"withdraw": "本信息已撤回", "expire": "本信息公示期已满", "end_early": "本信息已提前停止公示"}
_HOW = {"correct": "更正", "update": "更新"}
_AFTER_REPORT = "因收到错误报告或者更正申请而更正"
_SAME_TEXT = "依法隐去的内容以外，与送达当事人的文书一致。"
_GONE = "原内容不再公开。停止公示这件事本身记入公开日志，任何人都可以核验。"


def write(
    target: Path, line: Line, earlier: Sequence[Line], kinds: dict[str, str], licence: tuple[str, str]
) -> None:
    """Write the page of a standing notice, and one for each correction.

    ``licence``: what became of the licence it tells of, and what else is public of it.
    """
    folder = _folder(target, line["notice"])
    versions = [*earlier, line]
    pages.save(folder / "index.html", _notice(line, versions, kinds[line["content"]["kind"]], licence))
    for old, new in pairwise(versions):
        page = _difference(old, new, versions)
        pages.save(folder / f"version-{new['version']}.html", page)


def write_tombstone(target: Path, line: Line, kinds: dict[str, str]) -> None:
    """Write the page of a notice that came down."""
    said, title = line["content"], _ENDS[line["content"]["action"]]
    rows = [
        ("理由", escape(said["reason"])),
        ("依据文书", escape(line["ground_document"])),
        ("依据", pages.cited(said["basis"])),
        ("停止公示", pages.moment(said["at"])),
        ("执法机关", escape(line["agency_name"])),
        ("执法类别", kinds[line["kind"]]),
        ("文号", escape(said["number"])),
        ("决定", pages.day(line["decided_on"])),
    ]
    body = pages.head(title) + pages.facts(rows) + f"<p>{_GONE}</p>" + _sealed(line)
    pages.save(
        _folder(target, line["notice"]) / "index.html", pages.document(title, body, depth=2, hidden=True)
    )


def _folder(target: Path, uid: str) -> Path:
    if not all(sign in "0123456789abcdef-" for sign in uid):
        raise Unsound(f"not an identifier: {uid}")
    return target / "notices" / uid


def _notice(line: Line, versions: Sequence[Line], kind: str, licence: tuple[str, str]) -> str:
    said = line["content"]
    chip = f'<p><span class="chip">第 {len(versions)} 版</span></p>' if len(versions) > 1 else ""
    standing, others = licence
    chip += f'<p><span class="chip">{standing}</span></p>' if standing else ""
    body = [
        pages.head(said["title"]) + chip,
        _band(line),
        f"<h2>{'决定信息' if _has_party(line) else '公示内容'}</h2>" + _table(said, kind),
        _text(line),
        "<h2>公示记录</h2>" + pages.items(_history(versions)),
        others,
        _sealed(line),
    ]
    return pages.document(said["title"], "".join(body), depth=2)


def _has_party(line: Line) -> bool:
    """Tell whether the notice is of a decision about somebody; annual statistics are of none."""
    return bool(line["content"]["party"].get("name"))


def _text(line: Line) -> str:
    """Return the text; one that only writes out the table is not shown twice."""
    said = line["content"]
    if not said["text"] or only_table(said["text"], said["fields"]):
        return ""
    same = f"<p>{_SAME_TEXT}</p>" if _has_party(line) else ""
    return f'<h2>全文</h2><div class="text" id="text">{escape(said["text"])}</div>{same}'


def _band(line: Line) -> str:
    expires = line["expires_on"]
    until = f"{pages.day(expires)} 届满<br>{pages.cited(line['period_basis'])}" if expires else "长期"
    return "<h2>时间</h2>" + pages.items(
        (
            f"<b>{'决定' if _has_party(line) else '日期'}</b> {pages.day(line['content']['decided_on'])}",
            f"<b>首次公示</b> {pages.day(line['first_published_at'])}",
            f"<b>停止公示</b> {until}",
        )
    )


def _table(said: Line, kind: str) -> str:
    """Return the table of the decision; rows that repeat what stands above them are left out."""
    party = said["party"]
    name = party.get("name", "")
    above = {said["agency"]["name"], name, kind, said["number"], said["decided_on"]}
    further = [(label, value) for label, value in said["fields"] if value not in above]
    told = any(label == "执法类别" for label, _value in further)
    more = f"（{escape(party['kind'])}）" if party.get("kind") else ""
    more += f"<br><code>{escape(party['code'])}</code>" if party.get("code") else ""
    return pages.facts(
        (
            ("执法机关", escape(said["agency"]["name"])),
            ("执法对象", f"{escape(name)}{more}" if name else ""),
            ("执法类别", "" if told else kind),
            ("文号", escape(said["number"])),
            *((label, escape(value) or " ") for label, value in further),
        )
    )


def _history(versions: Sequence[Line]) -> list[str]:
    told = []
    for line in reversed(versions):
        how = _HOW.get(line["nature"], "首次公示")
        reason = f"<br>{escape(line['reason'])}" if line["reason"] else ""
        after = f"<br>{_AFTER_REPORT}" if line.get("after_report") else ""
        changed = pages.link(f"version-{line['version']}.html", "看改了什么") if line["nature"] else ""
        told.append(f"{pages.moment(line['since'])}<br>{how}{reason}{after}<br>{changed}")
    return told


def _difference(old: Line, new: Line, versions: Sequence[Line]) -> str:
    before, after = old["content"], new["content"]
    party = pieces(before["party"].get("name", ""), after["party"].get("name", ""))
    rows = [
        ("标题", _marked(pieces(before["title"], after["title"]))),
        ("执法对象", _marked(party)),
        *((label, _marked(parts)) for label, parts in tables(before["fields"], after["fields"])),
    ]
    titles = [f"第 {line['version']} 版（{pages.moment(line['since'])}）" for line in (old, new)]
    body = (
        f"<p>{pages.link('index.html', '返回公示信息')}</p>{pages.head('更正前后对照')}"
        f"<p>{titles[0]} {titles[1]}</p><p>理由：{escape(new['reason'])}</p>"
        f"<p><del>删去的内容</del> <ins>新的内容</ins></p><h2>决定信息</h2>{pages.facts(rows)}"
        f'<h2>全文</h2><div class="text">{_marked(pieces(before["text"], after["text"]))}</div>'
        f"<h2>各版回执</h2>{pages.items(map(_version, versions))}"
    )
    return pages.document("更正前后对照", body, depth=2, hidden=True)


def _version(line: Line) -> str:
    address = f"{line['url']}receipt.tlog-proof?version={line['version']}"
    pdf = (
        pages.link(f"{line['url']}document.pdf?version={line['version']}", "PDF")
        if line["content"].get("pdf_sha256")
        else ""
    )
    when = pages.moment(line["since"])
    return f"第 {line['version']} 版 {when} {pages.link(address, '回执')} {pdf}"


def _marked(parts: Sequence[tuple[str, str]]) -> str:
    return "".join(
        f"<del>删去：{escape(text)}</del>"
        if how == OUT
        else f"<ins>改为：{escape(text)}</ins>"
        if how == IN
        else escape(text)
        for how, text in parts
    )


def _sealed(line: Line) -> str:
    pdf = line["content"].get("pdf_sha256", "")
    told = f"<p>PDF SHA-256 <code>{pdf}</code></p>" if pdf else ""
    return pages.own(
        f'{told}<p>承诺 Commitment <code id="commitment">{line["commitment"]}</code></p>'
        f"<p>原址 Original {pages.link(line['url'], escape(line['url']))}</p>"
    )

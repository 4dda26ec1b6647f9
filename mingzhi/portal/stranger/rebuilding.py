"""Make a portal out of the open-data files alone: plain pages in a folder, without a database.

Every digest of the manifest and every commitment is computed on the way; a file or line that does not hold
stops the work.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from mingzhi.kernel import canonical

_PAGE = 200
_NAMES_PAGE = 1000
_ENDS = {
    "withdraw": "已撤回 Withdrawn",
    "expire": "公示期满 Expired",
    "end_early": "提前停止公示 Ended early",
}
_STYLE = (
    "body{font:1rem/1.7 sans-serif;max-width:52rem;margin:1rem auto;padding:0 1rem}"
    "dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap}code{word-break:break-all}"
    "li{margin:.4rem 0}pre{white-space:pre-wrap;font:inherit}"
)


class Unsound(Exception):
    """A file or a line is not what it says it is."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many pages were made."""

    notices: int
    tombstones: int


def rebuild(source: Path, target: Path) -> Rebuilt:
    """Read the open-data files in ``source``, write the portal into ``target``."""
    manifest = json.loads((source / "manifest.json").read_text("utf-8"))
    for name, entry in manifest["files"].items():
        if digest_of(source / name) != entry["sha256"]:
            raise Unsound(f"{name}: 与清单的摘要不符 not the file the manifest names")
    earlier: dict[str, list[dict[str, Any]]] = {}
    for line in sound_lines(source / "versions.jsonl"):
        earlier.setdefault(line["notice"], []).append(line)
    listed: list[tuple[str, ...]] = []
    for line in sound_lines(source / "notices.jsonl"):
        _write(target, line["notice"], _notice(line, earlier.get(line["notice"], [])))
        listed.append(_listed(line["content"]))
    stones: list[tuple[str, ...]] = []
    for line in sound_lines(source / "tombstones.jsonl"):
        _write(target, line["notice"], _tombstone(line))
        stones.append((line["notice"], line["content"]["number"], line["content"]["reason"]))
    listed.sort(reverse=True)
    _lists(target, listed, stones, manifest)
    return Rebuilt(len(listed), len(stones))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def sound_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Return the lines of a file; raises Unsound at the first whose content is not the committed one."""
    with path.open(encoding="utf-8") as file:
        for text in file:
            line = json.loads(text)
            said = canonical.commitment(bytes.fromhex(line["salt"]), line["content"]).hex()
            if said != line["commitment"] or line["content"]["notice"] != line["notice"]:
                raise Unsound(f"{path.name}: {line['notice']}: 内容与承诺不符 not the committed content")
            yield line


def _listed(content: dict[str, Any]) -> tuple[str, ...]:
    party = content["party"].get("name", "")
    return (
        content["decided_on"],
        content["notice"],
        content["title"],
        content["number"],
        party,
        content["agency"]["name"],
    )


def _document(title: str, body: str, *, up: str) -> str:
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f'<nav><a href="{up}index.html">公示信息 Notices</a> · <a href="{up}parties-1.html">名录 Index</a>'
        f' · <a href="{up}agencies.html">机关 Agencies</a> · '
        f'<a href="{up}withdrawn.html">停止公示 Tombstones</a></nav>'
        f"<main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )


def _facts(rows: Sequence[tuple[str, str]]) -> str:
    told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in rows if value)
    return f"<dl>{told}</dl>"


def _notice(line: dict[str, Any], earlier: list[dict[str, Any]]) -> str:
    said = line["content"]
    rows = [
        ("执法机关", said["agency"]["name"]),
        ("执法对象", said["party"].get("name", "")),
        ("对象代码", said["party"].get("code", "")),
        ("文号", said["number"]),
        ("决定日期", said["decided_on"]),
        *((label, value) for label, value in said["fields"]),
        ("首次公示", line["first_published_at"]),
        ("公示截止", line["expires_on"]),
        ("更正说明", line["reason"]),
    ]
    body = _facts(rows) + (
        f'<h2>全文 Text</h2><pre id="text">{escape(said["text"])}</pre>' if said["text"] else ""
    )
    for before in reversed(earlier):
        old = before["content"]
        told = _facts([("标题", old["title"]), *((label, value) for label, value in old["fields"])])
        body += f"<details><summary>第 {old['version']} 版 Version {old['version']}</summary>{told}"
        body += f"<pre>{escape(old['text'])}</pre></details>"
    return _document(said["title"], body + _sealed(line), up="../../")


def _sealed(line: dict[str, Any]) -> str:
    pdf = line["content"].get("pdf_sha256", "")
    told = f"<p>PDF SHA-256 <code>{pdf}</code></p>" if pdf else ""
    address = escape(line["url"], quote=True)
    return (
        f'{told}<p>承诺 Commitment <code id="commitment">{line["commitment"]}</code></p>'
        f'<p>原址 Original <a href="{address}" rel="noreferrer">{address}</a></p>'
    )


def _tombstone(line: dict[str, Any]) -> str:
    said = line["content"]
    rows = [("理由", said["reason"]), ("依据", said["basis"]), ("时间", said["at"]), ("文号", said["number"])]
    body = '<meta name="robots" content="noindex">' + _facts([*rows, ("执法机关", line["agency_name"])])
    return _document(_ENDS[said["action"]], body + _sealed(line), up="../../")


def _lists(
    target: Path, listed: list[tuple[str, ...]], stones: list[tuple[str, ...]], manifest: dict[str, Any]
) -> None:
    made = f"<p>资料时间 As of {escape(manifest['made_at'])} · {len(listed)}</p>"
    _paged(target, "index", "公示信息 Notices", [_line(row) for row in listed], size=_PAGE, made=made)
    names = sorted(listed, key=lambda row: (row[4] or row[2], row[3]))
    entries = [f"<b>{escape(row[4])}</b> {_line(row)}" for row in names]
    _paged(target, "parties", "名录 Index of parties and numbers", entries, size=_NAMES_PAGE, made=made)
    agencies: dict[str, list[str]] = {}
    for row in listed:
        agencies.setdefault(row[5], []).append(_line(row))
    body = "".join(
        f"<h2>{escape(name)} ({len(rows)})</h2><ul>{_items(rows[:_PAGE])}</ul>"
        for name, rows in sorted(agencies.items())
    )
    (target / "agencies.html").write_text(_document("机关 Agencies", body, up=""), "utf-8")
    fallen = [
        f'<a href="notices/{uid}/index.html">{escape(number or uid)}</a> {escape(why)}'
        for uid, number, why in stones
    ]
    body = f"<ul>{_items(fallen)}</ul>"
    (target / "withdrawn.html").write_text(_document("停止公示 Tombstones", body, up=""), "utf-8")


def _line(row: tuple[str, ...]) -> str:
    day, uid, title, number, _party, agency = row
    return (
        f'<a href="notices/{uid}/index.html">{escape(title)}</a> {escape(number)} · {escape(agency)} · {day}'
    )


def _items(rows: Sequence[str]) -> str:
    return "".join(f"<li>{row}</li>" for row in rows)


def _paged(target: Path, name: str, title: str, rows: list[str], *, size: int, made: str) -> None:
    """Write a list over several pages; the first page of the index is index.html."""
    target.mkdir(parents=True, exist_ok=True)
    last = max(1, -(-len(rows) // size))
    for number in range(1, last + 1):
        more = f'<p><a href="{name}-{number + 1}.html">下一页 Next</a></p>' if number < last else ""
        body = f"{made}<ul>{_items(rows[(number - 1) * size : number * size])}</ul>{more}"
        path = "index.html" if (name, number) == ("index", 1) else f"{name}-{number}.html"
        (target / path).write_text(_document(title, body, up=""), "utf-8")


def _write(target: Path, uid: str, page: str) -> None:
    if not all(sign in "0123456789abcdef-" for sign in uid):
        raise Unsound(f"not an identifier: {uid}")
    folder = target / "notices" / uid
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(page, "utf-8")

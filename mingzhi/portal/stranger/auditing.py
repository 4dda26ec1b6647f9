"""Take all open-data files and all entries of the log, and hold every digest and line against the other."""

import re
import tempfile
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from mingzhi.portal.stranger import log
from mingzhi.portal.stranger.asking import Place, Unanswered
from mingzhi.portal.stranger.files import BASE
from mingzhi.portal.stranger.notices import overdue
from mingzhi.portal.stranger.reading import (
    Line,
    Unsound,
    digest_of,
    plain_name,
    sound_editions,
    sound_entries,
    sound_lines,
)
from mingzhi.portal.stranger.state import UNKNOWN, Report, Seen, State

_STANDING, _EARLIER, _FALLEN = "notices.jsonl", "versions.jsonl", "tombstones.jsonl"
_EDITIONS, _ENTRIES = "editions.jsonl", "registers.jsonl"
_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?", re.ASCII)
"""What a file may be called: a name of another shape would be written elsewhere."""


def audit(
    place: Place, state: State, head: log.Head, named: dict[str, Any], report: Report
) -> dict[str, None]:
    """Check everything; return the notices whose pages must be looked at, since they say something new."""
    in_log = set(log.entries(place, head))
    doubtful: dict[str, None] = {}
    found: set[str] = set()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, entry in named["files"].items():
            path = _taken(place, folder, name)
            if digest_of(path) != entry["sha256"]:
                report.alarm(f"{name} 不是清单所列的文件。", f"{name} is not the file the manifest names.")
                return {}
            if (plain := plain_name(name)) in {_STANDING, _EARLIER, _FALLEN}:
                for line in _held(path, sound_lines(path), state, in_log, report):
                    found.add(line["notice"])
                    if plain != _EARLIER and _is_news(state, line):
                        doubtful[line["notice"]] = None
            if name not in {_EDITIONS, _ENTRIES}:
                path.unlink()
        _registers(folder, state, in_log, report, named.get("touched", {}))
    for uid in _left_out(state, found, datetime.fromisoformat(named["made_at"])):
        report.alarm(f"开放数据漏列公示信息 {uid}。", f"The open data leaves out notice {uid}.")
    return doubtful


def _taken(place: Place, folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise Unanswered(f"not the name of a file: {name}")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    place.save(f"{BASE}/{name}", path)
    return path


def _held(
    path: Path, lines: Iterable[Line], state: State, in_log: set[bytes], report: Report
) -> Iterator[Line]:
    """Yield the lines, each looked for in the log; alarm at the first that does not hold."""
    try:
        for line in lines:
            report.lines += 1
            if bytes.fromhex(line["commitment"]) in in_log:
                state.waiting.pop(line["commitment"], None)
            elif overdue(state, line["commitment"]):
                report.alarm(
                    f"{path.name} 所列 {_name(line)} 不在日志中。",
                    f"{path.name} lists {_name(line)}, which the log does not hold.",
                )
            else:
                report.doubts.append(f"{path.name}: {_name(line)} 尚未记入日志 is not in the log yet")
            yield line
    except (Unsound, ValueError, KeyError) as error:
        report.alarm(f"开放数据不成立：{error}", f"The open data does not hold: {error}")


def _name(line: Line) -> str:
    return str(line.get("notice") or f"{line['register']} {line['edition']}")


def _registers(
    folder: Path, state: State, in_log: set[bytes], report: Report, touched: Collection[str]
) -> None:
    """Check that every edition is in the log, none is missing, and the entries are the sealed ones.

    Those of registers the place itself calls touched are not in the files; that was an alarm already.
    """
    path, entries = folder / _EDITIONS, folder / _ENTRIES
    if not (path.exists() and entries.exists()):
        report.alarm("开放数据没有登记簿。", "The open data has no registers.")
        return
    newest = {line["register"]: line for line in _held(path, sound_editions(path), state, in_log, report)}
    for code, seen in state.registers.items():
        if code not in newest or newest[code]["edition"] < seen.number:
            report.alarm(
                f"开放数据漏列登记簿 {code} 第 {seen.number} 期。",
                f"The open data leaves out edition {seen.number} of register {code}.",
            )
    try:
        sealed = {code: line for code, line in newest.items() if code not in touched}
        report.lines += sum(len(rows) for _code, rows in sound_entries(entries, sealed))
    except (Unsound, ValueError, KeyError) as error:
        report.alarm(f"开放数据不成立：{error}", f"The open data does not hold: {error}")


def _is_news(state: State, line: dict[str, Any]) -> bool:
    """Tell whether a line says something else than what was seen; remember what was never seen."""
    known = state.notices.get(line["notice"])
    if known is None:
        state.notices[line["notice"]] = Seen(UNKNOWN)
    return known is not None and known.checked != "" and known.commitment != line["commitment"]


def _left_out(state: State, found: set[str], made_at: datetime) -> list[str]:
    return [
        uid
        for uid, seen in state.notices.items()
        if seen.at and uid not in found and datetime.fromisoformat(seen.at) < made_at
    ]

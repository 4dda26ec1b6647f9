"""Check the open-data files from outside: the manifest is sealed, the files are its own, every line holds."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from mingzhi.ledger.rules.verdict import VerificationError, Verified
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.portal.stranger import log
from mingzhi.portal.stranger.asking import Place
from mingzhi.portal.stranger.notices import overdue
from mingzhi.portal.stranger.rebuilding import Unsound, digest_of, sound_lines
from mingzhi.portal.stranger.state import UNKNOWN, Report, Seen, State

BASE = "/open-data"
_STANDING, _EARLIER, _FALLEN = "notices.jsonl", "versions.jsonl", "tombstones.jsonl"


def manifest(place: Place, state: State, report: Report) -> tuple[dict[str, Any] | None, Verified | None]:
    """Return the manifest when the log vouches for it, and what was proved."""
    content = place.get(f"{BASE}/manifest.json")
    if content is None:
        return None, None  # a portal that has not built its files yet has promised nothing about them
    digest = hashlib.sha256(content).hexdigest()
    receipt = place.text(f"{BASE}/receipts/{digest}.tlog-proof")
    if receipt is None:
        if overdue(state, digest):
            report.alarm("开放数据的清单没有记入日志。", "The manifest of the files never came into the log.")
        else:
            report.doubts.append("开放数据清单的回执尚未生成 the receipt of the manifest is not made yet")
        return None, None
    try:
        proved = verify_receipt(receipt, vkeys=[state.key], document=content)
    except VerificationError as error:
        report.alarm(f"开放数据清单的回执不成立：{error.zh}", f"Receipt of the manifest: {error.en}")
        return None, None
    state.waiting.pop(digest, None)
    return json.loads(content), proved


def changed(place: Place, state: State, named: dict[str, Any], report: Report) -> Iterator[str]:
    """Return the notices that moved, by the files of the days since the last look, and remember the day."""
    days = sorted(named["changes"])
    since, state.day = state.day, days[-1] if days else state.day
    for day in days if since else []:
        if day < since:
            continue
        content = place.get(f"{BASE}/changes/{day}.jsonl")
        if content is None or hashlib.sha256(content).hexdigest() != named["changes"][day]["sha256"]:
            state.day = since
            report.doubts.append(f"changes/{day}.jsonl: 正在更换 being replaced")
            return
        for line in map(json.loads, content.splitlines()):
            known = state.notices.get(line["notice"])
            if known is None or line["commitment"] not in (known.commitment, *known.versions):
                yield line["notice"]


def audit(
    place: Place, state: State, head: log.Head, named: dict[str, Any], report: Report
) -> dict[str, None]:
    """Take all files, hold every digest, every line and every entry of the log against each other.

    Returns the notices whose pages must be looked at, because they say something else than was known.
    """
    in_log = set(log.entries(place, head))
    doubtful: dict[str, None] = {}
    found: set[str] = set()
    with tempfile.TemporaryDirectory() as scratch:
        for name, entry in named["files"].items():
            path = Path(scratch) / name
            place.save(f"{BASE}/{name}", path)
            if digest_of(path) != entry["sha256"]:
                report.alarm(f"{name} 不是清单所列的文件。", f"{name} is not the file the manifest names.")
                return {}
            if name in {_STANDING, _EARLIER, _FALLEN}:
                for line in _lines(path, state, in_log, report):
                    found.add(line["notice"])
                    if name != _EARLIER and _is_news(state, line):
                        doubtful[line["notice"]] = None
            path.unlink()
    for uid in _left_out(state, found, datetime.fromisoformat(named["made_at"])):
        report.alarm(f"开放数据漏列公示信息 {uid}。", f"The open data leaves out notice {uid}.")
    return doubtful


def _lines(path: Path, state: State, in_log: set[bytes], report: Report) -> Iterator[dict[str, Any]]:
    try:
        for line in sound_lines(path):
            report.lines += 1
            if bytes.fromhex(line["commitment"]) in in_log:
                state.waiting.pop(line["commitment"], None)
            elif overdue(state, line["commitment"]):
                report.alarm(
                    f"{path.name} 所列 {line['notice']} 不在日志中。",
                    f"{path.name} lists {line['notice']}, which the log does not hold.",
                )
            else:
                report.doubts.append(f"{path.name}: {line['notice']} 尚未记入日志 is not in the log yet")
            yield line
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

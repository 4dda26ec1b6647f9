"""Ask for the manifest of the open-data files and what moved: the log must vouch for the manifest."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from mingzhi.ledger.rules.verdict import VerificationError, Verified
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.portal.stranger.asking import Place
from mingzhi.portal.stranger.notices import overdue
from mingzhi.portal.stranger.state import Report, State

BASE = "/open-data"


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

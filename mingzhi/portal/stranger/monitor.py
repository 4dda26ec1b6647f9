"""A stranger's monitor: does the place still say what it committed to, and everything it said before?

It follows the log of publications from checkpoint to checkpoint, reads every notice it has ever seen and
every one the lists show, verifies each receipt offline, and keeps what it saw in a file between runs. It
notices an altered or deleted notice or version, and a log that was rewritten or shown differently to others
(compare with ``--checkpoint`` from somebody else).
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingzhi.ledger.rules.verdict import VerificationError
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.portal.stranger import log
from mingzhi.portal.stranger.asking import Place, Unanswered

_FORMAT = "mingzhi-monitor-1"
_SAME = ("title", "number", "text", "pdf_sha256")
ALARM, UNSURE, FINE = 1, 2, 0


@dataclass(slots=True)
class State:
    """What the monitor saw so far; ``notices`` has for each uid its last status and commitment."""

    key: str = ""
    head: log.Head | None = None
    entries: list[bytes] = field(default_factory=list)
    notices: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """What one run found: alarms say that the place broke its word, doubts that it could not be asked."""

    alarms: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    checked: int = 0
    size: int = 0

    @property
    def status(self) -> int:
        """The exit status: 0 fine, 1 alarm, 2 could not be checked."""
        return ALARM if self.alarms else UNSURE if self.doubts else FINE


def load(path: Path) -> State:
    """Read what was kept; a new file is a new beginning."""
    if not path.exists():
        return State()
    kept = json.loads(path.read_text("utf-8"))
    if kept.get("format") != _FORMAT:
        raise ValueError(f"{path}: not kept by this monitor")
    head = log.Head(**kept["head"]) if kept["head"] else None
    entries = [bytes.fromhex(entry) for entry in kept["entries"]]
    return State(key=kept["key"], head=head, entries=entries, notices=kept["notices"])


def keep(path: Path, state: State) -> None:
    """Write what was seen, whole."""
    head = {"size": state.head.size, "root": state.head.root, "note": state.head.note} if state.head else None
    kept = {
        "format": _FORMAT,
        "key": state.key,
        "head": head,
        "entries": [entry.hex() for entry in state.entries],
        "notices": state.notices,
    }
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(json.dumps(kept, ensure_ascii=False, indent=0), "utf-8")
    beside.replace(path)


def watch(place: Place, state: State, *, key: str = "", others: tuple[str, ...] = ()) -> Report:
    """Look once; ``state`` is brought up to date, except where the log itself is broken.

    ``key`` is the log's key known from elsewhere; ``others`` are checkpoints other people were shown.
    """
    report = Report()
    try:
        _follow(place, state, key, others)
        report.size = len(state.entries)
        known = {entry.hex() for entry in state.entries}
        for uid in _all(place, state):
            _notice(place, state, uid, known, report)
    except log.Broken as broken:
        report.alarms.append((broken.zh, broken.en))
    except Unanswered as error:
        report.doubts.append(str(error))
    return report


def _follow(place: Place, state: State, key: str, others: tuple[str, ...]) -> None:
    used = key or state.key or log.vkey(place)
    if state.key and used != state.key:
        raise log.Broken("日志公钥与以前不同。", "The log's key is another one than before.")
    new = log.head(place, used)
    if state.head and new.size < state.head.size:
        raise log.Broken(
            f"日志变短了：从 {state.head.size} 到 {new.size}。",
            f"The log has shrunk from {state.head.size} to {new.size}.",
        )
    more = log.entries(place, len(state.entries), new.size)
    log.continued(state.entries, more, state.head, new)
    every = state.entries + more
    for note in others:
        _compare(log.read_head(note, used), every)
    state.key, state.head, state.entries = used, new, every


def _compare(other: log.Head, every: list[bytes]) -> None:
    """Raise Broken when somebody else was shown another log; a longer one is looked at next time."""
    if other.size <= len(every):
        log.continued([], every[: other.size], None, other)


def _all(place: Place, state: State) -> Iterator[str]:
    """Return every notice ever seen, and every one the lists show now."""
    seen = dict.fromkeys(state.notices)
    yield from list(seen)
    for address in ("/api/v1/notices", "/api/v1/withdrawn"):
        for item in _pages(place, address):
            if item["uid"] not in seen:
                seen[item["uid"]] = None
                yield item["uid"]


def _pages(place: Place, address: str) -> Iterator[dict[str, Any]]:
    cursor = ""
    while True:
        page = place.json(f"{address}?limit=100" + (f"&cursor={cursor}" if cursor else ""))
        if page is None:
            raise Unanswered("a list is missing")
        yield from page["items"]
        cursor = page.get("next_cursor") or ""
        if not cursor:
            return


def _notice(place: Place, state: State, uid: str, known: set[str], report: Report) -> None:
    """Check one notice: it is shown, its receipt verifies, it says what the log holds."""
    before = state.notices.get(uid)
    shown = place.json(f"/notices/{uid}/notice.json")
    if shown is None:
        report.alarms.append(
            (f"公示信息 {uid} 不见了，也没有撤回说明。", f"Notice {uid} is gone without tombstone.")
        )
        return
    report.checked += 1
    now = {"status": str(shown["status"]), "commitment": str(shown["commitment"])}
    receipt = place.text(f"/notices/{uid}/receipt.tlog-proof")
    if receipt is None:
        _unproved(uid, now, known, before, report)
        return
    try:
        proved = verify_receipt(receipt, vkeys=[state.key])
    except VerificationError as error:
        report.alarms.append((f"公示信息 {uid} 的回执不成立：{error.zh}", f"Receipt of {uid}: {error.en}"))
        return
    problem = _difference(shown, dict(proved.content or {}), proved.commitment, before)
    problem = problem or _history(place, shown, known, before)
    if problem:
        report.alarms.append((f"公示信息 {uid} {problem[0]}", f"Notice {uid} {problem[1]}"))
        return
    state.notices[uid] = now


def _unproved(
    uid: str, now: dict[str, str], known: set[str], before: dict[str, str] | None, report: Report
) -> None:
    """A receipt may take seconds; one that was there and is gone, or whose leaf is in the log, may not."""
    if before == now or now["commitment"] in known:
        report.alarms.append((f"公示信息 {uid} 的回执不见了。", f"The receipt of notice {uid} is gone."))
    else:
        report.doubts.append(f"{uid}: 回执尚未生成 the receipt is not made yet")


def _difference(
    shown: dict[str, Any], said: dict[str, Any], commitment: str, before: dict[str, str] | None
) -> tuple[str, str] | None:
    if said.get("notice") != shown["uid"] or commitment != shown["commitment"]:
        return "的回执属于别的内容。", "has a receipt of something else."
    content = shown["content"]
    if content is None:
        fell = before and before["status"] != "public" and before["commitment"] != commitment
        return ("的停止公示记录被替换。", "has another ending than before.") if fell else None
    if before and before["status"] != "public":
        return "停止公示后又出现。", "has come back after it came down."
    return _altered(content, said)


def _history(
    place: Place, shown: dict[str, Any], known: set[str], before: dict[str, str] | None
) -> tuple[str, str] | None:
    """Look whether the versions seen before are still shown, and all but the newest stand in the log."""
    if shown["content"] is None or (shown["versions"] == 1 and not before):
        return None
    listed = place.json(f"/api/v1/notices/{shown['uid']}/versions")
    found = [version["commitment"] for version in listed["items"]] if listed else []
    if before and before["commitment"] not in found:
        return "以前的版本不见了。", "no longer shows a version it showed before."
    if not known.issuperset(found[:-1]):
        return "的以前版本不在日志中。", "shows an earlier version that the log does not hold."
    return None


def _altered(content: dict[str, Any], said: dict[str, Any]) -> tuple[str, str] | None:
    fields = [[row["label"], row["value"]] for row in content["fields"]]
    same = all((content[name] or "") == said.get(name, "") for name in _SAME)
    if same and fields == said["fields"] and content["party"]["name"] == said["party"].get("name", ""):
        return None
    return (
        "显示的内容不是记入日志的内容，已被改动。",
        "shows other content than the log holds: it was altered.",
    )

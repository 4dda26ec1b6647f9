"""Look at one notice from outside: it is shown, its receipt verifies, it says what the log holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from mingzhi.ledger.rules.verdict import VerificationError, Verified
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.portal.stranger.asking import MISSHAPEN, Place, Unanswered
from mingzhi.portal.stranger.log import BASE
from mingzhi.portal.stranger.state import PUBLIC, Report, Seen, State

_SAME = ("title", "number", "text", "pdf_sha256")
_PATIENCE = timedelta(hours=1)
Problem = tuple[str, str] | None
_NO_NOTICE = ("显示的不是公示信息应有的格式。", "shows what is no notice.")
_GONE = ("不见了，也没有撤回说明。", "is gone without tombstone.")


def pages(place: Place, address: str) -> Iterator[list[dict[str, Any]]]:
    """Return a list of the API page by page, to its end; Unanswered for one that leads round in a circle."""
    cursor, asked = "", set[str]()
    while cursor not in asked:
        asked.add(cursor)
        page = place.json(f"{address}?limit=100" + (f"&cursor={quote(cursor)}" if cursor else ""))
        if page is None:
            raise Unanswered("a list is missing")
        yield page["items"]
        cursor = page.get("next_cursor") or ""
        if not cursor:
            return
    raise Unanswered(f"{address}: 列表没有尽头 the list has no end")


def check(place: Place, state: State, uid: str, report: Report) -> Verified | None:
    """Check one notice; return what was proved, so that its head can be compared with the followed log."""
    shown = _shown(place, uid)
    proved, problem = _judged(place, state, shown, report) if shown else (None, _GONE)
    again = _shown(place, uid) if problem and shown else None
    if again and shown and again.get("commitment") != shown.get("commitment"):  # changed while we looked
        proved, problem = _judged(place, state, again, report)
    report.checked += 1
    if problem:
        report.alarm(f"公示信息 {uid} {problem[0]}", f"Notice {uid} {problem[1]}")
    return proved


def _shown(place: Place, uid: str) -> dict[str, Any] | None:
    return place.json(f"/notices/{uid}/notice.json")


def _judged(
    place: Place, state: State, shown: dict[str, Any], report: Report
) -> tuple[Verified | None, Problem]:
    try:
        return _looked(place, state, shown, report)
    except MISSHAPEN:
        return None, _NO_NOTICE


def _looked(
    place: Place, state: State, shown: dict[str, Any], report: Report
) -> tuple[Verified | None, Problem]:
    uid, seen = shown["uid"], _seen(place, shown)
    problem = _history(place, state, seen, state.notices.get(uid))
    if problem:
        return None, problem
    proved, problem = _proved(place, state, shown, report)
    if proved and not problem:
        state.notices[uid] = replace(seen, at=str((proved.content or {}).get("at", "")))
    return proved, problem


def _seen(place: Place, shown: dict[str, Any]) -> Seen:
    commitment = str(shown["commitment"])
    versions = [commitment] if shown["content"] else []
    if shown["content"] and shown["versions"] > 1:
        listed = place.json(f"/api/v1/notices/{shown['uid']}/versions") or {"items": []}
        versions = [str(version["commitment"]) for version in listed["items"]]
    return Seen(str(shown["status"]), commitment, versions, now())


def now() -> str:
    """Return this moment as it is kept."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def overdue(state: State, commitment: str) -> bool:
    """Remember that a commitment is not in the log yet; tell whether that has lasted longer than it may."""
    since = state.waiting.setdefault(commitment, now())
    return datetime.now(UTC) - datetime.fromisoformat(since) > _PATIENCE


def _proved(
    place: Place, state: State, shown: dict[str, Any], report: Report
) -> tuple[Verified | None, Problem]:
    uid, commitment = shown["uid"], shown["commitment"]
    receipt = place.text(f"/notices/{uid}/receipt.tlog-proof")
    if receipt is None:
        return None, _unproved(state, uid, commitment, report)
    try:
        proved = verify_receipt(receipt, vkeys=[state.key])
    except VerificationError as error:
        return None, (f"的回执不成立：{error.zh}", f"has a bad receipt: {error.en}")
    state.waiting.pop(commitment, None)
    said = dict(proved.content or {})
    if said.get("notice") != uid or proved.commitment != commitment:
        return None, ("的回执属于别的内容。", "has a receipt of something else.")
    return proved, _altered(shown["content"], said) if shown["content"] else None


def _unproved(state: State, uid: str, commitment: str, report: Report) -> Problem:
    """A receipt may take seconds; one that was there and is gone, or does not come in an hour, may not."""
    before = state.notices.get(uid)
    if before and before.checked and before.commitment == commitment:
        return "的回执不见了。", "has lost its receipt."
    if overdue(state, commitment):
        return "的内容始终没有记入日志。", "shows what never came into the log."
    report.doubts.append(f"{uid}: 回执尚未生成 the receipt is not made yet")
    return None


def _history(place: Place, state: State, now: Seen, before: Seen | None) -> Problem:
    """Look whether what was seen before is still shown, and whether every version stands in the log."""
    if before is not None and before.checked:
        problem = _kept(now, before)
        if problem:
            return problem
    known = before.versions if before else []
    for commitment in now.versions[:-1]:
        if commitment not in known and not _in_log(place, state, commitment):
            return "的以前版本不在日志中。", "shows an earlier version that the log does not hold."
    return None


def _kept(now: Seen, before: Seen) -> Problem:
    if before.status != PUBLIC:
        if now.status == PUBLIC:
            return "停止公示后又出现。", "has come back after it came down."
        replaced = now.commitment != before.commitment
        return ("的停止公示记录被替换。", "has another ending than before.") if replaced else None
    if now.status == PUBLIC and not set(before.versions) <= set(now.versions):
        return "以前的版本不见了。", "no longer shows a version it showed before."
    return None


def _in_log(place: Place, state: State, commitment: str) -> bool:
    receipt = place.text(f"{BASE}/proof/{commitment}")
    try:
        return bool(
            receipt and verify_receipt(receipt, vkeys=[state.key], commitment=bytes.fromhex(commitment))
        )
    except (VerificationError, ValueError):
        return False


def _altered(content: dict[str, Any], said: dict[str, Any]) -> Problem:
    fields = [[row["label"], row["value"]] for row in content["fields"]]
    same = all((content[name] or "") == said.get(name, "") for name in _SAME)
    if same and fields == said["fields"] and content["party"]["name"] == said["party"].get("name", ""):
        return None
    return (
        "显示的内容不是记入日志的内容，已被改动。",
        "shows other content than the log holds: it was altered.",
    )

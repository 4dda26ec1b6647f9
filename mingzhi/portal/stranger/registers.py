"""Look at the public registers from outside: the newest edition of each is in the log, with its rows.

A run looks at every register of which there is a new edition, and at the one of the others that was not
looked at for longest.
"""

from typing import Any

from mingzhi.ledger.rules.verdict import VerificationError, Verified
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.portal.stranger.asking import Place
from mingzhi.portal.stranger.notices import now, overdue
from mingzhi.portal.stranger.state import Edition, Report, State


def check(place: Place, state: State, named: dict[str, Any], report: Report) -> list[Verified]:
    """Check the registers a manifest names; return what was proved, to be compared with the followed log."""
    newest: dict[str, int] = named.get("registers", {})
    touched: dict[str, int] = named.get("touched", {})
    for code in touched:
        report.alarm(
            f"登记簿 {code} 的条目与封存的不一致（原站自己声明）。",
            f"The entries of register {code} are not those that were sealed, as the place itself says.",
        )
    for code in sorted(state.registers.keys() - newest.keys() - touched.keys()):
        report.alarm(f"登记簿 {code} 不见了。", f"Register {code} is gone.")
    proved = [_look(place, state, code, newest[code], report) for code in _due(state, newest)]
    return [found for found in proved if found]


def _due(state: State, newest: dict[str, int]) -> list[str]:
    known = state.registers
    moved = [code for code, number in newest.items() if code not in known or known[code].number != number]
    rest = sorted(newest.keys() - set(moved), key=lambda code: known[code].checked)
    return [*moved, *rest[:1]]


def _look(place: Place, state: State, code: str, number: int, report: Report) -> Verified | None:
    seen = state.registers.get(code)
    if seen and number < seen.number:
        report.alarm(
            f"登记簿 {code} 倒退到第 {number} 期。", f"Register {code} went back to edition {number}."
        )
        return None
    base = f"/registers/{code}/editions/{number}"
    receipt, rows = place.text(f"{base}/receipt.tlog-proof"), place.get(f"{base}/rows.json")
    if receipt is None or rows is None:
        _missing(state, code, number, report)
        return None
    try:
        proved = verify_receipt(receipt, vkeys=[state.key], document=rows)
    except VerificationError as error:
        report.alarm(
            f"登记簿 {code} 第 {number} 期不成立：{error.zh}",
            f"Register {code}, edition {number}: {error.en}",
        )
        return None
    said = dict(proved.content or {})
    other = seen and seen.number == number and seen.commitment != proved.commitment
    if other or (said.get("register"), said.get("edition")) != (code, number):
        report.alarm(
            f"登记簿 {code} 第 {number} 期被替换。", f"Register {code}: edition {number} was replaced."
        )
        return None
    state.waiting.pop(f"{code} {number}", None)
    state.registers[code] = Edition(number, proved.commitment, now())
    report.registers += 1
    return proved


def _missing(state: State, code: str, number: int, report: Report) -> None:
    """A receipt may take seconds; one that was there, or does not come in an hour, may not be missing."""
    seen = state.registers.get(code)
    if (seen and seen.number == number) or overdue(state, f"{code} {number}"):
        report.alarm(
            f"登记簿 {code} 第 {number} 期没有条目或者回执。",
            f"Register {code}, edition {number} has no rows or no receipt.",
        )
    else:
        report.doubts.append(f"{code} {number}: 回执尚未生成 the receipt is not made yet")

"""The act code: what the officers' phone shows, so that anybody can check them without an account.

The code on the screen carries a proof that is good for about two minutes; a photographed or forwarded
code is told apart from a fresh one, and from one that was never shown by this system. A fresh scan
hands out the token of the act, the same to everybody: it proves that somebody was there and cannot tell
who. The numbers are the product's own safety settings, not law.
"""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from mingzhi.cases.rules.procedure import Procedure, Step
from mingzhi.kernel.wording import gettext_noop as _

SLOT = 60
"""Seconds for which one proof is shown."""
SLOTS = 3
"""A proof is taken in its own slot and the two after it."""
LIFE = timedelta(hours=12)
RATING_DAYS = 30
OFFICERS = 2
_MAC = 16
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Standing(StrEnum):
    """What a scanned proof is worth now."""

    FRESH = "fresh"
    EXPIRED = "expired"
    FORGED = "forged"


def tasks_of(procedure: Procedure, state: str) -> tuple[Step, ...]:
    """Return the steps that officers take before people in this state: those that need two of them."""
    return tuple(step for step in procedure.steps if step.officers >= OFFICERS and state in step.sources)


def what_follows(procedure: Procedure, step: Step, state: str) -> tuple[str, ...]:
    """Return the titles of the steps that may follow, those along the main line first."""
    after = step.target or state
    leading = [
        item
        for item in procedure.steps
        if after in item.sources and item.target and not item.beside and item.code != step.code
    ]
    leading.sort(key=lambda item: not procedure.by_state[item.target].main)
    return tuple(item.title for item in leading)[:4]


def slot_of(moment: datetime) -> int:
    """Return the number of the minute."""
    return int(moment.timestamp()) // SLOT


def proof(key: str, slot: int, secret: str) -> str:
    """Return the proof the screen shows in that slot."""
    return _base36(slot) + _mac(secret, "proof", key, str(slot))


def standing(key: str, given: str, *, now: datetime, secret: str) -> Standing:
    """Tell whether a proof is fresh, was once shown, or was never shown by this system."""
    text = given.lower()
    number, mac = text[:-_MAC], text[-_MAC:]
    if not 0 < len(number) < 9 or not set(number) <= set(_DIGITS):
        return Standing.FORGED
    slot = int(number, 36)
    if not hmac.compare_digest(mac.encode(), _mac(secret, "proof", key, str(slot)).encode()):
        return Standing.FORGED
    return Standing.FRESH if 0 <= slot_of(now) - slot < SLOTS else Standing.EXPIRED


def token(key: str, secret: str) -> str:
    """Return the one token of an act: the same for every phone that scanned it, so it stands for nobody."""
    return _mac(secret, "token", key)


def is_token(key: str, given: str, secret: str) -> bool:
    """Tell whether this is the token of the act; in constant time."""
    return hmac.compare_digest(given.encode(), token(key, secret).encode())


RIGHTS = {
    "行政处罚": (
        (_("有权要求执法人员出示执法证件；不出示的，有权拒绝接受调查或者检查。"), "行政处罚法 §55-1"),
        (
            _("认为执法人员与案件有利害关系、可能影响公正执法的，有权申请回避。"),
            "行政处罚法 §43-2",
        ),
        (
            _("享有陈述权、申辩权；对处罚不服的，有权依法申请行政复议或者提起行政诉讼。"),
            "行政处罚法 §7-1",
        ),
        (_("请如实回答询问，协助调查或者检查，不得拒绝或者阻挠。"), "行政处罚法 §55-2"),
    ),
}
"""What the people before the officers may demand and are asked to do, by kind of act."""
OTHER_RIGHTS = (
    (_("享有陈述权、申辩权；有权依法申请行政复议或者提起行政诉讼。"), "行政许可法 §7"),
    (_("执法人员应当主动出示执法证件。"), "浙政办发〔2019〕20号 二(一)2"),
)
COERCIVE_LAW = "行政强制法"
COERCIVE_RIGHTS = (
    (
        _("有权当场得知采取强制措施的理由、依据和自己的权利、救济途径，并当场陈述、申辩。"),
        "行政强制法 §18(5)",
    ),
    (
        _("对行政强制有权依法申请行政复议或者提起行政诉讼；因违法实施受到损害的，有权要求赔偿。"),
        "行政强制法 §8-1",
    ),
)
"""Told besides where the task itself is coercive."""
RECORDED = _("本项执法依规定进行音像记录，记录归入案卷，不另作他用。")
WRITTEN = _("本项执法以文字等形式全过程记录，归入案卷。")


def rights_of(kind: str, step: Step) -> tuple[tuple[str, str], ...]:
    """Return the rights told on the page, each with its citation."""
    coercive = any(basis.startswith(COERCIVE_LAW) for basis in step.basis)
    return (*(COERCIVE_RIGHTS if coercive else ()), *RIGHTS.get(kind, OTHER_RIGHTS))


def _mac(secret: str, *parts: str) -> str:
    said = "\n".join(("act-code", *parts)).encode()
    digest = hmac.new(secret.encode(), said, hashlib.sha256).digest()
    return base64.b32encode(digest[:10]).decode().lower()


def _base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"

"""How the party opens its own page: a code on a served paper, and something only the party knows.

What is checked stands here without tables: which digits count, when a code is locked. The numbers are
the product's own safety settings, not law; the duty to keep personal matters from strangers is
个人信息保护法 第五十一条.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from mingzhi.kernel.typed import narrow

FAILURES = 5
LOCK = timedelta(minutes=30)
SENDING, SENDS = "send", 5
ADDRESS, ADDRESS_FAILURES = "address", 30
"""Failures from one network address, whatever codes they tried; a hall's kiosk serves many people."""
DAY, SENDS_A_DAY = timedelta(days=1), 10
ADDRESS_SENDING, ADDRESS_SENDS = "addr_send", 10
"""Messages asked for from one network address within half an hour, for whatever codes."""
PLATFORM = "*"
SENDER_NEEDS = ("access_key_id", "access_key_secret", "sign_name", "template_code")
"""What a connection for short messages must hold so that it can send one-time codes."""
CODE_LIFE = timedelta(minutes=10)
SESSION, LONGEST_SESSION = timedelta(minutes=30), timedelta(hours=4)
"""How long the party stays confirmed after its last page, and after it was confirmed at all."""
MADE_BEFORE_THE_PARTY = ("signed", "handed_over", "receipt")
"""Entries that only steps taken before the party have: their papers were shown to it or handed over."""
MADE_BY_THE_LAW = frozenset({"deem_accepted", "deem_renewed"})
"""What an applicant is told without a paper: counted as accepted, as renewed (行政许可法 §32-1(4), §50-2)."""
TOLD_WHEN_MADE = frozenset(
    {
        "order_to_correct",
        "preservation_handling",
        "seizure_extension",
        "seizure_lifting",
        "seizure_testing_notice",
        "testing_result_notice",
        "hearing_acceptance",
        "recusal_decision",
        "payment_plan_decision",
        "late_fine_decision",
        "enforcement_suspension",
        "enforcement_resumption",
        "enforcement_termination",
        "enforcement_agreement",
        "enforcement_return",
        "substitute_now_decision",
        "substitute_cost_notice",
        "licence_correction_notice",
        "licence_acceptance",
        "licence_no_acceptance",
        "licence_exclusion_notice",
        "licence_extension_notice",
    }
)
"""Papers whose making is telling the party; every other paper is the party's once it is served."""
DIGITS = 6
_CODE = re.compile(r"[^0-9A-Za-z]")


def clean_code(text: str) -> str:
    """Return a code as typed without spaces and dashes, in lower case."""
    return _CODE.sub("", narrow(text)).lower()


def digits_match(id_number: str, entered: str) -> bool:
    """Tell whether ``entered`` are the last six characters of the identity number.

    False when the party has no identity number on file. Compares in constant time.
    """
    wanted = id_number.strip().upper()[-DIGITS:]
    given = _CODE.sub("", narrow(entered)).upper()
    return len(wanted) == DIGITS and hmac.compare_digest(wanted.encode(), given.encode())


def one_time_digest(case_urn: str, code: str, secret: str) -> str:
    """Return what is kept of a one-time code: never the code itself."""
    return hmac.new(secret.encode(), f"{case_urn}\n{narrow(code)}".encode(), hashlib.sha256).hexdigest()


def locked_until(failures: Sequence[datetime], *, now: datetime) -> datetime | None:
    """Return until when a code is locked, given its failures since the last success.

    Five failures within half an hour lock it for half an hour from the last of them.
    """
    recent = sorted(at for at in failures if now - at < LOCK)
    if len(recent) < FAILURES:
        return None
    return recent[-1] + LOCK


def masked_phone(phone: str) -> str:
    """Return a phone number of which only the first three and last two digits can be read."""
    return phone[:3] + "*" * max(0, len(phone) - 5) + phone[-2:] if len(phone) >= 7 else ""

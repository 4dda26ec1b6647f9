"""Texts made to keep a search busy: the time grows with the text, whatever it holds.

Tried with sixty thousand characters (200 kB): 7 seconds at most. A pattern that tries every division again
needs hours for them, a walk for every name minutes; a sixth of it is enough to tell.
"""

import time

import pytest

from mingzhi.redaction import find_leaks, possible_names, redact
from mingzhi.redaction.profiles import PROFILES
from mingzhi.redaction.values import Known

SIZE = 10_000
SECONDS = 4.0
"""Of processor time for all three looks: half of one is usual."""
KNOWN = Known(
    party_name="清溪县好味商贸有限公司",
    other_names=("艾力·买买提", "王·王·王·王·王"),
    identifiers=("0571-8888-8888", "33-99-21-19-78"),
    addresses=("清溪县城关镇溪滨路·18号",),
    secrets=("举报·人·甲",),
    public_names=("周敏",),
)
NAMES = "".join(f"证人王{chr(0x4E00 + n)}{chr(0x5E00 + n % 900)}，" for n in range(SIZE // 6))
TEXTS = {
    "areas": "市" * SIZE,
    "areas-mixed": "街道路区" * (SIZE // 4),
    "villages": "村市社区镇" * (SIZE // 5),
    "dots-in-a-name": ("艾力" + "·" * 3000) * (SIZE // 3000),
    "blanks-in-a-name": ("王" + " " * 5000) * (SIZE // 5000),
    "dashes-in-a-number": ("0571" + "-" * 3000) * (SIZE // 3000),
    "titles": "《" * SIZE,
    "titles-and-names": "《法》王伟明" * (SIZE // 6),
    "digits": "1" * SIZE,
    "digits-apart": "1 " * (SIZE // 2),
    "digits-dashed": "13-" * (SIZE // 3),
    "letters": "q" * SIZE,
    "mail": "a@" * (SIZE // 2),
    "mail-long": "a.b-" * (SIZE // 4) + "@",
    "nicknames": "昵称：“" * (SIZE // 4),
    "brackets": "（" * SIZE,
    "names": NAMES[:SIZE],
    "row-of-names": "证人" + "王伟、李强、" * (SIZE // 6),
    "phones": "13800138000，" * (SIZE // 12),
    "public-names": "周敏" * (SIZE // 2),
    "born": "出生1978年" * (SIZE // 7),
    "roles": "经营者负责人" * (SIZE // 6),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_time_grows_with_the_text(text):
    began = time.process_time()
    redacted = redact(text, known=KNOWN, profile=PROFILES["zj"])
    find_leaks(redacted.text, known=KNOWN, profile=PROFILES["zj"])
    possible_names([redacted.text], known=KNOWN, profile=PROFILES["zj"])
    assert time.process_time() - began < SECONDS

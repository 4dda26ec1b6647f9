"""How a document number is written and read: 〈sign〉〈kind〉〔YYYY〕N号.

Serial per agency, kind and year, without gaps; a number that falls away stays in the register of voided
numbers with its reason, so that decisions can be counted against numbers.
"""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"^(?P<head>\S+)〔(?P<year>\d{4})〕(?P<number>[1-9]\d{0,8})号$")
_WORD = re.compile(r"^[^\s〔〕\[\]]{1,20}$")


@dataclass(frozen=True, slots=True)
class Written:
    """A number taken apart; ``head`` is the agency's sign followed by the document kind."""

    head: str
    year: int
    number: int


def write(*, sign: str, kind: str, year: int, number: int) -> str:
    """Write a document number: 清市监 + 处罚 + 2026 + 27 → 清市监处罚〔2026〕27号.

    Raises ValueError when a part cannot stand in a number.
    """
    if not (_WORD.match(sign) and _WORD.match(kind)):
        raise ValueError("sign and kind are short words without brackets")
    if not 1949 <= year <= 9999 or not 0 < number < 10**9:
        raise ValueError("years have four digits, numbers start at 1")
    return f"{sign}{kind}〔{year}〕{number}号"


def read(text: str) -> Written:
    """Take a number apart; raises ValueError when the text is none."""
    match = _WRITTEN.match(text.strip())
    if match is None:
        raise ValueError(f"not a document number: {text!r}")
    return Written(match["head"], int(match["year"]), int(match["number"]))


def gaps(numbers: list[int], *, last: int) -> list[int]:
    """Return the numbers from 1 to ``last`` that nobody holds; empty in a sound register."""
    held = set(numbers)
    return [number for number in range(1, last + 1) if number not in held]

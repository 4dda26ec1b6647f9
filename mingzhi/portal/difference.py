"""What changed between two versions, piece by piece."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

SAME, OUT, IN = "same", "out", "in"
_SENTENCE = re.compile(r"[^。；;\n]*[。；;\n]?")
_LONGEST_BY_SIGN = 4000


def pieces(old: str, new: str) -> list[tuple[str, str]]:
    """Return (same | out | in, text) in reading order; long texts are compared by sentence."""
    by_sign = len(old) + len(new) <= _LONGEST_BY_SIGN
    return _compared(list(old) if by_sign else _cut(old), list(new) if by_sign else _cut(new))


def _cut(text: str) -> list[str]:
    return [piece for piece in _SENTENCE.findall(text) if piece]


def _compared(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            parts.append((SAME, "".join(old[a:b])))
            continue
        if b > a:
            parts.append((OUT, "".join(old[a:b])))
        if d > c:
            parts.append((IN, "".join(new[c:d])))
    return parts


def only_table(text: str, fields: Sequence[Sequence[str]]) -> bool:
    """Tell whether a text only writes out its table: no paper, and nothing that is not above it."""
    return text == "\n".join(f"{label}：{value}" for label, value in fields)


def tables(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (label, pieces) for every row of either table, in the order of the new one."""
    before = {row[0]: row[1] for row in old}
    after = {row[0]: row[1] for row in new}
    labels = [*after, *(label for label in before if label not in after)]
    return [(label, pieces(before.get(label, ""), after.get(label, ""))) for label in labels]

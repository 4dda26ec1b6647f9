"""Make the tables of words and given names from a published dictionary: python -m bench lexicon JIEBA.

``JIEBA`` is the folder of the package jieba 0.42.1 (MIT licence, Sun Junyi and others, from the Python
index), as unpacked; its ``dict.txt`` has words with how often they stand in newspapers and books and
with their part of speech. Words of two to four characters are kept; what the dictionary takes for a
name is no word here, but its characters tell what given names are made of.
"""

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from mingzhi.redaction.naming import lexicon
from mingzhi.redaction.naming.words import BEGINNING, ENDING
from mingzhi.redaction.surnames import FREQUENT, SINGLE
from mingzhi.redaction.words import COMMON

_HAN = re.compile("[\u4e00-\u9fff]{1,4}")
_LEAST = {1: 1, 2: 4, 3: 12, 4: 12}
_NAMES, _FOREIGN = ("nr",), ("nrt", "nrfg")
_FEW = 40
Entry = tuple[str, int, str]


def main(given: Sequence[str]) -> None:
    """Write words.txt and characters.txt."""
    parser = argparse.ArgumentParser(prog="python -m bench lexicon", description=__doc__)
    parser.add_argument("jieba", type=Path)
    entries = list(read(parser.parse_args(given).jieba / "dict.txt"))
    lexicon.WORDS.write_text(words(entries), "utf-8")
    lexicon.CHARACTERS.write_text(characters(entries), "utf-8")
    print(f"{lexicon.WORDS}: {lexicon.WORDS.stat().st_size:,} bytes")


def read(path: Path) -> Iterable[Entry]:
    """Yield word, times and part of speech of every entry in Chinese characters."""
    for line in path.read_text("utf-8").splitlines():
        word, times, part = line.split(" ")
        if _HAN.fullmatch(word) or part in _FOREIGN:
            yield word, int(times), part


def words(entries: Iterable[Entry]) -> str:
    """Return the lines of words.txt: part of speech, how often as a logarithm, the words."""
    kept: dict[tuple[str, int], set[str]] = defaultdict(set)
    own = COMMON | BEGINNING | ENDING
    seen = set()
    for word, times, part in entries:
        if part in _NAMES + _FOREIGN:
            if len(word) == 2 and part in _NAMES and word[0] in SINGLE and word not in own:
                kept["nr", round(math.log(times))].add(word)
            continue
        if _HAN.fullmatch(word) and times >= _LEAST[len(word)]:
            kept[part[0], round(math.log(times))].add(word)
            seen.add(word)
    kept["x", round(math.log(_FEW))] |= own - seen
    return "".join(
        f"{part}\t{level}\t{' '.join(sorted(kept[part, level]))}\n" for part, level in sorted(kept)
    )


def characters(entries: Iterable[Entry]) -> str:
    """Return the lines of characters.txt: of given (g) and foreign names (f), how often, the characters."""
    counts: dict[str, Counter[str]] = {"g": Counter(), "f": Counter()}
    for word, _times, part in entries:
        if part in _NAMES and len(word) == 3 and word[0] in FREQUENT:
            counts["g"].update(word[1:])
        elif part in _FOREIGN and len(word) > 2 and "·" not in word:
            counts["f"].update(word)
    lines = []
    for kind, counted in counts.items():
        by_number: dict[int, list[str]] = defaultdict(list)
        for char, number in counted.items():
            by_number[number].append(char)
        lines += [f"{kind}\t{number}\t{''.join(sorted(by_number[number]))}\n" for number in sorted(by_number)]
    return "".join(lines)

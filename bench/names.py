"""Learn the score of a name from the project's own texts: python -m bench names.

The background (how usual characters and pairs are) is counted in everything the project says in
Chinese; the weights are learned from composed texts with drawn names, by logistic regression, twice: of
every piece by itself, then with its text. The same sources give the same files,
mingzhi/redaction/naming/background.txt and weights.json. ``--held`` leaves a set of sentences out, to
measure with.
"""

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.names_drawn import drawn, drawn_called, drawn_foreign
from bench.regression import Example, learn
from mingzhi.redaction import Kind
from mingzhi.redaction.naming import background, score
from mingzhi.redaction.naming.forms import Form
from mingzhi.redaction.naming.lexicon import lexicon
from mingzhi.redaction.naming.score import Traits
from mingzhi.redaction.naming.words import BEGINNING, ENDING
from mingzhi.redaction.narrow import half_width
from mingzhi.redaction.surnames import RARE, SINGLE
from mingzhi.redaction.tests.corpus import page
from mingzhi.redaction.tests.corpus.composing import SETS, Composer
from mingzhi.redaction.tests.corpus.spoken import SPOKEN
from mingzhi.redaction.tests.corpus.staying import OFFICERS
from mingzhi.redaction.tests.corpus.trades import STILL, TRADES
from mingzhi.redaction.tests.corpus.unannounced import WITH_NAMES, WITHOUT

_WORDS = (".py", ".toml", ".html", ".md")
_LEFT_OUT = ("redaction", "locale", "demo", "scenarios", "tests")
_RUN = re.compile("[\u4e00-\u9fff，。；：、（）《》〔〕0-9]{2,}")
_SLOT = re.compile(r"\{([!=+~]?)([^{}/]+)(?:/(\w+))?\}")
_PAGES, _TIMES, _TOGETHER, _STREWN = 120, 18, 5, 3000
_LEAST = 0.02
NEVER = "sixth"
"""The set that nothing is learned from."""
Spans = frozenset[tuple[int, int]]
Text = tuple[str, Spans]


def main(given: Sequence[str]) -> None:
    """Count the background, learn the weights, write both files."""
    parser = argparse.ArgumentParser(prog="python -m bench names", description=__doc__)
    parser.add_argument("--held", nargs="*", default=[], choices=tuple(SETS), help="sets not to learn from")
    held = {*parser.parse_args(given).held, NEVER}
    ordinary = sorted(runs(Path("mingzhi")) | runs(Path("docs")))
    background.FILE.write_text(background.write(ordinary), "utf-8")
    background.background.cache_clear()
    dice = random.Random("names")
    texts = [*composed(dice, [SETS[name] for name in SETS if name not in held])]
    texts += [(text, frozenset()) for text in (*ordinary, *strewn(ordinary, dice))]
    print(f"{len(texts):,} texts of {sum(len(text) for text, _spans in texts):,} characters")
    alone, together = learned(texts)
    both = {name: _worth(weights) for name, weights in (("alone", alone), ("together", together))}
    score.WEIGHTS.write_text(json.dumps(both, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _worth(weights: dict[str, float]) -> dict[str, float]:
    """Leave out weights that change nothing."""
    return {name: weight for name, weight in weights.items() if abs(weight) >= _LEAST}


def learned(texts: Sequence[Text]) -> tuple[dict[str, float], dict[str, float]]:
    """Learn the weights of single pieces, then those of a piece in its text."""
    looked = [[*score.looked_at(half_width(text))] for text, _spans in texts]
    both = [(spans, found) for (_text, spans), found in zip(texts, looked, strict=True)]
    alone = learn([*_alone(both)])
    found = [
        (text, spans, [(form, score.weighed(one, alone)) for form, one in pieces])
        for (text, spans), pieces in zip(texts, looked, strict=True)
    ]
    return alone, learn([*_together(found)])


def _alone(texts: Iterable[tuple[Spans, Sequence[tuple[Form, Traits]]]]) -> Iterator[Example]:
    """Yield names and what is none; nothing is learned from a part of a name."""
    for spans, found in texts:
        names = {(start, place): end for start, end in spans for place in range(start, end)}
        starts = {place: start for start, place in names}
        for form, traits in found:
            right = (form.start, form.end) in spans
            start = starts.get(form.start)
            if right or start is None or names[start, form.start] < form.end:
                yield traits, right


def _together(texts: Iterable[tuple[str, Spans, Sequence[tuple[Form, float]]]]) -> Iterator[Example]:
    for text, spans, found in texts:
        for (form, _score), traits in zip(found, score.in_company(text, found), strict=True):
            yield traits, (form.start, form.end) in spans


def runs(folder: Path) -> set[str]:
    """Return every run of Chinese writing in the files of a folder, each once."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _WORDS and not set(path.parts) & set(_LEFT_OUT):
            found.update(map(half_width, _RUN.findall(path.read_text("utf-8"))))
    return found


def strewn(ordinary: Sequence[str], dice: random.Random) -> Iterator[str]:
    """Yield every known word between pieces of ordinary writing: words stay words wherever they stand."""
    words = lexicon()
    beginning = [word for word in (*words.usual, *words.either) if len(word) > 1 and word[0] in SINGLE | RARE]
    for word in (*sorted(BEGINNING | ENDING), *dice.sample(sorted(beginning), _STREWN)):
        left, right = dice.choice(ordinary), dice.choice(ordinary)
        yield left[-dice.randrange(1, 8) :] + word + right[: dice.randrange(1, 8)]


def composed(dice: random.Random, sets: Sequence[Sequence[str]]) -> Iterator[Text]:
    """Yield texts with the places of their names: a few sentences that share their people."""
    for turn in range(_TIMES):
        composer = Composer(f"names {turn}")
        loose = [*WITH_NAMES, *SPOKEN, *TRADES, *WITHOUT, *STILL]
        dice.shuffle(loose)
        for sentences in (loose, *sets):
            for at in range(0, len(sentences), _TOGETHER):
                yield filled("".join(sentences[at : at + _TOGETHER]), dice, composer)
    for turn in range(_PAGES):
        one = page(f"names {turn}")
        spans = {(piece.start, piece.end) for piece in one.planted if piece.kind is Kind.PERSON_NAME}
        officers = {match.span() for name in OFFICERS for match in re.finditer(name, one.text)}
        yield one.text, frozenset(spans | officers)


def filled(sentence: str, dice: random.Random, composer: Composer) -> Text:
    """Fill the slots: names are drawn, and some of them stand for several slots."""
    text, at, spans = "", 0, set()
    cast: dict[str, str] = {}
    for slot in _SLOT.finditer(sentence):
        text += sentence[at : slot.start()]
        at = slot.end()
        name = _name(slot, dice, cast)
        if name:
            spans.add((len(text), len(text) + len(name)))
        text += name or (slot[2] if slot[1] == "~" else composer.plain_or_public(slot[2]))
    return text + sentence[at:], frozenset(spans)


def _name(slot: re.Match[str], dice: random.Random, cast: dict[str, str]) -> str:
    """Draw a name where the slot asks for one; a written name is drawn once for its text."""
    if slot[1] in ("=", "+"):
        if slot[2] not in cast:
            cast[slot[2]] = _drawn_as("called" if slot[1] == "+" else slot[3] or "", dice, cast)
        return cast[slot[2]]
    if slot[1] or slot[2] not in ("called", "foreign", "name", "op", "asked", "agent"):
        return ""
    known = [*cast.values()]
    if slot[2] in ("called", "foreign"):
        return _drawn_as(slot[2], dice, cast)
    name = dice.choice(known) if known and dice.random() < 0.25 else drawn(dice)
    cast[name] = name
    return name


def _drawn_as(kind: str, dice: random.Random, cast: dict[str, str]) -> str:
    if kind == "called":
        return drawn_called(dice, [*cast.values()])
    return drawn_foreign(dice) if kind == "foreign" else drawn(dice)

"""Learn the score of a name from the project's own texts: python -m bench names.

The background (how usual characters and pairs are) is counted in everything the project says in Chinese; the
weights are learned from composed texts with drawn names, by logistic regression. The same sources give the
same files, mingzhi/redaction/naming/background.txt and weights.json.
"""

import json
import math
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from mingzhi.redaction import Kind
from mingzhi.redaction.naming import background, given, score
from mingzhi.redaction.naming.words import BEGINNING, ENDING
from mingzhi.redaction.narrow import half_width
from mingzhi.redaction.surnames import COMPOUND, FREQUENT, SINGLE
from mingzhi.redaction.tests.corpus import page
from mingzhi.redaction.tests.corpus.composing import Composer
from mingzhi.redaction.tests.corpus.staying import OFFICERS
from mingzhi.redaction.tests.corpus.unannounced import WITH_NAMES, WITHOUT

_WORDS = (".py", ".toml", ".html", ".md")
_LEFT_OUT = ("redaction", "locale", "demo", "scenarios", "tests")
_RUN = re.compile("[\u4e00-\u9fff，。；：、（）《》〔〕0-9]{2,}")
_SLOT = re.compile(r"\{(!?)(\w+)\}")
_ROUNDS, _RATE, _COOLING, _DECAY = 8, 0.1, 0.7, 1e-5
_PAGES, _TIMES = 150, 12
Example = tuple[dict[str, float], bool]


def main(_given: Sequence[str]) -> None:
    """Count the background, learn the weights, write both files."""
    ordinary = sorted(runs(Path("mingzhi")) | runs(Path("docs")))
    background.FILE.write_text(background.write(ordinary), "utf-8")
    background.background.cache_clear()
    weights = learn(examples(ordinary))
    score.WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for name, weight in sorted(weights.items(), key=lambda one: -one[1]):
        print(f"{weight:7.3f}  {name}")


def runs(folder: Path) -> set[str]:
    """Return every run of Chinese writing in the files of a folder, each once."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _WORDS and not set(path.parts) & set(_LEFT_OUT):
            found.update(map(half_width, _RUN.findall(path.read_text("utf-8"))))
    return found


def examples(ordinary: Sequence[str]) -> list[Example]:
    """Return what to learn from: drawn names in composed texts, and everything that only looks like one."""
    dice = random.Random("names")
    found: list[Example] = []
    for text, spans in composed(dice):
        found += _examples(half_width(text), spans)
    for text in (*ordinary, *strewn(ordinary, dice)):
        found += _examples(text, set())
    return found


def strewn(ordinary: Sequence[str], dice: random.Random) -> Iterator[str]:
    """Yield every known word between pieces of ordinary writing: words stay words wherever they stand."""
    for word in sorted(BEGINNING | ENDING):
        left, right = dice.choice(ordinary), dice.choice(ordinary)
        yield left[-dice.randrange(1, 8) :] + word + right[: dice.randrange(1, 8)]


def composed(dice: random.Random) -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """Yield texts with the places of their names."""
    for turn in range(_TIMES):
        composer = Composer(f"names {turn}")
        for sentence in WITH_NAMES:
            yield filled(sentence, dice, composer)
        for sentence in WITHOUT if turn % 3 == 0 else ():
            yield sentence, set()
    for turn in range(_PAGES):
        one = page(f"names {turn}")
        spans = {(piece.start, piece.end) for piece in one.planted if piece.kind is Kind.PERSON_NAME}
        officers = {match.span() for name in OFFICERS for match in re.finditer(name, one.text)}
        yield one.text, spans | officers


def filled(sentence: str, dice: random.Random, composer: Composer) -> tuple[str, set[tuple[int, int]]]:
    """Fill the slots of a sentence; names are drawn from all surnames and given names."""
    text, at, spans = "", 0, set()
    for slot in _SLOT.finditer(sentence):
        text += sentence[at : slot.start()]
        at = slot.end()
        if slot[2] == "name":
            name = drawn(dice)
            spans.add((len(text), len(text) + len(name)))
            text += name
        else:
            text += composer.plain_or_public(slot[2])
    return text + sentence[at:], spans


def drawn(dice: random.Random) -> str:
    """Draw a name: half of them with one of the most usual surnames, a few with a rare or compound one."""
    group = dice.choices((sorted(COMPOUND), score.FEW, sorted(FREQUENT), sorted(SINGLE)), (6, 44, 40, 10))[0]
    names = given.FREQUENT * 3 + given.MANY
    return dice.choice(group) + "".join(dice.choice(names) for _ in range(dice.choice((1, 2, 2, 2))))


def _examples(text: str, spans: set[tuple[int, int]]) -> Iterator[Example]:
    covered = {place for start, end in spans for place in range(start, end)}
    for at, end, first in score.candidates(text):
        right = (at, end) in spans
        if right or covered.isdisjoint(range(at, end)):
            yield dict(score.traits(text, at, end, first, background.background())), right


def learn(known: list[Example]) -> dict[str, float]:
    """Learn the weights by logistic regression, one example after another in a drawn order."""
    dice, rate = random.Random("order"), _RATE
    weights = dict.fromkeys(sorted({name for traits, _right in known for name in traits}), 0.0)
    for turn in range(_ROUNDS):
        dice.shuffle(known)
        loss = 0.0
        for traits, right in known:
            sum_ = sum(weights[name] * value for name, value in traits.items())
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))
            loss -= math.log(max(1e-9, chance if right else 1 - chance))
            for name, value in traits.items():
                weights[name] += rate * ((right - chance) * value - _DECAY * weights[name])
        rate *= _COOLING
        print(f"round {turn + 1}: loss {loss / len(known):.4f} over {len(known):,} examples")
    return {name: round(weight, 3) for name, weight in weights.items()}

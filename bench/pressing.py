"""Several browsers press at once: what came of it, and what each was told."""

import re
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tests.served.visitor import Answer, Post, Visitor

__all__ = ["Contest", "Post", "Tally", "Visitor", "play"]

_CODE = re.compile(r'<p class="code">(?:<span[^>]*>[^<]*</span>)?([a-z_.]+)</p>')
_WAY_OUT = "怎么办"
_LED_ON = 302
TIMES = 2
"""How often each browser presses."""


@dataclass(frozen=True, slots=True)
class Contest:
    """Forms that are sent at once, each of them twice; ``won`` counts what may be there ``one_of`` times."""

    what: str
    posts: Sequence[Post]
    won: Callable[[], int]
    one_of: int = 1


@dataclass(slots=True)
class Tally:
    """What came of the rounds of one contest."""

    rounds: int = 0
    wrong: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def said(self) -> dict[str, Any]:
        """Return the tally for JSON."""
        return {
            "rounds": self.rounds,
            "wrong": self.wrong,
            "refused": dict(self.refused),
            "broken": self.broken,
        }


def play(contest: Contest, tally: Tally) -> None:
    """Let everybody press, and count.

    A form that is handled leads on, and its second sending leads to what the first did; the others are
    refused with a reason. Anything else is broken: an error, an answer that says nothing.
    """
    tally.rounds += 1
    led_on = 0
    for form in _sent(contest.posts):
        if len(form) != TIMES:
            tally.broken.append("no answer at all")
        led_on += any(one.status == _LED_ON for one in form)
        for one in form:
            named = _CODE.search(one.text)
            if 400 <= one.status < 500 and (named or _WAY_OUT in one.text):
                tally.refused[f"{one.status} {named[1] if named else 'in words'}"] += 1
            elif one.status != _LED_ON:
                tally.broken.append(_told(one))
    won = contest.won()
    if (won, led_on) != (contest.one_of, contest.one_of):
        tally.wrong.append(f"{won} came of it, {led_on} forms were led on")
    connection.close()


def _sent(posts: Sequence[Post]) -> list[list[Answer]]:
    """Send every form, all at the same moment; return the answers by form."""
    gate = threading.Barrier(len(posts) * TIMES)
    answers = [list[Answer]() for _post in posts]

    def press(nth: int) -> None:
        gate.wait(timeout=60)
        answers[nth].append(posts[nth].press())

    pressing = [
        threading.Thread(target=press, args=(nth,)) for nth in range(len(posts)) for _press in range(TIMES)
    ]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join(timeout=120)
    return answers


def _told(answer: Answer) -> str:
    words = " ".join(re.sub("<[^>]+>", " ", answer.text).split())
    return f"{answer.status} {answer.url} {words[:300]}"

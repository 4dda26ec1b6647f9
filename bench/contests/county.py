"""The county in which contests are played: the cases the rounds take, and everybody with two browsers."""

from collections.abc import Iterator
from random import Random

from bench.pressing import Post, Visitor
from mingzhi.cases.models import Case
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.site.demo.cast import cast_of
from mingzhi.site.generator import patterns
from mingzhi.site.generator.patterns import Shape
from mingzhi.site.generator.run import generate

AGENCY = "qsj"
SHAPES = {
    "decide": ("ordinary", "decide_penalty", "noticed", 2),
    "review": ("ordinary", "assign", "in_review", 1),
    "publish": ("ordinary", "publish", "served", 4),
    "pay": ("summary", "pay", "served", 1),
}
"""Which cases a round takes: of what matter, walked up to which step, waiting in which state, how many."""
_SPARE = 20
"""Shares are rounded: so many cases more."""


def prepare(rounds: int) -> None:
    """Generate the cases of so many rounds, before any server runs."""
    shares = sum(each for *_kind, each in SHAPES.values())
    mix = [
        Shape(name, matter, 1000 * each // shares + 1, 1, (3, 4) if name == "decide" else (0, 1), before)
        for name, (matter, before, _state, each) in SHAPES.items()
    ]
    generate(cases=rounds * shares + _SPARE, seed=rounds, processes=1, tell=lambda _stage: None, mix=mix)


class County:
    """The generated county with everybody who contests in it, two browsers each."""

    def __init__(self, base: str) -> None:
        self.base, self.random = base, Random(7)
        self.cast = cast_of(patterns.people(), AGENCY)
        rows = Case.objects.order_by("pk")
        self.cases: dict[str, Iterator[Case]] = {
            name: iter(list(rows.filter(procedure=matter, state=state)))
            for name, (matter, _before, state, _each) in SHAPES.items()
        }
        self.browsers: dict[tuple[str, int], Visitor] = {}

    def actor(self, role: str) -> Actor:
        """Return somebody of the agency."""
        return self.cast(role, clock.today())

    def browser(self, login: str, nth: int = 0) -> Visitor:
        """Return the nth browser in which somebody has logged in."""
        if (login, nth) not in self.browsers:
            self.browsers[login, nth] = Visitor(self.base).log_in(login)
        return self.browsers[login, nth]

    def stranger(self) -> Visitor:
        """Return the browser of somebody without a login, from an address of its own."""
        visitor = Visitor(self.base)
        visitor.address = f"198.18.{self.random.randrange(256)}.{self.random.randrange(1, 255)}"
        return visitor

    def both(self, login: str, path: str, having: str, to: str = "", **typed: str) -> list[Post]:
        """Return the form of a page as it lies in two browsers of the same person."""
        return [self.browser(login, nth).form(path, having, to=to, **typed) for nth in range(2)]

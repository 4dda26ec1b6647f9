"""Who plays which role in a scenario: the people of one agency."""

from datetime import date

from mingzhi.kernel.actor import Actor
from mingzhi.site.demo.county import People
from mingzhi.site.walk import Cast

SECOND = {"second": ("handler", 1), "third": ("handler", 2)}


def cast_of(people: People, agency: str, *, first: int = 0) -> Cast:
    """Return the cast of an agency; ``first`` turns the handlers, so that work is shared."""

    def play(role: str, on: date) -> Actor:
        name, nth = SECOND.get(role, (role, 0))
        shifted = nth + first if name == "handler" else nth
        return people.actor(agency, name, on, nth=shifted)

    return play

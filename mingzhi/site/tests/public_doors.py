"""Every public address, found from the table of addresses: a new door cannot be forgotten.

Addresses without a parameter are asked as they are and with every question of a search; for each parameter
it is said once what to put there. A route whose parameter nobody explained fails the test.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from mingzhi.disclosure.models import Leaf, Notice
from mingzhi.disclosure.rules import content
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.kernel import clock
from mingzhi.ledger.queries import latest_checkpoint
from mingzhi.portal.opendata.building import BEARING
from mingzhi.portal.opendata.packing import PACKED
from mingzhi.site.jobs import opendata

BEHIND_A_LOGIN = ("work/", "account/", "i18n/", "language/", "look/")
"""Staff pages, and what only sets a cookie."""
PARTS = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")


def every_address(notice: Notice, questions: tuple[str, ...] = ()) -> dict[str, str]:
    """Return every public address that may have to do with a notice, with the route it belongs to."""
    leaf = notice.leaves.order_by("pk").first().commitment
    names = [path.relative_to(opendata.folder()).as_posix() for path in opendata.folder().rglob("*.*")]
    data = Leaf.objects.filter(action=content.DATA).order_by("pk").first()
    head = latest_checkpoint("publications")
    values = {
        "uid": (str(notice.uid),),
        "stage": ("before", "during", "after"),
        "day": (clock.today().isoformat(),),
        "number": ("1",),
        "code": tuple(REGISTERS),
        "v/code": (leaf, "ABCD-EFGH"),
        "desk/d/code": ("ABCD-EFGH",),
        "key": ("nothing",),
        "given": ("nothing",),
        "paper": ("a4", "a3"),
        "name": (*BEARING, "manifest.json", *names, *(name.removesuffix(PACKED) for name in names)),
        "manifest": (data.content["manifest_sha256"] if data else "0" * 64,),
        "log": ("publications", "acts"),
        "commitment": (leaf,),
        "size": (str(head.size if head else 1),),
    }
    return addresses(Asked(values=values, questions=questions))


@dataclass(frozen=True, slots=True)
class Asked:
    """What to put for the parameters, and what to search for."""

    values: dict[str, tuple[str, ...]]
    questions: tuple[str, ...]


def routes() -> list[str]:
    """Return every public route as it is declared."""
    return [route for route in _routes(get_resolver(), "") if not route.startswith(BEHIND_A_LOGIN)]


def _routes(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _routes(entry, route)


def addresses(asked: Asked) -> dict[str, str]:
    """Return address → route, every parameter filled; raises KeyError for one that nobody explained."""
    found = {}
    for route in routes():
        for address in _filled(route, asked):
            found[f"/{address}"] = route
            if not PARTS.search(route):
                found |= {f"/{address}?q={question}": route for question in asked.questions}
    return found


def _filled(route: str, asked: Asked) -> Iterable[str]:
    if route.startswith("log/^"):  # the tiles: their form is a pattern, their content hashes only
        level = "" if "/entries/" in route else "0/"
        entries = "entries/" if "/entries/" in route else ""
        size = asked.values["size"][0]
        return [f"log/publications/tile/{entries}{level}000.p/{size}"]
    filled = [route]
    for name in _names(route):
        values = asked.values.get(f"{route.split('<')[0]}{name}") or asked.values[name]
        filled = [re.sub(rf"<(?:\w+:)?{name}>", value, form) for form in filled for value in values]
    return filled


def _names(route: str) -> list[str]:
    return [first or second for first, second in PARTS.findall(route)]

"""Read a search from an address: the same words on the page, in feeds, files and the API."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from mingzhi.disclosure.queries.searching import NEWEST, OLDEST, Filters
from mingzhi.kernel.typed import natural, readable
from mingzhi.portal.stranger.asked import NAMES

LONGEST_QUERY = 100


def filters_from(given: QueryDict) -> Filters:
    """Return what the address asks for; what cannot be read asks for nothing."""
    return Filters(
        text=readable(given.get("q", "")[:LONGEST_QUERY]),
        kind=given.get("kind", "")[:20],
        agency=given.get("agency", "")[:18],
        region=given.get("region", "")[:12],
        year=given.get("year", "")[:4],
        corrected=given.get("corrected", "")[:1],
        penalty=given.get("penalty", "")[:20],
        fine=given.get("fine", "")[:20],
        basis=readable(given.get("basis", "")[:LONGEST_QUERY]),
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        order=OLDEST if given.get("order") == OLDEST else NEWEST,
    )


def key_from(given: QueryDict) -> int:
    """Return the key after which the next page starts, 0 for the first page."""
    return natural(given.get("after", "")) or 0


def address_of(given: QueryDict, **changed: str) -> str:
    """Return the query part of the address with some words changed, never with a page key."""
    words = {name: given.get(name, "") for name in NAMES} | changed
    return urlencode({name: value for name, value in words.items() if value})


def addresses_of(given: QueryDict, name: str) -> Callable[[str], str]:
    """Return what :func:`address_of` does with one word changed: what stays is written once."""
    at = NAMES.index(name)
    before, after = (
        urlencode({word: given[word] for word in words if given.get(word)})
        for words in (NAMES[:at], NAMES[at + 1 :])
    )
    return lambda value: "&".join(filter(None, (before, urlencode({name: value}) if value else "", after)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

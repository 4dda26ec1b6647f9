"""Read a search from an address: the same words on the page, in feeds, files and the API."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from mingzhi.disclosure.queries.searching import NEWEST, OLDEST, Filters
from mingzhi.disclosure.rules import bigrams
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.typed import day, natural, readable
from mingzhi.portal.stranger.asked import IS_READ, NAMES

LONGEST_QUERY = 100
_LONGEST_NAME = 40
_KNOWN = (*NAMES, "after")
_IS_READ: Mapping[str, Callable[[str], bool]] = {**IS_READ, "order": lambda text: text in (NEWEST, OLDEST)}
"""What a rebuilt portal reads likewise, and the order."""


def unread(given: QueryDict) -> list[str]:
    """Return the words of a search whose value cannot be read."""
    return [name for name, reads in _IS_READ.items() if given.get(name) and not reads(given.get(name, ""))]


def heard(given: QueryDict) -> QueryDict:
    """Return what is asked without what cannot be read: a page says so, and does not narrow by it."""
    names = unread(given)
    if not names:
        return given
    kept = given.copy()
    for name in names:
        del kept[name]
    return kept


def understood(given: QueryDict) -> QueryDict:
    """Return what a program asks; raises Invalid for what cannot be read: it would be given everything."""
    must_know(given, _KNOWN)
    for name in unread(given):
        raise not_understood(name)
    _must_be_looked_for(given)
    return given


def _must_be_looked_for(given: QueryDict) -> None:
    """Refuse words of which a part would be left aside, and a single character: nothing looks for it."""
    for name in ("q", "basis"):
        if len(given.get(name, "")) > LONGEST_QUERY:
            raise Invalid(
                "portal.invalid",
                _("参数 %(name)s 太长。") % {"name": name},
                way_out=_("最多%(most)s个字。") % {"most": LONGEST_QUERY},
                field=name,
            )
    if given.get("q", "").strip() and not bigrams.wanted(readable(given.get("q", ""))):
        raise Invalid("portal.invalid", _("请输入至少两个连续的字。"), field="q")


def must_know(given: QueryDict, names: Sequence[str]) -> None:
    """Refuse to a program a parameter there is none of: what it was to narrow would not be narrowed."""
    for name in given:
        if name not in names:
            raise Invalid(
                "portal.invalid",
                _("没有名为 %(name)s 的参数。") % {"name": name[:_LONGEST_NAME]},
                way_out=_("可以用的参数：%(names)s。") % {"names": "、".join(names)}
                if names
                else _("这个地址没有参数。"),
                field=name[:_LONGEST_NAME],
            )


def not_understood(name: str) -> Invalid:
    """Say to a program which word of its question cannot be read."""
    return Invalid(
        "portal.invalid",
        _("参数 %(name)s 无法识别。") % {"name": name},
        way_out=_("日期请写作 2026-01-05；不写这个参数，就不按它筛选。"),
        field=name,
    )


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
        since=day(given.get("since", "")),
        until=day(given.get("until", "")),
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

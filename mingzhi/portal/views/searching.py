"""Search: the page, and the same result as Atom feed, CSV and JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries.exporting import Line, whole
from mingzhi.disclosure.queries.nearby import nearby
from mingzhi.disclosure.queries.news import news
from mingzhi.disclosure.queries.numbered import bearing
from mingzhi.disclosure.queries.searching import Filters, Page, search
from mingzhi.disclosure.rules import legal_bases, outcomes
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.portal.answers import as_json, conditional, row_json
from mingzhi.portal.asking import (
    address_of,
    addresses_of,
    filters_from,
    heard,
    key_from,
    understood,
    unread,
)
from mingzhi.portal.feeding import Feed, fallen_of
from mingzhi.portal.opendata.cells import Link, quick
from mingzhi.portal.sheets import as_notices_stand, sheet
from mingzhi.portal.stranger.asked import NAMES
from mingzhi.portal.views.notices import link

_PAGE = 20
_FEED = 30
_LIST = 100
KEPT = NAMES[1:]
_DATES = ("since", "until")
_DECLARED = {
    "kind": {code: kind.title for code, kind in KINDS.items()},
    "penalty": {kind.code: kind.title for kind in outcomes.PENALTY_KINDS},
    "fine": {band.code: band.title for band in outcomes.FINES.values()},
}
_ALONE = frozenset(("penalty", "fine", "basis", "article"))
"""Facets of which a single value is worth showing: it does not hold for every result."""
_ASKED_AS = {"article": "basis"}
"""Facets whose values are asked for under another name: an article takes the place of its law."""
_CSV_HEAD = (
    *("标识", "类别", "标题", "文号", "对象", "机关", "机关代码", "区划"),
    *("决定日期", "公示日期", "截止日期", "处罚种类", "罚款金额（元）", "法律依据", "网址"),
)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what a search finds, with facets, sorting and links to its feed and files."""
    given = heard(request.GET)
    filters = filters_from(given)
    page = search(filters, after=key_from(given), limit=_PAGE)
    lost = bool(filters.text) and not page.hits and not page.too_short and not key_from(given)
    return render(
        request,
        "portal/search.html",
        {
            "numbered": [] if key_from(given) else bearing(filters.text),
            "near": nearby(filters, limit=_PAGE) if lost else None,
            "filters": filters,
            "page": page,
            "unread": unread_said(request.GET),
            "facets": _facet_links(given, page),
            "kept": [(name, given[name]) for name in KEPT if given.get(name)],
            "kept_for_dates": [
                (name, given[name]) for name in ("q", *KEPT) if given.get(name) and name not in _DATES
            ],
            "query": address_of(given),
            "embed_address": f"{settings.PUBLIC_URL}{reverse('portal:embed')}?{address_of(given)}",
            "without_order": address_of(given, order=""),
            "chosen": _chosen(given, page),
            "next_cursor": str(page.after) if page.after else "",
            "first": not key_from(given),
        },
    )


def unread_said(given: QueryDict) -> list[tuple[str, str, bool]]:
    """Return what a page does not narrow by: the title of the word, its value, whether it should be a day."""
    titles = _titles()
    return [(titles.get(name, name), given.get(name, ""), name in _DATES) for name in unread(given)]


def _facet_links(given: QueryDict, page: Page) -> list[dict[str, Any]]:
    shown = []
    for name, title in _facet_titles().items():
        values = page.facets.get(name, ())
        if _is_settled(given, name) or len(values) < (1 if name in _ALONE else 2):
            continue
        address = addresses_of(given, _ASKED_AS.get(name, name))
        shown.append(
            {"name": name, "title": title, "values": [(value, address(value.value)) for value in values]}
        )
    return shown


def _is_settled(given: QueryDict, name: str) -> bool:
    """Tell whether a facet has nothing left to narrow: one of its values was asked for."""
    asked = given.get(_ASKED_AS.get(name, name), "")
    basis = legal_bases.wanted(asked) if name == "article" else None
    return bool(basis.article) if basis else bool(asked)


def _facet_titles() -> dict[str, str]:
    return {
        "kind": _("执法类别"),
        "agency": _("执法机关"),
        "region": _("行政区划"),
        "year": _("决定年份"),
        "penalty": _("处罚种类"),
        "fine": _("罚款金额"),
        "basis": _("法律依据"),
        "article": _("条文"),
        "corrected": _("更正情况"),
    }


def _titles() -> dict[str, str]:
    return _facet_titles() | {"since": _("决定日期自"), "until": _("决定日期至")}


def _chosen(given: QueryDict, page: Page) -> list[tuple[str, str, str]]:
    """Return (title, value, address without it) for every filter in force."""
    return [
        (title, _label(name, given.get(name, ""), page), address_of(given, **{name: ""}))
        for name, title in _titles().items()
        if given.get(name)
    ]


def _label(name: str, value: str, page: Page) -> str:
    if name == "corrected":
        return _("已更正") if value == "1" else _("未更正")
    if name == "basis":
        return legal_bases.title_of(value)
    if name in _DECLARED:
        return str(_DECLARED[name].get(value, value))
    known = (facet.label for facet in page.facets.get(name, ()) if facet.value == value)
    return next((label for label in known if label), value)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give what was last published or corrected of a search as an Atom feed."""
    filters = filters_from(understood(request.GET))
    name = filters.text or _("全部公示信息")
    atom = Feed(
        fallen=fallen_of(filters),
        title=_("行政执法公示：%(name)s") % {"name": name},
        link=f"{settings.PUBLIC_URL}{reverse('portal:search')}?{address_of(request.GET)}",
        description="",
        language="zh-Hans",
        feed_url=f"{settings.PUBLIC_URL}{request.path}?{address_of(request.GET)}",
    )
    for row in news(filters, limit=_FEED):
        atom.add_item(
            title=row.title,
            link=link(row.uid),
            description=f"{row.agency_name} · {row.number} · {row.party_name}",
            unique_id=f"urn:uuid:{row.uid}",
            pubdate=row.published_at,
            updateddate=row.since,
            author_name=row.agency_name,
        )
    content = atom.writeString("utf-8").encode()
    return conditional(request, content, content_type="application/atom+xml; charset=utf-8")


@require_safe
def as_list(request: HttpRequest) -> HttpResponse:
    """Give one page of a search as JSON; a header leads to the next page, until everything has been given."""
    page = search(
        filters_from(understood(request.GET)), after=key_from(request.GET), limit=_LIST, facets=False
    )
    answer = as_json(
        request,
        {
            "count": page.count,
            "count_is_lower_bound": page.more,
            "next": str(page.after) if page.after else None,
            "items": [row_json(hit.row, link) for hit in page.hits],
        },
    )
    return _leading_on(answer, request, page.after)


def _leading_on(answer: HttpResponse, request: HttpRequest, after: int) -> HttpResponse:
    """Name the next page and the files that hold everything (RFC 8288)."""
    everything = f'<{settings.PUBLIC_URL}{reverse("portal:open_data")}>; rel="collection"'
    words = "&".join(filter(None, (address_of(request.GET), f"after={after}")))
    following = f'<{settings.PUBLIC_URL}{request.path}?{words}>; rel="next"'
    answer["Link"] = ", ".join([*([following] if after else []), everything])
    return answer


@require_safe
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """Give everything a search finds as CSV, safe to open in a spreadsheet; nothing is cut."""
    return sheet(
        request, _csv_rows(filters_from(understood(request.GET))), "notices", stands=as_notices_stand()
    )


def _csv_rows(filters: Filters) -> Iterator[Sequence[str]]:
    yield _CSV_HEAD
    to_notice = quick(link)
    for lines in whole(filters):
        yield from (_cells(line, to_notice) for line in lines)


def _cells(line: Line, to_notice: Link) -> Sequence[str]:
    uid, kind, *said, outcome, bases = line
    rests_on = "；".join(basis.title for basis in bases)
    return [
        *(uid, KINDS[kind].title, *said, "、".join(outcome.titles), outcome.yuan, rests_on, to_notice(uid))
    ]

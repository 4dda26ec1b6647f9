"""The newest results of a search as a column for other sites: no script, no form, may be framed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries.searching import search
from mingzhi.portal.answers import revalidated
from mingzhi.portal.asking import address_of, filters_from, heard
from mingzhi.portal.views.notices import link
from mingzhi.portal.views.searching import unread_said

_ROWS = 10
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)


@require_safe
@xframe_options_exempt
def column(request: HttpRequest) -> HttpResponse:
    """Show the newest results, and what they are not narrowed by; links open in the whole window."""
    given = heard(request.GET)
    filters = filters_from(given)
    page = search(filters, limit=_ROWS, facets=False, counted=False)
    rows = [(hit.row, link(hit.row.uid)) for hit in page.hits]
    context = {
        "rows": rows,
        "filters": filters,
        "query": address_of(given),
        "unread": unread_said(request.GET),
    }
    answer = revalidated(request, render(request, "portal/embed.html", context))
    answer["Content-Security-Policy"] = _POLICY
    answer["X-Robots-Tag"] = "noindex"
    return answer

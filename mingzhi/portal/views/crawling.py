"""What robots are told: every public notice, split; nothing that came down.

Tombstones stay open to robots, because only who may read a page reads its ``noindex``.
"""

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries import browsing
from mingzhi.portal.answers import conditional
from mingzhi.portal.views.notices import link

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML = "application/xml; charset=utf-8"
_CLOSED = (
    "/work/",
    "/account/",
    "/desk/",
    "/v/",
    "/embed/",
    "/kiosk/",
    "/api/",
    "/notices/?",
    "/notices.",
    "/open-data/",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what robots may read and where the addresses are listed."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED), ""]
    lines.append(f"Sitemap: {settings.PUBLIC_URL}{reverse('portal:sitemap')}\n")
    return conditional(
        request, "\n".join(lines).encode(), content_type="text/plain; charset=utf-8", max_age=3600
    )


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the parts of the list."""
    parts = [
        f"{settings.PUBLIC_URL}{reverse('portal:sitemap_part', args=[number])}"
        for number in range(browsing.map_parts())
    ]
    told = "".join(f"<sitemap><loc>{escape(part)}</loc></sitemap>" for part in parts)
    return _xml(request, f'<sitemapindex xmlns="{_SPACE}">{told}</sitemapindex>')


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """List the addresses of one part, with the day of their last change."""
    if number >= browsing.map_parts():
        raise Http404
    told = "".join(
        f"<url><loc>{escape(link(uid))}</loc><lastmod>{since.date().isoformat()}</lastmod></url>"
        for uid, since in browsing.map_part(number)
    )
    return _xml(request, f'<urlset xmlns="{_SPACE}">{told}</urlset>')


def _xml(request: HttpRequest, body: str) -> HttpResponse:
    content = f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode()
    return conditional(request, content, content_type=_XML)

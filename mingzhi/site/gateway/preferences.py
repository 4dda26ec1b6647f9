"""What a reader prefers – language, size of text, colours – chosen by a plain link and kept in a cookie.

Public pages need neither a script nor a session for it; the page comes from the server as it is wanted.
"""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

LOOKS: Mapping[str, tuple[str, ...]] = {"text": ("large", "larger"), "theme": ("light", "dark")}
"""What may differ, and the values that are kept; without one the browser's own settings hold."""
USUAL = "usual"
COOKIE = "mingzhi_"
"""What the names of these cookies begin with; ``look.js`` writes the same ones."""
A_YEAR = 365 * 24 * 3600


def looks(request: HttpRequest) -> dict[str, str]:
    """Return what the reader chose, of what can be chosen; anything else in a cookie is not there."""
    asked = {name: request.COOKIES.get(COOKIE + name, "") for name in LOOKS}
    return {name: value for name, value in asked.items() if value in LOOKS[name]}


@require_GET
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language and go back to the page."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = _back(request)
    _keep(response, settings.LANGUAGE_COOKIE_NAME, code, httponly=True)
    return response


@require_GET
def choose_look(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Remember a size of text or the colours, or forget them (``usual``), and go back to the page."""
    if value not in (USUAL, *LOOKS.get(name, ())) or name not in LOOKS:
        raise Http404
    response = _back(request)
    if value == USUAL:
        response.delete_cookie(COOKIE + name, samesite="Lax")
    else:
        _keep(response, COOKIE + name, value)
    return response


def _keep(response: HttpResponse, name: str, value: str, *, httponly: bool = False) -> None:
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", httponly=httponly)


def _back(request: HttpRequest) -> HttpResponse:
    """Lead back to the page the link stood on; to the first page when that lies outside."""
    target = request.GET.get("next", "/")
    inside = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(target if inside and target.startswith("/") else "/")

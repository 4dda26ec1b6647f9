"""One place turns a refusal into an answer: its status, its sentence, its article, its way out."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from mingzhi.kernel.refusal import Invalid, NotKnown, Refusal
from mingzhi.kernel.typed import own_words
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.site.templatetags.look import citation, refusal_sentence, refusal_way_out

BASES = (("/work/", "base_work.html"), ("/account/", "base_work.html"), ("/desk/", "base_desk.html"))


FILES = (".json", ".csv", ".atom")
"""Addresses that programs read: a refusal is told them as the API tells it."""


class NotAForm(Refusal):
    """The address does not take what was sent to it (RFC 9110, 15.5.6)."""

    status = 405


def not_a_form(path: str) -> NotAForm:
    """Say what to do at an address that was opened otherwise than by its form, or that only reads."""
    if path.startswith("/api/"):
        return NotAForm("site.method", _("接口只读，不接受这种请求。"), way_out=_("请用 GET 或者 HEAD。"))
    return NotAForm(
        "site.method",
        _("这个网址只接收从页面提交的内容，不能直接打开。"),
        way_out=_("请返回，从页面上的按钮进入。"),
    )


class RefusalMiddleware:
    """Answer every refusal that a view lets through; faces never choose a status of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; what Django refuses by itself is told as our refusals are."""
        answer = self.get_response(request)
        if answer.status_code == NotAForm.status and request.method != "HEAD":
            told = self.process_exception(request, not_a_form(request.path))
            return _allowing(told, answer) if told else answer
        if answer.status_code == NotKnown.status and request.path.startswith("/api/") and _is_page(answer):
            unknown = NotKnown("site.address", _("没有这个接口地址。"), way_out=_("接口的说明见 /api/docs。"))
            return self.process_exception(request, unknown) or answer
        return answer

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse a request that carries the character no text has: PostgreSQL cannot even compare it."""
        sent = (request.path_info, *_words(request.GET), *_words(request.POST))
        if not any("\x00" in text for text in sent):
            return None
        refusal = Invalid(
            "site.character", _("请求中含有无法识别的字符。"), way_out=_("请核对网址，或者重新输入。")
        )
        return self.process_exception(request, refusal)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Render the refusal as a page, as a fragment for htmx, or as JSON for programs and scripts."""
        if not isinstance(exception, Refusal):
            return None
        if _is_program(request):
            return JsonResponse(
                as_json(exception), status=exception.status, json_dumps_params={"ensure_ascii": False}
            )
        if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"):
            return render(request, "parts/refusal.html", {"refusal": exception}, status=exception.status)
        return render(
            request,
            "refusal.html",
            {
                "refusal": exception,
                "refusal_base": _base(request.path),
                "back": _back(request),
                "words": own_words(request.POST.lists()) if request.method == "POST" else (),
            },
            status=exception.status,
        )


def _is_program(request: HttpRequest) -> bool:
    asks = request.headers.get("Accept") == "application/json"
    return asks or request.path.startswith("/api/") or request.path.endswith(FILES)


def _allowing(told: HttpResponse, answer: HttpResponse) -> HttpResponse:
    """Name what the address takes, as the answer does that is told instead (RFC 9110, 15.5.6)."""
    told["Allow"] = answer.get("Allow", "")
    return told


def _is_page(answer: HttpResponse) -> bool:
    return answer.get("Content-Type", "").startswith("text/html")


def page_is_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that does not prove to come from our page; what was written on ours is shown again.

    That happens when somebody has logged in anew in another tab, or the browser has lost the cookie.
    """
    return render(request, "403_csrf.html", {"words": words_of(request)}, status=403)


def words_of(request: HttpRequest) -> tuple[str, ...]:
    """Return what somebody wrote into a form on one of our pages; nothing of what came from elsewhere."""
    came_from = request.headers.get("Origin", "") or request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return own_words(request.POST.lists()) if request.method == "POST" and came_from and ours else ()


def _words(given: QueryDict) -> Iterator[str]:
    for name, values in given.lists():
        yield from (name, *values)


def as_json(refusal: Refusal) -> dict[str, str]:
    """Return the refusal for programs."""
    return {
        "code": refusal.code,
        "sentence": refusal_sentence(refusal),
        "citation": citation(refusal.citation),
        "way_out": refusal_way_out(refusal),
        "field": refusal.field,
    }


def _base(path: str) -> str:
    return next((base for prefix, base in BASES if path.startswith(prefix)), "base_public.html")


def _back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    if came_from and url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return came_from
    home = next((prefix for prefix, _ in BASES if request.path.startswith(prefix)), "/")
    return "/work/" if home == "/account/" else home

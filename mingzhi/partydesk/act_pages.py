"""What a scanned act code opens: officers now, rights, the one anonymous rating. No login, no script."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingzhi.cases.acts.act_codes import scan
from mingzhi.cases.models import ActCode
from mingzhi.cases.queries.act_codes import act_code, act_page, is_running, visit_of
from mingzhi.cases.rules.act_code import RATING_DAYS, Standing, is_token, token
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, public_actor
from mingzhi.kernel.refusal import Conflict, Refusal
from mingzhi.supervision.acts.rating import object_to, rate
from mingzhi.supervision.queries.ratings import counted_on
from mingzhi.supervision.rules.rating import LONGEST, SCORES

COOKIE = "mingzhi-act-"
SPENT = "supervision.spent"


@never_cache
def act(request: HttpRequest, key: str, given: str = "") -> HttpResponse:
    """Show the act to whoever scanned it in time, now or before; say to others how to get a fresh code."""
    if given:
        code, standing = scan(actor=public_actor(on=clock.today()), key=key, given=given)
    else:
        code, standing = act_code(key), Standing.EXPIRED
    held = is_token(visit_of(code).key, request.COOKIES.get(COOKIE + code.key, ""), settings.SECRET_KEY)
    fresh = standing is Standing.FRESH and is_running(code)
    if not fresh and not held:
        shown = {"standing": standing.value, "ended": not is_running(code), "agency": act_page(code).agency}
        return render(request, "desk/act_refused.html", shown, status=410 if given else 403)
    answer = _page(request, code, fresh=fresh)
    if not held:
        _keep(request, answer, code)
    return answer


@never_cache
@require_POST
def rating(request: HttpRequest) -> HttpResponse:
    """Take the rating of an act, or the objection to one; the address names no act, the form does."""
    code, actor = act_code(request.POST.get("key", "")), _rater(request)
    said = {"key": code.key, "token": request.POST.get("token", ""), "text": request.POST.get("text", "")}
    if "objection" in request.POST:
        return _dropped(request, code, partial(object_to, actor=actor, **said))
    score, complaint = request.POST.get("score", ""), "complaint" in request.POST
    return _dropped(request, code, partial(rate, actor=actor, score=score, complaint=complaint, **said))


def _rater(request: HttpRequest) -> Actor:
    return getattr(request, "actor", None) or public_actor(on=clock.today())


def _dropped(request: HttpRequest, code: ActCode, drop: Callable[[], str]) -> HttpResponse:
    try:
        receipt = drop()
    except Refusal as refused:
        if not is_token(visit_of(code).key, request.POST.get("token", ""), settings.SECRET_KEY):
            raise
        return _page(request, code, fresh=False, refusal=refused)
    shown = {"key": code.key, "receipt": "-".join(receipt[i : i + 4] for i in range(0, len(receipt), 4))}
    return render(request, "desk/act_thanks.html", shown)


@never_cache
def rated(request: HttpRequest) -> HttpResponse:
    """Tell whoever holds a receipt whether that rating was in the box when it was opened."""
    receipt = request.POST.get("receipt", "") if request.method == "POST" else ""
    shown = {"receipt": receipt, "day": counted_on(receipt) if receipt else None}
    return render(request, "desk/act_rated.html", shown)


def _page(
    request: HttpRequest, code: ActCode, *, fresh: bool, refusal: Refusal | None = None
) -> HttpResponse:
    shown = {
        "page": act_page(code),
        "token": token(visit_of(code).key, settings.SECRET_KEY),
        "fresh": fresh,
        "scores": SCORES,
        "longest": LONGEST,
        "refusal": refusal,
        "spent": (isinstance(refusal, Conflict) and refusal.code == SPENT) or "objection" in request.POST,
        "typed": request.POST,
    }
    return render(request, "desk/act.html", shown, status=refusal.status if refusal else 200)


def _keep(request: HttpRequest, answer: HttpResponse, code: ActCode) -> None:
    """Let the phone that scanned come back: the same token for every phone and every code at this act."""
    answer.set_cookie(
        COOKIE + code.key,
        token(visit_of(code).key, settings.SECRET_KEY),
        max_age=RATING_DAYS * 86400,
        path=f"/desk/a/{code.key}/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )

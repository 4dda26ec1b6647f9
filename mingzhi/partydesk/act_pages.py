"""What a scanned act code opens: officers now, rights, one anonymous rating. No login, no script."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingzhi.cases.acts.act_codes import scan
from mingzhi.cases.models import ActCode
from mingzhi.cases.queries.act_codes import act_code, act_page, is_running
from mingzhi.cases.rules.act_code import RATING_DAYS, Standing, is_token, token
from mingzhi.kernel import clock
from mingzhi.kernel.actor import public_actor
from mingzhi.kernel.refusal import Refusal
from mingzhi.supervision.acts.rating import rate
from mingzhi.supervision.rules.rating import LONGEST, SCORES

COOKIE = "mingzhi-act-"


@never_cache
def act(request: HttpRequest, key: str, given: str = "") -> HttpResponse:
    """Show the act to whoever scanned it in time, now or before; say to others how to get a fresh code."""
    held = ""
    if given:
        code, standing = scan(actor=public_actor(on=clock.today()), key=key, given=given)
    else:
        code, standing = act_code(key), Standing.EXPIRED
    held = _held(request, code)
    fresh = standing is Standing.FRESH and is_running(code)
    if not fresh and not held:
        shown = {"standing": standing.value, "ended": not is_running(code), "agency": act_page(code).agency}
        return render(request, "desk/act_refused.html", shown, status=410 if given else 403)
    mine = held or token(code.key, secrets.token_bytes(16), settings.SECRET_KEY)
    answer = _page(request, code, mine, fresh=fresh)
    if not held:
        _keep(request, answer, code, mine)
    return answer


@never_cache
@require_POST
def rating(request: HttpRequest, key: str) -> HttpResponse:
    """Take the rating of the phone that scanned; what was typed is kept when it is refused."""
    code = act_code(key)
    given = request.POST.get("token", "")
    typed = {name: request.POST.get(name, "") for name in ("score", "text", "complaint")}
    try:
        rate(
            actor=getattr(request, "actor", None) or public_actor(on=clock.today()),
            key=code.key,
            token=given,
            score=typed["score"],
            complaint=bool(typed["complaint"]),
            text=typed["text"],
        )
    except Refusal as refused:
        if not is_token(code.key, given, settings.SECRET_KEY):
            raise
        return _page(request, code, given, fresh=False, refusal=refused, typed=typed)
    return render(request, "desk/act_thanks.html", {"key": code.key})


def _page(
    request: HttpRequest,
    code: ActCode,
    mine: str,
    *,
    fresh: bool,
    refusal: Refusal | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    shown = {
        "page": act_page(code),
        "token": mine,
        "fresh": fresh,
        "scores": SCORES,
        "longest": LONGEST,
        "refusal": refusal,
        "typed": typed or {},
    }
    return render(request, "desk/act.html", shown, status=refusal.status if refusal else 200)


def _held(request: HttpRequest, code: ActCode) -> str:
    """Return the token this phone got at an earlier scan of the act, or nothing."""
    kept = request.COOKIES.get(COOKIE + code.key, "")
    return kept if is_token(code.key, kept, settings.SECRET_KEY) else ""


def _keep(request: HttpRequest, answer: HttpResponse, code: ActCode, mine: str) -> None:
    answer.set_cookie(
        COOKIE + code.key,
        mine,
        max_age=RATING_DAYS * 86400,
        path=f"/desk/a/{code.key}/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )

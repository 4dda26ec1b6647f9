"""The doors of the workbench: who may open a page. Acts and queries check again inside."""

import functools
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from mingzhi.cases.queries import case_row
from mingzhi.identity.rules.views import AppointmentView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.kernel.typed import own_words
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import SentAlready, sending
from mingzhi.trail.acts.sending import FIELD

View = Callable[..., HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request of somebody who works for an agency and acts in one of their appointments (``posts``)."""

    actor: Actor
    posts: Sequence[AppointmentView]


def staff(*capabilities: str) -> Callable[[View], View]:
    """Open the page to people with an appointment and any one of the capabilities (none named: all).

    Others are led to the login, or refused with the way out. A form sent twice leads to what the first
    sending did.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_login(request)
            if getattr(request.user, "must_change_password", False):
                return redirect("account:password")
            actor = getattr(request, "actor", None)
            if actor is None:
                raise NotAllowed(
                    "work.no_appointment",
                    _("您今天没有有效的任职，不能进入工作台。"),
                    way_out=_("请联系本机关管理员核对任职和岗位设置。"),
                )
            if capabilities and not any(actor.can(capability) for capability in capabilities):
                actor.must(capabilities[0])
            return _once(view, cast(StaffRequest, request), args, kwargs)

        guarded.door = capabilities  # type: ignore[attr-defined]
        return guarded

    return decorate


def _once(view: View, request: StaffRequest, args: Any, kwargs: Any) -> HttpResponseBase:
    if request.method != "POST":
        return view(request, *args, **kwargs)
    try:
        with sending(request.POST.get(FIELD, ""), actor=request.actor, target=request.path):
            return view(request, *args, **kwargs)
    except SentAlready as before:
        return sent_before(request, before.subject_urn)


def sent_before(request: StaffRequest, subject_urn: str) -> HttpResponseBase:
    """Lead to what the first sending of a form did; the draft of the form is no longer needed."""
    said = gettext("这份表单已经提交过，没有重复办理；这里是第一次提交的结果。")
    messages.info(request, said, extra_tags=request.POST.get("draft", ""))
    if request.resolver_match and str(request.resolver_match.url_name).endswith("_do"):
        return redirect(request.path)
    try:
        case = case_row(Urn.parse(subject_urn).key, request.actor)
    except (NotKnown, ValueError):
        return redirect(request.path)
    return redirect("work:case", case.uid)


def _to_login(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = redirect_to_login(request.headers.get("HX-Current-URL", "/work/")).url
        return answer
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    shown = {
        "words": own_words(request.POST.lists()),
        "lost": bool(request.FILES),
        "login": redirect_to_login(request.path).url,
    }
    return render(request, "account/ended.html", shown, status=403)

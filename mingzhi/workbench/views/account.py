"""Login, logout, password, choice of the appointment one acts in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from mingzhi.identity.acts import change_password
from mingzhi.identity.models import Account
from mingzhi.identity.queries import appointments_of
from mingzhi.identity.sessions import APPOINTMENT, choose_appointment, person_behind
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, Refusal

HOME = "work:home"


class Login(LoginView):
    """The login; guessing is stopped by a lock-out (see ``locked``)."""

    template_name = "account/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Say how many tries there are and whether a page waits behind the login."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | lock_terms() | {"next_was": "next" in self.request.GET}


def lock_terms() -> dict[str, int]:
    """Return after how many failures, and for how many minutes, a login is locked."""
    return {
        "limit": settings.AXES_FAILURE_LIMIT,
        "minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
    }


@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; the session goes on."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _change(request)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("密码已修改，其他地方的登录已退出。"))
            return redirect(HOME)
    wrong = refusal.field if refusal else ""
    status = refusal.status if refusal else 200
    return render(request, "account/password.html", {"refusal": refusal, "wrong": wrong}, status=status)


def _change(request: HttpRequest) -> None:
    old, new = request.POST.get("old", ""), request.POST.get("new", "")
    if new != request.POST.get("again", ""):
        raise Invalid("account.password_again", _("两次输入的新密码不一致。"), field="again")
    account = account_of(request)
    actor = person_behind(account, appointment=request.session.get(APPOINTMENT, ""))
    update_session_auth_hash(request, change_password(actor=actor, account=account, old=old, new=new))


def account_of(request: HttpRequest) -> Account:
    """Return the row behind the lazy user of the request."""
    return Account.objects.get(username=request.user.get_username())


@login_required
def appointment(request: HttpRequest) -> HttpResponse:
    """Choose in which of one's appointments one acts; the record names it."""
    if request.method == "POST":
        choose_appointment(request, request.POST.get("appointment", ""))
        target = request.POST.get("next", "")
        inside = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
        return redirect(target if inside and target.startswith("/") else HOME)
    acting = request.session.get(APPOINTMENT, "")
    posts = appointments_of(account_of(request), on=clock.today(), acting=acting)
    shown = {"appointments": posts, "next": request.GET.get("next", "")}
    return render(request, "account/appointment.html", shown)

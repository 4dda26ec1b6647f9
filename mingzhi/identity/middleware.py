"""Who is asking: put the actor on the request and end sessions that have run out."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from mingzhi.identity.browsers import remember
from mingzhi.identity.models import Account
from mingzhi.identity.queries import find_acting
from mingzhi.identity.sessions import APPOINTMENT, end_session, ended_because
from mingzhi.kernel import clock


class ActorMiddleware:
    """Set ``request.actor``: the Actor of the day, or None for visitors and people without appointment.

    With an account ``request.posts`` are the appointments it may act in that day.

    Nothing is kept between requests: an appointment ended, an account closed or a certificate
    withdrawn counts with the next request. Visitors without a session cost nothing, and their pages do
    not vary by cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the actor, then answer."""
        request.actor = None  # type: ignore[attr-defined]
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        account = request.user if known else None
        if isinstance(account, Account):
            reason = ended_because(request.session)
            if reason:
                end_session(request, reason)
            else:
                chosen = request.session.get(APPOINTMENT, "")
                request.actor, request.posts = find_acting(  # type: ignore[attr-defined]
                    account, on=clock.today(), appointment=chosen
                )
        answer = self.get_response(request)
        if name := getattr(request, "logged_in_as", ""):
            remember(request, answer, name)
        return answer

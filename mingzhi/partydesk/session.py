"""Who has been confirmed as the party of which case, until half an hour after the last page.

The session keeps the case's public id and when it ends; the party's rights are built anew for each
request, so nothing outlives the session.
"""

from datetime import datetime, timedelta

from django.http import HttpRequest

from mingzhi.cases.models import Case
from mingzhi.cases.queries.party.page import party_actor, unknown
from mingzhi.cases.rules.access import LONGEST_SESSION, SESSION
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor

KEY = "desk"
_RENEWED = timedelta(minutes=5)
"""A session is written anew when a page would prolong it by so much."""


def enter(request: HttpRequest, case: Case, code: str) -> None:
    """Remember the confirmed party of a case and its paper's code; the session gets a new key."""
    request.session.cycle_key()
    request.session[KEY] = {
        "case": str(case.uid),
        "party": party_actor(case, on=clock.today()).urn,
        "code": code,
        "since": clock.now().isoformat(),
        "until": (clock.now() + SESSION).isoformat(),
    }


def code_of(request: HttpRequest) -> str:
    """Return the code with which the party came in: its forms carry it, to be confirmed by again."""
    return str(request.session[KEY].get("code", ""))


def until(request: HttpRequest) -> datetime:
    """Return until when the party stays confirmed."""
    return datetime.fromisoformat(request.session[KEY]["until"])


def leave(request: HttpRequest) -> None:
    """Forget the party."""
    request.session.pop(KEY, None)


def party_of(request: HttpRequest) -> tuple[str, Actor]:
    """Return (case uid, party) of this session.

    NotKnown when there is none, it is over, or the party turned out to be somebody else.
    """
    kept = request.session.get(KEY)
    if not kept or datetime.fromisoformat(kept["until"]) < clock.now():
        leave(request)
        raise unknown()
    case = Case.objects.filter(uid=kept["case"]).first()
    if case is None:
        raise unknown()
    party = party_actor(case, on=clock.today())
    if party.urn != kept.get("party"):
        leave(request)
        raise unknown()
    _prolong(request)
    return kept["case"], party


def _prolong(request: HttpRequest) -> None:
    """Count the half hour from this page, not beyond the longest session."""
    kept = request.session[KEY]
    longest = datetime.fromisoformat(kept.get("since", kept["until"])) + LONGEST_SESSION
    until = min(clock.now() + SESSION, longest)
    if until - datetime.fromisoformat(kept["until"]) >= _RENEWED:
        request.session[KEY] = {**kept, "until": until.isoformat()}

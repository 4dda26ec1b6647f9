"""Who stands before a door: people with accounts, and every route of the workbench."""

import uuid
from collections.abc import Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mingzhi.identity.models import Person
from mingzhi.identity.tests import factories
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn

FACES = ("work", "account")
BACKEND = "django.contrib.auth.backends.ModelBackend"


def person_of(actor: Actor) -> Person:
    """Return the row behind an actor."""
    return Person.objects.get(uid=Urn.parse(actor.urn).key)


def client_for(actor: Actor) -> Client:
    """Return a browser in which the actor is logged in."""
    person = person_of(actor)
    account = getattr(person, "account", None) or factories.make_account(person)
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


def staff(role: str, **more: object) -> tuple[Actor, Client]:
    """Return somebody in a role, and their browser."""
    actor = factories.make_staff(role, **more)
    return actor, client_for(actor)


def routes() -> dict[str, URLPattern]:
    """Return every route of the workbench by its full name."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace in FACES:
                yield from _walk(pattern.url_patterns, f"{pattern.namespace}:")
        elif space or str(pattern.pattern).startswith(("work/", "account/")):
            yield f"{space}{pattern.name}", pattern


def address(name: str, pattern: URLPattern) -> str:
    """Return an address of the route with made-up keys."""
    made_up: dict[str, object] = {
        "year": 2025,
        "uid": uuid.uuid4(),
        "asked": uuid.uuid4(),
        "urn": str(Urn("identity", "person", str(uuid.uuid4()))),
    }
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={key: made_up.get(key, "nothing") for key in wanted})

"""Odd addresses, questions, methods and bodies at every route there is: never an error, never a thing shown.

The addresses are made from the table of addresses: a new route is asked without anybody adding it, and one
whose parameter is of a kind nobody has thought of fails.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from mingzhi.identity.tests import factories as identity
from mingzhi.site.tests.every_door import EVERY, PUBLIC, STAFF
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c", "2.2.4b")]
NIL = "00000000-0000-0000-0000-000000000000"
WORDS = ("x", "..", "%00", "%F0%9F%98%80%E2%80%AE", "%FF%FE", "-1", "'%22%3E%3Cb%3E", "a" * 300)
ODD = {
    "uuid": (NIL, NIL.replace("0", "f"), NIL[:-1], NIL.replace("-", "")),
    "int": ("0", "99999999999999999999", "-1", "1.5"),
    "slug": WORDS,
    "str": (*WORDS, "urn:mingzhi:identity:person:%00", "91330000000000000X"),
    "log": ("acts", "publications", "ACTS", "x"),
    "path": (*WORDS, "../../etc/passwd", "%2e%2e%2f%2e%2e%2fmanage.py"),
}
TILES = (
    "0/x",
    "0/000",
    "9/999",
    "63/x999/x999/999",
    "0/000.p/0",
    "0/000.p/257",
    "entries/999",
    "entries/000.p/999",
)
QUESTION = (
    "?q=%00&page=-1&after=%FF&sort=;&since=9999-99-99&until=0&from=1e9&to=x&year=99999999999999999999&number=-1"
    "&agency=..%2F..&kind=x&register=x&show=x&month=13&on=2026-02-30&limit=1e9&size=x&version=x&report=x&request=x"
    "&as=x&law=x&article=%F0%9F%98%80&min=-1&max=x&fine_min=9999999999999999999999&q=%E2%80%AE&part=x&step=x&t=x&n=x"
)
QUESTIONS = (
    "",
    QUESTION,
    QUESTION.replace("%00", "a%22%29%20OR%201%3D1"),
    f"?{'a=' + 'b' * 4000}",
    "?%FF=%FE&&&=",
)
FORM = "application/x-www-form-urlencoded"
BODIES = (
    (b"", FORM),
    (
        QUESTION[1:].replace("%00", "x").encode()
        + b"&uid=x&code=x&doing=x&core=x&amount=1e99&occurred_at=x&files=x",
        FORM,
    ),
    (b"a=%00", FORM),
    (b'{"a": [' * 50, "application/json"),
    (
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="../../b\x00"\r\n\r\nc',
        "multipart/form-data; boundary=x",
    ),
    (b"\xff\xfe" * 50, "text/plain; charset=utf-7"),
)
HEADERS = {
    "Range": "bytes=9-1,-0,99999999999999999999-",
    "If-None-Match": '"x", W/"\\"',
    "If-Modified-Since": "x",
    "Accept-Language": "zz;q=9,*;q=x",
    "Accept": "x/y;q=x",
    "HX-Request": "true",
    "X-Forwarded-For": "x, 999.1.1.1",
}
MAY_BE_SHOWN = {
    200,
    204,
    206,
    301,
    302,
    303,
    304,
    400,
    401,
    403,
    404,
    405,
    406,
    409,
    411,
    413,
    414,
    415,
    416,
    422,
    429,
}
"""What an odd question may be answered with; anything from 500 on, or nobody's answer, is a fault."""


INSIDE = ("work:", "account:", "clauses")
"""Where nobody comes further than the login, whatever the address: one of them is asked without."""


def table() -> dict[str, list[str]]:
    """Return every route by its name, with its odd addresses."""
    found: dict[str, list[str]] = {}
    for name, route in _walk(get_resolver().url_patterns, "", ""):
        found.setdefault(name, []).extend(_filled(route))
    return found


def _walk(patterns: list[URLPattern | URLResolver], space: str, before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space, route
            )
        else:
            yield f"{space}{pattern.name or ''}", route


def _filled(route: str) -> list[str]:
    if "^" in route:  # the tiles of the logs
        return [f"/log/acts/tile/{form}" for form in TILES]
    parts = re.findall(r"<(?:(\w+):)?\w+>", route)
    odd = [ODD[kind or "str"] for kind in parts]
    longest = max(map(len, odd), default=1)
    rows = []
    pieces = re.split(r"<(?:\w+:)?\w+>", route)
    for nth in range(longest):
        values = [one[nth % len(one)] for one in odd]
        rows.append("/" + "".join(chain.from_iterable(zip_longest(pieces, values, fillvalue=""))))
    return rows


def asked(client: Client, address: str, bodies: Sequence[tuple[bytes, str]]) -> Iterator[tuple[str, int]]:
    """Ask, and send every body; yield (how, status)."""
    yield "get", client.get(address, headers=HEADERS).status_code
    for nth, (body, kind) in enumerate(bodies):
        yield f"post {nth}", client.generic("POST", address, body, content_type=kind).status_code


@pytest.fixture
def stranger() -> Client:
    elsewhere = identity.make_agency(name="清溪县生态环境局", sign="清环")
    client = client_for(identity.make_staff("head", agency=elsewhere))
    client.raise_request_exception = False
    return client


def test_the_table_is_the_whole_table():
    assert {name.removesuffix("#2") for name in EVERY} == set(table())


def looked_at(client: Client, name: str, address: str) -> Iterator[tuple[str, int]]:
    """Ask as an officer of another agency; what names a thing by its address shows none."""
    status = client.get(address, headers=HEADERS).status_code
    of_itself = EVERY[name] in {PUBLIC, STAFF} or EVERY[name].startswith("?")
    yield "stranger", status if of_itself or status != 200 else 599
    yield "stranger posts", client.generic("POST", address, BODIES[1][0], content_type=FORM).status_code


def test_whatever_is_asked_of_whatever_route_is_answered(stranger):
    nobody = Client(raise_request_exception=False)
    wrong = []
    for name, addresses in table().items():
        inside = name.startswith(INSIDE)
        for nth, address in enumerate(addresses):
            found = [] if inside and nth else list(asked(nobody, address, BODIES[1:2] if nth else BODIES))
            found += looked_at(stranger, name, address) if inside else ()
            wrong += [(name, address, how, status) for how, status in found if status not in MAY_BE_SHOWN]
    assert wrong == []


def test_odd_questions_and_methods(stranger):
    nobody = Client(raise_request_exception=False)
    wrong = []
    for name, addresses in table().items():
        client = stranger if name.startswith(("work:", "clauses")) else nobody
        for question in QUESTIONS:
            status = client.get(addresses[0] + question, headers=HEADERS).status_code
            if status not in MAY_BE_SHOWN:
                wrong.append((name, question[:60], status))
        for method in ("put", "delete", "options"):
            status = getattr(client, method)(addresses[0]).status_code
            if status not in MAY_BE_SHOWN:
                wrong.append((name, method, status))
    assert wrong == []

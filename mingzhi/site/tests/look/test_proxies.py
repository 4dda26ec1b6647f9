"""Whose address counts behind a proxy, and that a stranger cannot choose it."""

from ipaddress import ip_network

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from mingzhi.cases.rules.access import ADDRESS_FAILURES
from mingzhi.partydesk.origin import origin
from mingzhi.site.gateway.proxies import behind_proxies, visitor

TRUSTED = [ip_network("10.0.0.0/8"), ip_network("::1")]
STRANGER, PROXY = "203.0.113.7", "10.0.0.2"


@pytest.mark.parametrize(
    "peer, forwarded, found",
    [
        (PROXY, STRANGER, STRANGER),
        (PROXY, f"198.51.100.1, {STRANGER}", STRANGER),  # what stands further left, the stranger wrote
        (PROXY, f"{STRANGER}, 10.0.0.9", STRANGER),  # two proxies in a row
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"{STRANGER}, <script>", PROXY),
        ("::1", "2001:db8::5", "2001:db8::5"),
        (STRANGER, "198.51.100.1", STRANGER),
    ],
)
def test_the_nearest_address_that_is_no_proxy_counts(peer, forwarded, found):
    assert visitor(peer, forwarded, TRUSTED) == found


@pytest.mark.parametrize(
    "peer, secure, address", [(PROXY, True, "198.51.100.1"), (STRANGER, False, STRANGER)]
)
def test_forwarding_headers_of_strangers_are_not_believed(settings, peer, secure, address):
    settings.PROXIES = ["10.0.0.0/8"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = RequestFactory().get(
        "/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR="198.51.100.1", HTTP_X_FORWARDED_PROTO="https"
    )
    behind_proxies(lambda _request: HttpResponse())(request)
    assert (request.is_secure(), request.META["REMOTE_ADDR"]) == (secure, address)


def test_one_subscriber_is_one_origin():
    there = [
        origin(RequestFactory().get("/", REMOTE_ADDR=given))
        for given in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "::ffff:203.0.113.7")
    ]
    assert there[0] == there[1] != there[2] and there[3] == "203.0.113.7"


@pytest.mark.django_db
@pytest.mark.serves("2.1.2b")
def test_one_guesser_behind_the_proxy_does_not_close_the_entrance_to_others(settings):
    settings.PROXIES = [PROXY]

    def guess(address, turn):
        sent = {"code": f"{turn:016x}", "digits": "000000"}
        return Client(REMOTE_ADDR=PROXY).post("/desk/", sent, headers={"X-Forwarded-For": address})

    for turn in range(ADDRESS_FAILURES):
        assert guess(f"198.51.100.{turn}, {STRANGER}", turn).status_code == 422
    assert guess(STRANGER, 90).status_code == 409
    assert guess("203.0.113.8", 91).status_code == 422

"""Where a visitor comes from when the server stands behind proxies: theirs is the word only for the last hop.

Without this every visitor would share the proxy's address, and thirty wrong guesses of one would close the
party's entrance to all; believing the header of just anybody would let one visitor be thousands.
"""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Network = IPv4Network | IPv6Network
FORWARDED, SCHEME = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"


def visitor(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """Return the nearest address that is not one of the trusted proxies'.

    ``forwarded`` is what the proxies wrote (X-Forwarded-For); what stands left of a stranger in it, the
    stranger may have written. Text that is no address ends the way at the last proxy.
    """
    nearest = peer
    for hop in reversed(forwarded.split(",")):
        if not _among(nearest, trusted) or not _is_address(hop.strip()):
            break
        nearest = hop.strip()
    return nearest


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _among(address: str, networks: Sequence[Network]) -> bool:
    return any(ip_address(address) in network for network in networks)


def settle(meta: dict[str, Any], trusted: Sequence[Network]) -> None:
    """Put the visitor's own address into a request; from strangers take no forwarding header at all."""
    peer = str(meta.get("REMOTE_ADDR", ""))
    if _is_address(peer) and _among(peer, trusted):
        meta["REMOTE_ADDR"] = visitor(peer, meta.get(FORWARDED, ""), trusted)
    else:
        meta.pop(SCHEME, None)


def trusted_proxies() -> list[Network]:
    """Return whose word is taken (``MINGZHI_PROXIES``)."""
    return [ip_network(name, strict=False) for name in settings.PROXIES]


def behind_proxies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Settle where every request comes from before anything else looks at it."""
    trusted = trusted_proxies()

    def middleware(request: HttpRequest) -> HttpResponse:
        settle(request.META, trusted)
        return get_response(request)

    return middleware

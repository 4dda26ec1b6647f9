"""From where somebody without a login comes: what limits on guesses and reports are counted by."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest

_SUBSCRIBER = 64


def origin(request: HttpRequest) -> str:
    """Return the visitor's network address; of IPv6 the part that one subscriber has."""
    given = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(given)
    except ValueError:
        return given
    if not isinstance(address, IPv6Address):
        return given
    mapped = address.ipv4_mapped
    return str(mapped) if mapped else str(ip_network((address, _SUBSCRIBER), strict=False))

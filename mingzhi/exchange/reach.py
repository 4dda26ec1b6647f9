"""Which hosts may be called: those of the open internet, and the networks of partners that operators name.

A name can be made to lead anywhere: to this machine, to the county's inner network, to the place where a
cloud keeps its secrets. So the name is looked up once, the address is judged, and that address is called.
"""

import ipaddress
import socket

from django.conf import settings

from mingzhi.exchange.rules.outcome import Trouble
from mingzhi.kernel.wording import gettext_noop as _

PORTS = frozenset({443, 8443})
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def reachable(host: str, port: int, *, inside: bool = False) -> str:
    """Return the address of ``host`` that may be connected to; raises Trouble when there is none.

    ``inside`` is the loopback address of demo and test mode, already permitted by name: nothing else counts.
    """
    found = _looked_up(host, port)
    if inside:
        allowed = [one for one in found if one.is_loopback]
    else:
        _must_be_fine(port)
        allowed = [one for one in found if _is_open(one) or _is_partner(one)]
    if not allowed:
        raise Trouble(
            "inner_address",
            _("连接的地址指向内部网络，不在许可的合作单位网段之内，不发送。"),
            counts=False,
            after=600,
            everybody=True,
        )
    return str(allowed[0])


def is_loopback(host: str | None) -> bool:
    """Tell whether a host is this machine by name or number; nothing is looked up."""
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


def _looked_up(host: str, port: int) -> list[Address]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Trouble("unreachable", _("不能与渠道建立连接。"), everybody=True) from error
    return [_plain(ipaddress.ip_address(str(row[4][0]).partition("%")[0])) for row in rows]


def _plain(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, else the address."""
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def _is_open(address: Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _is_partner(address: Address) -> bool:
    """Networks named by the operators; never this machine and never link-local, where clouds keep secrets."""
    if address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast:
        return False
    return any(address in ipaddress.ip_network(one, strict=False) for one in settings.PARTNER_NETWORKS)


def _must_be_fine(port: int) -> None:
    if port not in PORTS and str(port) not in settings.PARTNER_PORTS:
        raise Trouble("port", _("连接的端口不在许可之列，不发送。"), counts=False, after=600, everybody=True)

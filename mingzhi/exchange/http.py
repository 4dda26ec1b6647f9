"""One request to one outlet: a fixed host, TLS checked, no redirect followed, bounded in time and size.

Addresses come from the file of connections only. Plain http is taken for the loopback address in demo and
test mode, never elsewhere. A name that leads into an inner network is not called unless the network is one
of the partners' (see :mod:`.reach`); what was checked is what is connected to. Proxies of the environment
are not used.
"""

import hashlib
import http.client
import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings

from mingzhi.exchange.reach import is_loopback, reachable
from mingzhi.exchange.rules.outcome import Trouble
from mingzhi.kernel.wording import gettext_noop as _

SECONDS = 10
LARGEST = 2 * 1024 * 1024
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def sha256(self) -> str:
        """The digest that goes into the receipt."""
        return hashlib.sha256(self.body).hexdigest()

    def json(self) -> dict[str, Any]:
        """Return the answer as an object; Trouble when it is none."""
        try:
            value = json.loads(self.body)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise Trouble("answer", _("渠道的应答不是约定的格式。"), answer_sha256=self.sha256)
        return value

    @property
    def retry_after(self) -> float:
        """The seconds the outlet asks to wait (0: it does not say)."""
        text = self.headers.get("retry-after", "")
        return min(float(text), 86400.0) if text.isdigit() else 0.0


def call(
    base: str,
    path: str = "",
    *,
    query: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Send one request (POST with ``form`` or ``body``, otherwise GET) and return whatever answers.

    Raises Trouble when the address is not allowed or nobody answers in time. The message names the host
    only: addresses may carry tokens.
    """
    address = permitted(base)
    target = (f"{address.path.rstrip('/')}{path}" if path else address.path) or "/"
    if query or address.query:
        target += "?" + "&".join(filter(None, [address.query, urlencode(query or {})]))
    sent = dict(headers or {})
    if form is not None:
        body, sent["Content-Type"] = urlencode(form).encode(), "application/x-www-form-urlencoded"
    connection = _Checked(address)
    try:
        connection.request("GET" if body is None else "POST", target, body=body, headers=sent)
        return _read(connection.getresponse(), time.monotonic() + SECONDS)
    except TimeoutError as error:
        raise Trouble("timeout", _("渠道没有及时应答。"), everybody=True) from error
    except (OSError, http.client.HTTPException) as error:
        raise Trouble("unreachable", _("不能与渠道建立连接。"), everybody=True) from error
    finally:
        connection.close()


def permitted(base: str) -> SplitResult:
    """Return the parts of an address that may be called; raises Trouble for every other."""
    try:
        address = urlsplit(base)
        port_is_fine = address.port is None or address.port > 0
    except ValueError:
        raise _forbidden() from None
    plain = address.scheme == "http" and settings.MODE in {"demo", "test"} and is_loopback(address.hostname)
    if not (address.scheme == "https" or plain) or not address.hostname or not port_is_fine:
        raise _forbidden()
    if address.username or address.password or address.fragment:
        raise _forbidden()
    return address


def _forbidden() -> Trouble:
    return Trouble(
        "address", _("连接的地址不是 https 地址，不发送。"), counts=False, after=600, everybody=True
    )


class _Checked(http.client.HTTPConnection):
    """Connects to the address that was checked, whatever the name means by now."""

    def __init__(self, address: SplitResult) -> None:
        self._secure = address.scheme == "https"
        self.default_port = http.client.HTTPS_PORT if self._secure else http.client.HTTP_PORT
        super().__init__(address.hostname or "", address.port or self.default_port, timeout=SECONDS)
        self._at = reachable(self.host, self.port, inside=not self._secure)

    def connect(self) -> None:
        """Open the connection; the certificate must be that of the name."""
        self.sock = socket.create_connection((self._at, self.port), SECONDS)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _read(response: http.client.HTTPResponse, until: float) -> Answer:
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        if size > LARGEST:
            raise Trouble("answer", _("渠道的应答过大。"))
        if time.monotonic() > until:
            raise TimeoutError
        pieces.append(piece)
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, b"".join(pieces))


def refused_by_status(answer: Answer) -> Trouble | None:
    """Return what an HTTP status means by itself; None for success. A redirect is not followed."""
    if 200 <= answer.status < 300:
        return None
    code = f"http_{answer.status}"
    if answer.status in {408, 425, 429} or answer.status >= 500:
        busy = answer.status in {429, 503}
        return Trouble(
            code,
            _("渠道暂时不能处理。"),
            after=answer.retry_after,
            everybody=busy,
            answer_sha256=answer.sha256,
        )
    return Trouble(code, _("渠道拒绝了请求。"), lasting=True, answer_sha256=answer.sha256)

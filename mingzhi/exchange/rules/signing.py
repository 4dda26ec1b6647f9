"""How requests are signed: the two published ways, without clock and network."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import quote


def webhook_signature(secret: bytes, *, key: str, timestamp: str, body: bytes) -> str:
    """Sign as Standard Webhooks prescribes: HMAC-SHA256 over ``id.timestamp.body``, version 1."""
    signed = b".".join([key.encode(), timestamp.encode(), body])
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def webhook_secret(text: str) -> bytes:
    """Return the bytes of a secret; ``whsec_…`` is base64 as Standard Webhooks writes it."""
    return base64.b64decode(text[6:]) if text.startswith("whsec_") else text.encode()


def aliyun_signature(secret: str, parameters: Mapping[str, str], *, method: str = "POST") -> str:
    """Sign as the RPC style of Alibaba Cloud prescribes (SignatureVersion 1.0, HMAC-SHA1)."""
    pairs = "&".join(f"{_escaped(name)}={_escaped(value)}" for name, value in sorted(parameters.items()))
    signed = f"{method}&{_escaped('/')}&{_escaped(pairs)}"
    digest = hmac.new(f"{secret}&".encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def _escaped(text: str) -> str:
    return quote(text, safe="-_.~")

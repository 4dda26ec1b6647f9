"""A generic webhook in the format of Standard Webhooks (standardwebhooks.com), version 1.

``webhook-id`` is the key of the push and the same in every repetition: the receiver answers a repetition with
2xx again and does nothing. Beside it stands ``idempotency-key`` for gateways that know that header.
"""

import json
from typing import Any

from mingzhi.disclosure.connections import Connection
from mingzhi.exchange import http
from mingzhi.exchange.connectors.base import Outcome, Progress
from mingzhi.exchange.rules.outcome import Done
from mingzhi.exchange.rules.parcel import Parcel
from mingzhi.exchange.rules.signing import webhook_secret, webhook_signature
from mingzhi.kernel import clock

_TYPES = {
    "publish": "notice.published",
    "correct": "notice.corrected",
    "remove": "notice.removed",
    "test": "outlet.tested",
}


class Webhook:
    """Sends a signed message and takes 2xx for the receipt."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def publish(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Send the public content."""
        return self._send(parcel)

    def correct(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Send the newer content."""
        return self._send(parcel)

    def remove(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Say that the notice must come down, and why; the fallen content is not repeated."""
        return self._send(parcel)

    def test(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Send a message without a notice."""
        return self._send(parcel)

    def _send(self, parcel: Parcel) -> Outcome:
        body = json.dumps(message(parcel), ensure_ascii=False, separators=(",", ":")).encode()
        stamp = str(int(clock.now().timestamp()))
        secret = webhook_secret(str(self._connection.values["secret"]))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": parcel.key,
            "Webhook-Id": parcel.key,
            "Webhook-Timestamp": stamp,
            "Webhook-Signature": webhook_signature(secret, key=parcel.key, timestamp=stamp, body=body),
        }
        answer = http.call(self._connection.address, body=body, headers=headers)
        if trouble := http.refused_by_status(answer):
            raise trouble
        return Done(answer_sha256=answer.sha256, **_named(answer))


def message(parcel: Parcel) -> dict[str, Any]:
    """Return what is sent."""
    data: dict[str, Any] = {"notice": parcel.notice, "url": parcel.url, "version": parcel.version}
    if parcel.content:
        data["content"] = dict(parcel.content)
    return {"type": _TYPES[parcel.action], "timestamp": parcel.at, "data": data if parcel.notice else {}}


def _named(answer: http.Answer) -> dict[str, str]:
    """Return the number and address a receiver may give; it need not say anything."""
    try:
        value = json.loads(answer.body)
    except ValueError:
        return {}
    if not isinstance(value, dict):
        return {}
    return {"remote_id": str(value.get("id", ""))[:200], "remote_url": _link(value.get("url"))}


def _link(value: object) -> str:
    text = str(value or "")
    return text if text.startswith("https://") and len(text) <= 400 else ""

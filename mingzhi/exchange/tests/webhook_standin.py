"""A receiver of Standard Webhooks: checks signature and age by its own computation, forgets no id."""

import base64
import hashlib
import hmac
from typing import Any

from mingzhi.exchange.tests.standing import Request, StandIn

SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two bytes....").decode()


class WebhookStandIn(StandIn):
    def __init__(self) -> None:
        self.seen: dict[str, dict[str, Any]] = {}
        self.shown: dict[str, int] = {}
        self.repeated = 0
        super().__init__()

    def answer(self, request: Request) -> tuple[int, Any]:
        key, stamp = request.headers["webhook-id"], request.headers["webhook-timestamp"]
        signed = f"{key}.{stamp}.".encode() + request.body
        secret = base64.b64decode(SECRET.removeprefix("whsec_"))
        right = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
        if request.headers["webhook-signature"] != f"v1,{right}":
            return 401, {"error": "signature"}
        if key in self.seen:
            self.repeated += 1
            return 200, {"id": f"hall-{key[:8]}"}
        self.seen[key] = message = request.json()
        notice = message["data"].get("notice")
        if message["type"] == "notice.removed":
            self.shown.pop(notice, None)
        elif notice:
            self.shown[notice] = message["data"]["version"]
        return 200, {"id": f"hall-{key[:8]}"}

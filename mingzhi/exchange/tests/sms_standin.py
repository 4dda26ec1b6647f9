"""Speaks Dysmsapi 2017-05-25 (RPC): checks every signature by its own computation, sends, tells the state."""

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import quote

from mingzhi.exchange.tests.standing import Request, StandIn

KEY, SECRET = "LTAI5t-key", "aliyun-secret"


class SmsStandIn(StandIn):
    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.nonces: set[str] = set()
        self.status = 3
        super().__init__()

    def answer(self, request: Request) -> tuple[int, Any]:
        form = request.form()
        given = form.pop("Signature", "")
        if form.get("AccessKeyId") != KEY:
            return 404, {"Code": "InvalidAccessKeyId.NotFound", "Message": "not found", "RequestId": "R"}
        if form["SignatureNonce"] in self.nonces:
            return 400, {"Code": "SignatureNonceUsed", "Message": "used", "RequestId": "R"}
        self.nonces.add(form["SignatureNonce"])
        if given != self._signature(form):
            return 400, {"Code": "SignatureDoesNotMatch", "Message": "wrong", "RequestId": "R"}
        return 200, self._send(form) if form["Action"] == "SendSms" else self._details(form)

    def _signature(self, form: dict[str, str]) -> str:
        names = sorted(form)
        canonical = "&".join(f"{quote(n, safe='~')}={quote(form[n], safe='~')}" for n in names)
        text = "POST&%2F&" + quote(canonical, safe="~")
        return base64.b64encode(
            hmac.new((SECRET + "&").encode(), text.encode(), hashlib.sha1).digest()
        ).decode()

    def _send(self, form: dict[str, str]) -> dict[str, Any]:
        number = f"{len(self.sent) + 1}^0"
        self.sent.append({**form, "BizId": number, "status": self.status})
        return {"Code": "OK", "Message": "OK", "BizId": number, "RequestId": "R"}

    def _details(self, form: dict[str, str]) -> dict[str, Any]:
        rows = [
            {
                "OutId": row["OutId"],
                "PhoneNum": row["PhoneNumbers"],
                "SendStatus": row["status"],
                "ErrCode": "DELIVERED" if row["status"] == 3 else "MK:0001",
            }
            for row in self.sent
            if row["PhoneNumbers"] == form["PhoneNumber"]
        ]
        listed = {"SmsSendDetailDTO": rows}
        return {"Code": "OK", "Message": "OK", "TotalCount": str(len(rows)), "SmsSendDetailDTOs": listed}

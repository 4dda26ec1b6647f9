"""Speaks statuses/share, statuses/destroy, statuses/user_timeline and account/get_uid."""

import json
from typing import Any

from mingzhi.exchange.tests.standing import Request, StandIn

TOKEN = "2.00weibo"


class WeiboStandIn(StandIn):
    def __init__(self) -> None:
        self.statuses: dict[str, str] = {}
        self.destroyed: list[str] = []
        self.domain = "http://127.0.0.1:8000/"
        super().__init__()

    def answer(self, request: Request) -> tuple[int, Any]:
        given = request.query if request.method == "GET" else request.form()
        if given.get("access_token") != TOKEN:
            return 403, self._error(21332, "invalid_access_token", request)
        doing = {
            ("POST", "/2/statuses/share.json"): self._share,
            ("POST", "/2/statuses/destroy.json"): self._destroy,
            ("GET", "/2/statuses/user_timeline.json"): self._timeline,
            ("GET", "/2/account/get_uid.json"): lambda *_: (200, {"uid": "1234567"}),
        }.get((request.method, request.path))
        return doing(given, request) if doing else (404, {})

    def _error(self, code: int, said: str, request: Request) -> dict[str, Any]:
        return {"error": said, "error_code": code, "request": request.path}

    def _share(self, given: dict[str, str], request: Request) -> tuple[int, Any]:
        text = given["status"]
        if len(text) > 140:
            return 400, self._error(20012, "text too long", request)
        if self.domain not in text:
            return 400, self._error(10017, "status must contain a link of the bound domain", request)
        if text in self.statuses.values():
            return 400, self._error(20019, "repeat content!", request)
        number = str(4488000000000000 + len(self.statuses) + len(self.destroyed))
        self.statuses[number] = text
        return 200, {"id": int(number), "idstr": number, "text": text}

    def _destroy(self, given: dict[str, str], request: Request) -> tuple[int, Any]:
        if self.statuses.pop(given["id"], None) is None:
            return 400, self._error(20101, "target weibo does not exist!", request)
        self.destroyed.append(given["id"])
        return 200, {"idstr": given["id"]}

    def _timeline(self, given: dict[str, str], request: Request) -> tuple[int, Any]:
        rows = [{"idstr": number, "text": text} for number, text in reversed(self.statuses.items())]
        assert json.dumps(rows)
        return 200, {"statuses": rows[: int(given.get("count", "20"))], "total_number": len(rows)}

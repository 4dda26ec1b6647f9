"""WeChat official accounts (微信公众号) as published at developers.weixin.qq.com.

Publishing is asynchronous: a draft is added (draft/add), submitted (freepublish/submit) and asked about
(freepublish/get) until it stands. What an interrupted push has left behind is found among the published
articles (freepublish/batchget) by the address of the original. Since July 2025 these interfaces are open to
certified accounts of organisations only.
"""

import hashlib
import json
import time
from collections.abc import Iterator
from html import escape
from typing import Any

from mingzhi.disclosure.connections import Connection
from mingzhi.exchange import http
from mingzhi.exchange.connectors.base import Outcome, Progress
from mingzhi.exchange.rules.outcome import Done, Going, Trouble
from mingzhi.exchange.rules.parcel import Parcel
from mingzhi.kernel.wording import gettext_noop as _

_TITLE, _ASK_EVERY, _PAGE, _PAGES = 64, 20.0, 20, 50
_TOKEN_BAD = frozenset({40001, 40014, 42001})
_BUSY = frozenset({45009, 45011})
_AGAIN = frozenset({-1})
_GONE = 53600  # the article's number is not valid (any more)
_NO_DRAFT = 40007  # the draft is gone: it was submitted before
_STATUS = {
    2: _("原创声明失败"),
    3: _("发布失败"),
    4: _("平台审核不通过"),
    5: _("发布后被删除"),
    6: _("发布后被平台封禁"),
}
_tokens: dict[str, tuple[str, float]] = {}


class Wechat:
    """Publishes a notice as an article and deletes it again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def publish(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Draft, submit, ask: one step per call."""
        if "publish_id" in progress:
            return self._ask(progress)
        if parcel.again and (found := self._find(parcel)) is not None:
            return found
        if "draft" in progress:
            return self._submit(parcel, progress)
        answer = self._post("draft/add", {"articles": [self._article(parcel)]})
        return Going(progress={"draft": answer["media_id"]}, answer_sha256=_digest(answer))

    def correct(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Publish the newer version, then delete every other article of the notice."""
        if "article" not in progress:
            outcome = self.publish(parcel, progress)
            if isinstance(outcome, Done):
                kept = {"article": outcome.remote_id, "url": outcome.remote_url}
                return Going(progress=kept, answer_sha256=outcome.answer_sha256)
            return outcome
        digest = self._delete(parcel, keep=str(progress["article"]))
        return Done(remote_id=str(progress["article"]), remote_url=str(progress["url"]), answer_sha256=digest)

    def remove(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Delete every article of the notice."""
        return Done(answer_sha256=self._delete(parcel))

    def test(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Ask how many articles are published: proves token, address list and permission."""
        answer = self._post("freepublish/batchget", {"offset": 0, "count": 1, "no_content": 1})
        return Done(answer_sha256=_digest(answer))

    def _submit(self, parcel: Parcel, progress: Progress) -> Outcome:
        try:
            answer = self._post("freepublish/submit", {"media_id": progress["draft"]})
        except Trouble as trouble:
            if trouble.code != str(_NO_DRAFT):
                raise
            if (found := self._find(parcel)) is not None:
                return found
            return Going(progress={}, answer_sha256=trouble.answer_sha256)
        kept = {"draft": progress["draft"], "publish_id": str(answer["publish_id"])}
        return Going(progress=kept, wait=_ASK_EVERY, answer_sha256=_digest(answer))

    def _ask(self, progress: Progress) -> Outcome:
        answer = self._post("freepublish/get", {"publish_id": progress["publish_id"]})
        status = int(answer.get("publish_status", -1))
        if status == 1:
            return Going(progress=progress, wait=_ASK_EVERY, answer_sha256=_digest(answer))
        if status != 0:
            said = _STATUS.get(status, _("渠道拒绝了请求。"))
            raise Trouble(f"publish_{status}", said, lasting=True, answer_sha256=_digest(answer))
        items = (answer.get("article_detail") or {}).get("item") or [{}]
        return Done(
            remote_id=str(answer["article_id"]),
            remote_url=str(items[0].get("article_url", "")),
            answer_sha256=_digest(answer),
        )

    def _find(self, parcel: Parcel) -> Done | None:
        for article, address, link in self._articles():
            if address == parcel.address:
                return Done(remote_id=article, remote_url=link, answer_sha256=_digest([article, address]))
        return None

    def _delete(self, parcel: Parcel, *, keep: str = "") -> str:
        """Delete all but one; return the digest over what the outlet said to each."""
        numbers = [*parcel.standing, *(row[0] for row in self._articles() if parcel.is_own(row[1]))]
        said = []
        for number in dict.fromkeys(number for number in numbers if number and number != keep):
            try:
                said.append(self._post("freepublish/delete", {"article_id": number, "index": 0}))
            except Trouble as trouble:
                if trouble.code != str(_GONE):
                    raise
                said.append({"errcode": _GONE})
        return _digest(said)

    def _articles(self) -> Iterator[tuple[str, str, str]]:
        """Yield number, address of the original and own address of the published articles, newest first."""
        for page in range(_PAGES):
            answer = self._post(
                "freepublish/batchget", {"offset": page * _PAGE, "count": _PAGE, "no_content": 1}
            )
            for item in answer.get("item") or ():
                for news in (item.get("content") or {}).get("news_item") or ():
                    if not news.get("is_deleted"):
                        yield (
                            str(item["article_id"]),
                            str(news.get("content_source_url", "")),
                            str(news.get("url", "")),
                        )
            if (page + 1) * _PAGE >= int(answer.get("total_count", 0)):
                return

    def _article(self, parcel: Parcel) -> dict[str, Any]:
        return {
            "article_type": "news",
            "title": parcel.title[:_TITLE],
            "author": parcel.agency[:16],
            "digest": f"{parcel.agency} {parcel.number}"[:120],
            "content": article_html(parcel),
            "content_source_url": parcel.address,
            "thumb_media_id": str(self._connection.values["thumb_media_id"]),
            "need_open_comment": 0,
            "only_fans_can_comment": 0,
        }

    def _post(self, path: str, value: dict[str, Any]) -> dict[str, Any]:
        """Call with the token; with a new one when the account no longer takes the old."""
        for fresh in (False, True):
            answer = self._call(f"/cgi-bin/{path}", value, {"access_token": self._token(fresh=fresh)})
            code = int(answer.get("errcode", 0))
            if code not in _TOKEN_BAD:
                break
        if code:
            raise _trouble(code, answer)
        return answer

    def _token(self, *, fresh: bool) -> str:
        values = self._connection.values
        account = f"{self._connection.address} {values['appid']}"
        token, until = _tokens.get(account, ("", 0.0))
        if not fresh and time.monotonic() < until:
            return token
        asked = {"grant_type": "client_credential", "appid": values["appid"], "secret": values["secret"]}
        answer = self._call("/cgi-bin/stable_token", {**asked, "force_refresh": fresh})
        if "access_token" not in answer:
            raise _trouble(int(answer.get("errcode", -1)), answer)
        until = time.monotonic() + float(answer.get("expires_in", 7200)) - 300
        _tokens[account] = (str(answer["access_token"]), until)
        return str(answer["access_token"])

    def _call(self, path: str, value: dict[str, Any], query: dict[str, str] | None = None) -> dict[str, Any]:
        body = json.dumps(value, ensure_ascii=False).encode()  # escapes would stand in the article
        headers = {"Content-Type": "application/json; charset=utf-8"}
        answer = http.call(self._connection.address, path, query=query, body=body, headers=headers)
        if trouble := http.refused_by_status(answer):
            raise trouble
        return answer.json()


def article_html(parcel: Parcel) -> str:
    """Return the article: the published table and text, escaped, and where the original stands."""
    rows = "".join(
        f"<p><strong>{escape(str(label))}：</strong>{escape(str(value))}</p>"
        for label, value in parcel.content.get("fields", ())
    )
    text = "".join(f"<p>{escape(line)}</p>" for line in str(parcel.content.get("text", "")).splitlines())
    number = f"<p>{escape(parcel.number)}</p>" if parcel.number else ""
    return f"{number}{rows}{text}<p>公示原文：{escape(parcel.url)}</p>"


def _trouble(code: int, answer: dict[str, Any]) -> Trouble:
    said = f"{code} {str(answer.get('errmsg', ''))[:120]}"
    if code in _BUSY:
        return Trouble(str(code), said, after=3600, everybody=True, answer_sha256=_digest(answer))
    passing = code in _AGAIN or code in _TOKEN_BAD
    return Trouble(str(code), said, lasting=not passing, answer_sha256=_digest(answer))


def _digest(answer: object) -> str:
    text = json.dumps(answer, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()

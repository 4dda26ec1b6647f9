"""Sina Weibo (新浪微博): statuses/share and statuses/destroy, as published at open.weibo.com.

``share`` wants a link to a domain bound to the application; the access token belongs to the agency's
account. A repetition is recognised by the sign at the end of the text, in the account's own timeline.
"""

from typing import Any

from mingzhi.disclosure.connections import Connection
from mingzhi.exchange import http
from mingzhi.exchange.connectors.base import Outcome, Progress
from mingzhi.exchange.rules.outcome import Done, Going, Trouble
from mingzhi.exchange.rules.parcel import Parcel
from mingzhi.kernel.wording import gettext_noop as _

_LONGEST = 140
_AGAIN = frozenset({10001, 10002, 10009, 10010, 10011, 20016})
_BUSY = frozenset({10022, 10023, 10024})
_TOKEN = frozenset({21314, 21315, 21316, 21317, 21327, 21332})
_REPEATED = frozenset({20017, 20019})
_GONE = 20101


class Weibo:
    """Posts a status with the link to the notice and deletes it again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def publish(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Post, unless an earlier call has posted already."""
        if parcel.again and (found := self._find(parcel)) is not None:
            return found
        try:
            answer = self._call("statuses/share", {"status": status_text(parcel)})
        except Trouble as trouble:
            if trouble.code not in map(str, _REPEATED) or (found := self._find(parcel)) is None:
                raise
            return found
        number = str(answer.json().get("idstr") or answer.json().get("id", ""))
        return Done(remote_id=number, answer_sha256=answer.sha256)

    def correct(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Post the newer version, then delete what was posted before."""
        if "status" not in progress:
            outcome = self.publish(parcel, progress)
            if not isinstance(outcome, Done):
                return outcome
            return Going(progress={"status": outcome.remote_id}, answer_sha256=outcome.answer_sha256)
        digest = self._delete(parcel, keep=str(progress["status"]))
        return Done(remote_id=str(progress["status"]), answer_sha256=digest)

    def remove(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Delete every status of the notice."""
        return Done(answer_sha256=self._delete(parcel))

    def test(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Ask whose token it is."""
        return Done(answer_sha256=self._call("account/get_uid").sha256)

    def _find(self, parcel: Parcel) -> Done | None:
        answer, rows = self._timeline()
        for row in rows:
            if parcel.mark in str(row.get("text", "")):
                return Done(remote_id=str(row.get("idstr", "")), answer_sha256=answer.sha256)
        return None

    def _delete(self, parcel: Parcel, *, keep: str = "") -> str:
        """Delete all but one; return the digest of the timeline that no longer holds the others."""
        _answer, rows = self._timeline()
        sign = f"{parcel.notice[:8]}-"
        found = [str(row.get("idstr", "")) for row in rows if sign in str(row.get("text", ""))]
        for number in dict.fromkeys(one for one in (*parcel.standing, *found) if one and one != keep):
            try:
                self._call("statuses/destroy", {"id": number})
            except Trouble as trouble:
                if trouble.code != str(_GONE):
                    raise
        return self._timeline()[0].sha256

    def _timeline(self) -> tuple[http.Answer, list[dict[str, Any]]]:
        answer = self._call("statuses/user_timeline", query={"count": "100"})
        return answer, list(answer.json().get("statuses") or ())

    def _call(
        self, path: str, form: dict[str, str] | None = None, query: dict[str, str] | None = None
    ) -> http.Answer:
        token = {"access_token": str(self._connection.values["access_token"])}
        answer = http.call(
            self._connection.address,
            f"/2/{path}.json",
            query={**token, **(query or {})} if form is None else None,
            form={**token, **form} if form is not None else None,
        )
        code = _error_code(answer)
        if code:
            raise _trouble(code, answer)
        if trouble := http.refused_by_status(answer):
            raise trouble
        return answer


def status_text(parcel: Parcel) -> str:
    """Return the status: agency, title, link and the sign, shortened in the title only."""
    rest = f"【行政执法公示】{parcel.agency}：…{parcel.address} {parcel.mark}"
    title = parcel.title[: max(10, _LONGEST - len(rest))]
    return f"【行政执法公示】{parcel.agency}：{title} {parcel.address} {parcel.mark}"


def _error_code(answer: http.Answer) -> int:
    if answer.status >= 500:
        return 0
    try:
        return int(answer.json().get("error_code", 0))
    except (Trouble, ValueError, TypeError):
        return 0


def _trouble(code: int, answer: http.Answer) -> Trouble:
    said = f"{code} {str(answer.json().get('error', ''))[:120]}"
    if code in _BUSY:
        return Trouble(str(code), said, after=3600, everybody=True, answer_sha256=answer.sha256)
    if code in _TOKEN:
        said = _("账号授权已经失效，请重新授权并更新连接文件。")
        return Trouble(str(code), said, after=3600, everybody=True, answer_sha256=answer.sha256)
    return Trouble(str(code), said, lasting=code not in _AGAIN, answer_sha256=answer.sha256)

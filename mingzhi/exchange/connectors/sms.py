"""Short messages through Alibaba Cloud (Dysmsapi 2017-05-25: SendSms, QuerySendDetails, RPC signature).

The receivers of notices are the numbers an agency lists in its connection (halls, community boards,
subscribers who asked for it); nobody's number is read from a case. A message names agency, kind, document
number and link, never the party: a message cannot be called back, so nothing may stand in it that must come
down. Removal and correction are told by a further message. A one-time code goes to the party's own phone and
names nothing but the code. The numbers are neither stored nor logged here.
"""

import hashlib
import json
import uuid
from datetime import UTC
from typing import Any

from mingzhi.disclosure.connections import Connection
from mingzhi.exchange import http
from mingzhi.exchange.connectors.base import Outcome, Progress
from mingzhi.exchange.rules.outcome import Done, Going, Trouble
from mingzhi.exchange.rules.parcel import Parcel
from mingzhi.exchange.rules.signing import aliyun_signature
from mingzhi.kernel import clock
from mingzhi.kernel.wording import gettext_noop as _

_ASK_EVERY, _LONGEST = 30.0, 35
_WAITING, _FAILED, _ARRIVED = 1, 2, 3
_BUSY = ("isv.BUSINESS_LIMIT_CONTROL", "Throttling", "isv.DAY_LIMIT_CONTROL")
_AGAIN = ("isp.", "ServiceUnavailable", "InternalError", "InvalidTimeStamp", "SignatureNonceUsed")


class Sms:
    """Sends one message to each listed number and asks until each has arrived."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def publish(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Tell that a notice stands."""
        return self._tell(parcel, progress, "template_publish")

    def correct(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Tell that it was corrected."""
        return self._tell(parcel, progress, "template_correct")

    def remove(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Tell that it has come down."""
        return self._tell(parcel, progress, "template_remove")

    def test(self, parcel: Parcel, progress: Progress) -> Outcome:
        """Ask for the messages of today to the first number: sends none."""
        answer = self._details(self._phones()[0], parcel.sent_on)
        return Done(answer_sha256=_digest(answer))

    def send_code(self, phone: str, secret: str, *, key: str, day: str, again: bool) -> None:
        """Send a one-time code; with ``again`` look first whether it went out before (``day`` YYYYMMDD)."""
        if again and self._rows(phone, key, (day, clock.today().strftime("%Y%m%d"))):
            return
        self._call(
            "SendSms",
            PhoneNumbers=phone,
            SignName=str(self._connection.values["sign_name"]),
            TemplateCode=str(self._connection.values["template_code"]),
            TemplateParam=json.dumps({"code": secret}, separators=(",", ":")),
            OutId=key,
        )

    def _tell(self, parcel: Parcel, progress: Progress, template: str) -> Outcome:
        sent: dict[str, str] = dict(progress.get("sent", {}))
        for phone in self._phones():
            place = _place(phone, parcel.key)
            if place not in sent:
                sent[place] = self._sent_before(phone, parcel) or self._send(phone, parcel, template)
                return Going(progress={"sent": sent})
        return self._arrived(parcel, sent)

    def _arrived(self, parcel: Parcel, sent: dict[str, str]) -> Outcome:
        answers = []
        for phone in self._phones():
            row = self._row(phone, parcel)
            status = int((row or {}).get("SendStatus", _WAITING))
            if status == _WAITING:
                return Going(progress={"sent": sent}, wait=_ASK_EVERY)
            if status == _FAILED:
                code = f"not_received {str((row or {}).get('ErrCode', ''))[:30]}"
                raise Trouble(code, _("有号码没有收到短信。"), lasting=True, answer_sha256=_digest(row))
            answers.append({key: value for key, value in (row or {}).items() if key != "PhoneNum"})
        return Done(remote_id=next(iter(sent.values()), ""), answer_sha256=_digest(answers))

    def _send(self, phone: str, parcel: Parcel, template: str) -> str:
        values = self._connection.values
        told = {
            "agency": parcel.agency[:_LONGEST],
            "kind": parcel.kind[:_LONGEST],
            "number": parcel.number[:_LONGEST],
            "link": parcel.url,
        }
        answer = self._call(
            "SendSms",
            PhoneNumbers=phone,
            SignName=str(values["sign_name"]),
            TemplateCode=str(values[template]),
            TemplateParam=json.dumps(told, ensure_ascii=False, separators=(",", ":")),
            OutId=parcel.key,
        )
        return str(answer["BizId"])

    def _sent_before(self, phone: str, parcel: Parcel) -> str:
        row = self._row(phone, parcel) if parcel.again else None
        return "found" if row and int(row.get("SendStatus", _WAITING)) != _FAILED else ""

    def _row(self, phone: str, parcel: Parcel) -> dict[str, Any] | None:
        """Return what became of the message; of several the one that got furthest."""
        rows = self._rows(phone, parcel.key, (parcel.sent_on, clock.today().strftime("%Y%m%d")))
        best = (_ARRIVED, _WAITING, _FAILED)
        rows.sort(key=lambda row: best.index(int(row.get("SendStatus", _WAITING))))
        return rows[0] if rows else None

    def _rows(self, phone: str, key: str, days: tuple[str, ...]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for day in dict.fromkeys(days):
            found = (self._details(phone, day).get("SmsSendDetailDTOs") or {}).get("SmsSendDetailDTO")
            rows += [dict(row) for row in found or () if row.get("OutId") == key]
        return rows

    def _details(self, phone: str, day: str) -> dict[str, Any]:
        return self._call("QuerySendDetails", PhoneNumber=phone, SendDate=day, PageSize="50", CurrentPage="1")

    def _phones(self) -> list[str]:
        phones = [str(phone) for phone in self._connection.values["phones"]]
        if not all(phone.isdigit() and len(phone) == 11 for phone in phones):
            raise Trouble("phones", _("连接文件中的号码不是十一位数字。"), lasting=True)
        return phones

    def _call(self, action: str, **parameters: str) -> dict[str, Any]:
        values = self._connection.values
        form = {
            "AccessKeyId": str(values["access_key_id"]),
            "Action": action,
            "Format": "JSON",
            "RegionId": str(values.get("region_id", "cn-hangzhou")),
            "SignatureMethod": "HMAC-SHA1",
            "SignatureNonce": uuid.uuid4().hex,
            "SignatureVersion": "1.0",
            "Timestamp": clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "Version": "2017-05-25",
            **parameters,
        }
        form["Signature"] = aliyun_signature(str(values["access_key_secret"]), form)
        answer = http.call(self._connection.address, "/", form=form)
        trouble = http.refused_by_status(answer)
        try:
            told = answer.json()
        except Trouble as unreadable:
            raise trouble or unreadable from None
        code = str(told.get("Code", ""))
        if code and code != "OK":
            raise _trouble(code, answer)
        if trouble:
            raise trouble
        return told


def _place(phone: str, key: str) -> str:
    """Return what stands for a number in the progress: not to be turned back without the key and a guess."""
    return hashlib.sha256(f"{key} {phone}".encode()).hexdigest()[:16]


def _trouble(code: str, answer: http.Answer) -> Trouble:
    said = f"{code} {str(answer.json().get('Message', ''))[:80]}"
    if code.startswith(_BUSY):
        return Trouble(code, said, after=3600, everybody=True, answer_sha256=answer.sha256)
    return Trouble(code, said, lasting=not code.startswith(_AGAIN), answer_sha256=answer.sha256)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

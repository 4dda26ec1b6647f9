"""Requests to put the file right: matters, lengths, the clock, what an answer may be.

政府信息公开条例 §41 gives the right and names the answers, but no number of days;
个人信息保护法 §46-2 says 及时. The days are the platform's own and shown as 待确认.
"""

from dataclasses import dataclass
from datetime import date

from mingzhi.kernel.wording import gettext_noop as _

BASIS = "政府信息公开条例 §41"
PERSONAL = "个人信息保护法 §46-1"

MATTERS = {
    "name": _("姓名、名称或者证件号码"),
    "address": _("住所、联系方式"),
    "date": _("日期、时间、地点"),
    "figure": _("数量、金额"),
    "statement": _("我的陈述没有如实记录"),
    "other": _("其他"),
}
CORRECTED, REFUSED, FORWARDED = "corrected", "refused", "forwarded"
OUTCOMES = {
    CORRECTED: _("属实，已经更正"),
    REFUSED: _("不予更正"),
    FORWARDED: _("已转送有权更正的机关"),
}
LONGEST = {"passage": 500, "reason": 2000, "evidence": 1000}
ANSWER_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Within how many days a request is answered, since when, by which article."""

    code: str
    length: str
    basis: str
    since: date
    confirmed: bool
    note: str


TERM = Term(
    code="rectification",
    length="10wd",
    basis=BASIS,
    since=date(2019, 5, 15),
    confirmed=False,
    note=_("条文只要求及时，没有规定天数；天数为本平台设定，待确认。"),
)

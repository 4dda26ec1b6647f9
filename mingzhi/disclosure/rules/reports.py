"""Reports of errors in what is public, and objections of the party: kinds, matters, clocks, limits.

That an inaccurate text is put right is law; within how many days hardly any article says. Lines whose
days are the platform's own, or taken over from a neighbouring rule, have ``confirmed=False``: 待确认.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from mingzhi.disclosure.rules.channels import in_force_at
from mingzhi.disclosure.rules.terms import MARKET
from mingzhi.kernel.wording import gettext_noop as _

ERROR, OBJECTION = "error", "objection"
KINDS = {ERROR: _("错误报告"), OBJECTION: _("当事人异议（更正申请）")}

MATTERS = {
    "wrong": _("内容有错误"),
    "incomplete": _("内容有遗漏"),
    "personal": _("公开了不应公开的个人信息或者商业秘密"),
    "over": _("应当停止公示而仍在公示"),
    "access": _("看不清、读不出或者用不了"),
    "other": _("其他"),
}
PERSONAL = "personal"

OPEN, FOUNDED, UNFOUNDED, FORWARDED, REMEDIED = "open", "founded", "unfounded", "forwarded", "remedied"
FINAL = (UNFOUNDED, FORWARDED, REMEDIED)
STATES = {
    OPEN: _("正在核实"),
    FOUNDED: _("属实，正在纠正"),
    UNFOUNDED: _("不予更正"),
    FORWARDED: _("已转送其他机关"),
    REMEDIED: _("属实，已经纠正"),
}

CORRECTED, WITHDRAWN, NAMED = "corrected", "withdrawn", "named"
REMEDIES = {
    CORRECTED: _("已更正公示信息"),
    WITHDRAWN: _("已停止公示"),
    NAMED: _("以其他方式纠正（在答复中写明）"),
}

LONGEST = {"passage": 500, "reason": 2000, "evidence": 1000, "contact": 200}
ANSWER_LONGEST = 2000
OFTEN, WITHIN = 5, timedelta(hours=1)
MOST_OPEN = 50
"""Safety settings of the product, not law: from one network address in an hour, open on one notice."""
KEEP_CONTACT = timedelta(days=90)
"""How long a contact is kept after the answer: 个人信息保护法 §19 wants the shortest time; days 待确认."""
KEEP_SOURCE = timedelta(days=1)

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 20
_MARKS = re.compile(r"[^0-9A-Za-z]")
_MISREAD = str.maketrans("oil", "011")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTerm:
    """One line: for which reports, where and since when an answer is due within ``length``."""

    code: str
    length: str
    basis: str
    since: date
    kinds: frozenset[str] = frozenset()
    matters: frozenset[str] = frozenset()
    jurisdiction: str = ""
    until: date | None = None
    confirmed: bool = False
    note: str = ""


_NO_DAYS = _("条文只要求及时，没有规定天数；天数为本平台设定，待确认。")

TERMS: tuple[ReportTerm, ...] = (
    ReportTerm(
        code="personal",
        length="3wd",
        basis="个人信息保护法 §46-2",
        since=date(2021, 11, 1),
        matters=frozenset({PERSONAL}),
        note=_NO_DAYS,
    ),
    ReportTerm(
        code="zhejiang.objection",
        length="5wd",
        basis="浙江省公共信用信息管理条例 §31-1",
        since=date(2018, 1, 1),
        kinds=frozenset({OBJECTION}),
        jurisdiction="33",
        note=_("该条规定的是省公共信用工作机构处理异议的期限，公示机关参照执行，待确认。"),
    ),
    ReportTerm(
        code="objection",
        length="10wd",
        basis="政府信息公开条例 §41",
        since=date(2019, 5, 15),
        kinds=frozenset({OBJECTION}),
        note=_NO_DAYS,
    ),
    ReportTerm(
        code="zhejiang.error",
        length="10wd",
        basis="浙政办发〔2019〕20号 二(一)3",
        since=date(2019, 3, 29),
        jurisdiction="33",
        note=_NO_DAYS,
    ),
    ReportTerm(
        code="error",
        length="10wd",
        basis="政府信息公开条例 §6",
        since=date(2019, 5, 15),
        note=_NO_DAYS,
    ),
)


def term_for(*, kind: str, matter: str, region_code: str, on: date) -> ReportTerm:
    """Return the line that sets the clock of a report received ``on`` a day: the first that fits."""
    return next(
        term
        for term in TERMS
        if (not term.kinds or kind in term.kinds)
        and (not term.matters or matter in term.matters)
        and in_force_at(term.jurisdiction, region_code)
        and term.since <= on
        and (term.until is None or on < term.until)
    )


def term_named(code: str) -> ReportTerm | None:
    """Return a line by its code."""
    return next((term for term in TERMS if term.code == code), None)


def demands(*, kind: str, matter: str, region_code: str, department: str) -> tuple[str, ...]:
    """Return the articles that oblige the agency to check and to put right what proves wrong."""
    found = ["政府信息公开条例 §41" if kind == OBJECTION else "政府信息公开条例 §6"]
    if matter == PERSONAL:
        found.append("个人信息保护法 §46")
    if department == MARKET:
        found.append("市场监督管理行政处罚信息公示规定 §12")
    if in_force_at("44", region_code):
        found.append("广东省行政执法公示办法 §25" if kind == OBJECTION else "广东省行政执法公示办法 §22")
    return tuple(found)


def new_code(choose: Callable[[str], str]) -> str:
    """Return a query code of twenty signs, a hundred bits: not to be found by trying."""
    return "".join(choose(_ALPHABET) for _sign in range(CODE_LENGTH))


def written(code: str) -> str:
    """Write a code in groups of five, as it is shown and copied."""
    return "-".join(code[start : start + 5] for start in range(0, len(code), 5))


def clean_code(text: str) -> str:
    """Return a code as typed without marks, in small letters, with signs that are misread put right."""
    return _MARKS.sub("", text[:100]).lower().translate(_MISREAD)


def digest(purpose: str, text: str, secret: str) -> str:
    """Return under what a code or a network address is kept: neither itself is stored."""
    return hmac.new(secret.encode(), f"report-{purpose}:{text}".encode(), hashlib.sha256).hexdigest()

"""How dates, money, citations and refusals are written on every face (``{% load look %}``)."""

import functools
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from mingzhi.identity.rules.levels import CAPABILITIES
from mingzhi.kernel import clock
from mingzhi.kernel.citation import Citation, cite
from mingzhi.kernel.refusal import Refusal
from mingzhi.site.icons import ICONS
from mingzhi.site.retelling import cited_in_english, retell
from mingzhi.trail.acts.sending import FIELD, issue

register = template.Library()

ROLES = {
    "officer": gettext_noop("执法人员"),
    "handler": gettext_noop("承办人"),
    "auxiliary": gettext_noop("执法辅助人员"),
    "reviewer": gettext_noop("法制审核人员"),
    "review_head": gettext_noop("法制审核机构负责人"),
    "head": gettext_noop("机关负责人"),
    "deputy": gettext_noop("机关分管负责人"),
    "publisher": gettext_noop("公示员"),
    "checker": gettext_noop("保密审查员"),
    "archivist": gettext_noop("档案员"),
    "supervisor": gettext_noop("司法行政监督员"),
    "admin": gettext_noop("系统管理员"),
    "registrar": gettext_noop("执法主体与人员管理员"),
    "standards": gettext_noop("地方标准管理员"),
    "party": gettext_noop("当事人"),
    "system": gettext_noop("系统"),
}
JOBS = {
    "carry-pushes": gettext_noop("系统：推送公示信息"),
    "clear-leftovers": gettext_noop("系统：清理无主文件"),
    "disclosure-expiry": gettext_noop("系统：公示期满停止公示"),
    "disclosure-forget-contacts": gettext_noop("系统：删除到期的联系方式"),
    "escalate-adjustments": gettext_noop("系统：逾期未答复报上级"),
    "load_catalogue": gettext_noop("系统：装入目录"),
    "load_county": gettext_noop("系统：装入演示数据"),
    "measure-not-approved": gettext_noop("系统：未补办批准的措施依法解除"),
    "open-data": gettext_noop("系统：编制开放数据"),
    "publish-registers": gettext_noop("系统：公布登记簿"),
    "recount-limits": gettext_noop("系统：按放假安排重新计算期限"),
    "setup": gettext_noop("系统：首次安装和升级"),
    "statement-of-completeness": gettext_noop("系统：封存完整性声明"),
}
"""What the named jobs are called where people read of them."""
ONE_LINE = 18
_ARTICLE = re.compile(r"((?:(?!\S+ §).)*)(\S+ §[0-9]+(?:-[0-9]+)?(?:\([0-9]+\))?)?(.*)", re.DOTALL)
HOURS_SHOWN_WITHIN = timedelta(hours=48)


@register.filter
def lit(parts: Iterable[tuple[str, bool]]) -> SafeString:
    """Write (piece, is a hit) parts with the hits marked: a list of results holds hundreds of them."""
    return SafeString(
        "".join(f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in parts)
    )


@register.simple_tag(takes_context=True)
def once(context: template.Context, target: str = "") -> SafeString:
    """Put the one-time token into a form that is sent to ``target`` (the page's own address when empty).

    The token is for the path: what an address says after it chooses what is shown, not what is done.
    """
    request = context["request"]
    token = issue(getattr(request, "actor", None), target.partition("?")[0] or request.path)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, token)


@register.filter
def said(value: object) -> str:
    """Return a declared Chinese sentence in the reader's language."""
    return retell(str(value or ""))


@register.filter
def role(code: object) -> str:
    """Return the title of a role by its code; other text is shown as it is."""
    return said(ROLES.get(str(code), code))


@register.filter
def who(label: object) -> str:
    """Return who acted as people read it: a job by its title, people as they are recorded."""
    return said(JOBS[str(label)]) if label in JOBS else str(label or "")


@register.filter
def in_box(text: object) -> list[tuple[int, str]]:
    """Break a title into at most two lines for a box of the chart, each with its height in the box."""
    words = said(text)
    if len(words) <= ONE_LINE or " " not in words:
        return [(25, words)]
    cut = min((n for n, char in enumerate(words) if char == " "), key=lambda n: abs(n - len(words) / 2))
    return [(17, words[:cut]), (33, words[cut + 1 :])]


@register.simple_tag
@functools.cache
def icon(name: str) -> SafeString:
    """Return a line icon; the word beside it carries the meaning, so it is hidden from readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        ICONS[name],
    )


def _moment(value: object) -> date | datetime | None:
    """Read a date, a moment or ISO text of either; moments become China's time."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value.astimezone(clock.CHINA) if value.tzinfo else value
    return value if isinstance(value, date) else None


@register.filter
def china_date(value: object) -> str:
    """Write 2026年11月23日 (English: 23 November 2026)."""
    day = _moment(value)
    if day is None:
        return str(value or "")
    if get_language() == "en":
        return date_format(day, "j F Y")
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def china_moment(value: object) -> str:
    """Write 2026年11月23日 14:05; a bare day stays a day."""
    moment = _moment(value)
    if not isinstance(moment, datetime):
        return china_date(value)
    return f"{china_date(moment)} {moment:%H:%M}"


@register.filter
def iso(value: object) -> str:
    """Return the machine form for ``<time datetime>``."""
    moment = _moment(value)
    return moment.isoformat() if moment else ""


@register.filter
def left(due: object) -> str:
    """Say how much time is left until ``due``, or by how much it has passed."""
    moment = _moment(due)
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        rest = moment - clock.now()
        if timedelta(0) <= rest <= HOURS_SHOWN_WITHIN:
            hours = int(rest.total_seconds() // 3600)
            return ngettext("还剩 %(n)s 小时", "还剩 %(n)s 小时", hours) % {"n": hours}
        if rest < timedelta(0) and moment.date() == clock.today():
            return _("今天已届满")
        moment = moment.date()
    days = (moment - clock.today()).days
    if days == 0:
        return _("今天届满")
    if days > 0:
        return ngettext("还剩 %(n)s 天", "还剩 %(n)s 天", days) % {"n": days}
    return ngettext("已超过 %(n)s 天", "已超过 %(n)s 天", -days) % {"n": -days}


@register.filter
def is_past(due: object) -> bool:
    """Tell whether ``due`` has passed (a day passes at its end)."""
    moment = _moment(due)
    if moment is None:
        return False
    if isinstance(moment, datetime):
        return moment < clock.now()
    return moment < clock.today()


@register.filter
def clock_state(limit: Any) -> str:
    """Return the class of a clock: ended, paused, overdue or running."""
    for name, state in (("ended", "ended"), ("paused", "paused"), ("lapsed", "ended")):
        if getattr(limit, name, False):
            return state
    return "overdue" if is_past(getattr(limit, "due", None)) else "running"


@register.filter
def yuan(cents: object) -> str:
    """Write whole cents as 4,032.00 元."""
    if not isinstance(cents, int) or isinstance(cents, bool):
        return str(cents or "")
    sign, amount = ("-" if cents < 0 else ""), abs(cents)
    return _("%(amount)s 元") % {"amount": f"{sign}{amount // 100:,}.{amount % 100:02d}"}


@register.filter
def citation(value: object) -> str:
    """Write a citation in full: 《行政处罚法》第五十八条第一款第二项 (English: …, art. 58(1)(2))."""
    if not value:
        return ""
    try:
        found = value if isinstance(value, Citation) else cite(str(value))
    except ValueError:
        return str(value)
    return cited_in_english(found) if get_language() == "en" else str(found)


@register.filter
def cited(label: object) -> str:
    """Write each article inside a label in full, and the rest of it in the reader's language."""
    parts = str(label or "").split("、")
    if len(parts) > 1 and all(" §" in part for part in parts):
        return _("、").join(map(cited, parts))
    before, article, after = _ARTICLE.match(str(label or "")).groups()  # type: ignore[union-attr]
    if not before.strip() and (told := said(label)) != str(label or ""):
        return told
    return " ".join(filter(None, (said(before.strip()), citation(article), said(after.strip()))))


def _filled(sentence: str, refusal: Refusal) -> str:
    if not sentence:
        return ""
    params = {key: _told(value) for key, value in refusal.params.items()}
    return _(sentence) % params if params else _(sentence)


def _told(value: object) -> object:
    """Return what fills a sentence as people read it: rights by name, days and moments in words."""
    if not isinstance(value, str):
        return china_moment(value) if isinstance(value, date) else value
    if value in CAPABILITIES:
        return _(CAPABILITIES[value])
    return china_moment(value) if _moment(value) else _each_said(value)


def _each_said(words: str) -> str:
    """Return words in the reader's language; of a list (甲、乙) each part, words or a sentence."""
    whole = said(words)
    return whole if whole != words else _("、").join(_part_said(part) for part in words.split("、"))


def _part_said(part: str) -> str:
    found, sentence = said(part), f"{part}。"
    return found if found != part else said(sentence).rstrip("。.")


@register.filter
def refusal_sentence(refusal: Refusal) -> str:
    """Return the refusal's sentence in the reader's language."""
    return _filled(refusal.sentence, refusal)


@register.filter
def refusal_way_out(refusal: Refusal) -> str:
    """Return the refusal's way out in the reader's language."""
    return _filled(refusal.way_out, refusal)


@register.filter
def short_hash(value: object) -> str:
    """Return the first twelve digits of a hash."""
    return str(value or "")[:12]


@register.filter
def at(mapping: Any, key: object) -> object:
    """Look a key up in a mapping; nothing when it is absent."""
    try:
        return mapping[key]
    except (KeyError, IndexError, TypeError):
        return ""

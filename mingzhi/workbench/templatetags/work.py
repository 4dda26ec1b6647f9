"""Tags of the workbench (``{% load work %}``)."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mingzhi.cases.rules.procedure import NAMED
from mingzhi.disclosure.queries.desk import DutyLine
from mingzhi.disclosure.queries.reports import ReportView
from mingzhi.disclosure.rules.completeness import STATES
from mingzhi.identity.rules.levels import CARRYING
from mingzhi.identity.rules.members import Login
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.navigation import open_place, places_for
from mingzhi.workbench.showing import core as showing
from mingzhi.workbench.showing.running import Running

register = template.Library()


@register.inclusion_tag("work/nav_items.html")
def work_nav(actor: Actor, path: str) -> dict[str, object]:
    """Show the main navigation with the present place marked."""
    places = places_for(actor)
    here = max(places, key=lambda place: place.holds(path))
    shown = [(place.url, place.icon, place.title) for place in places]
    return {"places": shown, "here": here.url if here.holds(path) else ""}


@register.filter
def may_open(actor: Actor, name: str) -> bool:
    """Tell whether the place of that name is open to whoever looks (``request.actor|may_open:"duties"``)."""
    return open_place(actor, name)


CERTIFICATE_STATES = {
    "issued": _("有效"),
    "restored": _("有效"),
    "suspended": _("暂扣"),
    "withdrawn": _("收回"),
    "expired": _("已过期"),
}
LOGIN_LOOKS = {Login.OPEN: "active", Login.FIRST: "provisional"}


@register.simple_tag
def certificate_chip(state: str) -> SafeString:
    """Show the state of a certificate."""
    look = "active" if state in CARRYING else "overdue"
    return format_html('<span class="chip {}">{}</span>', look, gettext(CERTIFICATE_STATES.get(state, state)))


@register.simple_tag
def login_chip(login: Login) -> SafeString:
    """Show how somebody's login stands."""
    return format_html('<span class="chip {}">{}</span>', LOGIN_LOOKS.get(login, ""), gettext(login.value))


@register.filter
def core_rows(core: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the parts of a content core as (label, words)."""
    return showing.core_rows(core or {})


@register.filter
def core_part(name: str) -> str:
    """Return the title of a part of the content core."""
    return gettext((showing.OF_ENFORCEMENT | showing.PARTS).get(name, name))


WHOSE = {
    "cases.handle": _("承办人"),
    "cases.approve": _("机关负责人"),
    "cases.discuss": _("机关负责人"),
    "review.review": _("法制审核人员"),
    "records.archive": _("档案员"),
    "disclosure.prepare": _("公示员"),
    "party": _("当事人"),
    "police": _("公安机关"),
}
"""A right, or another's turn → who has it, as people call them."""

_UNITS = (
    ("wd", _("%(n)s 个工作日")),
    ("mo", _("%(n)s 个月")),
    ("d", _("%(n)s 日")),
    ("h", _("%(n)s 小时")),
    ("y", _("%(n)s 年")),
)


@register.filter
def length_words(length: str) -> str:
    """Write ``7wd`` as 7 个工作日; no length is a day that a decision names; other text is shown as it is."""
    if not length:
        return gettext(NAMED)
    for unit, words in _UNITS:
        number = length.removesuffix(unit)
        if number != length and number.isdigit():
            return gettext(words) % {"n": number}
    return length


@register.filter
def duty_clock(line: DutyLine) -> Running:
    """Show a duty to publish as a clock."""
    return Running(
        title=gettext("%(kind)s：%(title)s")
        % {"kind": gettext(line.channel_name), "title": gettext(line.content)},
        due=line.due_on,
        sentences=tuple(line.derivation.get("sentences", ())),
        basis=line.basis,
        provisional=line.provisional,
        ended=line.state not in ("owed", "removal"),
    )


@register.filter
def report_clock(report: ReportView) -> Running:
    """Show the time for an answer to a report as a clock."""
    return Running(
        title=gettext("答复期限"),
        due=report.due_on,
        sentences=tuple(report.derivation.get("sentences", ())),
        basis=report.basis,
        provisional=report.provisional,
        ended=report.closed_at is not None,
    )


@register.filter
def duty_state(state: str) -> str:
    """Return the title of the state of a duty."""
    return gettext(STATES.get(state, state))


@register.filter
def whose(duty: str) -> str:
    """Return who has the right a step needs, as people call them; empty when that is nobody in particular."""
    return gettext(WHOSE[duty]) if duty in WHOSE else ""


@register.filter
def case_url(urn: str) -> str:
    """Return the address of the case a urn names, or nothing when it names something else."""
    try:
        named = Urn.parse(urn)
    except ValueError:
        return ""
    if (named.room, named.noun) != ("cases", "case"):
        return ""
    return reverse("work:case", args=[named.key])

"""The content core in words: outcome, party, facts, articles, penalties."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from mingzhi.cases.rules.core import GRANT, NO_PENALTY
from mingzhi.cases.rules.enforcement import ENFORCE, HARMS, METHOD_NAMES
from mingzhi.cases.rules.severity import KINDS
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.forms.citations import show_citation
from mingzhi.workbench.forms.entries import LICENCE_OUTCOMES, MITIGATIONS, OUTCOMES
from mingzhi.workbench.forms.showing import show_cents
from mingzhi.workbench.showing.days import in_words

PARTS = {
    "outcome": _("处理结果"),
    "party": _("当事人"),
    "facts": _("事实"),
    "breached": _("违反的规定"),
    "basis": _("处理依据"),
    "penalties": _("处罚内容"),
    "mitigation": _("裁量情节"),
    "reasons": _("裁量理由"),
    "grant": _("许可内容"),
    "anew": _("重新作出，代替已失效的决定"),
}
OF_NO_PENALTY = {"reasons": _("理由")}
OF_LICENCE = {"party": _("申请人"), "basis": _("依据"), "reasons": _("理由")}
OF_ENFORCEMENT = {
    "outcome": _("处理结果"),
    "party": _("当事人"),
    "decision": _("据以执行的决定"),
    "method": _("强制执行的方式"),
    "basis": _("依据"),
    "reason": _("理由"),
    "subject": _("执行的标的和具体内容"),
    "bank": _("金融机构"),
    "account": _("账号"),
    "amount": _("执行金额"),
    "items": _("物品"),
    "harm": _("不履行的后果"),
    "performer": _("代履行人"),
    "cost_budget": _("费用预算"),
}
PARTY_ORDER = ("name", "code", "operator", "address")
_OUTCOMES = dict((*OUTCOMES, *LICENCE_OUTCOMES, (ENFORCE, _("行政强制执行"))))
_OF_LICENCE = frozenset(dict(LICENCE_OUTCOMES))
_MITIGATIONS = dict(MITIGATIONS)


def core_rows(core: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (label, words) for every part of the core that says something."""
    titles = PARTS | (OF_LICENCE if core.get("outcome") in _OF_LICENCE else {})
    titles = titles | (OF_NO_PENALTY if core.get("outcome") in NO_PENALTY else {})
    titles = OF_ENFORCEMENT if core.get("outcome") == ENFORCE else titles
    rows = [(title, core_value(part, core.get(part))) for part, title in titles.items()]
    return [(title, words) for title, words in rows if words]


def core_value(part: str, value: Any) -> str:
    """Return one part of the core in words."""
    if not value:
        return ""
    if part in WORDS:
        return WORDS[part](value)
    return "\n".join(value) if isinstance(value, list | tuple) else str(value)


def _party(value: Mapping[str, str]) -> str:
    known = [value[name] for name in PARTY_ORDER if value.get(name)]
    return "，".join(known or value.values())


def _penalties(value: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(f"{n}. {penalty_words(row)}" for n, row in enumerate(value, 1))


def penalty_words(penalty: Mapping[str, Any]) -> str:
    """Return one penalty in words, e.g. 罚款 4000.00 元."""
    known = KINDS.get(penalty["kind"])
    words = [gettext(known.title) if known else str(penalty["kind"])]
    if penalty.get("amount"):
        words.append(gettext("%(amount)s 元") % {"amount": show_cents(penalty["amount"])})
    if penalty.get("days"):
        words.append(gettext("%(days)s 日") % {"days": penalty["days"]})
    if penalty.get("text"):
        words.append(str(penalty["text"]))
    return " ".join(words)


def _law(value: Sequence[str]) -> str:
    return "\n".join(show_citation(line) for line in value)


def _grant(value: Mapping[str, str]) -> str:
    """Return what is allowed, then from when until when."""
    days = [
        f"{gettext(title)} {in_words(value[part])}"
        for part, title in GRANT
        if part != "scope" and value.get(part)
    ]
    return "\n".join([value.get("scope", ""), *days]).strip()


def _items(value: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(" ".join(str(part) for part in row.values()) for row in value)


def _yuan(value: int) -> str:
    return gettext("%(amount)s 元") % {"amount": show_cents(value)}


WORDS: dict[str, Callable[[Any], str]] = {
    "breached": _law,
    "basis": _law,
    "outcome": lambda value: gettext(_OUTCOMES.get(value, value)),
    "mitigation": lambda value: gettext(_MITIGATIONS.get(value, value)),
    "party": _party,
    "grant": _grant,
    "penalties": _penalties,
    "method": lambda value: gettext(METHOD_NAMES.get(value, value)),
    "harm": lambda value: gettext(HARMS.get(value, value)),
    "items": _items,
    **dict.fromkeys(("amount", "cost_budget"), _yuan),
}

"""A line of the legal review list and of the recording list, as a level sets it.

浙政办发〔2019〕20号 二(二)2, 二(三)2.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.party_kinds import PARTY_KINDS
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.catalogue.acts import set_recording_item, set_review_rule
from mingzhi.catalogue.models import RecordingItem, ReviewRule
from mingzhi.catalogue.rules.lists import RecordingItemView
from mingzhi.catalogue.rules.powers import PENALTY_KINDS, ActKind
from mingzhi.catalogue.rules.review import ReviewRuleView
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing
from mingzhi.workbench.forms.citations import read_citation
from mingzhi.workbench.forms.entries import LICENCE_OUTCOMES, MITIGATIONS, OUTCOMES
from mingzhi.workbench.law.powers import CITED, CONFIRMED, NOTE, SINCE
from mingzhi.workbench.law.standing import own_list
from mingzhi.workbench.law.words import REVIEW_FLAGS, codes_of, named, steps, words_of

CODE = Field(code="code", label=_("编码"), guide=_("沿用上级的编码是调整那一项，另取编码是新增一项。"))
KIND = Field(
    code="kind",
    label=_("行为类别"),
    kind=FieldKind.CHOICE,
    choices=tuple((kind.value, kind.value) for kind in ActKind),
)
CITATION = Field(code="citation", label=_("依据"), guide=CITED)
CONDITIONS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "parties": (_("当事人"), PARTY_KINDS),
    "penalties": (_("处罚种类"), PENALTY_KINDS),
    "outcomes": (_("处理结果"), dict((*OUTCOMES, *LICENCE_OUTCOMES, ("withdraw", _("撤回许可"))))),
    "mitigations": (_("裁量情形"), {code: title for code, title in MITIGATIONS if code}),
    "flags": (_("案件情况"), REVIEW_FLAGS),
}
"""The sets a line may ask for, with their words; a set left empty is not asked."""
SUMS = {"min_fine": _("罚款不少于（元）"), "min_confiscated": _("没收不少于（元）")}


def _condition(code: str, label: str, known: Mapping[str, str]) -> Field:
    return Field(code=code, label=label, kind=FieldKind.LIST, required=False, guide=named(known))


def _set_rule(actor: Actor, _nobody: None, data: dict[str, Any]) -> ReviewRule:
    sets = {
        code: codes_of(data[code], known, field=code)
        for code, (_label, known) in CONDITIONS.items()
        if data.get(code)
    }
    return set_review_rule(
        actor=actor,
        code=data["code"],
        jurisdiction=actor.region_code,
        agency_code=own_list(actor),
        kind=data["kind"],
        conditions=sets | {code: data[code] for code in SUMS if data.get(code)},
        reason=data["reason"],
        citation=read_citation(data["citation"]),
        since=date.fromisoformat(data["since"]),
        rank=data.get("rank", 100),
        confirmed=bool(data.get("confirmed")),
        note=data.get("note", ""),
    )


REVIEW = Doing(
    code="review",
    title=_("设定本级法制审核事项"),
    run=_set_rule,
    said=_("已设定，自该日起作出的决定按新的清单审核。"),
    basis="浙政办发〔2019〕20号 二(三)2",
    fields=(
        CODE,
        KIND,
        Field(code="reason", label=_("事项（审核的理由）"), kind=FieldKind.LONG),
        *(_condition(code, label, known) for code, (label, known) in CONDITIONS.items()),
        *(
            Field(code=code, label=label, kind=FieldKind.MONEY, required=False)
            for code, label in SUMS.items()
        ),
        Field(code="rank", label=_("次序"), kind=FieldKind.NUMBER, required=False),
        CITATION,
        SINCE,
        CONFIRMED,
        NOTE,
    ),
    folded=frozenset({"outcomes", "mitigations", "rank", "note"}),
)


def stored_rule(rule: ReviewRuleView) -> dict[str, Any]:
    """Return what the form shows of a line of the review list."""
    sets = {code: words_of(sorted(getattr(rule, code)), known) for code, (_l, known) in CONDITIONS.items()}
    kept = {name: getattr(rule, name) for name in ("code", "kind", "reason", "citation", "rank", "confirmed")}
    return {**kept, **sets, **{code: getattr(rule, code) or None for code in SUMS}}


def conditions_of(rule: ReviewRuleView) -> list[tuple[str, str]]:
    """Return what a line asks, as (label, words), for the page."""
    sets = [
        (label, gettext("、").join(words_of(sorted(getattr(rule, code)), known)))
        for code, (label, known) in CONDITIONS.items()
    ]
    sums = [(label, f"{value // 100:,}") for code, label in SUMS.items() if (value := getattr(rule, code))]
    return [(label, words) for label, words in (*sets, *sums) if words]


TEXTS = ("code", "kind", "title", "occasion", "manner", "starts", "ends", "retention")
MORE = ("points", "phrase", "note")


def _set_item(actor: Actor, _nobody: None, data: dict[str, Any]) -> RecordingItem:
    return set_recording_item(
        actor=actor,
        jurisdiction=actor.region_code,
        agency_code=own_list(actor),
        steps=codes_of(data["steps"], steps(), field="steps"),
        uninterrupted=bool(data.get("uninterrupted")),
        demanded=bool(data.get("demanded")),
        citation=read_citation(data["citation"]),
        since=date.fromisoformat(data["since"]),
        confirmed=bool(data.get("confirmed")),
        **{name: data[name] for name in TEXTS},
        **{name: data.get(name, "") for name in MORE},
    )


RECORDING = Doing(
    code="recording",
    title=_("设定本级音像记录事项"),
    run=_set_item,
    said=_("已设定，自该日起案件页面按新的清单提示。"),
    basis="浙政办发〔2019〕20号 二(二)2",
    fields=(
        CODE,
        KIND,
        Field(code="title", label=_("记录事项")),
        Field(
            code="steps", label=_("环节"), kind=FieldKind.LIST, guide=_("写步骤的名称，例如现场检查、询问。")
        ),
        Field(code="occasion", label=_("记录场合")),
        Field(code="manner", label=_("记录方式")),
        Field(code="starts", label=_("开始")),
        Field(code="ends", label=_("结束")),
        Field(code="points", label=_("记录要点"), kind=FieldKind.LONG, required=False),
        Field(code="phrase", label=_("用语指引"), kind=FieldKind.LONG, required=False),
        Field(code="demanded", label=_("必须记录"), kind=FieldKind.YES, required=False),
        Field(code="uninterrupted", label=_("全程无间断"), kind=FieldKind.YES, required=False),
        Field(code="retention", label=_("保存期限")),
        CITATION,
        SINCE,
        CONFIRMED,
        NOTE,
    ),
)


def stored_item(item: RecordingItemView) -> dict[str, Any]:
    """Return what the form shows of a line of the recording list."""
    names = (*TEXTS, "points", "phrase", "uninterrupted", "demanded", "citation", "confirmed")
    return {**{name: getattr(item, name) for name in names}, "steps": words_of(item.steps, steps())}


def titles_of(item: RecordingItemView) -> list[str]:
    """Return the names of the steps at which a line is recorded."""
    return words_of(item.steps, steps())

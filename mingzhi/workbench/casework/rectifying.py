"""How the handler answers a party's request to put the file right."""

from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.acts.rectifying import answer_rectification
from mingzhi.cases.models import Rectification
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.cases.rules.rectification import BASIS, OUTCOMES
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing


def _answer(actor: Actor, request: Rectification, data: dict[str, Any]) -> Any:
    return answer_rectification(
        actor=actor,
        request=request,
        outcome=data["outcome"],
        text=data["text"],
        recipient=data.get("recipient") or "",
    )


ANSWER = Doing(
    code="answer",
    title=_("答复更正申请"),
    run=_answer,
    said=_("已答复，当事人可以看到答复。"),
    basis=BASIS,
    fields=(
        Field(code="outcome", label=_("结果"), kind=FieldKind.CHOICE, choices=tuple(OUTCOMES.items())),
        Field(
            code="text",
            label=_("核实情况和理由"),
            kind=FieldKind.LONG,
            guide=_("当事人会看到全文；不要写他人的个人信息。"),
        ),
        Field(code="recipient", label=_("有权更正的机关"), required=False, guide=_("转送的填写。")),
    ),
)

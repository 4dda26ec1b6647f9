"""How the handler takes up what the party asked for: by the step of the right, or in words."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from mingzhi.cases.acts.checking_requests import MOOT
from mingzhi.cases.acts.requesting import answer_request
from mingzhi.cases.models import Case, PartyRequest
from mingzhi.cases.queries.party.requests import request_row, right_used
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.cases.rules.rights import Right, entered_for
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.workbench.doing import Doing

_MOOT = ((MOOT, _("案件已经进行到其他阶段，无法办理")),)


def _answer(actor: Actor, request: PartyRequest, data: dict[str, Any]) -> Any:
    checked = frozenset(field.code for field in right_used(request).checks if data.get(field.code))
    answer, text = data["answer"], data["text"]
    return answer_request(actor=actor, request=request, answer=answer, text=text, checked=checked)


def answering(right: Right) -> Doing:
    """Return the form of an answer in words: the right's own answers, or that the case has moved on."""
    return Doing(
        code="answer",
        title=_("答复当事人"),
        run=_answer,
        said=_("已答复，当事人可以看到答复。"),
        basis=right.basis,
        fields=(
            Field(code="answer", label=_("结果"), kind=FieldKind.CHOICE, choices=right.answers or _MOOT),
            *right.checks,
            Field(
                code="text",
                label=_("办理情况和理由"),
                kind=FieldKind.LONG,
                guide=_("当事人会看到全文；不要写他人的个人信息。"),
            ),
        ),
    )


def request_for(case: Case, code: str, asked: str, actor: Actor) -> PartyRequest | None:
    """Return the open request that the step named in the address takes up; None when none is named.

    NotKnown for a request of another case or another right.
    """
    if not asked:
        return None
    try:
        row = request_row(UUID(asked), actor)
    except ValueError:
        raise NotKnown("cases.request_unknown", _("没有找到该申请。")) from None
    if row.case.pk != case.pk or right_used(row).step != code:
        raise NotKnown("cases.request_unknown", _("没有找到该申请。"))
    return row


def suggested(row: PartyRequest) -> dict[str, Any]:
    """Return what the form of the step starts with: the words of the party and the day they came."""
    day = row.received_at.astimezone(clock.CHINA).date()
    return entered_for(right_used(row), row.data, on=day, party=row.party_label)

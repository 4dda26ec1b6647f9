"""What can be done in a round of review: the forms and the acts behind them (浙政办发〔2019〕20号 二(三))."""

from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.acts import record_opinion
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.identity.queries import reviewers
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.typed import natural
from mingzhi.review import acts
from mingzhi.review.models import Submission
from mingzhi.review.queries import ReviewPage
from mingzhi.review.rules.points import POINTS, OpinionKind, Verdict
from mingzhi.workbench.doing import Attempt, Doing, Form, forms_for
from mingzhi.workbench.forms import Context

PLACE = 5
"""Digits of a page number, of the minutes of a recording."""
_PLAN = "浙政办发〔2019〕20号 二(三)3"


def _assign(actor: Actor, round_: Submission, data: dict[str, Any]) -> Any:
    return acts.assign(
        actor=actor,
        submission=round_,
        reviewer=data.get("reviewer", actor.urn),
        because=data.get("because", ""),
    )


def _find(actor: Actor, round_: Submission, data: dict[str, Any]) -> Any:
    """Record a finding; the material being read is its place only when something is said about it."""
    said = data.get("text") or data.get("place")
    return acts.record_finding(
        actor=actor,
        submission=round_,
        point=data["point"],
        verdict=data["verdict"],
        text=data.get("text", ""),
        document_uid=data.get("document_uid", "") if said else "",
        **_pin(data.get("place", "")),
    )


def _pin(place: str) -> dict[str, int]:
    """Read “3” as page 3 and “12:05” as a second of a recording."""
    if not place:
        return {}
    minutes, colon, seconds = place.replace("：", ":").partition(":")
    whole, rest = natural(minutes, digits=PLACE), natural(seconds, digits=2)
    if colon and whole is not None and rest is not None:
        return {"second": whole * 60 + rest}
    if (page := natural(place, digits=PLACE)) is not None:
        return {"page": page}
    raise Invalid("review.place", _("位置写页码（如 2）或者录音录像的时间（如 12:05）。"), field="place")


def _withdraw(actor: Actor, round_: Submission, data: dict[str, Any]) -> Any:
    finding = next((row for row in round_.findings.all() if str(row.uid) == data["finding"]), None)
    if finding is None:
        raise Invalid("review.finding", _("没有找到该审核结论。"), field="finding")
    return acts.withdraw_finding(actor=actor, submission=round_, finding=finding, because=data["because"])


def _opine(actor: Actor, round_: Submission, data: dict[str, Any]) -> Any:
    return record_opinion(actor=actor, submission=round_, kind=data["kind"], text=data["text"])


def _field(code: str, label: str, kind: FieldKind = FieldKind.TEXT, **more: Any) -> Field:
    return Field(code=code, label=label, kind=kind, **more)


_ALL = (
    Doing(
        code="assign",
        title=_("指派审核人员"),
        run=_assign,
        said=_("已指派审核人员。"),
        basis="浙政办发〔2019〕20号 二(三)1",
        fields=(
            _field("reviewer", _("审核人员"), FieldKind.PERSON, guide=_("承办人不得审核本案。")),
            _field("because", _("更换理由"), required=False, guide=_("更换审核人员时填写。")),
        ),
    ),
    Doing(
        code="take",
        title=_("由我审核"),
        run=_assign,
        said=_("本轮审核由您负责。"),
        basis="浙政办发〔2019〕20号 二(三)1",
    ),
    Doing(
        code="finding",
        title=_("记录审核结论"),
        run=_find,
        said=_("审核结论已记录。"),
        basis=_PLAN,
        fields=(
            _field(
                "point", _("审核要点"), FieldKind.CHOICE, choices=tuple((p.code, p.title) for p in POINTS)
            ),
            _field(
                "verdict", _("结论"), FieldKind.CHOICE, choices=tuple((v.value, v.value) for v in Verdict)
            ),
            _field("text", _("说明"), FieldKind.LONG, required=False, guide=_("有问题的，须写明问题。")),
            _field("document_uid", _("所在材料"), required=False),
            _field(
                "place", _("位置"), required=False, guide=_("页码（如 2）或者录音录像的时间（如 12:05）。")
            ),
        ),
    ),
    Doing(
        code="withdraw",
        title=_("撤回审核结论"),
        run=_withdraw,
        said=_("审核结论已撤回，原记录仍可查看。"),
        basis="浙政办发〔2019〕20号 二(三)5",
        fields=(_field("finding", _("审核结论")), _field("because", _("撤回理由"))),
    ),
    Doing(
        code="opinion",
        title=_("出具审核意见"),
        run=_opine,
        said=_("审核意见已出具，意见书归入案卷。"),
        basis="行政处罚法 §58-1",
        fields=(
            _field(
                "kind",
                _("审核意见"),
                FieldKind.CHOICE,
                choices=tuple((k.value, k.value) for k in OpinionKind),
            ),
            _field("text", _("意见内容"), FieldKind.LONG, guide=_("由审核结论自动汇成，可以修改。")),
        ),
    ),
)
DOINGS = {doing.code: doing for doing in _ALL}


def context_for(view: ReviewPage, actor: Actor) -> dict[str, Context]:
    """Return what the choices of each form are made of: whoever may review that day."""
    found: dict[str, Context] = {}
    if actor.can("review.assign") and view.round.closed_at is None:
        able = reviewers(view.round.agency_code, clock.today())
        found["assign"] = Context(people=tuple((r.urn, r.name) for r in able if r.qualified))
    return found


def forms(view: ReviewPage, tried: Attempt | None, around: dict[str, Context]) -> dict[str, Form]:
    """Return the forms of the page; the opinion starts from the draft made of the findings."""
    found = {
        code: forms_for({code: doing}, tried, context=around.get(code))[code]
        for code, doing in DOINGS.items()
    }
    if not (tried and tried.doing.code == "opinion"):
        found["opinion"] = DOINGS["opinion"].form(stored={"text": view.draft, "kind": view.leaning})
    return found

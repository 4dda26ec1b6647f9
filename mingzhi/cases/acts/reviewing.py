"""The opinion of review reaches the case: state and document follow by themselves."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from mingzhi.cases import policy
from mingzhi.cases.acts import papers
from mingzhi.cases.acts.asking import Asked
from mingzhi.cases.acts.taking import perform
from mingzhi.cases.acts.work import Draft
from mingzhi.cases.models import Case, Step
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.enforcement import ENFORCE
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotKnown, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review.acts import check_opinion, give_opinion
from mingzhi.review.models import Submission
from mingzhi.review.queries import rounds_of
from mingzhi.review.rules.points import POINT_BY_CODE, OpinionKind
from mingzhi.trail.acts.frame import act, describe


def record_opinion(
    *,
    actor: Actor,
    submission: Submission,
    kind: str,
    text: str,
    occurred_at: datetime | None = None,
    late_reason: str = "",
) -> Step:
    """Give the opinion, file its document and move the case, all in one transaction.

    浙政办发〔2019〕20号 二(三)4: the written opinion goes into the file. The document is drawn before;
    a refusal inside voids its number.
    """
    at = occurred_at or clock.now()
    case = Case.objects.filter(urn=submission.case_urn).first()
    if case is None:
        raise NotKnown("cases.unknown", _("没有找到该案件。"))
    check_opinion(actor=actor, submission=submission, kind=kind, text=text, at=at)
    draft = _draw(actor, case, submission, kind=kind, text=text, at=at)
    commit: Callable[..., Step] = _record
    try:
        return commit(
            actor=actor,
            case=case,
            submission=submission,
            kind=kind,
            text=text,
            draft=draft,
            occurred_at=occurred_at,
            late_reason=late_reason,
        )
    except BaseException as error:
        papers.abandon(actor=actor, draft=draft, reason=str(error))
        raise


FOLLOWING = {
    True: ("pass_enforcement", "return_enforcement"),
    False: ("pass_review", "return_review"),
}
"""The step that follows consent, and the one that follows any other opinion; of an enforcement or not."""


def _step_of(submission: Submission, kind: str) -> str:
    passed, returned = FOLLOWING[submission.core.get("outcome") == ENFORCE]
    return passed if kind == OpinionKind.AGREE else returned


def _draw(
    actor: Actor, case: Case, submission: Submission, *, kind: str, text: str, at: datetime
) -> Draft | None:
    """Draw the opinion from the findings; the gate is asked in the act, after the opinion exists."""
    procedure = procedure_of(case.procedure, case.procedure_version)
    declared = procedure.by_step[_step_of(submission, kind)]
    day = at.astimezone(clock.CHINA).date()
    if case.state not in declared.sources:
        raise NotNow(
            "cases.state",
            _("案件不在法制审核中。"),
            citation=cite(declared.basis[0]),
            way_out=_("请刷新页面查看案件状态。"),
        )
    rows = Rows(case, day)
    asked = Asked(
        case=case,
        procedure=procedure,
        declared=declared,
        facts=facts_of(case, on=day, rows=rows),
        rows=rows,
        data={},
        computed={},
        officers=(),
        acting=(),
        object_urn="",
        at=at,
        day=day,
    )
    more = _words(actor, submission, kind=kind, text=text)
    return papers.prepare(actor=actor, asked=asked, more=more)


def _words(actor: Actor, submission: Submission, *, kind: str, text: str) -> dict[str, Any]:
    findings = submission.findings.filter(withdrawn_at__isnull=True).order_by("id")
    points = [
        {
            "point": POINT_BY_CODE[item.point].title,
            "finding": item.verdict,
            "note": f"{item.text}{_pin(item.pin)}",
        }
        for item in findings
    ]
    return {
        "points": points,
        "opinion": kind,
        "opinion_text": text,
        "round": submission.round,
        "received_on": submission.submitted_at.astimezone(clock.CHINA).date().isoformat(),
        "due_on": _last_day(submission).isoformat(),
        "core_hash": submission.core_hash,
        "sign_reviewer": actor.label,
    }


def _last_day(submission: Submission) -> date:
    """Return by when the opinion was due, a longer limit and a moved day counted in (程序规定 §55)."""
    found = rounds_of(submission.case_urn)
    return next(one.due for one in found if one.uid == submission.uid)


def _pin(pin: str) -> str:
    return f"（{pin}）" if pin else ""


def _may_record(*, actor: Actor, case: Case, **rest: object) -> None:
    policy.may_take(actor=actor, case=case)


@act(
    "cases.record_opinion",
    title=_("法制审核意见入卷"),
    may=_may_record,
    locks="case",
    serves=("2.3.3a", "2.3.4c", "2.3.5a"),
    basis=("浙政办发〔2019〕20号 二(三)4", "市场监督管理行政处罚程序规定 §54"),
    stage="审核",
)
def _record(
    *, actor: Actor, case: Case, submission: Submission, kind: str, text: str, draft: Draft | None
) -> Step:
    """Give the opinion and let the case follow it: passed, or back to the handlers."""
    give_opinion(actor=actor, submission=submission, kind=kind, text=text)
    step = _step_of(submission, kind)
    procedure = procedure_of(case.procedure, case.procedure_version)
    wanted = {field.code for field in procedure.by_step[step].fields}
    data = {"note": text, "opinion": kind}
    row = perform(
        actor=actor,
        case=case,
        step=step,
        data={code: value for code, value in data.items() if code in wanted},
        draft=draft,
    )
    describe(
        subject=case.urn,
        label=case.label,
        content={"round": submission.round, "kind": kind, "step": str(row.uid)},
        mentions=[f"urn:mingzhi:review:submission:{submission.uid}"],
        hashes={"core": submission.core_hash},
    )
    return row

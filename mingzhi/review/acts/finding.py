"""Record what the reviewer found on each point."""

from typing import Any

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review import policy
from mingzhi.review.models import Finding, Submission
from mingzhi.review.rules.points import POINT_BY_CODE, Verdict
from mingzhi.trail.acts.frame import act, current_moment, describe


def may_find(*, actor: Actor, submission: Submission, **rest: Any) -> None:
    """Only the assigned reviewer of an open round, never a handler."""
    policy.must_see(actor, submission.agency_code)
    policy.must_not_handle(actor.urn, set(submission.handlers.values_list("person_urn", flat=True)))
    current = submission.assignments.filter(until__isnull=True).first()
    policy.must_be_reviewer(actor, reviewer_urn=current.person_urn if current else "")
    policy.must_be_open(submission.closed_at is None)


@act(
    "review.record_finding",
    title=_("记录审核结论"),
    may=may_find,
    locks="submission",
    serves=("2.3.3a",),
    basis=("浙政办发〔2019〕20号 二(三)3",),
    stage="审核",
)
def record_finding(
    *,
    actor: Actor,
    submission: Submission,
    point: str,
    verdict: str,
    text: str = "",
    document_uid: str = "",
    page: int | None = None,
    second: int | None = None,
) -> Finding:
    """Record a finding on one of the seven points, pinned to a page or a second of the record.

    A finding that there is a problem needs its words. A pin must point into the frozen dossier.
    """
    _check(point, verdict, text, page, second)
    title = _pinned_title(submission, document_uid, page, second)
    occurred_at, _recorded = current_moment()
    policy.must_follow(occurred_at, submission.submitted_at, what=_("送审"))
    row = Finding.objects.create(
        submission=submission,
        point=point,
        verdict=verdict,
        text=text,
        document_uid=document_uid,
        document_title=title,
        page=page,
        second=second,
        found_by_urn=actor.urn,
        found_by_label=actor.label,
        found_at=occurred_at,
    )
    describe(
        subject=submission.case_urn,
        label=submission.case_label,
        content={"round": submission.round, "point": point, "verdict": verdict, "text": text, "pin": row.pin},
        mentions=[str(Urn("review", "submission", str(submission.uid)))],
    )
    return row


def _check(point: str, verdict: str, text: str, page: int | None, second: int | None) -> None:
    if point not in POINT_BY_CODE:
        raise Invalid("review.point", _("审核要点不在七项之内。"), field="point")
    if verdict not in list(Verdict):
        raise Invalid("review.verdict", _("审核结论只能是符合、有问题或者不涉及。"), field="verdict")
    if verdict == Verdict.PROBLEM and not text.strip():
        raise Invalid(
            "review.problem_words",
            _("认为有问题的，须写明问题。"),
            citation=cite("市场监督管理行政处罚程序规定 §54"),
            field="text",
        )
    if page is not None and second is not None:
        raise Invalid("review.pin", _("位置只能是页码或者时间之一。"), field="page")
    if (page is not None and page < 1) or (second is not None and second < 0):
        raise Invalid("review.pin", _("页码从1起，时间从0秒起。"), field="page")


def _pinned_title(submission: Submission, document_uid: str, page: int | None, second: int | None) -> str:
    if not document_uid:
        if page is not None or second is not None:
            raise Invalid("review.pin", _("请指明位置所在的材料。"), field="document_uid")
        return ""
    for item in submission.dossier:
        if item["uid"] == document_uid:
            _inside(page, item.get("pages"))
            return str(item["title"])
    raise Invalid(
        "review.pin",
        _("该材料不在本轮送审的卷宗中。"),
        way_out=_("请在送审卷宗清单中选择材料。"),
        field="document_uid",
    )


def _inside(page: int | None, pages: int | None) -> None:
    """Refuse a page beyond the last one; what has no pages of its own tells none."""
    if page and pages and page > pages:
        raise Invalid(
            "review.pin",
            _("该材料共%(pages)s页，没有第%(page)s页。"),
            way_out=_("请填写所指内容在该材料中的页码。"),
            params={"pages": pages, "page": page},
            field="page",
        )


def may_withdraw(*, actor: Actor, submission: Submission, **rest: Any) -> None:
    """The same people who may find."""
    may_find(actor=actor, submission=submission)


@act(
    "review.withdraw_finding",
    title=_("撤回审核结论"),
    may=may_withdraw,
    locks="submission",
    serves=("2.3.3a",),
    basis=("浙政办发〔2019〕20号 二(三)5",),
    stage="审核",
)
def withdraw_finding(*, actor: Actor, submission: Submission, finding: Finding, because: str) -> Finding:
    """Withdraw a mistaken finding with its reason; it stays visible.

    Raises Invalid without a reason; Conflict for one of another round or already withdrawn.
    """
    if not because.strip():
        raise Invalid("review.withdraw_reason", _("撤回审核结论须写明理由。"), field="because")
    row = submission.findings.filter(pk=finding.pk, withdrawn_at__isnull=True).first()
    if row is None:
        raise Conflict("review.withdrawn", _("该结论不属于本轮审核，或者已经撤回。"))
    occurred_at, _recorded = current_moment()
    row.withdrawn_at, row.withdrawn_because = occurred_at, because
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])
    describe(
        subject=submission.case_urn,
        label=submission.case_label,
        content={"round": submission.round, "point": row.point, "because": because},
        mentions=[str(Urn("review", "submission", str(submission.uid)))],
    )
    return row

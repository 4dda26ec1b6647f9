"""Submit a case to review: one frozen round."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.kernel import canonical
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review import policy
from mingzhi.review.models import Assignment, Clearance, Submission, SubmissionHandler
from mingzhi.trail.acts.frame import act, current_moment, describe, wrote


def may_submit(*, actor: Actor, **rest: Any) -> None:
    """Handlers submit; a head may send a case back to review (浙政办发〔2019〕20号 二(三)4, 5)."""
    if not actor.can("cases.approve"):
        actor.must("cases.handle", citation=cite("浙政办发〔2019〕20号 二(三)5"))


@act(
    "review.submit",
    title=_("送法制审核"),
    may=may_submit,
    serves=("2.3.2b", "2.3.5a"),
    basis=("行政处罚法 §58-1", "浙政办发〔2019〕20号 二(三)4"),
    stage="审核",
)
def submit(
    *,
    actor: Actor,
    case_urn: str,
    case_label: str,
    agency_code: str,
    core: Mapping[str, Any],
    core_hash: str,
    handlers: Sequence[tuple[str, str]],
    dossier: Sequence[Mapping[str, Any]],
    prechecks: Sequence[Mapping[str, Any]] = (),
    reason: str = "",
    demand: str = "",
    after_hearing: bool = False,
    again: bool = False,
    agency_name: str = "",
    jurisdiction: str = "",
    limit: str = "10wd",
) -> Submission:
    """Freeze the content core, the dossier listing and the pre-checks as one round of review.

    ``handlers`` are (urn, name) of everybody who handles the case; ``dossier`` items carry at least
    uid, title and sha256. ``again``: the case came back before review, after more was found out say, so that
    a core that passed is looked at once more with what is new. Raises Invalid when the core does not match
    its hash, Conflict while a round is open, NotNow when this core has passed already and is not sent again.
    """
    if canonical.digest(dict(core)) != core_hash:
        raise Invalid("review.core_hash", _("送审内容与其哈希不一致。"), field="core")
    _refuse_second(case_urn)
    if not again:
        _refuse_repeated(case_urn, core_hash, after_hearing)
    occurred_at, _recorded = current_moment()
    deadline = due(occurred_at, limit, calendar=calendar(jurisdiction))
    listing = [dict(item) for item in dossier]
    row = Submission.objects.create(
        case_urn=case_urn,
        case_label=case_label,
        agency_code=agency_code,
        agency_name=agency_name or actor.agency_label,
        round=Submission.objects.filter(case_urn=case_urn).count() + 1,
        core=dict(core),
        core_hash=core_hash,
        dossier=listing,
        dossier_hash=canonical.digest(listing),
        prechecks=[dict(item) for item in prechecks],
        reason=reason,
        demand=demand,
        after_hearing=after_hearing,
        submitted_by_urn=actor.urn,
        submitted_by_label=actor.label,
        submitted_at=occurred_at,
        due=deadline.due,
        derivation=deadline.derivation(),
    )
    wrote(
        SubmissionHandler.objects.bulk_create(
            SubmissionHandler(submission=row, person_urn=urn, person_label=label) for urn, label in handlers
        )
    )
    _tell(row)
    return row


def _tell(row: Submission) -> None:
    describe(
        subject=row.case_urn,
        label=row.case_label,
        content={
            "round": row.round,
            "core_hash": row.core_hash,
            "reason": row.reason,
            "due": row.due.isoformat(),
        },
        mentions=[str(Urn("review", "submission", str(row.uid)))],
        hashes={"core": row.core_hash, "dossier": row.dossier_hash},
    )


def _refuse_second(case_urn: str) -> None:
    if Submission.objects.filter(case_urn=case_urn, closed_at__isnull=True).exists():
        raise Conflict(
            "review.open_round",
            _("本案正在法制审核中，不能重复送审。"),
            citation=cite("浙政办发〔2019〕20号 二(三)2"),
            way_out=_("请等待本轮审核意见。"),
        )


def _refuse_repeated(case_urn: str, core_hash: str, after_hearing: bool) -> None:
    if Clearance.objects.filter(case_urn=case_urn, core_hash=core_hash, after_hearing=after_hearing).exists():
        raise NotNow(
            "review.cleared",
            _("同一处理意见已经审核通过，无须再次送审。"),
            citation=cite("浙政办发〔2019〕20号 二(三)2"),
            way_out=_("请按程序办理下一步。"),
        )


def may_take_back(*, actor: Actor, submission: Submission, **rest: Any) -> None:
    """Handlers of the agency that submitted."""
    policy.must_see(actor, submission.agency_code)
    actor.must("cases.handle", citation=cite("市场监督管理行政处罚程序规定 §49-1"))


@act(
    "review.withdraw_submission",
    title=_("撤回送审"),
    may=may_take_back,
    locks="submission",
    serves=("2.3.4a",),
    basis=("市场监督管理行政处罚程序规定 §49-1",),
    stage="审核",
)
def withdraw_submission(*, actor: Actor, submission: Submission, because: str) -> Submission:
    """Take a round back before its opinion, with the reason; its findings stay visible.

    Raises Invalid without a reason.
    """
    policy.must_be_open(submission.closed_at is None)
    if not because.strip():
        raise Invalid("review.withdraw_reason", _("撤回送审须写明理由。"), field="because")
    occurred_at, _recorded = current_moment()
    submission.closed_at, submission.withdrawn_because = occurred_at, because.strip()
    submission.save(update_fields=["closed_at", "withdrawn_because"])
    describe(
        subject=submission.case_urn,
        label=submission.case_label,
        content={"round": submission.round, "because": because},
        mentions=[str(Urn("review", "submission", str(submission.uid)))],
    )
    return submission


def may_name(*, actor: Actor, **rest: Any) -> None:
    """Whoever puts officers in charge of a case tells review (市场监督管理行政处罚程序规定 §19-2)."""
    actor.must("cases.approve", citation=cite("市场监督管理行政处罚程序规定 §19-2"))


@act(
    "review.name_handlers",
    title=_("告知办案人员变更"),
    may=may_name,
    serves=("2.3.3a",),
    basis=("市场监督管理行政处罚程序规定 §49-3",),
    stage="审核",
)
def name_handlers(
    *, actor: Actor, case_urn: str, case_label: str, handlers: Sequence[tuple[str, str]]
) -> list[str]:
    """Tell review who ((urn, name) each) handles the case from now on; return who was new to the open round.

    Raises NotAllowed for somebody who was ever assigned to review the case: who reviews does not handle.
    """
    named = dict(handlers)
    reviewing = Assignment.objects.filter(submission__case_urn=case_urn, person_urn__in=named)
    policy.must_not_review(reviewing.values_list("person_label", flat=True).first() or "")
    row = Submission.objects.filter(case_urn=case_urn, closed_at__isnull=True).first()
    new = [urn for urn in named if row and not row.handlers.filter(person_urn=urn).exists()]
    wrote(
        SubmissionHandler.objects.bulk_create(
            SubmissionHandler(submission=row, person_urn=urn, person_label=named[urn]) for urn in new
        )
    )
    describe(
        subject=case_urn,
        label=case_label,
        content={"handlers": list(named.values()), "new_to_round": [named[urn] for urn in new]},
        mentions=list(named),
    )
    return new

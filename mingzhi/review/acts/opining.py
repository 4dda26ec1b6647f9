"""Give the opinion; agreeing makes the clearance in the same act."""

from datetime import date, datetime

from mingzhi.identity.queries import reviewers
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review import policy
from mingzhi.review.acts.finding import may_find
from mingzhi.review.models import Clearance, Opinion, Submission
from mingzhi.review.rules.points import POINT_BY_CODE, OpinionKind
from mingzhi.trail.acts.frame import act, current_moment, describe


@act(
    "review.give_opinion",
    title=_("出具法制审核意见"),
    may=may_find,
    locks="submission",
    serves=("2.3.3a", "2.3.4c", "2.3.5a"),
    basis=("行政处罚法 §58-1", "市场监督管理行政处罚程序规定 §54", "浙政办发〔2019〕20号 二(三)5"),
    stage="审核",
)
def give_opinion(*, actor: Actor, submission: Submission, kind: str, text: str) -> Opinion:
    """Give the written opinion of the round; its giver answers for it.

    Needs a finding on every point and the qualification on that day. 同意 makes the clearance of the
    submitted core, unless an earlier round made it; everything else leaves the case without one.
    """
    occurred_at, _recorded = current_moment()
    qualification = check_opinion(actor=actor, submission=submission, kind=kind, text=text, at=occurred_at)
    opinion = Opinion.objects.create(
        submission=submission,
        kind=kind,
        text=text,
        responsible_urn=actor.urn,
        responsible_label=actor.label,
        qualification=qualification,
        given_at=occurred_at,
    )
    submission.closed_at = occurred_at
    submission.save(update_fields=["closed_at"])
    if kind == OpinionKind.AGREE:
        _clear(submission, opinion)
    describe(
        subject=submission.case_urn,
        label=submission.case_label,
        content={"round": submission.round, "kind": kind, "text": text, "qualification": qualification},
        mentions=[str(Urn("review", "submission", str(submission.uid)))],
        hashes={"core": submission.core_hash, "dossier": submission.dossier_hash},
    )
    return opinion


def _clear(submission: Submission, opinion: Opinion) -> None:
    """One clearance of one core: a round that agrees to it once more finds it there."""
    Clearance.objects.get_or_create(
        case_urn=submission.case_urn,
        core_hash=submission.core_hash,
        after_hearing=submission.after_hearing,
        defaults={"opinion": opinion, "given_at": opinion.given_at},
    )


def check_opinion(*, actor: Actor, submission: Submission, kind: str, text: str, at: datetime) -> str:
    """Refuse an opinion that cannot be given now; return the giver's qualification.

    Rooms that prepare a paper ask this first, so that no document number is lost on a refusal.
    """
    may_find(actor=actor, submission=submission)
    if kind not in list(OpinionKind):
        raise Invalid("review.opinion_kind", _("审核意见的种类不正确。"), field="kind")
    if not text.strip():
        raise Invalid("review.opinion_text", _("请写明审核意见。"), field="text")
    policy.must_follow(at, submission.submitted_at, what=_("送审"))
    qualification = _qualification(actor, submission, at.astimezone(clock.CHINA).date())
    current = list(submission.findings.filter(withdrawn_at__isnull=True))
    policy.must_be_complete({item.point for item in current})
    policy.must_agree_with_findings(kind, {item.verdict for item in current})
    for item in current:
        policy.must_follow(at, item.found_at, what=POINT_BY_CODE[item.point].title)
    return qualification


def _qualification(actor: Actor, submission: Submission, day: date) -> str:
    view = next((item for item in reviewers(submission.agency_code, day) if item.urn == actor.urn), None)
    policy.must_be_qualified(view is not None and view.qualified, name=actor.label)
    return view.qualification if view else ""

"""The decision with its duties to publish, its correction and its fall."""

from mingzhi.cases.acts.effects.reviewing import propose, waive
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Decision
from mingzhi.cases.notices import source_of
from mingzhi.cases.rules.core import read_core
from mingzhi.cases.rules.publication import NOT_OWED
from mingzhi.disclosure.acts import create_duties
from mingzhi.kernel.refusal import Conflict
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review.queries import clearance_for


@effect("decide")
def decide(work: Work) -> None:
    """Decide the reviewed core; the duties to publish arise in the same transaction.

    浙政办发〔2019〕20号 二(一)3, 二(三)2. Raises Conflict when somebody decided first.
    """
    if Decision.objects.filter(case=work.case, fallen_at__isnull=True).exists():
        raise Conflict("cases.decided", _("本案已经作出决定。"), way_out=_("请刷新页面查看。"))
    row = propose(work, work.data["core"])
    core = read_core(row.core)
    clearance = clearance_for(work.case.urn, row.hash)
    if clearance is None and work.case.procedure != "summary":
        waive(work, core)
    decision = Decision.objects.create(
        case=work.case,
        step=work.row,
        core=row,
        core_hash=row.hash,
        outcome=core.outcome,
        number=work.document_number,
        clearance_uid=str(clearance.uid) if clearance else "",
        agency_code=work.case.agency_code,
        decided_on=work.day,
        decided_at=work.at,
        decided_by_urn=work.actor.urn,
        decided_by_label=work.actor.label,
        document_uid=work.document_uid,
    )
    work.mentions.append(decision.urn)
    work.told["decision"] = decision.urn
    if core.outcome not in NOT_OWED:
        create_duties(actor=work.actor, source=source_of(decision))


@effect("correct_decision")
def correct_decision(work: Work) -> None:
    """A slip in the decision is corrected and must be served before the public text may change."""
    Decision.objects.filter(case=work.case, fallen_at__isnull=True).update(correction_pending=True)


def fall(work: Work, standing: str) -> None:
    """Write what became of the decision; revoked and void decisions are no longer in force."""
    decision = Decision.objects.filter(case=work.case, fallen_at__isnull=True).first()
    if decision is None:  # an application that was not accepted: nothing of it is public
        work.unstarted.add("withdraw")
        return
    decision.standing = standing
    if standing in ("revoked", "void"):
        decision.fallen_at = work.at
    decision.save(update_fields=Decision.CHANGEABLE)
    work.mentions.append(decision.urn)
    work.starts["withdraw"] = work.entered_day("ended_on")


@effect("revoke_licence")
def revoke_licence(work: Work) -> None:
    """Revoke or withdraw a licence: the grant falls; a revocation is a decision of its own."""
    fall(work, "revoked")
    if "core" in work.data:
        decide(work)

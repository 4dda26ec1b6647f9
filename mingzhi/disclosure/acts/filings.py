"""The justice department looks at a filed exemption; the agency lets the duty to publish stand again."""

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts.states import move
from mingzhi.disclosure.models import Duty, Exemption, ExemptionEnd, FilingCheck
from mingzhi.disclosure.rules import completeness, filings
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

_LONGEST = 400


@act(
    "disclosure.check_filing",
    title=_("核查不予公示备案"),
    may=policy.may_check_filing,
    locks="exemption",
    serves=("2.1.3a",),
    basis=(filings.FILING,),
)
def check_filing(*, actor: Actor, exemption: Exemption, outcome: str, remark: str = "") -> FilingCheck:
    """Say once of a filed exemption that it is accepted, or that the decision is to be disclosed, and why.

    Raises Conflict when it was looked at or has ended, NotNow where the law itself bars publication.
    """
    if outcome not in filings.OUTCOMES:
        raise Invalid("disclosure.filing_outcome", _("没有这一核查结果。"), field="outcome")
    _require_standing(exemption)
    if FilingCheck.objects.filter(exemption=exemption).exists():
        raise Conflict("disclosure.filing_checked", _("该备案已经核查。"), way_out=_("请刷新页面。"))
    said = _words(remark, needed=outcome == filings.ASKED)
    if outcome == filings.ASKED:
        _refuse_barred(exemption)
    row = FilingCheck.objects.create(
        exemption=exemption,
        outcome=outcome,
        remark=said,
        agency_code=actor.agency_code,
        agency_name=actor.agency_label,
        checked_by_label=actor.label,
        checked_at=clock.now(),
    )
    _tell(exemption, {"outcome": outcome, "remark": said, "inside_term": exemption.inside_term})
    return row


@act(
    "disclosure.end_exemption",
    title=_("恢复公示义务"),
    may=policy.may_end_exemption,
    locks="exemption",
    serves=("2.1.3a",),
    basis=(filings.REVISITED,),
)
def end_exemption(*, actor: Actor, exemption: Exemption, reason: str) -> ExemptionEnd:
    """Let the duties behind an exemption stand again, on their old days: as asked, or as things changed.

    Raises Conflict when it has ended, NotNow where the law itself bars publication.
    """
    _require_standing(exemption)
    _refuse_barred(exemption)
    said, moment = _words(reason, needed=True), clock.now()
    row = ExemptionEnd.objects.create(
        exemption=exemption, reason=said, ended_by_label=actor.label, ended_at=moment
    )
    duties = list(Duty.objects.filter(source_urn=exemption.source_urn))
    move(duties, completeness.OWED, at=moment, only_from=frozenset({completeness.EXEMPT}))
    _tell(exemption, {"reason": said, "duties": len(duties)})
    return row


def _require_standing(exemption: Exemption) -> None:
    if ExemptionEnd.objects.filter(exemption=exemption).exists():
        raise Conflict("disclosure.exemption_ended", _("该决定已经恢复公示义务。"), way_out=_("请刷新页面。"))


def _refuse_barred(exemption: Exemption) -> None:
    if Duty.objects.filter(source_urn=exemption.source_urn).exclude(barred_by="").exists():
        raise NotNow(
            "disclosure.barred_by_law",
            _("该决定依法不得公开，不能恢复公示义务。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("请核对当事人信息；确属认定有误的，先更正案件信息。"),
        )


def _words(text: str, *, needed: bool) -> str:
    said = text.strip()
    if (needed and not said) or len(said) > _LONGEST:
        raise Invalid("disclosure.filing_remark", _("请写明理由，不超过400字。"), field="remark")
    return said


def _tell(exemption: Exemption, content: dict[str, object]) -> None:
    duty = Duty.objects.filter(source_urn=exemption.source_urn).order_by("-is_lead", "pk").first()
    subject = (
        (duty.subject_urn, duty.subject_label) if duty else (exemption.source_urn, exemption.source_label)
    )
    describe(
        subject=subject[0],
        label=subject[1],
        mentions=(exemption.source_urn,),
        content={"exemption": str(exemption.uid), **content},
    )

"""Guards of the licence beside the decision: hearing, renewal, revocation (行政许可法 §48, §50, §69)."""

from mingzhi.cases.rules.guards.hearing import held_as_told, hosted_by_handler, set_too_early
from mingzhi.cases.rules.guards.licence.permitting import deciding
from mingzhi.cases.rules.guards.question import Question, day_in, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


@guard
def licence_host_not_examiner(question: Question) -> Refusal | None:
    """The host is none of those who examine the application (§48-1(3))."""
    if not hosted_by_handler(question):
        return None
    return wrong(
        "licence_host_not_examiner",
        _("听证主持人应当是审查该申请的工作人员以外的人员，被决定回避的人员不得主持。"),
        "行政许可法 §48-1(3)",
        _("请指定其他人员主持听证。"),
        "host",
    )


@guard
def licence_hearing_early_enough(question: Question) -> Refusal | None:
    """The hearing is set at least seven working days after its notice (§48-1(1))."""
    earliest = set_too_early(question)
    if earliest is None:
        return None
    return wrong(
        "licence_hearing_early_enough",
        _("应当于举行听证的七个工作日前通知；现在通知，最早可于%(earliest)s举行。"),
        "行政许可法 §48-1(1)",
        _("请改定听证日期。"),
        "hearing_at",
        earliest=earliest.isoformat(),
    )


@guard
def licence_hearing_notified(question: Question) -> Refusal | None:
    """The hearing is held on a day told seven working days before (§48-1(1))."""
    return held_as_told(
        question,
        "licence_hearing_notified",
        "行政许可法 §48-1(1)",
        untold=_("尚未在七个工作日前通知申请人、利害关系人听证的时间、地点。"),
        way_out=_("请先送达听证通知书。"),
    )


@guard
def licence_hearing_in_time(question: Question) -> Refusal | None:
    """A hearing is asked for within five working days of being told the right (§47-1)."""
    clock = question.facts.clock("licence_hearing_ask")
    asked = day_in(question.entered.get("requested_on"))
    if question.entered.get("ground") != "asked" or asked is None:
        return None
    if clock is None or clock.due is None or asked <= clock.due:
        return None
    return wrong(
        "licence_hearing_in_time",
        _("申请听证的期限已于%(due)s届满。"),
        "行政许可法 §47-1",
        _("逾期申请的，可以作为意见听取；行政机关认为需要的，自行决定听证。"),
        "requested_on",
        due=clock.due.isoformat(),
    )


@guard
def licence_hearing_time_over(question: Question) -> Refusal | None:
    """Nothing is decided while those concerned may still ask for a hearing (§47-1)."""
    clock = question.facts.clock("licence_hearing_ask")
    if clock is None or clock.ended_on is not None or clock.due is None or question.on > clock.due:
        return None
    return no(
        "licence_hearing_time_over",
        _("申请人、利害关系人申请听证的期限至%(due)s届满，期限内不得作出决定。"),
        "行政许可法 §47-1",
        _("请等待期限届满；申请听证的，组织听证。"),
        due=clock.due.isoformat(),
    )


@guard
def hearing_was_asked(question: Question) -> Refusal | None:
    """Only a hearing somebody asked for can be withdrawn; one the law demands is held (§46, §47-1)."""
    if question.facts.hearing.asked:
        return None
    return no(
        "hearing_was_asked",
        _("依法应当举行或者行政机关决定举行的听证，不因当事人撤回而终止。"),
        "行政许可法 §46",
        _("请依法举行听证。"),
    )


@guard
def licence_time_open(question: Question) -> Refusal | None:
    """Twenty working days are extended before they are over (§42-1)."""
    clock = deciding(question)
    if clock is None or clock.paused or clock.due is None or question.on <= clock.due:
        return None
    return no(
        "licence_time_open",
        _("办理期限已于%(due)s届满，不能再延长。"),
        "行政许可法 §42-1",
        _("请尽快作出决定；逾期情况将如实显示。"),
        due=clock.due.isoformat(),
    )


@guard
def renewal_in_time(question: Question) -> Refusal | None:
    """Renewal is asked for thirty days before the licence runs out (§50-1)."""
    asked = day_in(question.entered.get("requested_on")) or question.on
    latest = question.facts.renewal_latest_on
    if latest is None or asked <= latest:
        return None
    return no(
        "renewal_in_time",
        _("延续申请应当在有效期届满三十日前（%(latest)s前）提出。"),
        "行政许可法 §50-1",
        _("请按新的申请办理；法律、法规、规章另有规定的除外。"),
        latest=latest.isoformat(),
    )


@guard
def validity_running(question: Question) -> Refusal | None:
    """The agency decides on renewal before the licence runs out (§50-2), or after its refusal fell."""
    until = question.facts.licence_valid_until
    if until is None or question.on <= until or question.facts.renewal_reopened:
        return None
    return no(
        "validity_running",
        _("有效期已于%(until)s届满，逾期未作决定的，视为准予延续。"),
        "行政许可法 §50-2",
        _("请登记视为准予延续。"),
        until=until.isoformat(),
    )


@guard
def validity_over(question: Question) -> Refusal | None:
    """Deemed renewal needs the licence to have run out without a decision (§50-2), not one that fell."""
    until = question.facts.licence_valid_until
    if until is not None and question.on > until and not question.facts.renewal_reopened:
        return None
    return no(
        "validity_over",
        _("许可有效期尚未届满。"),
        "行政许可法 §50-2",
        _("请在有效期届满前作出是否准予延续的决定。"),
    )


@guard
def licence_granted(question: Question) -> Refusal | None:
    """Only a licence that was granted is revoked or withdrawn (§69, §8-2)."""
    decision = question.facts.decision
    if decision is not None and decision.outcome == "grant" and decision.standing != "revoked":
        return None
    return no(
        "licence_granted",
        _("没有可以撤销、撤回的许可决定。"),
        "行政许可法 §69",
        _("请核对许可的效力状态。"),
    )

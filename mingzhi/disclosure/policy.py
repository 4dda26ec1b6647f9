"""Who may prepare, check, publish, correct, withdraw, exempt, report, answer: predicates on actor and row."""

from typing import Any

from mingzhi.disclosure.models import Delivery, Duty, Exemption, Notice, NoticeVersion, Outlet, Report
from mingzhi.disclosure.rules.periods import EARLY_END_BASIS
from mingzhi.disclosure.rules.source import DecisionSource, NoticeDraft
from mingzhi.disclosure.rules.withdrawals import NOT_PUBLIC
from mingzhi.kernel.actor import Actor, ActorKind, party_right
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.kernel.wording import gettext_noop as _

PREPARE, CHECK, EXEMPT = "disclosure.prepare", "disclosure.check", "disclosure.exempt"
ANSWER = "disclosure.answer"
SUPERVISE = "supervision.view"
REPORT_READERS = (ANSWER, CHECK, SUPERVISE)
FILING_READERS = (EXEMPT, CHECK, SUPERVISE)
_PLAN = cite("浙政办发〔2019〕20号 二(一)3")
_OUTLETS = cite("浙政办发〔2019〕20号 二(四)2")
KEEPS_OUTLETS = (PREPARE, "identity.manage")


def _of(actor: Actor, agency_code: str) -> None:
    if actor.agency_code != agency_code and not actor.sees(agency_code):
        raise NotKnown("disclosure.unknown", _("没有找到该公示事项。"))
    if actor.agency_code != agency_code:
        raise NotAllowed(
            "disclosure.other_agency",
            _("只能办理本机关的公示事项。"),
            citation=_PLAN,
            way_out=_("谁执法谁公示，请由作出决定的机关办理。"),
        )


def may_create_duties(*, actor: Actor, source: DecisionSource, **_rest: Any) -> None:
    """The decision's own act creates its duties; the actor acts for that agency or is a system job."""
    if actor.kind is not ActorKind.SYSTEM:
        _of(actor, source.agency_code)


def may_owe_correction(*, actor: Actor, duty: Duty, **_rest: Any) -> None:
    """Whoever serves the correction acts for the agency that made the decision."""
    _of(actor, duty.agency_code)


def may_prepare(*, actor: Actor, draft: NoticeDraft, **_rest: Any) -> None:
    """A publisher of the agency that answers for the notice."""
    if actor.kind is not ActorKind.SYSTEM:
        _of(actor, draft.agency_code)
        actor.must(PREPARE, citation=_PLAN)


def may_check(*, actor: Actor, version: NoticeVersion, **_rest: Any) -> None:
    """A second person of the same agency with the right to check (政府信息公开条例 第十七条)."""
    _of(actor, version.notice.agency_code)
    actor.must(CHECK, citation=cite("政府信息公开条例 §17"))
    if actor.urn == version.prepared_by_urn:
        raise NotAllowed(
            "disclosure.second_person",
            _("制作人不能审查自己制作的公示信息。"),
            citation=cite("政府信息公开条例 §17"),
            way_out=_("请由另一名保密审查人员审查。"),
        )


def may_publish(*, actor: Actor, notice: Notice, **_rest: Any) -> None:
    """A publisher of the agency (谁执法谁公示)."""
    _of(actor, notice.agency_code)
    actor.must(PREPARE, citation=_PLAN)


def may_end_early(*, actor: Actor, notice: Notice, **_rest: Any) -> None:
    """Whoever answers to applications about what is public; not every handler who prepares notices."""
    _of(actor, notice.agency_code)
    actor.must(ANSWER, citation=cite(EARLY_END_BASIS))


def may_withdraw(*, actor: Actor, notice: Notice, ground: str, **rest: Any) -> None:
    """A publisher, where the decision fell; what was found not to be public comes down on another's word.

    That is a decision not to publish (政府信息公开条例 §17-1): a publisher alone could undo anything else.
    """
    if ground != NOT_PUBLIC:
        may_publish(actor=actor, notice=notice)
        return
    _of(actor, notice.agency_code)
    actor.must(EXEMPT, citation=cite("政府信息公开条例 §17-1"))


def may_exempt(*, actor: Actor, duty: Duty, **_rest: Any) -> None:
    """Whoever the agency trusts with exemptions."""
    _of(actor, duty.agency_code)
    actor.must(EXEMPT, citation=cite("政府信息公开条例 §17"))


def may_see_filings(actor: Actor, agency_code: str) -> bool:
    """Tell whether the actor may read an agency's exemptions: its people trusted with them, supervisors."""
    return may_see(actor, agency_code) and any(actor.can(right) for right in FILING_READERS)


def may_check_filing(*, actor: Actor, exemption: Exemption, **_rest: Any) -> None:
    """A supervisor of the justice department who sees the agency; never the agency that filed."""
    if not may_see_filings(actor, exemption.agency_code):
        raise NotKnown("disclosure.filing_unknown", _("没有找到该备案。"))
    actor.must(SUPERVISE, citation=_PLAN)
    if actor.agency_code == exemption.agency_code:
        raise NotAllowed(
            "disclosure.own_filing",
            _("不能核查本机关报送的备案。"),
            citation=_PLAN,
            way_out=_("请由同级司法行政部门的监督人员核查。"),
        )


def may_end_exemption(*, actor: Actor, exemption: Exemption, **_rest: Any) -> None:
    """Whoever the agency trusts with exemptions."""
    if not may_see_filings(actor, exemption.agency_code):
        raise NotKnown("disclosure.filing_unknown", _("没有找到该备案。"))
    _of(actor, exemption.agency_code)
    actor.must(EXEMPT, citation=cite("政府信息公开条例 §18"))


def may_deliver(*, actor: Actor, duty: Duty, **_rest: Any) -> None:
    """A publisher of the agency, or the system job that carries deliveries out."""
    if actor.kind not in (ActorKind.SYSTEM, ActorKind.PARTNER):
        _of(actor, duty.agency_code)
        actor.must(PREPARE, citation=_PLAN)


def only_system(*, actor: Actor, **_rest: Any) -> None:
    """A named system job: expiry and sealing happen by themselves."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotAllowed("disclosure.system_only", _("该事项由系统任务自动办理。"))


def may_see(actor: Actor, agency_code: str) -> bool:
    """Tell whether the actor may see the agency's publication work."""
    return actor.agency_code == agency_code or actor.sees(agency_code)


def may_open_outlet(*, actor: Actor, **_rest: Any) -> None:
    """A publisher or the administrator, for their own agency."""
    if not any(actor.can(right) for right in KEEPS_OUTLETS):
        actor.must(PREPARE, citation=_OUTLETS)


def may_keep_outlet(*, actor: Actor, outlet: Outlet, **_rest: Any) -> None:
    """A publisher or the administrator of the agency whose outlet it is."""
    _of(actor, outlet.agency_code)
    may_open_outlet(actor=actor)


def may_keep_push(*, actor: Actor, delivery: Delivery, **_rest: Any) -> None:
    """A publisher or the administrator of the agency whose push it is."""
    _of(actor, delivery.agency_code)
    may_open_outlet(actor=actor)


def may_carry(*, actor: Actor, **_rest: Any) -> None:
    """The job that talks to the outlets, and nobody else: a confirmation is what the outlet answered."""
    only_system(actor=actor)


def anybody(*, actor: Actor, **_rest: Any) -> None:
    """Anybody may report an error; staff mend it on their own desk."""
    if actor.kind is not ActorKind.PUBLIC:
        raise NotAllowed(
            "disclosure.report_public",
            _("错误报告由社会公众提出。"),
            way_out=_("工作人员发现错误的，请在公示工作台直接办理更正。"),
        )


def may_object(*, actor: Actor, notice: Notice, **_rest: Any) -> None:
    """The confirmed party, to the notice on its own matter; others do not learn of it."""
    if actor.kind is not ActorKind.PARTY or not actor.can(party_right(notice.subject_urn)):
        raise NotKnown("disclosure.unknown", _("没有找到该公示事项。"))


def may_answer(*, actor: Actor, report: Report, **_rest: Any) -> None:
    """A publisher of the agency that made the notice public; not whoever handled the case as such."""
    _of(actor, report.agency_code)
    actor.must(ANSWER, citation=cite("政府信息公开条例 §41"))


def may_see_reports(actor: Actor, agency_code: str) -> bool:
    """Tell whether the actor may read the reports on an agency's notices: its publishers, and supervisors."""
    return may_see(actor, agency_code) and any(actor.can(right) for right in REPORT_READERS)


def seen_codes(viewer: Actor, agency: str) -> list[str]:
    """Return the agencies whose publication the viewer sees, or the one asked for; NotKnown for others."""
    seen = viewer.agency_codes_seen | ({viewer.agency_code} if viewer.agency_code else set())
    if not agency:
        return sorted(seen)
    if agency not in seen:
        raise NotKnown("disclosure.unknown", _("没有找到该公示事项。"))
    return [agency]

"""Enforcement certificates: issued, suspended, restored, withdrawn. Each change counts from its whole day."""

from datetime import date

from mingzhi.identity.acts.conflicts import once
from mingzhi.identity.acts.fitting import given, must_fit
from mingzhi.identity.models import Agency, Certificate, CertificateEvent, Person
from mingzhi.identity.policy import may_issue_certificate, may_manage_certificate, may_restore_certificate
from mingzhi.identity.rules.levels import NEXT_CHANGES, CertificateChange, CertificateKind
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

OFFICERS = "浙江省综合行政执法条例 §28"
QUALIFIED = "行政处罚法 §42-1"
SERVES = ["2.1.1a", "2.1.1c"]


@act(
    "identity.issue_certificate",
    title=_("发放执法证件"),
    may=may_issue_certificate,
    locks="agency",
    serves=SERVES,
    basis=[OFFICERS, "浙江省综合行政执法条例 §30"],
)
def issue_certificate(
    *,
    actor: Actor,
    agency: Agency,
    person: Person,
    number: str,
    kind: str,
    issued_by: str,
    since: date,
    until: date,
) -> Certificate:
    """Enter a certificate as issued; ``until`` is the first day on which it no longer holds."""
    number, issued_by = number.strip(), issued_by.strip()
    if kind not in set(CertificateKind) or not (number and issued_by) or until <= since:
        raise Invalid(
            "identity.certificate_content",
            _("请填写证件号码、类别、发证机关和有效期限，失效日期晚于发证日期。"),
            citation=cite(OFFICERS),
            field="until" if number and issued_by else "number",
        )
    must_fit(Certificate, number=number, issued_by=issued_by)
    with once("identity.certificate_twice", _("该证件号码已经登记。"), field="number"):
        certificate = Certificate.objects.create(
            number=number,
            kind=kind,
            person=person,
            agency=agency,
            issued_by=issued_by,
            since=since,
            until=until,
        )
    _append(certificate, CertificateChange.ISSUED, since, "")
    describe(
        subject=certificate.urn,
        label=f"{person.name} {certificate.number}",
        content={
            "number": certificate.number,
            "kind": kind,
            "issued_by": issued_by,
            "since": since.isoformat(),
            "until": until.isoformat(),
        },
        mentions=[person.urn, agency.urn],
    )
    return certificate


def _append(certificate: Certificate, kind: CertificateChange, on: date, reason: str) -> CertificateEvent:
    return CertificateEvent.objects.create(
        certificate=certificate, kind=kind.value, on=on, reason=reason, recorded_at=clock.now()
    )


def _change(certificate: Certificate, kind: CertificateChange, on: date, reason: str) -> CertificateEvent:
    if on > clock.today():
        raise Invalid(
            "identity.certificate_ahead",
            _("证件变动不能登记在以后的日期。"),
            citation=cite(OFFICERS),
            way_out=_("请在变动生效的当天登记，当日即停止或者恢复执法。"),
            field="on",
        )
    last = certificate.events.order_by("-on", "-id").first()
    if last is None or kind not in NEXT_CHANGES[CertificateChange(last.kind)] or on < last.on:
        raise NotNow(
            "identity.certificate_state",
            _("证件当前状态不能作此变动，或者生效日期早于上一次变动。"),
            citation=cite(OFFICERS),
            way_out=_("请先核对证件变动记录；已收回的证件须重新发放。"),
        )
    reason = given(reason)
    event = _append(certificate, kind, on, reason)
    describe(
        subject=certificate.urn,
        label=f"{certificate.person.name} {certificate.number}",
        content={"change": kind.value, "on": on.isoformat(), "reason": reason},
        mentions=[certificate.person.urn, certificate.agency.urn],
    )
    return event


@act(
    "identity.suspend_certificate",
    title=_("暂扣执法证件"),
    may=may_manage_certificate,
    locks="certificate",
    serves=SERVES,
    basis=[QUALIFIED],
)
def suspend_certificate(*, actor: Actor, certificate: Certificate, on: date, reason: str) -> CertificateEvent:
    """Suspend a certificate: its holder stops acting from that day."""
    return _change(certificate, CertificateChange.SUSPENDED, on, reason)


@act(
    "identity.restore_certificate",
    title=_("恢复执法证件"),
    may=may_restore_certificate,
    locks="certificate",
    serves=SERVES,
    basis=[QUALIFIED],
)
def restore_certificate(*, actor: Actor, certificate: Certificate, on: date, reason: str) -> CertificateEvent:
    """Restore a suspended certificate from that day."""
    return _change(certificate, CertificateChange.RESTORED, on, reason)


@act(
    "identity.withdraw_certificate",
    title=_("收回执法证件"),
    may=may_manage_certificate,
    locks="certificate",
    serves=SERVES,
    basis=[QUALIFIED],
)
def withdraw_certificate(
    *, actor: Actor, certificate: Certificate, on: date, reason: str
) -> CertificateEvent:
    """Withdraw a certificate for good: its holder stops acting from that day."""
    return _change(certificate, CertificateChange.WITHDRAWN, on, reason)

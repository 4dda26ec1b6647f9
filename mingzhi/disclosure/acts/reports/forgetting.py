"""The contact of whoever reported: every look is an entry, and it goes as soon as it is not needed."""

from django.conf import settings
from django.db.models import Q

from mingzhi.disclosure import policy
from mingzhi.disclosure.models import Report, ReportWords
from mingzhi.disclosure.rules import reports
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

_AT_ONCE = 500


@act(
    "disclosure.read_report_contact",
    title=_("查看报告人联系方式"),
    may=policy.may_answer,
    locks="report",
    serves=("2.1.3c",),
    basis=("个人信息保护法 §51",),
)
def read_report_contact(*, actor: Actor, report: Report) -> str:
    """Return the contact of whoever reported to the publisher who answers; the look is an entry.

    Raises Conflict where none was left or it was deleted.
    """
    words = ReportWords.objects.get(report=report)
    if not words.contact:
        raise Conflict("disclosure.no_contact", _("报告人没有留下联系方式，或者已经删除。"))
    _tell(report)
    return words.contact


@act(
    "disclosure.forget_report_contact",
    title=_("删除报告人联系方式"),
    may=policy.anybody,
    serves=("2.1.3c",),
    basis=("个人信息保护法 §47",),
)
def forget_report_contact(*, actor: Actor, code: str) -> Report:
    """Erase the contact at the wish of whoever holds the query code; the report goes on without it.

    Raises NotKnown for another code, Conflict where there is no contact.
    """
    digest = reports.digest("code", reports.clean_code(code), settings.SECRET_KEY)
    report = Report.objects.select_for_update().filter(code_digest=digest).first()
    if report is None:
        raise NotKnown("disclosure.report_code", _("没有找到这个查询码的报告。"))
    words = ReportWords.objects.get(report=report)
    if not words.contact:
        raise Conflict("disclosure.no_contact", _("没有留下联系方式，或者已经删除。"))
    ReportWords.objects.filter(pk=words.pk).update(contact="", contact_erased_at=clock.now())
    _tell(report)
    return report


@act(
    "disclosure.forget_due_contacts",
    title=_("到期删除报告人联系方式"),
    may=policy.only_system,
    serves=("2.1.3c",),
    basis=("个人信息保护法 §19", "个人信息保护法 §47"),
)
def _forget(*, actor: Actor, words: list[int]) -> int:
    """Erase the contacts and the digests of addresses that have served their purpose."""
    now = clock.now()
    rows = ReportWords.objects.filter(pk__in=words)
    contacts = rows.exclude(contact="").filter(report__closed_at__lt=now - reports.KEEP_CONTACT)
    erased = ReportWords.objects.filter(pk__in=list(contacts.values_list("pk", flat=True))).update(
        contact="", contact_erased_at=now
    )
    rows.exclude(source="").filter(received_at__lt=now - reports.KEEP_SOURCE).update(source="")
    day = clock.today().isoformat()
    describe(
        subject=f"urn:mingzhi:disclosure:forgotten:{day}",
        label=f"{day} 到期删除",
        content={"contacts": erased, "rows": len(words)},
    )
    return erased


def forget_due(*, actor: Actor) -> int:
    """Erase what is due, a batch at a time; return how many contacts."""
    now = clock.now()
    due = Q(report__closed_at__lt=now - reports.KEEP_CONTACT) & ~Q(contact="")
    stale = Q(received_at__lt=now - reports.KEEP_SOURCE) & ~Q(source="")
    found = list(
        ReportWords.objects.filter(due | stale).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]
    )
    return _forget(actor=actor, words=found) if found else 0


def _tell(report: Report) -> None:
    notice = report.notice
    describe(
        subject=notice.subject_urn,
        label=notice.subject_label,
        mentions=(f"urn:mingzhi:disclosure:report:{report.uid}",),
        content={"report": str(report.uid)},
    )

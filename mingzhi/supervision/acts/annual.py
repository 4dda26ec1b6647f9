"""Annual statistics: freeze, approve, prepare for publication, submit, receive the receipt."""

from mingzhi.disclosure.acts import prepare_notice
from mingzhi.disclosure.models import NoticeVersion
from mingzhi.identity.queries import agency_on
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.redaction import Known, clean, profile_for
from mingzhi.supervision import policy
from mingzhi.supervision.models import AnnualReport, AnnualSnapshot, AnnualSubmission
from mingzhi.supervision.notices import draft_of
from mingzhi.supervision.queries.annual import is_public, recipients_of
from mingzhi.supervision.queries.figures import figures
from mingzhi.supervision.queries.receiving import receiver_of
from mingzhi.supervision.rules.statistics import content, due_citation, hash_of, orders
from mingzhi.trail.acts import act, describe

BASIS = "浙政办发〔2019〕20号 二(一)3"
LONGEST, LONGEST_RECEIPT = 5000, 200
FIRST_YEAR = 2015


@act(
    "supervision.freeze_statistics",
    title=_("冻结统计年报"),
    may=policy.may_compile,
    serves=("2.1.3e",),
    basis=(BASIS,),
)
def freeze_statistics(
    *, actor: Actor, agency_code: str, year: int, narrative: str, order: str = "eleven"
) -> AnnualSnapshot:
    """Freeze the figures of a year that has ended, with the narrative, as the next snapshot.

    Raises NotNow while the year runs, Invalid without a narrative or with an unknown order of severity.
    """
    moment = clock.now()
    agency = agency_on(agency_code, clock.today())
    _check(year, narrative, order, agency.region_code)
    report, _new = AnnualReport.objects.get_or_create(agency_code=agency_code, year=year)
    last = AnnualSnapshot.objects.select_for_update().filter(report=report).order_by("-number").first()
    frozen = content(
        year=year,
        agency={"code": agency.code, "name": agency.name},
        order=order,
        narrative=narrative.strip(),
        figures=figures(agency_code, year, order=order, as_of=moment),
        as_of=moment.isoformat(),
    )
    row = AnnualSnapshot.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        content=frozen,
        hash=hash_of(frozen),
        frozen_at=moment,
        frozen_by_urn=actor.urn,
        frozen_by_label=actor.label,
    )
    _tell(row, {"number": row.number, "hash": row.hash})
    return row


@act(
    "supervision.approve_statistics",
    title=_("批准统计年报"),
    may=policy.may_approve,
    locks="snapshot",
    serves=("2.1.3e",),
    basis=(BASIS,),
)
def approve_statistics(*, actor: Actor, snapshot: AnnualSnapshot) -> AnnualSnapshot:
    """Approve the newest snapshot; Conflict when it is approved or a newer one stands."""
    if snapshot.approved_at is not None:
        raise Conflict("supervision.approved", _("该年报已经批准。"))
    if AnnualSnapshot.objects.filter(report=snapshot.report, number__gt=snapshot.number).exists():
        raise Conflict("supervision.newer", _("已有更新的快照。"), way_out=_("请批准最新的快照。"))
    snapshot.approved_at = clock.now()
    snapshot.approved_by_urn, snapshot.approved_by_label = actor.urn, actor.label
    snapshot.save(update_fields=["approved_at", "approved_by_urn", "approved_by_label"])
    _tell(snapshot, {"number": snapshot.number, "hash": snapshot.hash})
    return snapshot


def prepare_statistics(*, actor: Actor, snapshot: AnnualSnapshot) -> NoticeVersion:
    """Make the notice of an approved snapshot; a second person checks it, then it is published.

    NotNow before the approval. The rights are those of every notice (``disclosure``).
    """
    policy.may_compile(actor=actor, agency_code=snapshot.report.agency_code)
    if snapshot.approved_at is None:
        raise NotNow(
            "supervision.not_approved",
            _("年报尚未经机关负责人批准，不能公示。"),
            citation=cite(BASIS),
            way_out=_("请先报机关负责人批准。"),
        )
    agency = agency_on(snapshot.report.agency_code, clock.today())
    draft = draft_of(snapshot, agency)
    return prepare_notice(actor=actor, source_urn=snapshot.report.urn, draft=draft)


@act(
    "supervision.submit_statistics",
    title=_("报送统计年报"),
    may=policy.may_handle_snapshot,
    locks="snapshot",
    serves=("2.1.3e",),
    basis=(BASIS,),
)
def submit_statistics(*, actor: Actor, snapshot: AnnualSnapshot, recipient: str) -> AnnualSubmission:
    """Submit a published snapshot to the government of the same level or to the superior department.

    Raises Invalid for an unknown recipient or one the agency has not, NotNow before publication,
    Conflict when it was submitted there already.
    """
    agency = agency_on(snapshot.report.agency_code, clock.today())
    names = recipients_of(agency)
    if recipient not in names:
        raise Invalid("supervision.recipient", _("本机关没有该报送对象。"), field="recipient")
    if not is_public(snapshot):
        raise NotNow(
            "supervision.not_public",
            _("该年报尚未公示，不能报送。"),
            citation=cite(due_citation()),
            way_out=_("请先公示，再报送公示的版本。"),
        )
    if AnnualSubmission.objects.filter(snapshot=snapshot, recipient=recipient).exists():
        raise Conflict("supervision.submitted", _("已经向该单位报送。"))
    row = AnnualSubmission.objects.create(
        snapshot=snapshot,
        recipient=recipient,
        recipient_name=names[recipient],
        submitted_at=clock.now(),
        submitted_by_label=actor.label,
    )
    _tell(snapshot, {"recipient": recipient, "name": row.recipient_name, "hash": snapshot.hash})
    return row


@act(
    "supervision.receive_receipt",
    title=_("登记报送回执"),
    may=policy.may_record_receipt,
    locks="submission",
    serves=("2.1.3e",),
    basis=(BASIS,),
)
def receive_receipt(*, actor: Actor, submission: AnnualSubmission, receipt: str) -> AnnualSubmission:
    """Record the receipt the recipient gave on paper, once; it stays marked as typed by the sender.

    Invalid when it says nothing; NotNow when the recipient is here to confirm it itself.
    """
    if not receipt.strip() or len(receipt) > LONGEST_RECEIPT:
        raise Invalid("supervision.receipt", _("请填写回执文号或者说明，不超过200字。"), field="receipt")
    if receiver_of(submission, clock.today()):
        raise NotNow(
            "supervision.recipient_confirms",
            _("接收单位在本平台有人员，由其确认收到。"),
            citation=cite(BASIS),
            way_out=_("请等待接收单位在统计年报页面确认。"),
        )
    return _received(actor, submission, receipt.strip(), confirmed=False)


@act(
    "supervision.confirm_statistics",
    title=_("确认收到统计年报"),
    may=policy.may_confirm_receipt,
    locks="submission",
    serves=("2.1.3e",),
    basis=(BASIS,),
)
def confirm_statistics(*, actor: Actor, submission: AnnualSubmission, receipt: str = "") -> AnnualSubmission:
    """Confirm as the recipient that the statistics came in, with a number of receipt where there is one.

    NotAllowed for anybody but the agency that takes them in; Conflict when a receipt is recorded.
    """
    receiver = receiver_of(submission, clock.today())
    if receiver is None or receiver.code != actor.agency_code:
        raise NotAllowed(
            "supervision.not_recipient",
            _("统计年报由接收单位确认收到。"),
            citation=cite(BASIS),
            way_out=_("本级政府的，由本级司法行政部门确认；上级主管部门的，由其负责人确认。"),
        )
    if len(receipt) > LONGEST_RECEIPT:
        raise Invalid("supervision.receipt", _("请填写回执文号或者说明，不超过200字。"), field="receipt")
    return _received(actor, submission, receipt.strip(), confirmed=True)


def _received(
    actor: Actor, submission: AnnualSubmission, receipt: str, *, confirmed: bool
) -> AnnualSubmission:
    if submission.received_at is not None:
        raise Conflict("supervision.receipted", _("回执已经登记。"))
    submission.receipt, submission.received_at = receipt, clock.now()
    submission.received_by_label, submission.confirmed = (
        f"{actor.agency_label} {actor.label}".strip(),
        confirmed,
    )
    submission.save(update_fields=submission.CHANGEABLE)
    told = {"recipient": submission.recipient, "receipt": submission.receipt, "confirmed": confirmed}
    _tell(submission.snapshot, told)
    return submission


def _check(year: int, narrative: str, order: str, region_code: str) -> None:
    if not FIRST_YEAR <= year < clock.today().year:
        raise NotNow(
            "supervision.year",
            _("年度尚未结束，不能冻结年报。"),
            citation=cite(due_citation()),
            way_out=_("请在次年一月办理；年度中可以查看实时数据。"),
        )
    if not narrative.strip() or len(narrative) > LONGEST:
        raise Invalid(
            "supervision.narrative",
            _("请填写总体情况，不超过5000字。"),
            citation=cite(BASIS),
            field="narrative",
        )
    if not clean([narrative], known=Known(), profile=profile_for(region_code)):
        raise Invalid(
            "supervision.narrative_leaks",
            _("总体情况写有个人信息，不能公示。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("请删去姓名、号码、住址等个人信息。"),
            field="narrative",
        )
    if order not in orders():
        raise Invalid("supervision.order", _("没有这一轻重顺序。"), field="order")


def _tell(snapshot: AnnualSnapshot, said: dict[str, object]) -> None:
    report = snapshot.report
    describe(
        subject=report.urn,
        label=f"{report.year}年度行政执法统计年报",
        content={"year": report.year, "agency": report.agency_code, **said},
        hashes={"snapshot": snapshot.hash},
    )

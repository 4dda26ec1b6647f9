"""A decision that is not published: the reason is filed with the justice department."""

from collections.abc import Mapping
from datetime import date

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts.states import hold_duties, move
from mingzhi.disclosure.models import Duty, DutyState, Exemption, Publication
from mingzhi.disclosure.rules import completeness, exemptions
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "disclosure.exempt",
    title=_("不予公示并备案"),
    may=policy.may_exempt,
    serves=("2.1.3a",),
    basis=("政府信息公开条例 §15", "政府信息公开条例 §17"),
    stage="决定",
)
def exempt(
    *,
    actor: Actor,
    duty: Duty,
    ground: str,
    reason: str,
    filed_with: str,
    filed_on: date,
    receipt: str,
) -> Exemption:
    """Record that the decision behind ``duty`` is not published, with its filed reason.

    All duties of the decision end at once. Filing after the term is recorded as late, for ever. Raises
    Conflict when the decision is public, withdrawn or exempt already.
    """
    _require_filing(ground, {"reason": reason, "filed_with": filed_with, "receipt": receipt}, filed_on)
    hold_duties(duty.source_urn)
    _require_open(duty)
    duties = list(Duty.objects.filter(source_urn=duty.source_urn).order_by("due_on", "pk"))
    days = DutyState.objects.filter(duty__in=duties, until=None).values_list("due_on", flat=True)
    moment = clock.now()
    title, basis = exemptions.REASONS[ground]
    row = Exemption.objects.create(
        source_urn=duty.source_urn,
        source_label=duty.source_label,
        agency_code=duty.agency_code,
        ground=ground,
        reason=reason.strip(),
        basis=basis,
        filed_with=filed_with.strip(),
        filed_on=filed_on,
        receipt=receipt.strip(),
        inside_term=filed_on <= min(days),
        exempted_by_label=actor.label,
        exempted_at=moment,
    )
    moved = move(
        duties,
        completeness.EXEMPT,
        at=moment,
        only_from=frozenset({completeness.OWED}),
        proof=row.receipt,
    )
    if not moved:
        raise Conflict("disclosure.not_owed", _("该决定的公示义务已经了结。"), way_out=_("请刷新页面。"))
    describe(
        subject=duty.subject_urn,
        label=duty.subject_label,
        mentions=(duty.source_urn,),
        basis=(basis,),
        content=_filed(row, title),
    )
    return row


def _filed(row: Exemption, title: str) -> dict[str, object]:
    return {
        "ground": row.ground,
        "title": title,
        "reason": row.reason,
        "filed_with": row.filed_with,
        "filed_on": row.filed_on.isoformat(),
        "receipt": row.receipt,
        "inside_term": row.inside_term,
    }


def _require_filing(ground: str, texts: Mapping[str, str], filed_on: date) -> None:
    if ground not in exemptions.REASONS:
        raise Invalid("disclosure.exempt_ground", _("没有这一不予公开情形。"), field="ground")
    for field, value in texts.items():
        if not value.strip():
            raise Invalid(
                "disclosure.exempt_filing",
                _("须写明不予公开的理由、备案机关和备案回执。"),
                citation=cite("浙政办发〔2019〕20号 二(一)3"),
                field=field,
            )
    if filed_on > clock.today():
        raise Invalid("disclosure.filed_future", _("备案日期不能晚于今天。"), field="filed_on")


def _require_open(duty: Duty) -> None:
    if Publication.objects.filter(notice__source_urn=duty.source_urn).exists():
        raise Conflict(
            "disclosure.public", _("该决定已经公示。"), way_out=_("属于不予公开情形的，请办理撤回。")
        )
    if Exemption.objects.filter(source_urn=duty.source_urn).exists():
        raise Conflict("disclosure.exempted", _("该决定已经办理不予公示。"))

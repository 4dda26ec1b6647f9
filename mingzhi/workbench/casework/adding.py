"""Material that comes later: files for a step already taken, or the reason why a recording is missing."""

from django.http import QueryDict
from django.utils.translation import gettext_noop as _

from mingzhi.cases.queries import CasePage
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.records.acts import attach, explain_gap
from mingzhi.records.bringing import Brought
from mingzhi.records.models.attachment import KINDS
from mingzhi.workbench.casework.stepping import RECORDING, moment_of


def add_material(actor: Actor, page: CasePage, post: QueryDict, brought: Brought) -> None:
    """File what was sent; without a file the reason for a missing recording is put on record.

    Every file is looked into before the first is filed: one refused keeps all of them out.
    """
    case, item, reason = page.case, post.get("item", ""), post.get("reason", "").strip()
    step = next((step for step in page.steps if step.urn == post.get("step", "")), None)
    if step is None:
        raise Invalid("work.step", _("请选择材料所属的步骤。"), field="step")
    files = brought.files
    if not files:
        _explain(actor, page, step.urn, item, reason)
        return
    kind = post.get("kind", RECORDING)
    start = moment_of(post.get("captured_from", ""), "captured_from")
    until = moment_of(post.get("captured_until", ""), "captured_until")
    for one in files:
        attach(
            actor=actor,
            case_urn=case.urn,
            case_label=case.label,
            agency_code=case.agency_code,
            step_urn=step.urn,
            stored=one,
            kind=kind if kind in dict(KINDS) else "other",
            title=f"{step.title}：{one.name}"[:200],
            item_code=item if kind == RECORDING else "",
            captured_from=start,
            captured_until=until,
            gap_reason=reason if kind == RECORDING else "",
        )


def _explain(actor: Actor, page: CasePage, step_urn: str, item: str, reason: str) -> None:
    if not item or not reason:
        raise Invalid(
            "work.material",
            _("请选择文件；确实没有录音录像的，写明原因。"),
            citation=cite("浙政办发〔2019〕20号 二(二)2"),
            field="files",
        )
    explain_gap(
        actor=actor,
        case_urn=page.case.urn,
        case_label=page.case.label,
        agency_code=page.case.agency_code,
        step_urn=step_urn,
        item_code=item,
        reason=reason,
    )

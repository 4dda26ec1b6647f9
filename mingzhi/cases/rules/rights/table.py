"""The rights of the party by procedure, each with its article (行政处罚法 §7, 行政许可法 §7)."""

from collections.abc import Mapping
from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.cases.rules.procedures.fields import EVIDENCE, NOTE, REASON, RULES, long
from mingzhi.cases.rules.rights.language import Right, Term
from mingzhi.cases.rules.rights.publication import EARLY_END
from mingzhi.kernel.wording import gettext_noop as _

_NO_DAYS = _("条文没有规定办理的天数；天数为本平台设定，待确认。")
_DECISIONS = ("decide_penalty", "decide_no_penalty", "decide_not_established", "decide_transfer")
_PAST_IT = ("revise_proposal", "supplement")
"""What leads past a hearing that was asked for in time (行政处罚法 §63-1)."""
_LICENCE_DECISIONS = ("propose", "grant", "refuse")
_HEARD = ("accepted", "defence_answer")
_PROOF = replace(EVIDENCE, label=_("证据材料的名称"), guide=_("一行写一份；可以在下面附上文件。"))
_MATERIALS = Field(
    code="materials", label=_("材料名称"), kind=FieldKind.LIST, guide=_("一行写一份；可以在下面附上文件。")
)


def _soon(basis: str) -> Term:
    return Term(length="2wd", basis=basis, confirmed=False, note=_NO_DAYS)


DEFENCE = Right(
    code="defence",
    title=_("陈述、申辩"),
    about=_("对认定的事实、理由、依据或者拟作出的处罚有不同意见的，说明意见并附上证据；不会因此加重处罚。"),
    when=_("收到告知书以后、作出决定以前"),
    basis="行政处罚法 §45-1",
    fields=(long("defence", _("您的意见"), "行政处罚法 §45-1"), _PROOF),
    step="record_defence",
    replies=(("answer_defence", _HEARD),),
    day="raised_on",
    fixed=(("form", "written"),),
    clock="waiting",
    holds=("decide_penalty",),
    many=True,
    late=_("五个工作日已过，依规定视为放弃；作出决定以前仍可提出，由承办机关决定是否听取。"),
    term=_soon("行政处罚法 §45-1"),
)
HEARING = Right(
    code="hearing",
    title=_("要求听证"),
    about=_("要求当面听取意见、质证后再作决定；告知后五个工作日内提出，不收费用。"),
    when=_("收到告知听证权利的告知书以后五个工作日内"),
    basis="行政处罚法 §64(1)",
    fields=(replace(NOTE, label=_("要求和理由")),),
    step="ask_hearing",
    replies=(("notify_hearing", ("hearing_at", "place")),),
    day="requested_on",
    clock="waiting",
    holds=(*_DECISIONS, *_PAST_IT),
    term=_soon("行政处罚法 §63-1"),
)
WITHDRAW_HEARING = Right(
    code="withdraw_hearing",
    title=_("撤回听证要求"),
    about=_("不再需要听证的，可以撤回；撤回后不能就同一告知再次要求听证。"),
    when=_("听证举行以前"),
    basis="行政处罚法 §64(6)",
    fields=(NOTE,),
    step="end_hearing",
    fixed=(("ground", "withdrawn"),),
    holds=("hold_hearing",),
    term=_soon("行政处罚法 §64(6)"),
)
RECUSAL = Right(
    code="recusal",
    title=_("申请回避"),
    about=_(
        "认为办案人员、听证主持人与案件有直接利害关系或者有其他关系可能影响公正执法的，可以申请其回避，由负责人决定。"
    ),
    when=_("作出决定以前"),
    basis="行政处罚法 §43-2",
    fields=(
        Field(code="whom", label=_("申请谁回避"), kind=FieldKind.PERSON, basis="行政处罚法 §43-2"),
        replace(REASON, label=_("有什么关系，为什么可能影响公正")),
    ),
    step="ask_recusal",
    replies=(("decide_recusal", ("result", "reason")),),
    day="requested_on",
    fixed=(("asked_by", "party"),),
    holds=_DECISIONS,
    many=True,
    term=_soon("行政处罚法 §43-3"),
)
PLAN = Right(
    code="plan",
    title=_("申请延期或者分期缴纳罚款"),
    about=_("确有经济困难的，可以申请暂缓或者分期缴纳，由机关批准；申请本身不停止计算期限。"),
    when=_("收到决定书以后、缴清以前"),
    basis="行政处罚法 §66-2",
    fields=(replace(REASON, label=_("经济困难的情况，希望怎样缴纳")), _PROOF),
    step="ask_plan",
    replies=(("grant_plan", ("decision_text", "until")), ("refuse_plan", ("decision_text",))),
    day="requested_on",
    clock="pay",
    late=_("缴款期限已过，未缴的部分按日加处罚款；缴清以前仍可申请。"),
    holds=("apply_court",),
    term=_soon(f"{RULES} §74"),
)
DEMAND_DEFENCE = Right(
    code="demand_defence",
    title=_("对催告的陈述、申辩"),
    about=_("对催告履行的内容有不同意见的，说明意见并附上证据；成立的，机关应当采纳。"),
    when=_("收到催告书以后"),
    basis="行政强制法 §36",
    fields=(long("defence", _("您的意见"), "行政强制法 §36"),),
    step="answer_demand",
    replies=(("answer_demand", _HEARD),),
    day="raised_on",
    fixed=(("form", "written"),),
    clock="demand",
    late=_("催告的期限已过；作出强制执行决定或者申请法院强制执行以前仍可提出。"),
    holds=("apply_court", "decide_enforcement", "decide_substitute"),
    many=True,
    term=_soon("行政强制法 §36"),
)
THROUGH_AGENCY = Right(
    code="reconsideration",
    title=_("通过本机关提交行政复议申请"),
    about=_(
        "对当场作出的处罚决定不服的，可以把复议申请交给本机关；需要维持决定的，五个工作日内转送复议机关。"
    ),
    when=_("收到决定书以后六十日内"),
    basis="行政复议法 §32-1",
    fields=(
        long("claim", _("复议请求"), "行政复议法 §22-3"),
        long("facts", _("主要事实和理由"), "行政复议法 §22-3"),
        _PROOF,
    ),
    guards=("decision_made", "reconsideration_time_left"),
    clock="reconsider",
    holds=("apply_court",),
    answers=(
        ("sent", _("已转送行政复议机关")),
        ("changed", _("机关已自行撤销或者变更决定")),
    ),
    term=Term(length="5wd", basis="行政复议法 §32-2", confirmed=True),
)
CORRECT = Right(
    code="correct",
    title=_("提交补正材料"),
    about=_("按照补正告知书补齐材料。"),
    when=_("收到补正告知书以后"),
    basis="行政许可法 §32-1(5)",
    fields=(_MATERIALS,),
    step="receive_correction",
    day="received_on",
    holds=("refuse_acceptance",),
    many=True,
    term=_soon("行政许可法 §32-1(5)"),
)
VIEWS = Right(
    code="views",
    title=_("陈述、申辩"),
    about=_("对申请的审查有意见或者要说明情况的，可以陈述、申辩，机关应当听取。"),
    when=_("受理以后、提出审查意见以前"),
    basis="行政许可法 §36",
    fields=(replace(long("facts", _("您的意见"), "行政许可法 §36")), _PROOF),
    step="hear_views",
    named="interested_name",
    holds=_LICENCE_DECISIONS,
    many=True,
    term=_soon("行政许可法 §36"),
)
LICENCE_HEARING = Right(
    code="hearing",
    title=_("申请听证"),
    about=_("许可直接涉及您与他人之间重大利益关系的，被告知后五个工作日内可以申请听证，不收费用。"),
    when=_("被告知听证权利以后五个工作日内"),
    basis="行政许可法 §47-1",
    fields=(replace(NOTE, label=_("要求和理由")),),
    step="open_hearing",
    replies=(("notify_hearing", ("hearing_at", "place")),),
    day="requested_on",
    fixed=(("ground", "asked"),),
    guards=("licence_hearing_told",),
    clock="licence_hearing_ask",
    holds=_LICENCE_DECISIONS,
    term=Term(length="20wd", basis="行政许可法 §47-1", confirmed=True),
)
WITHDRAW_LICENCE_HEARING = replace(
    WITHDRAW_HEARING,
    about=_("您申请的听证，举行以前可以撤回；依法应当举行的听证照常举行。"),
    basis="行政许可法 §47-1",
    day="withdrawn_on",
    fixed=(),
    term=_soon("行政许可法 §47-1"),
)
HOST_RECUSAL = replace(
    RECUSAL,
    title=_("申请听证主持人回避"),
    about=_("认为主持人与该许可事项有直接利害关系的，可以申请其回避，由负责人决定。"),
    when=_("收到听证通知以后、听证举行以前"),
    basis="行政许可法 §48-1(3)",
    holds=("hold_hearing",),
    term=_soon("行政许可法 §48-1(3)"),
)
WITHDRAW_APPLICATION = Right(
    code="withdraw_application",
    title=_("撤回申请"),
    about=_("不再需要许可的，在作出决定以前可以撤回申请；以后可以重新申请。"),
    when=_("作出决定以前"),
    basis="行政许可法 §29-1",
    fields=(NOTE,),
    step="withdraw_application",
    day="withdrawn_on",
    holds=("grant", "refuse"),
    term=_soon("行政许可法 §29-1"),
)
RENEWAL = Right(
    code="renewal",
    title=_("申请延续"),
    about=_("需要延续有效期的，在届满三十日前申请；届满前没有决定的，视为准予延续。"),
    when=_("许可有效期间、届满三十个工作日以前"),
    basis="行政许可法 §50-1",
    fields=(_MATERIALS,),
    step="apply_renewal",
    replies=(("renew", ("decision_text", "valid_until")), ("refuse_renewal", ("decision_text",))),
    day="requested_on",
    term=_soon("行政许可法 §50-1"),
)

RIGHTS: Mapping[str, tuple[Right, ...]] = {
    "ordinary": (DEFENCE, HEARING, WITHDRAW_HEARING, RECUSAL, DEMAND_DEFENCE, PLAN, EARLY_END),
    "summary": (THROUGH_AGENCY, replace(DEMAND_DEFENCE, holds=("apply_court",)), PLAN, EARLY_END),
    "licence": (
        CORRECT,
        VIEWS,
        LICENCE_HEARING,
        WITHDRAW_LICENCE_HEARING,
        HOST_RECUSAL,
        WITHDRAW_APPLICATION,
        RENEWAL,
    ),
}
"""Procedure → rights; having the file corrected and objecting to a notice have forms of their own."""


def right_of(procedure: str, code: str) -> Right | None:
    """Return the right of that code; None when the procedure has none."""
    return next((right for right in RIGHTS.get(procedure, ()) if right.code == code), None)


ELSEWHERE: Mapping[str, str] = {
    right.code: right.duty for rights in RIGHTS.values() for right in rights if right.duty
}
"""Rights that others than the handlers answer, with the capability it takes."""

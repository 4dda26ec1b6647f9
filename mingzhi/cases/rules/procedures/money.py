"""Money of a penalty: payment, collection on the spot, postponement, the late fine (行政处罚法 §66–72).

Shared by the ordinary and the summary procedure; each names its own states where they differ.
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind, Stage, Step
from mingzhi.cases.rules.procedures.fields import (
    ID_SHOWN,
    NOTE,
    REASON,
    RULES,
    SERVICE,
    choice,
    day,
    long,
    money,
    text,
    yes,
)
from mingzhi.kernel.wording import gettext_noop as _

OWING = ("served", "demanded", "in_court")

_INSTALMENTS = Field(
    code="instalments",
    label=_("缴纳期次"),
    kind=FieldKind.ITEMS,
    required=False,
    columns=(("due_on", _("期限")), ("amount", _("金额（元）"))),
    basis="行政处罚法 §66-2",
)
_REMOTE = (("remote", _("边远、水上、交通不便地区，缴纳确有困难，经当事人提出")),)
ON_THE_SPOT = (
    ("small", _("一百元以下罚款")),
    ("hard_later", _("不当场收缴事后难以执行")),
    *_REMOTE,
)
"""When a fine decided on the spot may be collected there too (行政处罚法 §68, §69)."""

PAY = Step(
    code="pay",
    title=_("登记缴款"),
    sources=OWING,
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §67-3", f"{RULES} §72-1"),
    fields=(
        money("amount", _("金额"), "行政处罚法 §67-3"),
        day("paid_on", _("缴款日期")),
        text("receipt_number", _("票据号"), required=False),
        choice(
            "paid_by",
            _("缴款方式"),
            (("bank", _("指定银行")), ("electronic", _("电子支付系统"))),
            "行政处罚法 §67-3",
        ),
    ),
    guards=("money_owed",),
    document="payment_receipt",
    effect="pay",
)
COLLECT = Step(
    code="collect_on_spot",
    title=_("当场收缴罚款"),
    sources=OWING,
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §69", "行政处罚法 §70", f"{RULES} §72-1(3)"),
    fields=(
        choice("ground", _("当场收缴情形"), _REMOTE, "行政处罚法 §69"),
        money("amount", _("金额")),
        text("receipt_number", _("财政部门统一制发的专用票据号"), "行政处罚法 §70"),
        day("landed_on", _("抵岸日期（水上当场收缴的）"), "行政处罚法 §71", required=False),
        ID_SHOWN,
    ),
    guards=("money_owed",),
    officers=2,
    document="payment_receipt",
    starts=("cash_officer",),
    since=(("cash_officer", "landed_on"),),
    effect="pay",
    repeatable=False,
)
HAND_IN = Step(
    code="hand_in",
    title=_("当场收缴的罚款交至机关"),
    sources=(*OWING, "performed"),
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §71", f"{RULES} §73"),
    fields=(money("amount", _("金额")), day("handed_on", _("交款日期"))),
    guards=("fine_collected",),
    starts=("cash_agency",),
    since=(("cash_agency", "handed_on"),),
    ends=("cash_officer",),
    repeatable=False,
)
PAY_IN = Step(
    code="pay_in",
    title=_("机关将罚款缴付银行"),
    sources=(*OWING, "performed"),
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §71", f"{RULES} §73"),
    fields=(
        money("amount", _("金额")),
        day("paid_on", _("缴付日期")),
        text("receipt_number", _("银行回单号")),
    ),
    guards=("fine_handed_in",),
    ends=("cash_agency",),
    repeatable=False,
)
ASK_PLAN = Step(
    code="ask_plan",
    title=_("当事人申请延期或者分期缴纳"),
    sources=("served", "demanded"),
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §66-2", f"{RULES} §74"),
    fields=(day("requested_on", _("申请日期")), replace(REASON, label=_("经济困难的情况"))),
    guards=("money_owed",),
    effect="ask_plan",
)
GRANT_PLAN = Step(
    code="grant_plan",
    title=_("批准延期或者分期缴纳"),
    sources=("served", "demanded"),
    target="served",
    duty="cases.approve",
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §66-2", f"{RULES} §74"),
    fields=(
        long("decision_text", _("决定内容")),
        day("until", _("暂缓或者最后一期的期限"), f"{RULES} §74"),
        _INSTALMENTS,
        yes("told", _("书面告知当事人期限"), f"{RULES} §74"),
    ),
    guards=("plan_asked", "instalments_add_up", "enforcement_review_closed"),
    document="payment_plan_decision",
    numbered="缓缴",
    starts=("instalment",),
    ends=("demand",),
    extends=("pay", "court"),
    effect="grant_plan",
    guide=_("已经催告的，从批准的期限起重新等待当事人缴纳；期限结束仍未缴清的，另行催告。"),
)
REFUSE_PLAN = Step(
    code="refuse_plan",
    title=_("不批准延期或者分期缴纳"),
    sources=("served", "demanded"),
    duty="cases.approve",
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §66-2",),
    fields=(long("decision_text", _("决定内容和理由")),),
    guards=("plan_asked",),
    document="payment_plan_decision",
    numbered="缓缴",
    effect="refuse_plan",
)
IMPOSE_LATE_FINE = Step(
    code="impose_late_fine",
    title=_("加处罚款"),
    sources=OWING,
    duty="cases.approve",
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §72-1(1)", "行政处罚法 §73-3", "行政强制法 §45"),
    fields=(day("counted_until", _("计算至")), NOTE),
    guards=("payment_overdue", "late_fine_left"),
    document="late_fine_decision",
    numbered="加罚",
    ends=("redo_coercive",),
    effect="late_fine",
    discloses="行政强制",
    guide=_("每日百分之三，不超出罚款数额；复议、诉讼期间不计算。"),
)

DEMAND_INSTALMENT = Step(
    code="demand_instalment",
    title=_("催告缴纳到期的期次"),
    sources=("served",),
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §66-2", "行政强制法 §35"),
    fields=(
        long("duty", _("到期未缴的期次"), "行政强制法 §35(1)"),
        replace(
            day("perform_by", _("履行义务的期限"), "行政强制法 §35(1)"), guide=_("不影响以后各期的期限。")
        ),
        money("amount", _("应缴金额"), "行政强制法 §35(3)"),
        yes("rights", _("已载明陈述权和申辩权"), "行政强制法 §35(4)"),
        *SERVICE,
    ),
    guards=("instalment_missed", "demand_gives_time"),
    document="demand_notice",
    numbered="催告",
    starts=("instalment",),
    effect="demand_instalment",
    guide=_(
        "到期未缴的部分可以加处罚款；申请人民法院强制执行的期限自分期缴纳期限结束之日起计算，届时仍未缴清的另行催告。"
    ),
)

STEPS = (
    PAY,
    COLLECT,
    HAND_IN,
    PAY_IN,
    ASK_PLAN,
    GRANT_PLAN,
    REFUSE_PLAN,
    DEMAND_INSTALMENT,
    IMPOSE_LATE_FINE,
)

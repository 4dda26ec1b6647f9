"""The agency's own enforcement: proposal, review, decision, service, execution (行政强制法 §13, §34–44).

Only whom a law gives the power (the catalogue says which method); all others go to the court (``court``).
"""

from dataclasses import replace

from mingzhi.cases.rules.coercive import AGAINST_IT
from mingzhi.cases.rules.enforcement import HARMS, METHODS, MONEY
from mingzhi.cases.rules.procedure import Field, FieldKind, Stage, Step
from mingzhi.cases.rules.procedures.fields import (
    ENDED,
    FACTS,
    ID_SHOWN,
    ITEMS,
    NOTE,
    PLACE,
    PRESENT,
    PRESENT_NAME,
    REASON,
    RIGHTS_TOLD,
    SERVICE,
    SIGNATURES,
    STARTED,
    WITNESS,
    by,
    choice,
    day,
    long,
    text,
    texts,
    yes,
    yes_when,
)
from mingzhi.cases.rules.procedures.ordinary.states import READY
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政强制法"
PLAN = "浙政办发〔2019〕20号"
NO_SUPPLY = yes("no_supply", _("没有以停止供水、供电、供热、供燃气等方式影响居民生活"), f"{LAW} §43-2")
HOURS = choice(
    "hours",
    _("实施时间"),
    (("day", _("不在夜间、法定节假日")), ("urgent", _("情况紧急，在夜间或者法定节假日实施"))),
    f"{LAW} §43-1",
)
URGENCY = Field(
    code="urgency",
    label=_("情况紧急的理由"),
    kind=FieldKind.LONG,
    when=("hours", ("urgent",)),
    basis=f"{LAW} §43-1",
)
RESULT = choice(
    "result", _("执行结果"), (("done", _("执行完毕")), ("partly", _("部分执行"))), f"{LAW} §37-2(3)"
)
"""The party's time against a decision to enforce runs from its service (行政强制法 §8-1, §37-2(4))."""
_TRANSFER, _SUBSTITUTE = ("method", ("transfer",)), ("method", ("substitute",))
_METHOD = choice("method", _("强制执行的方式"), METHODS, f"{LAW} §12")
_ACCOUNT = (
    Field(code="bank", label=_("金融机构"), when=_TRANSFER, basis=f"{LAW} §47-1"),
    Field(code="account", label=_("账号"), when=_TRANSFER, basis=f"{LAW} §47-1"),
    Field(
        code="amount", label=_("执行金额"), kind=FieldKind.MONEY, when=("method", MONEY), basis=f"{LAW} §46-1"
    ),
    replace(ITEMS, when=("method", ("auction",)), basis=f"{LAW} §48"),
)
_BY_OTHERS = (
    Field(
        code="harm",
        label=_("不履行的后果"),
        kind=FieldKind.CHOICE,
        choices=tuple(HARMS.items()),
        when=_SUBSTITUTE,
        basis=f"{LAW} §50",
    ),
    Field(code="performer", label=_("代履行人"), when=_SUBSTITUTE, basis=f"{LAW} §51-1(1)"),
    Field(
        code="cost_budget",
        label=_("费用预算"),
        kind=FieldKind.MONEY,
        when=_SUBSTITUTE,
        basis=f"{LAW} §51-1(1)",
    ),
    yes_when("unbiased", _("代履行人为本机关，或者与案件没有利害关系的第三人"), _SUBSTITUTE, f"{LAW} §50"),
)

PROPOSE = Step(
    code="propose_enforcement",
    title=_("提出强制执行建议，送法制审核"),
    sources=READY,
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §34", f"{LAW} §37-1", f"{PLAN} 二(三)2"),
    fields=(
        _METHOD,
        texts("basis", _("规定强制执行的法律条款"), f"{LAW} §13-1"),
        replace(REASON, label=_("未履行义务的情况和强制执行的理由"), basis=f"{LAW} §37-2(2)"),
        long("subject", _("执行的标的和具体内容"), f"{LAW} §37-2(3)"),
        *_ACCOUNT,
        *_BY_OTHERS,
        NO_SUPPLY,
    ),
    guards=(
        "enforcement_review_closed",
        "own_enforcement",
        "enforcement_by_law",
        "method_fits_duty",
        "not_beyond_debt",
        "not_stayed",
    ),
    document="enforcement_proposal",
    starts=("review",),
    effect="propose_enforcement",
    guide=_(
        "法律没有规定本机关可以自行强制执行的，申请人民法院；已经查封、扣押的财物可以依照第四十六条第三款拍卖抵缴，代履行依照第五十条。"
    ),
)
DECIDE = Step(
    code="decide_enforcement",
    title=_("强制执行决定"),
    sources=READY,
    target="enforcing",
    duty="cases.approve",
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §37-1", f"{LAW} §37-2", "行政处罚法 §72-1(2)", "行政处罚法 §72-1(3)"),
    fields=(
        day("execute_on", _("强制执行的时间"), f"{LAW} §37-2(3)"),
        yes("no_good_reason", _("经催告逾期仍不履行，且无正当理由"), f"{LAW} §37-1"),
        NOTE,
    ),
    guards=(
        "enforcement_proposed",
        "by_the_agency_itself",
        "own_enforcement",
        "enforcement_reviewed",
        "not_stayed",
        "demand_term_over",
        "late_fine_stood",
        "demolition_free",
        "execution_ahead",
    ),
    document="enforcement_decision",
    numbered="强执",
    ends=("demand", "redo_coercive"),
    effect="decide_enforcement",
    discloses="行政强制",
)
DECIDE_NOW = replace(
    DECIDE,
    code="decide_enforcement_now",
    title=_("立即强制执行决定"),
    sources=("demanded",),
    basis=(f"{LAW} §37-3", f"{LAW} §37-2"),
    fields=(
        day("execute_on", _("强制执行的时间"), f"{LAW} §37-2(3)"),
        long("flight", _("有转移或者隐匿财物迹象的证据"), f"{LAW} §37-3"),
        NOTE,
    ),
    guards=tuple(name for name in DECIDE.guards if name != "demand_term_over"),
)
SERVE = Step(
    code="serve_enforcement",
    title=_("送达强制执行决定书"),
    sources=("enforcing",),
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §38",),
    fields=SERVICE,
    guards=("something_decided",),
    officers=2,
    document="service_receipt",
    recording="service",
    starts=AGAINST_IT,
    effect="serve_decision",
    clauses=("2.1.2b",),
)
CARRY_OUT = Step(
    code="carry_out",
    title=_("现场实施强制执行"),
    sources=("enforcing",),
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §34", f"{LAW} §43-1", f"{LAW} §44"),
    fields=(
        *by(f"{LAW} §43-1", STARTED, ENDED, PLACE),
        *by(f"{PLAN} 二(一)2", ID_SHOWN, RIGHTS_TOLD),
        *by(f"{LAW} §37-2(3)", PRESENT, PRESENT_NAME, WITNESS),
        HOURS,
        URGENCY,
        replace(ITEMS, label=_("现场清点的财物"), required=False),
        replace(FACTS, label=_("执行经过")),
        RESULT,
        NO_SUPPLY,
        *by(f"{LAW} §37-2(3)", *SIGNATURES),
    ),
    guards=(
        "in_kind_decided",
        "enforcement_served",
        "not_stayed",
        "execution_not_stayed",
        "order_to_perform",
        "by_day",
    ),
    officers=2,
    document="enforcement_record",
    recording="demolition",
    effect="carry_out",
    clauses=("2.1.2a", "2.2.2a"),
)
ANNOUNCE_DEMOLITION = Step(
    code="announce_demolition",
    title=_("公告限期自行拆除"),
    sources=("served", "demanded"),
    duty="cases.approve",
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §44",),
    fields=(
        long("subject", _("违法的建筑物、构筑物、设施"), f"{LAW} §44"),
        day("until", _("自行拆除的期限"), f"{LAW} §44"),
        day("announced_on", _("公告日期"), f"{LAW} §44"),
        text("place", _("公告的地点和方式"), f"{LAW} §44"),
    ),
    guards=("order_to_perform",),
    document="demolition_announcement",
    numbered="公告",
    effect="announce_demolition",
)

STEPS = (
    ANNOUNCE_DEMOLITION,
    PROPOSE,
    DECIDE,
    DECIDE_NOW,
    SERVE,
    CARRY_OUT,
)

"""Demand and the court: how a decision nobody obeys is carried out (行政强制法 §35, §36, §53–59).

Shared by the ordinary and the summary procedure, whose time for remedies differs (``guards``).
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind, Stage, Step
from mingzhi.cases.rules.procedures.fields import (
    FACTS,
    NOTE,
    REASON,
    RULES,
    SERVICE,
    choice,
    day,
    long,
    money,
    text,
    texts,
    yes,
)
from mingzhi.kernel.wording import gettext_noop as _

_APPLICATION = (
    text("court", _("人民法院"), "行政强制法 §54"),
    long("request", _("申请执行的内容"), "行政强制法 §55-1(4)"),
    replace(FACTS, label=_("决定情况、当事人意见和催告情况"), basis="行政强制法 §55-1(3)"),
    texts("evidence", _("材料清单"), "行政强制法 §55-1"),
    yes("signed", _("申请书由机关负责人签名、盖章并注明日期"), "行政强制法 §55-2"),
)

DEMAND = Step(
    code="demand",
    title=_("催告"),
    sources=("served",),
    target="demanded",
    stage=Stage.EXECUTION,
    basis=("行政强制法 §54", "行政强制法 §35", f"{RULES} §76-1"),
    fields=(
        long("duty", _("未履行的义务"), "行政强制法 §35(1)"),
        Field(
            code="perform_by",
            label=_("履行义务的期限（不填的为送达后十个工作日）"),
            kind=FieldKind.DATE,
            required=False,
            basis="行政强制法 §35(1)",
            guide=_("期限长于十个工作日的，申请法院强制执行也要等到期限届满。"),
        ),
        money("amount", _("应缴金额"), "行政强制法 §35(3)", required=False),
        yes("rights", _("已载明陈述权和申辩权"), "行政强制法 §35(4)"),
        *SERVICE,
    ),
    guards=("obligation_overdue", "demand_gives_time"),
    document="demand_notice",
    numbered="催告",
    starts=("demand",),
    ends=("instalment",),
    effect="demand",
)
ANSWER_DEMAND = Step(
    code="answer_demand",
    title=_("登记催告后的陈述、申辩及复核"),
    sources=("served", "demanded"),
    stage=Stage.EXECUTION,
    basis=("行政强制法 §36",),
    fields=(
        day("raised_on", _("提出日期")),
        choice("form", _("形式"), (("written", _("书面")), ("spoken", _("口头，制作笔录")))),
        long("defence", _("当事人的陈述和申辩"), "行政强制法 §36"),
        choice("accepted", _("是否采纳"), (("yes", _("采纳")), ("no", _("不采纳")))),
        long("defence_answer", _("复核意见"), "行政强制法 §36"),
    ),
    guards=("called_on",),
    document="defence_record",
)
APPLY_COURT = Step(
    code="apply_court",
    title=_("申请人民法院强制执行"),
    sources=("demanded",),
    target="in_court",
    duty="cases.approve",
    stage=Stage.EXECUTION,
    basis=("行政强制法 §53", "行政强制法 §54", f"{RULES} §76-1"),
    fields=_APPLICATION,
    guards=("no_remedy_pending", "remedy_time_over", "plan_over", "demand_time_over", "court_time_open"),
    document="court_application",
    numbered="申执",
    starts=("court_accept",),
    ends=("court", "court_after", "demand"),
    effect="apply_court",
)
APPLY_COURT_NOW = replace(
    APPLY_COURT,
    code="apply_court_now",
    title=_("情况紧急，申请人民法院立即执行"),
    sources=("served", "demanded"),
    basis=("行政强制法 §59",),
    fields=(*_APPLICATION, long("urgency", _("情况紧急、须保障公共安全的理由"), "行政强制法 §59")),
    guards=("no_remedy_pending",),
)
RECORD_ACCEPTANCE = Step(
    code="record_acceptance",
    title=_("登记人民法院受理"),
    sources=("in_court",),
    stage=Stage.EXECUTION,
    basis=("行政强制法 §56-1",),
    fields=(text("court", _("人民法院")), day("accepted_on", _("受理日期")), NOTE),
    guards=("court_applied",),
    starts=("court_rule",),
    since=(("court_rule", "accepted_on"),),
    ends=("court_accept",),
)
RECORD_RULING = Step(
    code="record_ruling",
    title=_("登记人民法院裁定"),
    sources=("in_court",),
    stage=Stage.EXECUTION,
    basis=("行政强制法 §57", "行政强制法 §58-2", f"{RULES} §77(2)"),
    fields=(
        text("court", _("人民法院")),
        text("ruling_number", _("文号"), required=False),
        day("ruled_on", _("裁定日期")),
        day("received_on", _("收到日期"), "行政强制法 §58-3", required=False),
        choice(
            "result",
            _("裁定结果"),
            (
                ("allowed", _("准予执行")),
                ("refused", _("不予受理或者不予执行")),
                ("upheld", _("上一级人民法院维持不予受理、不予执行")),
                ("executed", _("执行完毕")),
                ("terminated", _("终结执行")),
            ),
            "行政强制法 §57",
        ),
        NOTE,
    ),
    guards=("court_applied",),
    document="court_ruling",
    starts_if=(("result=refused", "court_object"),),
    since=(("court_object", "received_on"),),
    ends=("court_accept", "court_rule", "court_object"),
    effect="court_ruling",
)
OBJECT_RULING = Step(
    code="object_ruling",
    title=_("对不予受理、不予执行的裁定申请复议"),
    sources=("in_court",),
    duty="cases.approve",
    stage=Stage.EXECUTION,
    basis=("行政强制法 §56-2", "行政强制法 §58-3"),
    fields=(text("court", _("上一级人民法院")), REASON),
    guards=("ruling_refused", "ruling_objection_open"),
    ends=("court_object",),
)

STEPS = (
    DEMAND,
    ANSWER_DEMAND,
    APPLY_COURT,
    APPLY_COURT_NOW,
    RECORD_ACCEPTANCE,
    RECORD_RULING,
    OBJECT_RULING,
)

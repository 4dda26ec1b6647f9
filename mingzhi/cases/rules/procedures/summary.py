"""The summary penalty procedure: decided on the spot (行政处罚法 §51–53, §67–71; 程序规定 §66–73).

Small and clear cases: a warning, or a fine up to 200 yuan for a person and 3,000 for an organisation.
Against it reconsideration comes before the court (行政复议法 §23-1(1)).
"""

from dataclasses import replace

from mingzhi.cases.rules.deadlines.ordinary import SUMMARY as LIMITS
from mingzhi.cases.rules.procedure import Field, Procedure, Stage, State, Step
from mingzhi.cases.rules.procedures import summary_after
from mingzhi.cases.rules.procedures.fields import (
    CORE,
    FACTS,
    ID_SHOWN,
    REASON,
    RULES,
    by,
    choice,
    long,
    text,
    yes,
)
from mingzhi.kernel.wording import gettext_noop as _

STATES = (
    State(code="onsite", title=_("当场查处"), stage=Stage.EVIDENCE, main=True),
    State(code="told", title=_("已告知，听取意见"), stage=Stage.DECISION, main=True),
    State(code="decided", title=_("已当场作出决定"), stage=Stage.DECISION, main=True),
    State(code="served", title=_("已交付，待履行"), stage=Stage.SERVICE, main=True),
    State(code="demanded", title=_("已催告"), stage=Stage.EXECUTION),
    State(code="in_court", title=_("申请法院强制执行"), stage=Stage.EXECUTION),
    State(code="performed", title=_("履行完毕"), stage=Stage.EXECUTION, main=True),
    State(code="execution_ended", title=_("执行已终结"), stage=Stage.EXECUTION),
    State(code="revoked", title=_("决定失效"), stage=Stage.EXECUTION),
    State(code="converted", title=_("转普通程序"), stage=Stage.EVIDENCE, final=True),
    State(code="archived", title=_("已归档"), stage=Stage.EXECUTION, final=True, main=True),
)

_ON_SITE = (
    Step(
        code="check_on_site",
        title=_("当场调查"),
        sources=("onsite",),
        stage=Stage.EVIDENCE,
        basis=("行政处罚法 §52-1", f"{RULES} §67-1"),
        fields=(
            ID_SHOWN,
            text("place", _("地点"), f"{RULES} §68"),
            replace(FACTS, label=_("违法事实和当场收集的证据")),
        ),
        officers=2,
        recording="summary",
        effect="add_evidence",
        clauses=("2.1.2a",),
    ),
    Step(
        code="tell_on_site",
        title=_("当场告知并听取意见"),
        sources=("onsite",),
        target="told",
        stage=Stage.DECISION,
        basis=(f"{RULES} §69", "行政处罚法 §44"),
        fields=(
            *by(f"{RULES} §69", CORE),
            ID_SHOWN,
            yes("rights_told", _("已告知拟处罚内容、事实、理由、依据和陈述、申辩的权利"), f"{RULES} §69"),
            long("defence", _("当事人的陈述、申辩（没有的写“无”）"), f"{RULES} §69"),
            text("defence_answer", _("复核意见（有陈述、申辩的）"), "行政处罚法 §45-1", required=False),
        ),
        guards=("evidence_collected", "small_enough", "fine_lawful", "party_punishable"),
        officers=2,
        recording="summary",
        effect="tell_on_site",
        clauses=("2.1.2b",),
    ),
    Step(
        code="decide_on_spot",
        title=_("当场作出行政处罚决定"),
        sources=("told",),
        target="decided",
        stage=Stage.DECISION,
        basis=("行政处罚法 §51", "行政处罚法 §52-1", f"{RULES} §68"),
        fields=(
            *by("行政处罚法 §52-2", CORE),
            ID_SHOWN,
            text("place", _("地点"), "行政处罚法 §52-2"),
            yes("remedies_told", _("已告知先申请行政复议的途径和期限"), "行政复议法 §23-2"),
            long("order", _("责令改正的内容"), "行政处罚法 §28-1"),
        ),
        guards=(
            "small_enough",
            "fine_lawful",
            "party_punishable",
            "minor_is_mitigated",
            "not_heavier_than_told",
            "decided_once",
        ),
        officers=2,
        document="summary_decision",
        numbered="当罚",
        recording="summary",
        starts=("summary_file",),
        effect="decide",
        clauses=("2.1.3a", "2.2.1a"),
    ),
    Step(
        code="hand_over",
        title=_("当场交付决定书"),
        sources=("decided",),
        target="served",
        stage=Stage.SERVICE,
        basis=("行政处罚法 §52-1", f"{RULES} §67-2"),
        fields=(
            choice(
                "receipt",
                _("签收情况"),
                (("signed", _("当事人签收")), ("refused", _("当事人拒绝签收，已在决定书上注明"))),
                "行政处罚法 §52-1",
            ),
            Field(
                code="refusal",
                label=_("拒绝签收的情况"),
                when=("receipt", ("refused",)),
                basis="行政处罚法 §52-1",
            ),
            yes(
                "told_publication",
                _("已书面告知当事人处罚信息是否以及如何公示"),
                "市场监督管理行政处罚信息公示规定 §8",
                required=False,
            ),
        ),
        officers=2,
        document="service_receipt",
        starts=("pay", "reconsider", "court"),
        effect="serve_decision",
    ),
    Step(
        code="convert",
        title=_("转为普通程序"),
        sources=("onsite", "told"),
        target="converted",
        stage=Stage.EVIDENCE,
        basis=("行政处罚法 §54-1",),
        fields=(REASON,),
        effect="convert",
        guide=_("违法事实不清、需要进一步调查，或者超出当场处罚范围的，按普通程序办理。"),
    ),
)

SUMMARY = Procedure(
    code="summary",
    version="2026.4",
    title=_("行政处罚简易程序"),
    kind="行政处罚",
    basis=("行政处罚法 §51", f"{RULES} §66"),
    initial="onsite",
    states=STATES,
    steps=(*_ON_SITE, *summary_after.STEPS),
    limits=LIMITS,
)

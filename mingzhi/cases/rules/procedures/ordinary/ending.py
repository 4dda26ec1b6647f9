"""Remedies, withdrawal, closure, archive (行政处罚法 §47, §48, §73; 程序规定 §77, §78)."""

from dataclasses import replace

from mingzhi.cases.rules.closing import LEFT_OPEN
from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.coercive_remedies import coercive_remedies
from mingzhi.cases.rules.procedures.fields import FACTS, NOTE, REASON, RULES, choice, text, yes
from mingzhi.cases.rules.procedures.ordinary.states import AFTER, ENDS, LIVE
from mingzhi.cases.rules.procedures.remedies import remedies
from mingzhi.kernel.wording import gettext_noop as _

TOUCHED = (*AFTER, "no_penalty")

STEPS = (
    *remedies(TOUCHED),
    *coercive_remedies((*LIVE, "closed", "archived")),
    Step(
        code="close",
        title=_("结案"),
        sources=(
            *ENDS,
            "crime_sent",
            "performed",
            "in_court",
            "served",
            "demanded",
            "enforcement_ended",
        ),
        target="closed",
        duty="cases.approve",
        stage=Stage.EXECUTION,
        basis=(f"{RULES} §77",),
        fields=(
            choice(
                "ground",
                _("结案情形"),
                (
                    ("performed", _("行政处罚决定执行完毕")),
                    ("court_terminated", _("人民法院裁定终结执行")),
                    ("investigation_terminated", _("案件终止调查")),
                    ("no_penalty", _("决定不予行政处罚")),
                    ("transferred", _("移送其他行政管理部门")),
                    ("crime", _("移送司法机关")),
                    ("other", _("其他应予结案的情形")),
                ),
                f"{RULES} §77",
            ),
            replace(
                choice("left_open", _("不再执行的原因（还有未履行的填写）"), LEFT_OPEN, "行政强制法 §40"),
                required=False,
                when=("ground", ("other",)),
            ),
            replace(FACTS, code="result", label=_("执行情况和物品处理情况")),
            REASON,
        ),
        guards=(
            "closure_ground_fits",
            "police_not_refused",
            "court_ended",
            "unperformed_explained",
            "unperformed_reason_fits",
            "measures_settled",
            "given_back",
            "surplus_returned",
            "enforcement_review_closed",
            "publication_settled",
            "redone",
        ),
        document="closure_approval",
        ends=("close",),
        effect="close",
    ),
    Step(
        code="archive",
        title=_("立卷归档"),
        sources=("closed", "not_filed"),
        target="archived",
        duty="records.archive",
        stage=Stage.EXECUTION,
        basis=(f"{RULES} §78-1", "行政处罚法 §47"),
        fields=(
            text("retention", _("保管期限")),
            yes("checked", _("一案一卷、材料齐全、规范有序"), f"{RULES} §78-1"),
            NOTE,
        ),
        guards=("informant_told", "file_complete"),
        document="volume_contents",
        effect="archive",
        clauses=("2.2.3a",),
    ),
)

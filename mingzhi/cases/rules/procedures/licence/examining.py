"""Examination, excluded time, extension (行政许可法 §34, §42, §45)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures.fields import (
    ENDED,
    FACTS,
    ID_SHOWN,
    PLACE,
    REASON,
    RIGHTS_TOLD,
    STARTED,
    by,
    choice,
    long,
    text,
    yes,
)
from mingzhi.kernel.wording import gettext_noop as _

PLAN = "浙政办发〔2019〕20号"

LAW = "行政许可法"

EXTEND = Step(
    code="extend_time",
    title=_("延长十个工作日"),
    sources=("accepted", "proposed", "in_review", "returned", "reviewed"),
    duty="cases.approve",
    basis=(f"{LAW} §42-1",),
    fields=(REASON, yes("told", _("延长期限的理由已告知申请人"), f"{LAW} §42-1")),
    guards=("own_term_running", "licence_extension_left", "licence_time_open"),
    document="licence_extension_notice",
    numbered="许延",
    extends=("licence_decide",),
)
EXTEND_JOINT = replace(
    EXTEND,
    code="extend_joint",
    title=_("延长十五个工作日"),
    basis=(f"{LAW} §42-2",),
    fields=(
        *EXTEND.fields,
        yes("government", _("已经本级人民政府负责人批准"), f"{LAW} §42-2"),
    ),
    guards=("joint_term_running", "licence_extension_left", "licence_time_open"),
    extends=("licence_joint",),
)

STEPS = (
    Step(
        code="examine",
        title=_("书面审查"),
        sources=("accepted",),
        basis=(f"{LAW} §34-1",),
        fields=(replace(FACTS, label=_("审查情况")),),
    ),
    Step(
        code="examine_on_site",
        title=_("现场核查"),
        sources=("accepted", "renewing", "revoking"),
        basis=(f"{LAW} §34-3",),
        fields=(
            *by(f"{LAW} §34-3", STARTED, ENDED, PLACE),
            replace(ID_SHOWN, basis=f"{PLAN} 二(一)2"),
            replace(RIGHTS_TOLD, basis=f"{PLAN} 二(一)2", label=_("已告知核查事由、依据和权利、义务")),
            replace(FACTS, label=_("核查情况")),
            long("conclusion", _("核查结论")),
        ),
        officers=2,
        document="licence_examination",
        recording="licence_examination",
        effect="add_evidence",
    ),
    Step(
        code="exclude_time",
        title=_("不计入期限的期间开始"),
        sources=("accepted", "proposed"),
        basis=(f"{LAW} §45",),
        fields=(
            choice(
                "ground",
                _("事由"),
                (
                    ("bidding", _("招标、拍卖")),
                    ("testing", _("检验、检测、检疫")),
                    ("appraisal", _("鉴定")),
                    ("experts", _("专家评审")),
                ),
                f"{LAW} §45",
            ),
            text("length", _("所需时间"), f"{LAW} §45"),
            yes("told", _("所需时间已书面告知申请人"), f"{LAW} §45"),
        ),
        guards=("exclusion_not_running",),
        document="licence_exclusion_notice",
        numbered="许除",
        pauses=("licence_decide", "licence_joint"),
        effect="pause",
    ),
    Step(
        code="include_time",
        title=_("不计入期限的期间结束"),
        sources=("accepted", "proposed"),
        basis=(f"{LAW} §45",),
        fields=(replace(FACTS, label=_("结果")),),
        guards=("exclusion_running",),
        resumes=("licence_decide", "licence_joint"),
        effect="resume",
    ),
    EXTEND,
    EXTEND_JOINT,
)

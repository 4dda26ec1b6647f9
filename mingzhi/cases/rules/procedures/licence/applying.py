"""Application, one correction notice, acceptance (行政许可法 §29–32, §78)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, Stage, Step
from mingzhi.cases.rules.procedures.fields import (
    NOTE,
    REASON,
    choice,
    day,
    text,
    texts,
    yes,
)
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法"

NOT_ACCEPTED = {
    "not_needed": f"{LAW} §32-1(1)",
    "other_agency": f"{LAW} §32-1(2)",
    "not_corrected": f"{LAW} §32-1(5)",
    "false": f"{LAW} §78",
}
"""On what an application that is not accepted rests, by the ground chosen."""

ACCEPT = Step(
    code="accept",
    title=_("受理"),
    sources=("applied",),
    target="accepted",
    stage=Stage.START,
    basis=(f"{LAW} §32-1(5)", f"{LAW} §32-2"),
    fields=(
        yes("complete", _("材料齐全、符合法定形式"), f"{LAW} §32-1(5)"),
        yes("own", _("属于本机关职权范围"), f"{LAW} §32-1(5)"),
        text("licence_item", _("许可事项")),
        day("accepted_on", _("受理日期")),
        yes(
            "testing",
            _("需要按照技术标准、技术规范检验、检测、检疫"),
            f"{LAW} §55-2",
            required=False,
        ),
    ),
    guards=("application_complete", "testing_said"),
    document="licence_acceptance",
    numbered="许受",
    starts=("licence_decide",),
    starts_if=(("testing", "licence_test"),),
    since=(("licence_decide", "accepted_on"), ("licence_test", "accepted_on")),
    ends=("licence_correction",),
    effect="accept",
)
ACCEPT_JOINT = replace(
    ACCEPT,
    code="accept_joint",
    title=_("受理（统一、联合、集中办理）"),
    basis=(f"{LAW} §26-2", f"{LAW} §42-2"),
    fields=(
        *ACCEPT.fields,
        choice(
            "handling",
            _("办理方式"),
            (("unified", _("统一办理")), ("joint", _("联合办理")), ("central", _("集中办理"))),
            f"{LAW} §26-2",
        ),
        texts("departments", _("参与办理的部门"), f"{LAW} §26-2"),
    ),
    guards=("handled_as_one", *ACCEPT.guards),
    starts=("licence_joint",),
    since=(("licence_joint", "accepted_on"), ("licence_test", "accepted_on")),
)

STEPS = (
    Step(
        code="tell_correction",
        title=_("一次告知补正"),
        sources=("applied",),
        target="correcting",
        stage=Stage.START,
        basis=(f"{LAW} §32-1(4)",),
        fields=(
            texts("materials", _("需要补正的全部内容"), f"{LAW} §32-1(4)"),
            day("told_on", _("告知日期")),
        ),
        guards=("correction_not_told", "correction_time_open"),
        document="licence_correction_notice",
        numbered="许补",
        ends=("licence_correction",),
        repeatable=False,
    ),
    Step(
        code="receive_correction",
        title=_("收到补正材料"),
        sources=("correcting",),
        target="applied",
        stage=Stage.START,
        basis=(f"{LAW} §32-1(5)",),
        fields=(texts("materials", _("补正材料")), day("received_on", _("收到日期"))),
        effect="receive_material",
    ),
    ACCEPT,
    ACCEPT_JOINT,
    Step(
        code="deem_accepted",
        title=_("逾期未告知，视为受理"),
        sources=("applied",),
        target="accepted",
        stage=Stage.START,
        basis=(f"{LAW} §32-1(4)",),
        fields=(NOTE,),
        guards=("correction_not_told", "correction_time_over"),
        starts=("licence_decide",),
        ends=("licence_correction",),
        by_system=True,
        effect="deem_accepted",
        guide=_("自收到申请材料之日起即为受理。"),
    ),
    Step(
        code="refuse_acceptance",
        title=_("不予受理"),
        sources=("applied", "correcting"),
        target="not_accepted",
        stage=Stage.START,
        basis=(f"{LAW} §32-1(1)", f"{LAW} §32-1(2)", f"{LAW} §32-2", f"{LAW} §78"),
        fields=(
            choice(
                "ground",
                _("情形"),
                (
                    ("not_needed", _("依法不需要取得行政许可")),
                    ("other_agency", _("不属于本行政机关职权范围")),
                    ("not_corrected", _("未按要求补正，申请材料不符合受理条件")),
                    ("false", _("隐瞒有关情况或者提供虚假材料")),
                ),
                f"{LAW} §32-1",
            ),
            text("licence_item", _("许可事项")),
            REASON,
            Field(
                code="competent_agency",
                label=_("有关行政机关"),
                when=("ground", ("other_agency",)),
                basis=f"{LAW} §32-1(2)",
            ),
        ),
        document="licence_no_acceptance",
        numbered="许拒",
        ends=("licence_correction",),
    ),
    Step(
        code="withdraw_application",
        title=_("申请人撤回申请"),
        sources=("applied", "correcting", "accepted", "hearing", "proposed", "returned", "reviewed"),
        target="withdrawn",
        stage=Stage.START,
        basis=(f"{LAW} §29-1",),
        fields=(day("withdrawn_on", _("撤回日期")), NOTE),
        guards=("licence_undecided",),
        ends=("licence_correction", "licence_decide", "licence_joint", "licence_test"),
    ),
)

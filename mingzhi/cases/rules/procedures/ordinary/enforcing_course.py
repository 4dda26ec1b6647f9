"""Rest, end, agreement and return of the agency's own enforcement (行政强制法 §39–42)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind, Stage, Step
from mingzhi.cases.rules.procedures.fields import REASON, choice, day, long, yes
from mingzhi.cases.rules.procedures.ordinary.enforcing import LAW
from mingzhi.cases.rules.procedures.ordinary.states import ENFORCING
from mingzhi.cases.rules.procedures.remedies import RESTORE
from mingzhi.kernel.wording import gettext_noop as _

_TOLD = yes("told", _("已书面告知当事人"), f"{LAW} §8-1")
_ENDS = ("enforcement_rest", "substitute_warn", "court", "court_after")

STEPS = (
    Step(
        code="suspend_enforcement",
        title=_("中止执行"),
        sources=("enforcing", "agreed"),
        target="enforcement_paused",
        duty="cases.approve",
        stage=Stage.EXECUTION,
        basis=(f"{LAW} §39-1",),
        fields=(
            choice(
                "ground",
                _("中止情形"),
                (
                    ("unable", _("当事人履行行政决定确有困难或者暂无履行能力")),
                    ("third_party", _("第三人对执行标的主张权利，确有理由")),
                    ("irreparable", _("执行可能造成难以弥补的损失，且中止执行不损害公共利益")),
                    ("other", _("行政机关认为需要中止执行的其他情形")),
                ),
                f"{LAW} §39-1",
            ),
            REASON,
            _TOLD,
        ),
        document="enforcement_suspension",
        numbered="强中",
        starts=("enforcement_rest",),
        effect="suspend_enforcement",
    ),
    Step(
        code="resume_enforcement",
        title=_("恢复执行"),
        sources=("enforcement_paused",),
        target="enforcing",
        duty="cases.approve",
        stage=Stage.EXECUTION,
        basis=(f"{LAW} §39-2",),
        fields=(replace(REASON, label=_("中止执行的情形消失的情况")), _TOLD),
        document="enforcement_resumption",
        numbered="强恢",
        ends=("enforcement_rest",),
        effect="resume_enforcement",
    ),
    Step(
        code="abandon_enforcement",
        title=_("中止满三年，不再执行"),
        sources=("enforcement_paused",),
        target="enforcement_ended",
        duty="cases.approve",
        stage=Stage.EXECUTION,
        basis=(f"{LAW} §39-2",),
        fields=(
            yes("harmless", _("没有明显社会危害"), f"{LAW} §39-2"),
            yes("unable", _("当事人确无能力履行"), f"{LAW} §39-2"),
            REASON,
            _TOLD,
        ),
        guards=("rest_over",),
        document="enforcement_termination",
        numbered="强终",
        ends=_ENDS,
        effect="end_enforcement",
    ),
    Step(
        code="terminate_enforcement",
        title=_("终结执行"),
        sources=ENFORCING,
        target="enforcement_ended",
        duty="cases.approve",
        stage=Stage.EXECUTION,
        basis=(f"{LAW} §40",),
        fields=(
            choice(
                "ground",
                _("终结情形"),
                (
                    ("death", _("公民死亡，无遗产可供执行，又无义务承受人")),
                    ("dissolved", _("法人或者其他组织终止，无财产可供执行，又无义务承受人")),
                    ("lost", _("执行标的灭失")),
                    ("revoked", _("据以执行的行政决定被撤销")),
                    ("other", _("行政机关认为需要终结执行的其他情形")),
                ),
                f"{LAW} §40",
            ),
            REASON,
        ),
        guards=("termination_ground_fits",),
        document="enforcement_termination",
        numbered="强终",
        ends=_ENDS,
        effect="end_enforcement",
    ),
    Step(
        code="make_agreement",
        title=_("达成执行协议"),
        sources=("enforcing", "enforcement_paused"),
        target="agreed",
        duty="cases.approve",
        stage=Stage.EXECUTION,
        basis=(f"{LAW} §42-1",),
        fields=(
            long("content", _("协议内容"), f"{LAW} §42-1"),
            Field(
                code="stages",
                label=_("分阶段履行"),
                kind=FieldKind.ITEMS,
                required=False,
                columns=(("due_on", _("期限")), ("duty", _("履行内容")), ("amount", _("金额（元）"))),
                basis=f"{LAW} §42-1",
            ),
            choice(
                "remedial",
                _("补救措施"),
                (("none", _("没有采取")), ("taken", _("当事人已经采取补救措施"))),
                f"{LAW} §42-1",
            ),
            Field(
                code="reduced",
                label=_("减免的加处罚款或者滞纳金"),
                kind=FieldKind.MONEY,
                required=False,
                when=("remedial", ("taken",)),
                basis=f"{LAW} §42-1",
            ),
            yes("harmless", _("不损害公共利益和他人合法权益"), f"{LAW} §42-1"),
            day("signed_on", _("签订日期"), f"{LAW} §42-1"),
        ),
        guards=("reduction_lawful",),
        document="enforcement_agreement",
        numbered="执协",
        ends=("enforcement_rest",),
        effect="make_agreement",
        guide=_("只能减免加处的罚款或者滞纳金，处罚决定本身的数额不得减免。"),
    ),
    Step(
        code="break_agreement",
        title=_("当事人不履行执行协议，恢复强制执行"),
        sources=("agreed",),
        target="enforcing",
        duty="cases.approve",
        stage=Stage.EXECUTION,
        basis=(f"{LAW} §42-2",),
        fields=(replace(REASON, label=_("不履行协议的情况"), basis=f"{LAW} §42-2"), _TOLD),
        document="enforcement_resumption",
        numbered="强恢",
        effect="break_agreement",
    ),
    replace(
        RESTORE,
        sources=(*ENFORCING, "enforcement_ended", "performed", "revoked", "closed", "archived"),
    ),
)

"""Payment and execution (行政处罚法 §66–74; 行政强制法 §35–59; 程序规定 §71–76)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures import court
from mingzhi.cases.rules.procedures import money as payment
from mingzhi.cases.rules.procedures.fields import (
    ENDED,
    FACTS,
    ITEMS,
    NOTE,
    PLACE,
    RULES,
    STARTED,
    by,
    choice,
    day,
    texts,
)
from mingzhi.cases.rules.procedures.ordinary.states import ENFORCING
from mingzhi.kernel.wording import gettext_noop as _

OWING = (*payment.OWING, *ENFORCING)
"""A duty can be performed until it is; also while the agency enforces by itself."""

_BESIDE_ENFORCING = ("apply_court", "apply_court_now")
"""Substitute performance does not bring in money: for that the agency may still have to go to the court."""


def _of_ordinary(step: Step) -> Step:
    if step.sources[: len(payment.OWING)] == payment.OWING:
        return replace(step, sources=(*OWING, *step.sources[len(payment.OWING) :]))
    if step.code in _BESIDE_ENFORCING:
        return replace(step, sources=(*step.sources, "enforcing"))
    return step


STEPS = (
    *map(_of_ordinary, payment.STEPS),
    *map(_of_ordinary, court.STEPS),
    Step(
        code="dispose_goods",
        title=_("处理没收物品"),
        sources=OWING,
        stage=Stage.EXECUTION,
        basis=("行政处罚法 §74-1",),
        fields=(
            *by("行政处罚法 §74-1", STARTED, ENDED, PLACE),
            ITEMS,
            choice(
                "disposal",
                _("处理方式"),
                (
                    ("destroyed", _("依法销毁")),
                    ("auctioned", _("公开拍卖，款项上缴国库")),
                    ("other", _("按照国家有关规定处理")),
                ),
                "行政处罚法 §74-1",
            ),
            replace(FACTS, label=_("处理经过")),
            texts("supervisors", _("监督人（二人以上）")),
        ),
        guards=("goods_to_dispose",),
        officers=2,
        document="goods_disposal",
        recording="goods_disposal",
        effect="dispose_goods",
    ),
    Step(
        code="record_performance",
        title=_("登记其他处罚内容的履行"),
        sources=OWING,
        stage=Stage.EXECUTION,
        basis=("行政处罚法 §66-1",),
        fields=(replace(FACTS, label=_("履行情况")), day("performed_on", _("履行日期"))),
        guards=("order_to_perform",),
        effect="perform_order",
    ),
    Step(
        code="complete",
        title=_("执行完毕"),
        sources=OWING,
        target="performed",
        stage=Stage.EXECUTION,
        basis=(f"{RULES} §77(1)", "行政处罚法 §66-1"),
        fields=(NOTE,),
        guards=("all_performed", "enforcement_review_closed"),
        starts=("close",),
        ends=("pay", "instalment", "demand", "court", "court_after", "enforcement_rest", "substitute_warn"),
    ),
)

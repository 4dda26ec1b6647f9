"""Freezing of deposits and remittances (行政强制法 §29–33): only by a law, never delegated, never urgent.

The bank freezes on the notice; the party gets the decision within three working days. Of the ten steps of
§18 four apply (§30-1): approval, two officers, identity shown, on-site record.
"""

from dataclasses import replace

from mingzhi.cases.rules.coercive import AGAINST_IT
from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures.fields import (
    FACTS,
    ID_SHOWN,
    NOTE,
    PLACE,
    REASON,
    SERVICE,
    STARTED,
    by,
    choice,
    money,
    text,
    texts,
    yes,
)
from mingzhi.cases.rules.procedures.ordinary.states import EVIDENCE, LIVE, READY
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政强制法"
GROUNDS = (
    ("no_breach", _("当事人没有违法行为")),
    ("unrelated", _("冻结的存款、汇款与违法行为无关")),
    ("decided", _("对违法行为已经作出处理决定，不再需要冻结")),
    ("expired", _("冻结期限已经届满")),
    ("other", _("其他不再需要采取冻结措施的情形")),
)
"""The five grounds of 行政强制法 §33-1."""

_WHAT = (
    texts("basis", _("规定冻结的法律条款"), f"{LAW} §29-1"),
    replace(REASON, basis=f"{LAW} §31(2)"),
    text("bank", _("金融机构"), f"{LAW} §30-1"),
    text("account", _("账号"), f"{LAW} §31(3)"),
    money("amount", _("冻结数额"), f"{LAW} §31(3)"),
    yes("commensurate", _("数额与违法行为涉及的金额相当"), f"{LAW} §29-2"),
    yes("not_frozen_before", _("未被其他国家机关依法冻结"), f"{LAW} §29-2"),
)

STEPS = (
    Step(
        code="approve_freezing",
        title=_("批准冻结存款、汇款"),
        sources=(*EVIDENCE, *READY),
        duty="cases.approve",
        basis=(f"{LAW} §18(1)", f"{LAW} §30-1"),
        fields=_WHAT,
        guards=("not_delegated", "for_enforcement", "freezing_by_law"),
        document="freezing_approval",
        effect="approve_freezing",
    ),
    Step(
        code="freeze",
        title=_("冻结存款、汇款"),
        sources=(*EVIDENCE, *READY),
        basis=(f"{LAW} §29-1", f"{LAW} §30-1"),
        fields=(
            *by(f"{LAW} §18(7)", STARTED, PLACE),
            *by(f"{LAW} §18(3)", ID_SHOWN),
            *_WHAT,
            yes("handed_to_bank", _("已向金融机构交付冻结通知书，冻结前未向当事人泄露"), f"{LAW} §30-1"),
            replace(FACTS, label=_("实施情况（现场笔录）"), basis=f"{LAW} §18(7)"),
        ),
        guards=("not_delegated", "for_enforcement", "freezing_by_law", "freezing_approved", "nothing_frozen"),
        officers=2,
        document="freezing_decision",
        numbered="冻结",
        starts=("freezing", "freezing_notice"),
        ends=("redo_coercive",),
        effect="freeze",
        discloses="行政强制",
        clauses=("2.1.2a", "2.1.2b"),
    ),
    Step(
        code="serve_freezing",
        title=_("向当事人交付冻结决定书"),
        sources=LIVE,
        basis=(f"{LAW} §31",),
        fields=SERVICE,
        guards=("freezing_open",),
        officers=2,
        document="service_receipt",
        recording="service",
        starts=AGAINST_IT,
        ends=("freezing_notice",),
        effect="serve_decision",
        clauses=("2.1.2b",),
    ),
    Step(
        code="extend_freezing",
        title=_("延长冻结期限"),
        sources=LIVE,
        duty="cases.approve",
        basis=(f"{LAW} §32-1", f"{LAW} §32-2"),
        fields=(
            replace(REASON, label=_("情况复杂、需要延长的理由"), basis=f"{LAW} §32-2"),
            yes("told", _("书面告知当事人并说明理由"), f"{LAW} §32-2"),
        ),
        guards=("freezing_open", "freezing_not_expired", "freezing_not_extended"),
        document="freezing_extension",
        numbered="冻延",
        extends=("freezing",),
        starts=AGAINST_IT,
        discloses="行政强制",
    ),
    Step(
        code="lift_freezing",
        title=_("解除冻结"),
        sources=LIVE,
        duty="cases.approve",
        basis=(f"{LAW} §33-1", f"{LAW} §33-2"),
        fields=(
            choice("ground", _("解除情形"), GROUNDS, f"{LAW} §33-1"),
            REASON,
            yes("told", _("已通知金融机构和当事人"), f"{LAW} §33-2"),
        ),
        guards=("freezing_open",),
        document="freezing_lifting",
        numbered="冻解",
        ends=("freezing", "freezing_notice"),
        discloses="行政强制",
    ),
    Step(
        code="lapse_freezing",
        title=_("冻结期满，金融机构解除冻结"),
        sources=LIVE,
        basis=(f"{LAW} §33-3",),
        fields=(replace(NOTE, label=_("金融机构解除冻结的情况")),),
        guards=("freezing_open", "freezing_lapsed"),
        ends=("freezing", "freezing_notice"),
        by_system=True,
    ),
)

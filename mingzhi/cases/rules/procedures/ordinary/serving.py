"""Service of the decision (行政处罚法 §61; 市场监督管理行政处罚程序规定 §81–83)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.fields import (
    RULES,
    SERVICE,
    text,
    yes,
)
from mingzhi.cases.rules.procedures.ordinary.states import LIVE
from mingzhi.cases.rules.procedures.serving import ANNOUNCE_SERVICE, SERVE_DOCUMENT
from mingzhi.kernel.wording import gettext_noop as _

STEPS = (
    replace(SERVE_DOCUMENT, sources=LIVE),
    replace(ANNOUNCE_SERVICE, sources=LIVE),
    Step(
        code="confirm_address",
        title=_("送达地址确认"),
        sources=LIVE,
        stage=Stage.SERVICE,
        basis=(f"{RULES} §83-1", "行政处罚法 §61-2"),
        fields=(
            text("service_address", _("送达地址")),
            text("service_phone", _("联系电话")),
            yes("electronic_consent", _("同意电子送达"), "行政处罚法 §61-2", required=False),
            text("electronic_address", _("手机号码、电子邮箱或者其他账号"), required=False),
        ),
        document="address_confirmation",
        effect="confirm_address",
    ),
    Step(
        code="serve_decision",
        title=_("送达行政处罚决定书"),
        sources=("decided",),
        target="served",
        stage=Stage.SERVICE,
        basis=("行政处罚法 §61", f"{RULES} §81", f"{RULES} §82"),
        fields=(
            *SERVICE,
            yes(
                "told_publication",
                _("已书面告知当事人处罚信息将向社会公示"),
                "市场监督管理行政处罚信息公示规定 §8",
                required=False,
            ),
        ),
        guards=("publication_told",),
        officers=2,
        document="service_receipt",
        recording="service",
        starts=("pay", "reconsider", "sue", "court"),
        ends=("serve",),
        effect="serve_decision",
        clauses=("2.1.2b",),
    ),
    Step(
        code="serve_no_penalty",
        title=_("送达不予行政处罚决定书"),
        sources=("no_penalty",),
        stage=Stage.SERVICE,
        basis=(f"{RULES} §82",),
        fields=SERVICE,
        officers=2,
        document="service_receipt",
        recording="service",
        starts=("reconsider", "sue"),
        ends=("serve",),
        effect="serve_decision",
    ),
)

"""The decision and its delivery (行政许可法 §37–40, §42, §44)."""

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.fields import (
    CORE,
    DELIVERY,
    by,
    day,
    text,
    yes,
)
from mingzhi.cases.rules.procedures.licence.serving import civil
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法"

_OF_ITS_KIND = ("decided_here", "chosen_fairly", "assessed", "tested")
"""What licences with rules of their own need first (行政许可法 §35, §53–55)."""

STEPS = (
    Step(
        code="grant",
        title=_("准予行政许可"),
        sources=("proposed", "reviewed"),
        target="granted",
        duty="cases.approve",
        stage=Stage.DECISION,
        basis=(f"{LAW} §38-1", f"{LAW} §42-1"),
        fields=(
            *by(f"{LAW} §37", CORE),
            text("licence_number", _("许可编号"), required=False),
            day("valid_from", _("有效期自"), required=False),
            day("valid_until", _("有效期至"), required=False),
        ),
        guards=(
            "core_is_grant",
            *_OF_ITS_KIND,
            "first_come",
            "validity_as_proposed",
            "examined",
            "exclusion_not_running",
            "licence_hearing_time_over",
            "licence_cleared",
            "licence_undecided",
        ),
        document="licence_grant",
        numbered="准许",
        starts=("licence_deliver",),
        ends=("licence_decide", "licence_joint", "licence_test"),
        effect="decide",
        clauses=("2.1.3b",),
    ),
    Step(
        code="refuse",
        title=_("不予行政许可"),
        sources=("proposed", "reviewed"),
        target="refused",
        duty="cases.approve",
        stage=Stage.DECISION,
        basis=(f"{LAW} §38-2", f"{LAW} §42-1"),
        fields=(*by(f"{LAW} §37", CORE), yes("remedies_told", _("已告知复议、诉讼的权利"), f"{LAW} §38-2")),
        guards=(
            "core_is_refusal",
            *_OF_ITS_KIND,
            "examined",
            "exclusion_not_running",
            "licence_hearing_time_over",
            "licence_cleared",
            "licence_undecided",
        ),
        document="licence_refusal",
        numbered="不许",
        ends=("licence_decide", "licence_joint", "licence_test"),
        effect="decide",
        clauses=("2.3.2b",),
    ),
    Step(
        code="deliver",
        title=_("颁发、送达许可证件"),
        sources=("granted",),
        target="valid",
        stage=Stage.SERVICE,
        basis=(f"{LAW} §44", f"{LAW} §39-1"),
        fields=civil(DELIVERY),
        document="service_receipt",
        starts=("reconsider", "sue"),
        ends=("licence_deliver",),
        effect="serve_decision",
    ),
    Step(
        code="deliver_refusal",
        title=_("送达不予受理、不予许可、撤销或者撤回许可的决定"),
        sources=("not_accepted", "refused", "revoked", "recalled"),
        stage=Stage.SERVICE,
        basis=(f"{LAW} §38-2",),
        fields=civil(DELIVERY),
        document="service_receipt",
        starts=("reconsider", "sue"),
        effect="serve_decision",
    ),
)
